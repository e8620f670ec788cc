"""All notes of the real Tabular List, resolved to places in its own order, for counting."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from coder_sim.domain.code_set import InstructionalNote, NoteKind, System, dotted
from coder_sim.library import sources
from coder_sim.library.instructions import KINDS, Corrections, NoteReader
from coder_sim.library.readers.tabular import NoteBlock, TabularBlock, TabularNode, read_tabular

Group = tuple[InstructionalNote, ...]


@dataclass
class Tabular:
    """Codes in tabular order with the notes in effect at each: own last, sections beside."""

    nodes: list[TabularNode] = field(default_factory=list)
    lineage: list[tuple[Group, ...]] = field(default_factory=list)
    around: list[tuple[Group, ...]] = field(default_factory=list)
    notes: list[tuple[int, InstructionalNote]] = field(default_factory=list)
    """Every note with the level of its node: -2 chapter, -1 section, 0 and up codes."""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def billable(self) -> list[int]:
        return [place for place, node in enumerate(self.nodes) if node.billable]

    def reader(self, corrections: Corrections | None = None) -> NoteReader:
        return NoteReader(self.spans.get, corrections or {})

    def governing(self, place: int, kind: NoteKind, *, every: bool = False) -> Group:
        """Return the notes of a kind at a code, its headings, section and chapter."""
        groups = (*self.lineage[place], *self.around[place])
        found = tuple(note for group in groups for note in group if note.kind is kind)
        if every:
            return found
        reader, code = shared_reader(), self.nodes[place].code
        return tuple(
            note
            for note in found
            if not (subject := reader.read(note)[1])
            or any(one.holds(place, code) for one in subject)
        )

    def bits(self, places: Iterable[int]) -> int:
        marks = bytearray(len(self.nodes) // 8 + 1)
        for place in places:
            marks[place // 8] |= 1 << (place % 8)
        return int.from_bytes(marks, "little")


def _group(notes: tuple[NoteBlock, ...], node: str) -> Group:
    return tuple(
        InstructionalNote(note.kind, note.lines, node, "") for note in notes if note.kind in KINDS
    )


@cache
def tabular() -> Tabular:
    whole = Tabular()
    headings: list[Group] = []
    blocks: list[Group] = []
    file = sources.installed().tabular
    assert file is not None
    for item in read_tabular(file.read_bytes()).rows:
        if isinstance(item, TabularBlock):
            del blocks[item.level :]
            blocks.append(_group(item.notes, item.name))
            whole.notes += [(-2 if item.level == 0 else -1, note) for note in blocks[-1]]
            continue
        del headings[item.level :]
        headings.append(_group(item.notes, dotted(System.ICD10CM, item.code)))
        whole.notes += [(item.level, note) for note in headings[-1]]
        place = len(whole.nodes)
        whole.nodes.append(item)
        whole.lineage.append(tuple(headings))
        # The chapter and the section right around: wider sections are left out of these counts.
        whole.around.append((blocks[0], blocks[-1]) if len(blocks) > 1 else (blocks[0],))
        for length in range(3, len(item.code) + 1):
            first, _ = whole.spans.get(item.code[:length], (place, place))
            whole.spans[item.code[:length]] = (first, place)
    return whole


@cache
def shared_reader() -> NoteReader:
    return tabular().reader()


@cache
def targets(note: InstructionalNote) -> int:
    """Return the billable codes that a note names, as bits in tabular order."""
    whole, found = tabular(), 0
    for named in shared_reader().read(note)[0]:
        first, last = named.span
        found |= whole.bits(
            place
            for place in range(first, last + 1)
            if whole.nodes[place].billable and named.holds(place, whole.nodes[place].code)
        )
    return found
