"""Turns what the readers yield into the rows of library.db."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coder_sim.domain.code_set import System
from coder_sim.library.readers.starter import StarterRow
from coder_sim.library.readers.tabular import NoteBlock, TabularBlock, TabularNode
from coder_sim.library.validity import EDITION, Validity

CodeRow = tuple[int, str, str, str, int, int | None, int | None, int, int]


@dataclass(slots=True)
class TabularRows:
    """Rows of the Tabular List while it is read; ids as ``schema`` describes them."""

    blocks: list[tuple[int, str, str, int | None]] = field(default_factory=list)
    nodes: list[TabularNode] = field(default_factory=list)
    places: list[tuple[int | None, int]] = field(default_factory=list)
    """(parent, block) of each node."""
    notes: list[tuple[int | None, int | None, str, str]] = field(default_factory=list)
    """(code, block, kind, text)."""
    seventh: list[tuple[int, str, str]] = field(default_factory=list)
    chapters: int = 0
    _outer_blocks: list[int] = field(default_factory=list)
    _headings: list[int] = field(default_factory=list)

    def add(self, item: TabularBlock | TabularNode) -> bool:
        """Take the next item in tabular order; tell whether it began a chapter."""
        if isinstance(item, TabularNode):
            self._add_node(item)
            return False
        self._add_block(item)
        self.chapters += item.level == 0
        return item.level == 0

    def _add_block(self, block: TabularBlock) -> None:
        id = len(self.blocks) + 1
        del self._outer_blocks[block.level :]
        parent = self._outer_blocks[-1] if self._outer_blocks else None
        self._outer_blocks.append(id)
        self.blocks.append((id, block.name, block.title, parent))
        self._add_notes(None, id, block.notes)

    def _add_node(self, node: TabularNode) -> None:
        id = len(self.nodes) + 1
        del self._headings[node.level :]
        parent = self._headings[-1] if self._headings else None
        self._headings.append(id)
        self.nodes.append(node)
        self.places.append((parent, self._outer_blocks[-1]))
        self._add_notes(id, None, node.notes)
        self.seventh += [(id, seventh.character, seventh.meaning) for seventh in node.seventh]

    def _add_notes(self, code: int | None, block: int | None, notes: tuple[NoteBlock, ...]) -> None:
        self.notes += [(code, block, note.kind.value, "\n".join(note.lines)) for note in notes]

    def billable(self) -> tuple[str, ...]:
        """Return the reportable codes in tabular order."""
        return tuple(node.code for node in self.nodes if node.billable)

    def code_rows(self, spans: Mapping[str, Validity] | None) -> list[CodeRow]:
        """Return the rows of codes and headings; a heading is valid as long as one below it."""
        validity = self._validity(spans)
        return [
            _code_row(id, System.ICD10CM, node.code, node.title, span, node.billable, place)
            for id, (node, place, span) in enumerate(
                zip(self.nodes, self.places, validity, strict=True), start=1
            )
        ]

    def _validity(self, spans: Mapping[str, Validity] | None) -> list[Validity]:
        if spans is None:
            return [EDITION] * len(self.nodes)
        found: list[Validity | None] = [spans.get(node.code) for node in self.nodes]
        for index in range(len(found) - 1, -1, -1):
            span, parent = found[index], self.places[index][0]
            if span is not None and parent is not None:
                found[parent - 1] = _joined(found[parent - 1], span)
        return [span or EDITION for span in found]


def _joined(one: Validity | None, other: Validity) -> Validity:
    if one is None:
        return other
    return Validity(min(one.first, other.first), max(one.last, other.last))


def _code_row(
    id: int,
    system: System,
    code: str,
    title: str,
    span: Validity,
    billable: bool = True,
    place: tuple[int | None, int | None] = (None, None),
) -> CodeRow:
    days = span.first.toordinal(), span.last.toordinal()
    return (id, system.value, code, title, int(billable), *place, *days)


def procedure_rows(
    first_id: int, titles: Mapping[str, str], spans: Mapping[str, Validity] | None
) -> list[CodeRow]:
    """Return the rows of ICD-10-PCS, by code."""
    known = (
        (code, titles[code], EDITION if spans is None else spans.get(code))
        for code in sorted(titles)
    )
    listed = [(code, title, span) for code, title, span in known if span is not None]
    return [
        _code_row(id, System.ICD10PCS, code, title, span)
        for id, (code, title, span) in enumerate(listed, start=first_id)
    ]


def service_rows(first_id: int, system: System, rows: Iterable[StarterRow]) -> list[CodeRow]:
    """Return the rows of a starter set, by code; of a repeated code the last row counts."""
    by_code = {row.code: row for row in rows}
    return [
        _code_row(id, system, code, row.label, Validity(row.valid_from, row.valid_to))
        for id, (code, row) in enumerate(sorted(by_code.items()), start=first_id)
    ]
