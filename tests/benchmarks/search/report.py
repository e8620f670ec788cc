"""The tables of the benchmark as lines of text."""

from collections.abc import Iterable, Iterator, Sequence

from tests.benchmarks.search.queries import WORDS_TO_DIAGNOSES, Kind
from tests.benchmarks.search.scoring import Answer, Figures, figures, mean, percentiles

Answers = dict[str, dict[str, list[Answer]]]
"""Answers by finder and by kind of query."""


def hits(answers: Answers, kinds: Sequence[Kind]) -> Iterator[str]:
    """Yield the table of Hit@10 by kind, ours first, with Hit@1 and MRR of ours."""
    finders = list(answers)
    yield f"{'kind':<32}{'n':>5}" + "".join(f"{name:>14}" for name in finders) + _ours_head()
    for kind in kinds:
        by_finder = [figures(answers[name][kind.name]) for name in finders]
        yield _row(kind.title, by_finder)
    counted = [kind.name for kind in kinds if kind.name in WORDS_TO_DIAGNOSES]
    if len(counted) > 1:
        title = f"mean of the first {len(counted)}"
        yield _row(title, [mean_of(answers[name], counted) for name in finders])


def mean_of(by_kind: dict[str, list[Answer]], kinds: Iterable[str]) -> Figures:
    """Return the mean over kinds, each weighing the same."""
    return mean([figures(by_kind[kind]) for kind in kinds])


def _ours_head() -> str:
    return f"{'Hit@1':>10}{'MRR':>8}"


def _row(title: str, by_finder: Sequence[Figures]) -> str:
    ours = by_finder[0]
    shares = "".join(f"{part.hit_10:>14.3f}" for part in by_finder)
    return f"{title:<32}{ours.count:>5}{shares}{ours.hit_1:>10.3f}{ours.mrr:>8.3f}"


def halves(by_kind: dict[str, list[Answer]]) -> Iterator[str]:
    """Yield our figures over every other query: even ones for development, odd ones held out."""
    yield f"{'Hit@10 of ours':<32}{'development':>14}{'held out':>14}"
    for kind, answers in by_kind.items():
        even, odd = figures(answers[::2]), figures(answers[1::2])
        yield f"{kind:<32}{even.hit_10:>14.3f}{odd.hit_10:>14.3f}"
    counted = [kind for kind in by_kind if kind in WORDS_TO_DIAGNOSES]
    if len(counted) > 1:
        even = mean([figures(by_kind[kind][::2]) for kind in counted])
        odd = mean([figures(by_kind[kind][1::2]) for kind in counted])
        title = f"mean of the first {len(counted)}"
        yield f"{title:<32}{even.hit_10:>14.3f}{odd.hit_10:>14.3f}"


def speed(answers: Answers) -> Iterator[str]:
    """Yield the milliseconds a query of each finder."""
    yield f"{'milliseconds a query':<32}{'p50':>10}{'p95':>10}{'p99':>10}"
    for name, by_kind in answers.items():
        times = [answer.milliseconds for part in by_kind.values() for answer in part]
        yield f"{name:<32}" + "".join(f"{value:>10.2f}" for value in percentiles(times))


def misses(by_kind: dict[str, list[Answer]], count: int) -> Iterator[str]:
    """Yield the worst misses, the kinds in turn: not found at all, then found far down."""
    queues = [sorted(filter(_missed, part), key=_badness) for part in by_kind.values()]
    shown = 0
    for depth in range(max(map(len, queues), default=0)):
        for queue in queues:
            if depth < len(queue) and shown < count:
                shown += 1
                yield _miss(queue[depth])


def _missed(answer: Answer) -> bool:
    return answer.place is None or answer.place > 10


def _badness(answer: Answer) -> int:
    return -(answer.place or 1000)


def _miss(answer: Answer) -> str:
    found = f"at {answer.place}" if answer.place else "not found"
    wanted, first = " ".join(answer.query.accepted[:3]), " ".join(answer.codes[:3]) or "nothing"
    kind = answer.query.kind.name
    return f"{kind:<14}{answer.query.text[:60]:<62}{found:<11}{wanted:<24}first: {first}"
