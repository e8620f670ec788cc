"""What of a feedback is read first, and in what order: the rest is opened line by line.

Plain values, no Qt: the page lays out what is decided here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coder_sim.domain.feedback import Feedback, FeedbackRow, Part, Verdict
from coder_sim.domain.grade import Severity
from coder_sim.wording.feedback_lead import reason

QUIET = (Verdict.RIGHT, Verdict.OPTIONAL)
"""Verdicts whose lines fold into one."""
BETWEEN = " \N{MIDDLE DOT} "
"""Stands between a code and what was reported with it."""
BUDGET = 415
"""Words that are read in about two minutes; the reasons of the lesser errors wait beyond them."""
LONGEST_REASON = 24
"""Words of a reason that are shown before its line is opened."""
LONGEST_TITLE = 14
"""Words of the title of a line that is not opened, where there are many lines."""
TOPICS = 3
"""How many topics to practise are shown before everything is opened."""
_HEADINGS = 25
_ROOMY = BUDGET * 2 // 3
_WHOLE = 99
_POINTS = re.compile(r"(\S+) of (\S+)")
_TAKEN = re.compile(r"(\S+) (?:taken off|lost)")
_GRAVITY = (*Severity, None)


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the learner stands in a feedback, and what belongs to it from outside."""

    current: int = 0
    """Number of the current line."""
    opened: bool = False
    """Whether the current line shows all of its explanation."""
    everything: bool = False
    """Whether every line does, with all checks and what the scores tell."""
    objections: Mapping[str, str] = field(default_factory=dict)
    """The learner's own objections, by the name of the line."""
    before: Feedback | None = None
    """The feedback on the attempt before this one."""
    before_number: int = 0

    def opens(self, row: int) -> bool:
        """Tell whether a line shows all of its explanation."""
        return self.everything or (self.opened and row == self.current)


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines of a feedback in reading order."""

    order: tuple[int, ...]
    """Numbers of the lines: what is to be corrected first, what is right last."""
    folds: tuple[tuple[int, ...], ...]
    """Lines that are shown as one, at the place of the first of them."""
    reasons: Mapping[int, tuple[Part, ...]]
    """The deciding sentence of lines that are not opened, as far as words are left for it."""
    longest: int
    """Words that the title of such a line may have."""

    def fold_at(self, row: int) -> tuple[int, ...]:
        """Return the fold that a line is in; nothing where it stands by itself."""
        return next((fold for fold in self.folds if row in fold), ())


def outline(feedback: Feedback, reading: Reading) -> Outline:
    """Decide what is shown of each line."""
    rows = feedback.rows
    quiet = tuple(n for n, row in enumerate(rows) if row.verdict in QUIET)
    loud = tuple(n for n in range(len(rows)) if n not in quiet)
    folds = [] if reading.everything else _folds(feedback, quiet, loud)
    opened = reading.current if reading.opened else None
    shown = tuple(fold for fold in folds if opened not in fold)
    longest = LONGEST_TITLE if _bare(feedback, loud, [quiet], _WHOLE) > _ROOMY else _WHOLE
    reasons = _reasons(feedback, loud, folds, longest)
    return Outline((*loud, *quiet), shown, reasons, longest)


def _folds(
    feedback: Feedback, quiet: tuple[int, ...], loud: tuple[int, ...]
) -> list[tuple[int, ...]]:
    """Fold what is right; where the rest is still too long, what is extra, then what is missed."""
    rows, folds = feedback.rows, [quiet]
    # Reasons are worth more than the titles of codes that nothing in the chart calls for.
    for verdict, most in ((Verdict.EXTRA, _ROOMY), (Verdict.MISSED, BUDGET)):
        if _bare(feedback, loud, folds) > most:
            lesser = (n for n in loud if rows[n].severity is not Severity.CRITICAL)
            folds.append(tuple(n for n in lesser if rows[n].verdict is verdict))
    return [fold for fold in folds if len(fold) > 1]


def short_title(row: FeedbackRow, longest: int = LONGEST_TITLE) -> str:
    """Return the headline of a line that is not opened: what is amiss, and what is expected."""
    told, (name, colon, _) = title_of(row), row.headline.partition(": ")
    expected = dict(compared(row)).get("Expected", "")
    if expected and colon and row.verdict in (Verdict.PARTLY, Verdict.WRONG):
        told = f"{name}: {row.reported.partition(' ')[0]}, expected {_asked(row, expected)}"
    words = told.split()
    return told if len(words) <= longest else _cut(words, longest)


def _asked(row: FeedbackRow, expected: str) -> str:
    """Return the code expected; where that is reported, what was expected with it."""
    if expected.partition(" ")[0] != row.reported.partition(" ")[0]:
        return expected.partition(BETWEEN)[0]
    reported = row.reported.split(BETWEEN)
    return ", ".join(part for part in expected.split(BETWEEN) if part not in reported)


def short_worth(row: FeedbackRow) -> str:
    """Return the points of a line that is not opened, and its severity if that is critical."""
    earned = _POINTS.match(row.points)
    taken = _TAKEN.match(row.points)
    points = f"{earned[1]}/{earned[2]}" if earned else f"\N{MINUS SIGN}{taken[1]}" if taken else ""
    grave = row.severity.value.lower() if row.severity is Severity.CRITICAL else ""
    return "  ".join(word for word in (points, grave) if word)


def short_arithmetic(text: str) -> str:
    """Return the sum itself, without what it is made of."""
    return text.partition(";")[0].partition(", the larger")[0]


def title_of(row: FeedbackRow) -> str:
    """Return the headline; of a missed line with all that was expected, not the code alone."""
    told = without_verdict(row)
    missed = row.verdict is Verdict.MISSED and row.expected.startswith(told + BETWEEN)
    return row.expected if missed else told


def without_verdict(row: FeedbackRow) -> str:
    """Return the headline without the verdict's word before it, which stands there already."""
    word, colon, rest = row.headline.partition(": ")
    return rest if colon and word.casefold() == row.verdict.value else row.headline


