"""Says what is wrong with a pack, an answer file or a code-set file: one line a problem."""

from collections.abc import Sequence

from coder_sim.errors import Problem


def problem_line(problem: Problem) -> str:
    """Return one line: file, case, field, what is wrong, what to do about it."""
    text = f"{problem.what} {problem.todo}".rstrip()
    return _one_line(": ".join(part for part in (*place(problem), text) if part))


def place(problem: Problem) -> tuple[str, ...]:
    """Return where a problem stands, outermost first: ("my-pack", "case hip-01", "key.json id")."""
    outer, inner = problem.file, ""
    if problem.case:
        # A file of a case is "PACK/cases/CASE/FILE": the case is said in words instead.
        head, found, tail = problem.file.partition(f"/cases/{problem.case}/")
        if found:
            outer, inner = head, tail
    case = f"case {problem.case}" if problem.case else ""
    if not inner and not case:
        return tuple(part for part in (f"{outer} {problem.field}".strip(),) if part)
    last = f"{inner} {problem.field}".strip()
    return tuple(part for part in (outer, case, last) if part)


def summary(problems: Sequence[Problem]) -> str:
    """Return one sentence on how much is wrong: "3 problems in 2 cases"."""
    if not problems:
        return "No problems."
    count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    cases = {problem.case for problem in problems if problem.case}
    if not cases:
        return f"{count}."
    where = f"case {next(iter(cases))}" if len(cases) == 1 else f"{len(cases):,} cases"
    return f"{count} in {where}."


def _one_line(text: str) -> str:
    """Keep a name from a pack from breaking the line or the terminal it is printed on."""
    return "".join(character if character.isprintable() else " " for character in text)
