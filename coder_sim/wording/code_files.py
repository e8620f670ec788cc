"""Says what became of code-set files: lines for the terminal and for the window."""

from collections.abc import Iterator
from dataclasses import replace

from coder_sim.domain.code_files import FileVerdict, ImportReport, LeftOut, Outcome
from coder_sim.errors import Problem
from coder_sim.wording.problems import problem_line

_QUIET = 12
"""Files passed over that are named one by one; of more, the rest is counted."""


def report_lines(report: ImportReport) -> tuple[str, ...]:
    """Return the report, what was taken or refused first."""
    return tuple(_lines(report))


def closing_line(report: ImportReport) -> str:
    """Return one sentence on the whole."""
    taken, refused = report.count(Outcome.TAKEN), report.count(Outcome.REFUSED)
    if not report.verdicts:
        return "Nothing was found there."
    parts = [f"{_files(taken)} imported" if taken else "Nothing was imported"]
    if already := report.count(Outcome.ALREADY):
        parts.append(f"{_files(already)} imported before")
    if refused:
        parts.append(f"{_files(refused)} refused")
    if not taken:
        parts.append("the code library is as it was")
    return "; ".join(parts) + "."


def _lines(report: ImportReport) -> Iterator[str]:
    for verdict in report.verdicts:
        if verdict.outcome is not Outcome.PASSED_OVER:
            yield from _verdict_lines(verdict)
    passed = [item for item in report.verdicts if item.outcome is Outcome.PASSED_OVER]
    if passed:
        yield "Passed over:"
        for verdict in passed[:_QUIET]:
            yield f"  {_plain(verdict.name)}: {verdict.remark}"
        if len(passed) > _QUIET:
            yield f"  and {_files(len(passed) - _QUIET)} more"
    yield closing_line(report)


def _verdict_lines(verdict: FileVerdict) -> Iterator[str]:
    name = _plain(verdict.name)
    if verdict.outcome is Outcome.REFUSED:
        what = f" ({verdict.kind})" if verdict.kind else ""
        yield f"{name}{what}: REFUSED"
        for problem in verdict.problems:
            yield f"  {_problem(problem, verdict.name)}"
        return
    edition = f", {verdict.edition}" if verdict.edition else ""
    yield f"{name}: {verdict.kind}{edition}"
    modifiers = f" and {verdict.modifiers:,} modifiers" if verdict.modifiers else ""
    yield f"  {verdict.count:,} {verdict.unit}{modifiers} {verdict.outcome.value}"
    if verdict.replaces:
        yield f"  in place of {_plain(verdict.replaces)}"
    for left_out in verdict.left_out:
        yield f"  left out: {_left_out(left_out)}"
    if verdict.remark:
        yield f"  {verdict.remark}"


def _problem(problem: Problem, name: str) -> str:
    """Return a problem without the file it stands under, its sentences ended."""
    end = "" if problem.what.endswith((".", "!", "?")) else "."
    file = "" if problem.file == name else problem.file
    return problem_line(replace(problem, what=f"{problem.what}{end}", file=file))


def _left_out(left_out: LeftOut) -> str:
    where = f" (first: {left_out.where})" if left_out.where else ""
    return f"{left_out.count:,} {left_out.why}{where}"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def _plain(text: str) -> str:
    """Keep a name from a zip from breaking the line or the terminal it is printed on."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