def compared(row: FeedbackRow) -> list[tuple[str, str]]:
    """Return what was reported and what was expected, as far as the headline does not say it."""
    told = title_of(row)
    reported, _, with_reported = row.reported.partition(BETWEEN)
    expected, _, with_expected = row.expected.partition(BETWEEN)
    pair = []
    if reported not in told:
        pair.append(("Reported", row.reported))
    elif with_reported and expected and with_reported != with_expected:
        pair.append(("Reported", with_reported))
    if expected not in told:
        pair.append(("Expected", row.expected))
    elif with_expected and with_expected != with_reported and row.expected not in told:
        pair.append(("Expected", with_expected))
    return pair


def deciding(text: str) -> str:
    """Return a reason, cut where it is long."""
    words = text.split()
    return text if len(words) <= LONGEST_REASON else _cut(words, LONGEST_REASON)


def folded_words(rows: Iterable[FeedbackRow]) -> str:
    """Return the codes of lines that are shown as one, those that were optional marked so."""
    named = ((title_of(row).partition(" ")[0], row.verdict) for row in rows)
    return ", ".join(
        f"{code} (optional)" if verdict is Verdict.OPTIONAL else code for code, verdict in named
    )


def count_words(*texts: str) -> int:
    """Count the words of texts."""
    return sum(len(text.split()) for text in texts)


def _cut(words: list[str], count: int) -> str:
    return " ".join(words[:count]).rstrip(",;:") + "\N{HORIZONTAL ELLIPSIS}"


def _reasons(
    feedback: Feedback, loud: tuple[int, ...], folds: list[tuple[int, ...]], longest: int
) -> dict[int, tuple[Part, ...]]:
    """Give reasons to the gravest lines first, each reason once, while words are left."""
    left = BUDGET - _bare(feedback, loud, folds, longest)
    alone = [n for n in loud if not any(n in fold for fold in folds)]
    said: set[str] = set()
    found: dict[int, tuple[Part, ...]] = {}
    for number in sorted(alone, key=lambda n: (_GRAVITY.index(feedback.rows[n].severity), n)):
        row = feedback.rows[number]
        short = [Part(part.heading, deciding(part.text)) for part in reason(row)]
        fresh = tuple(part for part in short if part.text not in said)
        cost = count_words(*(word for part in fresh for word in (part.heading, part.text)))
        # The gravest error is explained in any case.
        if cost <= left or not found:
            found[number] = fresh
            said.update(part.text for part in fresh)
            left -= cost
    return found


def _bare(
    feedback: Feedback,
    loud: tuple[int, ...],
    folds: list[tuple[int, ...]],
    longest: int = LONGEST_TITLE,
) -> int:
    """Count the words that are shown in any case."""
    rows = feedback.rows
    alone = [rows[n] for n in loud if not any(n in fold for fold in folds)]
    folded = [folded_words(rows[n] for n in fold) for fold in folds]
    measures = ((m.name, m.value, short_arithmetic(m.arithmetic)) for m in feedback.measures)
    return (
        count_words(feedback.summary, *feedback.practise_next[:TOPICS], *folded)
        + sum(count_words(*words) for words in measures)
        + sum(count_words(r.verdict, short_worth(r), short_title(r, longest)) + 1 for r in alone)
        + sum(count_words(part.heading) for part in feedback.queries)
        + _HEADINGS
    )
