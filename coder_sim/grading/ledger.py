"""Collects findings and the addends of the learning score while a sheet is judged."""

from coder_sim.domain.grade import Element, Finding, LearningScore, Tally
from coder_sim.grading.rounding import percentage


class Ledger:
    """The grader's notebook for one sheet."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.tally: list[Tally] = []

    def count(
        self,
        element: Element,
        key: str | None,
        answer: int | None,
        earned: float,
        possible: float,
    ) -> None:
        """Enter an element with the points earned of those possible."""
        self.tally.append(Tally(element, key, answer, earned, possible))

    def charge(self, element: Element, key: str | None, answer: int | None, amount: float) -> None:
        """Enter a penalty, unless it is nothing."""
        if amount:
            self.tally.append(Tally(element, key, answer, penalty=amount))

    def report(self, finding: Finding) -> None:
        """Enter a finding."""
        self.findings.append(finding)

    def learning(self) -> LearningScore:
        """Add everything up."""
        earned = sum(entry.earned for entry in self.tally)
        penalty = sum(entry.penalty for entry in self.tally)
        possible = sum(entry.possible for entry in self.tally)
        return LearningScore(
            earned=round(earned, 10),
            penalty=round(penalty, 10),
            possible=round(possible, 10),
            pct=percentage(max(0.0, earned - penalty), possible),
        )
