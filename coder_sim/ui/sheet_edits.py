"""Every change a trainee can make to an answer sheet, as pure functions on the value.

Lines are named by their index on the sheet. Diagnosis pointers always follow the diagnosis
they were set to: when it moves they are renumbered, when it goes they go.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from coder_sim.domain.answer import AnswerSheet, CodedLine, Passage, ProviderQuery
from coder_sim.domain.code_set import Kind

GROUPS = (Kind.DIAGNOSIS, Kind.PROCEDURE, Kind.SERVICE)
"""The groups of a sheet, in the order they are shown."""


def group(sheet: AnswerSheet, kind: Kind) -> tuple[int, ...]:
    """Return the indexes of the lines of one kind, in sequence."""
    return tuple(index for index, line in enumerate(sheet.lines) if line.kind is kind)


def inserted(
    sheet: AnswerSheet, line: CodedLine, *, first: bool = False
) -> tuple[AnswerSheet, int]:
    """Put a line at the end, or at the start, of its group; return the sheet and its index."""
    own = group(sheet, line.kind)
    if own:
        at = own[0] if first else own[-1] + 1
    else:
        order = GROUPS.index(line.kind)
        before = [i for i, other in enumerate(sheet.lines) if GROUPS.index(other.kind) <= order]
        at = before[-1] + 1 if before else 0
    order_now: list[int | None] = list(range(len(sheet.lines)))
    order_now.insert(at, None)
    return _reordered(sheet, order_now, {at: line}), at


def removed(sheet: AnswerSheet, indexes: Iterable[int]) -> AnswerSheet:
    """Take lines off the sheet."""
    gone = set(indexes)
    return _reordered(sheet, [i for i in range(len(sheet.lines)) if i not in gone], {})


def moved(sheet: AnswerSheet, index: int, steps: int) -> tuple[AnswerSheet, int]:
    """Move a line within its group as far as it goes; return the sheet and its new index."""
    own = group(sheet, sheet.lines[index].kind)
    position = own.index(index)
    target = min(max(position + steps, 0), len(own) - 1)
    sequence = list(own)
    sequence.insert(target, sequence.pop(position))
    order: list[int | None] = list(range(len(sheet.lines)))
    for place, source in zip(own, sequence, strict=True):
        order[place] = source
    return _reordered(sheet, order, {}), own[target]


def put_first(sheet: AnswerSheet, index: int) -> tuple[AnswerSheet, int]:
    """Make a line the first of its group; return the sheet and its new index."""
    return moved(sheet, index, -len(sheet.lines))


def changed(sheet: AnswerSheet, index: int, line: CodedLine) -> tuple[AnswerSheet, int]:
    """Replace a line in place, or in its new group when the code set changes."""
    if line.kind is sheet.lines[index].kind:
        lines = (*sheet.lines[:index], line, *sheet.lines[index + 1 :])
        return replace(sheet, lines=lines), index
    if line.kind is not Kind.SERVICE:
        line = replace(line, modifiers=(), units=1, pointers=())
    return inserted(removed(sheet, [index]), line)


def evidence_added(sheet: AnswerSheet, index: int, passage: Passage) -> AnswerSheet:
    """Bind a passage to a line, once."""
    line = sheet.lines[index]
    if passage in line.evidence:
        return sheet
    return changed(sheet, index, replace(line, evidence=(*line.evidence, passage)))[0]


def evidence_removed(sheet: AnswerSheet, index: int, passages: Iterable[Passage]) -> AnswerSheet:
    """Let go of passages of a line."""
    line, gone = sheet.lines[index], set(passages)
    kept = tuple(passage for passage in line.evidence if passage not in gone)
    return changed(sheet, index, replace(line, evidence=kept))[0]


def query_added(sheet: AnswerSheet, query: ProviderQuery) -> AnswerSheet:
    """Put a query to the provider on the sheet."""
    return replace(sheet, queries=(*sheet.queries, query))


def query_changed(sheet: AnswerSheet, index: int, query: ProviderQuery) -> AnswerSheet:
    """Replace a query to the provider."""
    queries = (*sheet.queries[:index], query, *sheet.queries[index + 1 :])
    return replace(sheet, queries=queries)


def queries_removed(sheet: AnswerSheet, indexes: Iterable[int]) -> AnswerSheet:
    """Take queries off the sheet."""
    gone = set(indexes)
    queries = tuple(query for i, query in enumerate(sheet.queries) if i not in gone)
    return replace(sheet, queries=queries)


def _reordered(
    sheet: AnswerSheet, order: Sequence[int | None], new: dict[int, CodedLine]
) -> AnswerSheet:
    """Arrange lines by their old index; None takes the ``new`` line of that place."""
    renumber = _renumbering(sheet, order, new)
    lines = tuple(
        new[place] if old is None else _repointed(sheet.lines[old], renumber)
        for place, old in enumerate(order)
    )
    return replace(sheet, lines=lines)


def _renumbering(
    sheet: AnswerSheet, order: Sequence[int | None], new: dict[int, CodedLine]
) -> Callable[[int], int | None]:
    """Return how diagnosis positions change; a position that names nothing stays as it is."""
    before = group(sheet, Kind.DIAGNOSIS)
    after = [
        old
        for place, old in enumerate(order)
        if (new[place] if old is None else sheet.lines[old]).kind is Kind.DIAGNOSIS
    ]
    places = {old: place for place, old in enumerate(after, start=1) if old is not None}

    def renumber(position: int) -> int | None:
        if not 1 <= position <= len(before):
            return position
        return places.get(before[position - 1])

    return renumber


def _repointed(line: CodedLine, renumber: Callable[[int], int | None]) -> CodedLine:
    if not line.pointers:
        return line
    pointers = tuple(new for old in line.pointers if (new := renumber(old)) is not None)
    return line if pointers == line.pointers else replace(line, pointers=pointers)
