"""What has changed since the attempt before, in words."""

from coder_sim.domain.feedback import Feedback, FeedbackRow, Verdict

_GOOD = (Verdict.RIGHT, Verdict.OPTIONAL)
_NAMED = 6


def progress_words(before: Feedback, now: Feedback, number: int) -> tuple[str, ...]:
    """Return what has become of the lines since attempt ``number``, best news first."""
    old = {row.name: row for row in before.rows if row.name}
    mine = [row for row in now.rows if row.name and row.verdict is not Verdict.NOTE]
    was_good = {name for name, row in old.items() if row.verdict in _GOOD}
    came_right = [row for row in mine if row.verdict in _GOOD and row.name not in was_good]
    lost = [row for row in mine if row.verdict not in _GOOD and row.name in was_good]
    stayed = [row for row in mine if row.verdict not in _GOOD and row.name in old.keys() - was_good]
    extra = {row.reported for row in before.rows if row.verdict is Verdict.EXTRA}
    gone = len(extra - {row.reported for row in now.rows})
    scores = (_first_value(before), _first_value(now))
    return tuple(
        words
        for words in (
            f"Learning score {scores[1]}, {scores[0]} in attempt {number}." if all(scores) else "",
            _listed("Now right", [row for row in came_right if _is_key_line(row)]),
            _listed("Right before, not now", [row for row in lost if _is_key_line(row)]),
            _listed("Still to correct", [row for row in stayed if _is_key_line(row)]),
            f"Extra codes given up: {gone}." if gone else "",
        )
        if words
    )


def earlier_words(row: FeedbackRow, before: Feedback) -> str:
    """Return what an earlier attempt had for the same line of the key; "" where unknown."""
    old = next((other for other in before.rows if row.name and other.name == row.name), None)
    if old is None or not _is_key_line(row):
        return ""
    return f"{old.reported or 'not reported'} ({old.verdict})"


def _is_key_line(row: FeedbackRow) -> bool:
    return row.name.startswith("key ")


def _first_value(feedback: Feedback) -> str:
    return feedback.measures[0].value if feedback.measures else ""


def _listed(heading: str, rows: list[FeedbackRow]) -> str:
    """Name lines by their code."""
    if not rows:
        return ""
    codes = [(row.expected or row.reported).partition(" ")[0] for row in rows]
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return f"{heading}: {', '.join(codes[:_NAMED])}{more}."
