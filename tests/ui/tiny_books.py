"""Code books of a few lines, held in memory: an index, a table of drugs, procedures, the tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coder_sim.domain.books import Axis, AxisDefinition, AxisValue, Book, IndexEntry, TableRow
from coder_sim.domain.code_set import Code, System
from coder_sim.domain.tabular import TabularNode

CM, PCS = System.ICD10CM, System.ICD10PCS

_TERMS = """
1  Alphabetic Index | 0 | Failure                    |            |         |
2  Alphabetic Index | 1 | heart                      | (acute)    | I50.9   |
3  Alphabetic Index | 2 | systolic (congestive)      |            | I50.20  |
4  Alphabetic Index | 0 | Fracture, traumatic        |            |         |
5  Alphabetic Index | 1 | femur, femoral             |            | S72.00- |
6  Alphabetic Index | 0 | Frenum                     |            |         | see Failure, heart
7  Alphabetic Index | 0 | Pneumonia                  | (lobar)    | J18.9   |
8  ICD-10-PCS Index | 0 | Arthroplasty               |            | 0SR     |
"""
_ASPIRIN = ("T39.011", "T39.012", "T39.013", "T39.014", "", "T39.016")


def _entry(line: str) -> IndexEntry:
    first, level, title, modifiers, code, see = (part.strip() for part in line.split("|"))
    id, _, book = first.partition("  ")
    below = {1: True, 2: True, 4: True}
    parents = {2: 1, 3: 2, 5: 4}
    number = int(id)
    return entry(
        number,
        title,
        book=Book(book),
        parent=parents.get(number),
        level=int(level),
        modifiers=modifiers,
        code=code,
        see=see.removeprefix("see "),
        has_below=below.get(number, False),
    )


def entry(
    id: int,
    title: str,
    book: Book = Book.DISEASES,
    parent: int | None = None,
    level: int = 0,
    modifiers: str = "",
    code: str = "",
    see: str = "",
    cells: tuple[str, ...] = (),
    has_below: bool = False,
) -> IndexEntry:
    """Return an entry of a book with nothing in it but what is given."""
    printed = " ".join(filter(None, (title, modifiers)))
    return IndexEntry(
        id=id,
        book=book,
        parent=parent,
        level=level,
        title=title,
        modifiers=modifiers,
        printed=printed,
        path=title,
        code=code,
        manifestation="",
        see=see,
        see_also="",
        see_category="",
        use="",
        note="",
        cells=cells,
        has_below=has_below,
    )


def _entries() -> dict[int, IndexEntry]:
    found = [_entry(line) for line in _TERMS.strip().splitlines()]
    found.append(entry(9, "Aspirin", Book.DRUGS, cells=_ASPIRIN))
    return {each.id: each for each in found}


@dataclass
class TinyBooks:
    """Satisfies IndexBooks."""

    entries: dict[int, IndexEntry] = field(default_factory=_entries)

    def books(self) -> tuple[Book, ...]:
        held = {each.book for each in self.entries.values()}
        return tuple(book for book in Book if book in held)

    def letters(self, book: Book) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.title[0] for each in self.main_terms(book)))

    def main_terms(self, book: Book, begins: str = "", limit: int = 500) -> tuple[IndexEntry, ...]:
        roots = [each for each in self.entries.values() if each.parent is None]
        own = [each for each in roots if each.book is book]
        return tuple(each for each in own if each.title.lower().startswith(begins.lower()))[:limit]

    def entry(self, id: int) -> IndexEntry | None:
        return self.entries.get(id)

    def below(self, id: int) -> tuple[IndexEntry, ...]:
        return tuple(each for each in self.entries.values() if each.parent == id)

    def above(self, id: int) -> tuple[IndexEntry, ...]:
        parent = self.entries[id].parent
        return (*self.above(parent), self.entries[parent]) if parent else ()

    def referred(self, book: Book, words: str) -> IndexEntry | None:
        last = words.split(",")[-1].strip()
        return next((each for each in self.entries.values() if each.title == last), None)

    def book_named(self, book: Book, words: str) -> Book:
        return book


@dataclass
class TinyTables:
    """Satisfies ProcedureTables from the procedures of a library."""

    codes: Mapping[tuple[System, str], Code]

    def next_axis(self, prefix: str, on: date) -> Axis | None:
        position = len(prefix) + 1
        following = [code[position - 1] for code in self._codes(prefix) if len(code) >= position]
        values = tuple(
            AxisValue(value, f"value {value}", codes=following.count(value))
            for value in sorted(set(following))
        )
        return Axis(position, f"Axis {position}", values, True) if values else None

    def rows(self, table: str, on: date) -> tuple[TableRow, ...]:
        return ()

    def builds(self, code: str, on: date) -> bool:
        return (PCS, code) in self.codes

    def label(self, code: str, position: int, on: date) -> str:
        return f"value {code[position - 1]}" if position <= len(code) else ""

    def definition(self, code: str, position: int, on: date) -> AxisDefinition | None:
        if position != 3:
            return None
        return AxisDefinition(self.label(code, 3, on), "Putting in a device", "", ())

    def _codes(self, prefix: str) -> list[str]:
        return [code for system, code in self.codes if system is PCS and code.startswith(prefix)]


@dataclass
class TinyTree:
    """Satisfies TabularTree: one chapter that holds every category."""

    codes: Mapping[tuple[System, str], Code]

    def top(self, system: System, on: date) -> tuple[TabularNode, ...]:
        return (TabularNode(CM, "Chapter 1", "Everything", 1),) if system is CM else ()

    def below(self, node: TabularNode, on: date) -> tuple[TabularNode, ...]:
        prefix = node.code.code if node.code is not None else ""
        if node.code is not None and node.code.billable:
            return ()
        names = [name for system, name in self.codes if system is CM and name.startswith(prefix)]
        below = [name for name in names if name != prefix]
        own = [
            name
            for name in below
            if not any(name != other and name.startswith(other) for other in below)
        ]
        return tuple(self._node(name) for name in own)

    def path(self, system: System, code: str, on: date) -> tuple[TabularNode, ...]:
        if system is not CM or (CM, code) not in self.codes:
            return ()
        above = [code[:length] for length in range(3, len(code) + 1)]
        known = [name for name in above if (CM, name) in self.codes]
        return (*self.top(CM, on), *(self._node(name) for name in known))

    def _node(self, name: str) -> TabularNode:
        code = self.codes[CM, name]
        return TabularNode(CM, code.display, code.title, 0, code)
