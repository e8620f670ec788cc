"""How an answer is scored: the place of the first accepted code, and figures over many places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from tests.benchmarks.search.queries import Query, plain


@dataclass(frozen=True, slots=True)
class Answer:
    """What a finder answered to a query: codes, best first, and the milliseconds it took."""

    query: Query
    codes: tuple[str, ...]
    milliseconds: float

    @property
    def place(self) -> int | None:
        """The place of the first hit, counted from 1; None where there is none."""
        return place(self.codes, self.query.accepted)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1 over a set of answers."""

    count: int
    hit_10: float
    hit_1: float
    mrr: float


def is_hit(code: str, accepted: Iterable[str]) -> bool:
    """Say whether a code is an accepted one or below it; a heading above it is no hit."""
    return plain(code).startswith(tuple(plain(wanted) for wanted in accepted))


def place(codes: Sequence[str], accepted: Iterable[str]) -> int | None:
    """Return the place of the first hit, counted from 1; None where there is none."""
    wanted = tuple(accepted)
    return next((at for at, code in enumerate(codes, 1) if is_hit(code, wanted)), None)


def figures(answers: Sequence[Answer]) -> Figures:
    """Return Hit@10, Hit@1 and the mean reciprocal rank; raises ValueError without answers."""
    if not answers:
        raise ValueError("no answers to score")
    places = [answer.place for answer in answers]
    count = len(places)
    return Figures(
        count,
        sum(at is not None and at <= 10 for at in places) / count,
        sum(at == 1 for at in places) / count,
        sum(1 / at for at in places if at) / count,
    )


def mean(parts: Sequence[Figures]) -> Figures:
    """Return the plain mean over kinds: each kind weighs the same."""
    return Figures(
        sum(part.count for part in parts),
        sum(part.hit_10 for part in parts) / len(parts),
        sum(part.hit_1 for part in parts) / len(parts),
        sum(part.mrr for part in parts) / len(parts),
    )


def percentiles(milliseconds: Sequence[float]) -> tuple[float, float, float]:
    """Return p50, p95 and p99."""
    cuts = quantiles(milliseconds, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]
