"""Runs every rule over a text and keeps one find where several overlap."""

from functools import cache

from coder_sim.packs.phi import dates, labelled, names, numbers, places, shapes
from coder_sim.packs.phi.evened import plain_signs
from coder_sim.packs.phi.finding import Identifier, IdentifierClass
from coder_sim.packs.phi.sighted import sight

_RANK = {kind: rank for rank, kind in enumerate(IdentifierClass)}
_AS_WRITTEN = (shapes, numbers, labelled, dates)
_BY_CAPITALS = (places, names)


@cache
def _sought() -> frozenset[str]:
    return frozenset().union(*(room.sought() for room in (*_AS_WRITTEN, *_BY_CAPITALS)))


def scan(text: str) -> tuple[Identifier, ...]:
    """Return what looks like an identifier, in order of place, none overlapping another."""
    sighted = sight(plain_signs(text), _sought())
    finds = [find for room in _AS_WRITTEN for find in room.find(sighted)]
    evened = sighted.evened()
    finds += [find for room in _BY_CAPITALS for find in room.find(evened)]
    finds.sort(key=lambda find: (_RANK[find.kind], find.start - find.end, find.start))
    taken = bytearray(len(text))
    kept = []
    for find in finds:
        if not any(taken[find.start : find.end]):
            taken[find.start : find.end] = b"\1" * (find.end - find.start)
            kept.append(find)
    return tuple(sorted(kept))
