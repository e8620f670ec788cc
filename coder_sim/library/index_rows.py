"""Folds codes into rows of the finder: 7th characters and sides of one condition together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coder_sim.library.index_text import SIDE_WORDS, Side, side, split

_SIDED = frozenset((*SIDE_WORDS, "unspecified", "unilateral", "eye", "eyes", "ear", "ears"))
"""Words that may differ between the titles of one condition on several sides."""

_SIDE_ORDER = {
    Side.NONE: 0, Side.UNSPECIFIED: 0, Side.RIGHT: 1, Side.LEFT: 2, Side.BILATERAL: 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code as the index build reads it; ``position`` is its place among its system's codes."""

    position: int
    id: int
    code: str
    title: str
    billable: bool
    parent: int | None
    block: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """A billable code in a folded row; ``extension`` is what its 7th character adds."""

    entry: CodeEntry
    side: Side
    extension: str = ""


@dataclass(slots=True)
class FoldedRow:
    """One row of the finder: the default code comes first."""

    title: str
    parent: int | None
    block: int | None
    members: list[Member]
    bases: list[int] = field(default_factory=list)
    """Ids of the codes that were folded, without 7th character: their terms are the row's."""


def fold_diagnoses(entries: Sequence[CodeEntry]) -> Iterator[FoldedRow]:
    """Yield folded rows of ICD-10-CM: first 7th characters, then sides of one heading."""
    by_id = {entry.id: entry for entry in entries}
    families: dict[tuple[int | None, str], list[tuple[CodeEntry, list[Member]]]] = {}
    for base, members in _seventh_folded(entries, by_id):
        key = (base.parent, _sideless(base.title))
        families.setdefault(key, []).append((base, members))
    for family in families.values():
        yield from _side_folded(family)


def _seventh_folded(
    entries: Sequence[CodeEntry], by_id: dict[int, CodeEntry]
) -> Iterator[tuple[CodeEntry, list[Member]]]:
    open_base: CodeEntry | None = None
    members: list[Member] = []
    for entry in entries:
        if not entry.billable:
            continue
        parent = by_id.get(entry.parent) if entry.parent is not None else None
        if parent and len(entry.code) == 7 and entry.title.startswith(parent.title + ", "):
            if open_base is not parent:
                if open_base:
                    yield open_base, members
                open_base, members = parent, []
            extension = entry.title[len(parent.title) + 2 :]
            members.append(Member(entry, side(entry.title), extension))
            continue
        yield entry, [Member(entry, side(entry.title))]
    if open_base:
        yield open_base, members


def _sideless(title: str) -> str:
    return " ".join(piece for piece in split(title) if piece not in _SIDED)


def _side_folded(family: list[tuple[CodeEntry, list[Member]]]) -> Iterator[FoldedRow]:
    """Fold the sides of one condition; conditions that do not differ by side stay apart."""
    sides = [side(base.title) for base, _ in family]
    foldable = len(set(sides)) == len(sides) and Side.RIGHT in sides
    groups = [family] if foldable else [[one] for one in family]
    for group in groups:
        ordered = sorted(group, key=lambda one: _SIDE_ORDER[side(one[0].title)])
        first = ordered[0][0]
        yield FoldedRow(
            first.title,
            first.parent,
            first.block,
            [member for _, members in ordered for member in members],
            [base.id for base, _ in ordered],
        )


def fold_procedures(entries: Iterable[CodeEntry]) -> Iterator[FoldedRow]:
    """Yield folded rows of ICD-10-PCS: codes whose body part differs by its side alone."""
    families: dict[tuple[str, str], list[CodeEntry]] = defaultdict(list)
    for entry in entries:
        title = entry.title
        if "Right" in title or "Left" in title or "Bilateral" in title:
            sideless = title.replace("Right", "").replace("Left", "").replace("Bilateral", "")
            families[f"{entry.code[:3]} {entry.code[4:]}", sideless].append(entry)
        else:
            yield FoldedRow(title, None, None, [Member(entry, Side.NONE)], [entry.id])
    for family in families.values():
        members = sorted(
            (Member(entry, side(entry.title)) for entry in family),
            key=lambda member: _SIDE_ORDER[member.side],
        )
        first = members[0].entry
        yield FoldedRow(first.title, None, None, members, [entry.id for entry in family])


def plain(entries: Iterable[CodeEntry]) -> Iterator[FoldedRow]:
    """Yield one row for each billable code."""
    for entry in entries:
        if entry.billable:
            yield FoldedRow(entry.title, None, None, [Member(entry, side(entry.title))], [entry.id])
