"""Turns editions of the code sets into the rows of library.db."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coder_sim.domain.code_set import System
from coder_sim.library.editions import Edition
from coder_sim.library.merge import Layers, Spans
from coder_sim.library.readers.starter import StarterRow
from coder_sim.library.readers.tabular import TabularBlock
from coder_sim.library.validity import EDITION, Validity

CodeRow = tuple[int, str, str, str, int, int | None, int | None, int, int]
BlockRow = tuple[int, str, str, int | None]
NoteRow = tuple[int | None, int | None, str, str, int, int]
SeventhRow = tuple[int, str, str, int, int]


@dataclass(frozen=True, slots=True)
class TabularRows:
    """Rows of ICD-10-CM; ids as ``schema`` describes them."""

    blocks: list[BlockRow]
    codes: list[CodeRow]
    notes: list[NoteRow]
    seventh: list[SeventhRow]


def tabular_rows(editions: Sequence[Edition], spans: Spans | None) -> TabularRows:
    """Return the rows of ICD-10-CM from its editions, oldest first."""
    layers = Layers(editions, spans)
    blocks = list(_block_rows(layers.blocks()))
    block_ids = {name: id for id, name, _, _ in blocks}
    stretches = list(layers.stretches())
    # Of a code with several rows the newest, which comes last.
    ids = {stretch.code: id for id, stretch in enumerate(stretches, start=1)}
    codes = [
        _code_row(
            *(id, System.ICD10CM, code, view.title, days, view.billable),
            (
                ids[view.parent] if view.parent is not None else None,
                block_ids.get(view.block),
            ),
        )
        for id, (code, view, days) in enumerate(stretches, start=1)
    ]
    at_blocks = ((None, block_ids[held.at], held) for held in layers.block_notes())
    at_codes = ((ids[held.at], None, held) for held in layers.notes())
    notes = [
        (code, block, held.item.kind.value, "\n".join(held.item.lines), *_ordinals(held.days))
        for place in (at_blocks, at_codes)
        for code, block, held in place
    ]
    seventh = [
        (ids[held.at], held.item.character, held.item.meaning, *_ordinals(held.days))
        for held in layers.seventh()
    ]
    return TabularRows(blocks, codes, notes, seventh)


def _block_rows(blocks: Iterable[TabularBlock]) -> Iterator[BlockRow]:
    outer: list[int] = []
    for id, block in enumerate(blocks, start=1):
        del outer[block.level :]
        parent = outer[-1] if outer else None
        outer.append(id)
        yield id, block.name, block.title, parent


def _ordinals(days: Validity) -> tuple[int, int]:
    return days.first.toordinal(), days.last.toordinal()


def _code_row(
    id: int,
    system: System,
    code: str,
    title: str,
    span: Validity,
    billable: bool = True,
    place: tuple[int | None, int | None] = (None, None),
) -> CodeRow:
    return (id, system.value, code, title, int(billable), *place, *_ordinals(span))


def procedure_rows(
    first_id: int,
    titles: Mapping[str, str],
    editions: Sequence[Edition],
    spans: Spans | None,
) -> list[CodeRow]:
    """Return the rows of ICD-10-PCS, by code.

    ``titles`` are those of no certain edition: they count where no edition has the code, and
    not at all for a code that the editor has never known.
    """
    layers = Layers(editions, spans) if editions else None
    rows = {} if layers is None else _by_code(layers)
    for code, title in titles.items():
        span = EDITION if spans is None else spans.get(code)
        if code not in rows and span is not None:
            rows[code] = [(title, span)]
    listed = [(code, *row) for code in sorted(rows) for row in rows[code]]
    return [
        _code_row(id, System.ICD10PCS, code, title, span)
        for id, (code, title, span) in enumerate(listed, start=first_id)
    ]


def _by_code(layers: Layers) -> dict[str, list[tuple[str, Validity]]]:
    found: dict[str, list[tuple[str, Validity]]] = {}
    for code, view, days in layers.stretches():
        found.setdefault(code, []).append((view.title, days))
    return found


def service_rows(first_id: int, system: System, rows: Iterable[StarterRow]) -> list[CodeRow]:
    """Return the rows of a starter set, by code; of a repeated code the last row counts."""
    by_code = {row.code: row for row in rows}
    return [
        _code_row(id, system, code, row.label, Validity(row.valid_from, row.valid_to))
        for id, (code, row) in enumerate(sorted(by_code.items()), start=first_id)
    ]
