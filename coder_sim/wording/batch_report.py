"""The measures of a batch as lines to read and as JSON."""

from dataclasses import asdict

from coder_sim.domain.batch import Batch, Capture, Rate

AUDIT_LINE, PRACTICE_LINE = 95, 70
"""Percentages that audits and practice products commonly ask for."""


def batch_json(batch: Batch) -> dict[str, object]:
    """Return a batch in the shape that ``coder-sim grade --json`` prints."""
    return {**asdict(batch), "classes": dict(batch.classes)}


def batch_lines(batch: Batch) -> tuple[str, ...]:
    """Return the measures of a batch as plain lines, one a measure that applies."""
    sheets = f"{batch.sheets} answer sheets"
    head = f"{sheets} together: practice, not a rate" if batch.small else f"{sheets} together"
    rates = (
        ("Principal or first-listed diagnosis", batch.first_diagnosis),
        ("Code-over-code", batch.code_over_code),
        ("Practicum", batch.practicum),
        ("POA", batch.poa),
        ("Pointers", batch.pointers),
        ("MS-DRG", batch.drg),
        ("Record-over-record", batch.record_over_record),
        ("Case or claim as a whole", batch.case_financial),
    )
    lines = [head, *(f"  {name}: {_rate(x)}" for name, x in rates if x.of)]
    lines += [f"  {name}: {_capture(x)}" for name, x in _captures(batch) if _any(x)]
    em = batch.em
    if any((em.exact, em.over_by_one, em.over_by_more, em.under_by_one, em.under_by_more)):
        lines.append(
            f"  E/M levels: {em.exact} exact; over by one {em.over_by_one}, by more "
            f"{em.over_by_more}; under by one {em.under_by_one}, by more {em.under_by_more}"
        )
    if batch.needs_query:
        lines.append(
            f"  Errors that the chart settles: {batch.in_chart}; that need a query: "
            f"{batch.needs_query}"
        )
    lines.append(
        f"  For comparison: {AUDIT_LINE} % is a common audit target for codes, {PRACTICE_LINE} % "
        "a common pass mark in practice."
    )
    return tuple(lines)


def _captures(batch: Batch) -> tuple[tuple[str, Capture], ...]:
    return ("HCCs", batch.hcc), ("CCs and MCCs", batch.cc)


def _any(capture: Capture) -> bool:
    return bool(capture.captured or capture.missed or capture.unsupported)


def _capture(capture: Capture) -> str:
    return (
        f"{capture.captured} captured, {capture.missed} missed, {capture.unsupported} unsupported"
    )


def _rate(rate: Rate) -> str:
    interval = f"95 % interval {rate.low:.1f} to {rate.high:.1f}"
    return f"{rate.right} of {rate.of}, {rate.pct:.1f} % ({interval})"
