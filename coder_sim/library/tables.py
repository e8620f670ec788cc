"""Reads library.db: rows as domain values, cached where the grader asks again and again."""

import sqlite3
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coder_sim.domain.code_set import (
    Code,
    Edition,
    InstructionalNote,
    Modifier,
    NoteKind,
    SeventhCharacter,
    System,
)
from coder_sim.errors import LibraryFault
from coder_sim.library import schema

_CACHED = 16384
_REBUILD = "Run: coder-sim codes build"
_COLUMNS = "id, parent, block, system, code, title, billable, valid_from, valid_to"
_Values = tuple[int, int | None, int | None, str, str, str, int, int, int]


class Row(NamedTuple):
    """A code or heading with its place in the hierarchy."""

    id: int
    parent: int | None
    block: int | None
    value: Code


class Block(NamedTuple):
    """A chapter or section."""

    id: int
    name: str
    title: str
    parent: int | None


class Tables:
    """An open library.db. Raises LibraryFault where it is missing, damaged or outdated."""

    def __init__(self, database: Path) -> None:
        self.connection = _opened(database)
        """For what reads other tables of the same file."""
        self._blocks = {
            block.id: block
            for block in (
                Block(*values)
                for values in self.connection.execute("SELECT id, name, title, parent FROM block")
            )
        }
        self.row = lru_cache(_CACHED)(self._row)
        self.span = lru_cache(_CACHED)(self._span)
        self.row_of = lru_cache(_CACHED)(self._row_of)
        self.poa_listed = lru_cache(_CACHED)(self._poa_listed)
        self.modifier = lru_cache(_CACHED)(self._modifier)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def _row(self, system: System, code: str, on: date | None = None) -> Row | None:
        """Return a code or heading by its normal form: as it stands on a day, else the newest."""
        if not code.isascii():
            # Half characters, which a terminal can hand over, would stop SQLite.
            return None
        values = self.connection.execute(
            f"SELECT {_COLUMNS} FROM code WHERE system = ? AND code = ?"
            " ORDER BY ? BETWEEN valid_from AND valid_to DESC, valid_from DESC LIMIT 1",
            (system.value, code, on.toordinal() if on is not None else 0),
        ).fetchone()
        return _as_row(values) if values else None

    def _row_of(self, id: int) -> Row:
        """Return a code or heading by its id."""
        found = self.connection.execute(f"SELECT {_COLUMNS} FROM code WHERE id = ?", (id,))
        return _as_row(found.fetchone())

    def _span(self, prefix: str) -> tuple[int, int] | None:
        """Return the ids of the first and last ICD-10-CM code or heading that begins so.

        ICD-10-CM ids are places in tabular order, so all between them lies below the prefix.
        """
        first, last = self.connection.execute(
            "SELECT min(id), max(id) FROM code WHERE system = ? AND code >= ? AND code < ?",
            (System.ICD10CM.value, prefix, f"{prefix}~"),
        ).fetchone()
        return (first, last) if first is not None else None

    def lineage(self, system: System, code: str, on: date | None = None) -> tuple[Row, ...]:
        """Return a code and the headings above it, nearest first; nothing if unknown."""
        row = self.row(system, code, on)
        found: list[Row] = []
        while row is not None:
            found.append(row)
            above = self.row_of(row.parent).value.code if row.parent is not None else None
            row = self.row(system, above, on) if above is not None else None
        return tuple(found)

    def below(self, system: System, code: str) -> tuple[Code, ...]:
        """Return the codes and headings ever right below a heading, in tabular order."""
        heading = self.row(system, code)
        found = self.connection.execute(
            f"SELECT {_COLUMNS} FROM code WHERE parent = ? ORDER BY id",
            (heading.id if heading is not None else None,),
        )
        return tuple(_as_row(values).value for values in found)

    def around(self, row: Row) -> tuple[Block, ...]:
        """Return the section of a code, the wider sections around it and its chapter."""
        found: list[Block] = []
        id = row.block
        while id is not None:
            found.append(self._blocks[id])
            id = self._blocks[id].parent
        return tuple(found)

    def notes_of(self, row: Row, on: date | None = None) -> tuple[InstructionalNote, ...]:
        """Return the notes that stand at a code or heading itself on a day, else the newest."""
        return self._notes("code", self._newest(row), on, row.value.display, row.value.title)

    def notes_at(self, block: Block, on: date | None = None) -> tuple[InstructionalNote, ...]:
        """Return the notes that stand at a section or chapter."""
        return self._notes("block", block.id, on, block.name, block.title)

    def blocks_below(self, id: int | None) -> tuple[Block, ...]:
        """Return the sections right below a block; the chapters for None."""
        return tuple(block for block in self._blocks.values() if block.parent == id)

    def categories(self, block: int) -> tuple[Code, ...]:
        """Return the categories that ever stood in a section, in tabular order."""
        first, _, last = self._blocks[block].name.partition("-")
        found = self.connection.execute(
            f"SELECT {_COLUMNS} FROM code WHERE system = ? AND code BETWEEN ? AND ?"
            " AND block = ? AND parent IS NULL ORDER BY id",
            (System.ICD10CM.value, first, f"{last or first}~", block),
        )
        return tuple(_as_row(values).value for values in found)

    def prefixes(self, system: System, length: int) -> tuple[str, ...]:
        """Return the beginnings of that many characters that a code set has."""
        found = self.connection.execute(
            "SELECT DISTINCT substr(code, 1, ?) AS prefix FROM code WHERE system = ?"
            " ORDER BY prefix",
            (length, system.value),
        )
        return tuple(prefix for (prefix,) in found)

    def beginning(self, system: System, prefix: str) -> tuple[Code, ...]:
        """Return the codes that begin with some characters, by code."""
        found = self.connection.execute(
            f"SELECT {_COLUMNS} FROM code WHERE system = ? AND code BETWEEN ? AND ? ORDER BY id",
            (system.value, prefix, f"{prefix}~"),
        )
        return tuple(_as_row(values).value for values in found)

    def _newest(self, row: Row) -> int:
        """Return the id that what is said at a code or heading stands under."""
        newest = self.row(row.value.system, row.value.code)
        return newest.id if newest is not None else row.id

    def _notes(
        self, column: str, id: int, on: date | None, node: str, title: str
    ) -> tuple[InstructionalNote, ...]:
        found = self.connection.execute(
            f"SELECT kind, text FROM note WHERE {column} = ?"
            " AND ? BETWEEN valid_from AND valid_to ORDER BY id",
            (id, (on or date.max).toordinal()),
        )
        return tuple(
            InstructionalNote(NoteKind(kind), tuple(text.split("\n")), node, title)
            for kind, text in found
        )

    def seventh_at(self, row: Row, on: date | None = None) -> tuple[SeventhCharacter, ...]:
        """Return the 7th characters defined at a heading itself."""
        found = self.connection.execute(
            "SELECT character, meaning FROM seventh WHERE code = ?"
            " AND ? BETWEEN valid_from AND valid_to ORDER BY id",
            (self._newest(row), (on or date.max).toordinal()),
        )
        return tuple(SeventhCharacter(*values) for values in found)

    def modifiers(self) -> tuple[Modifier, ...]:
        """Return every CPT and HCPCS modifier, in order of code."""
        codes = self.connection.execute("SELECT code FROM modifier ORDER BY code").fetchall()
        return tuple(found for (code,) in codes if (found := self.modifier(code)))

    def _modifier(self, code: str) -> Modifier | None:
        """Return a modifier."""
        if not code.isascii():
            return None
        values = self.connection.execute(
            "SELECT code, meaning, systems, valid_from, valid_to FROM modifier WHERE code = ?",
            (code,),
        ).fetchone()
        if values is None:
            return None
        code, meaning, systems, first, last = values
        return Modifier(
            *(code, meaning, tuple(System(name) for name in systems.split("|"))),
            *(date.fromordinal(first), date.fromordinal(last)),
        )

    def claim_value(self, kind: str, code: str) -> str:
        """Return the label of a claim value, or ""."""
        found = self.connection.execute(
            "SELECT label FROM claim_value WHERE kind = ? AND code = ?", (kind, code)
        ).fetchone()
        return str(found[0]) if found else ""

    def _poa_listed(self, code: str, on: date) -> bool | None:
        """Tell whether the list of that day has a diagnosis; None where none is imported."""
        day = on.toordinal()
        if not self._covers("POA exempt list", day):
            return None
        found = self.connection.execute(
            "SELECT 1 FROM poa_exempt WHERE code = ? AND ? BETWEEN valid_from AND valid_to",
            (code, day),
        )
        return found.fetchone() is not None

    def drg_weights(self, on: date) -> dict[int, float]:
        """Return the weights of the imported Table 5 of that day; none where there is none."""
        found = self.connection.execute(
            "SELECT drg, weight FROM drg_weight WHERE ? BETWEEN valid_from AND valid_to",
            (on.toordinal(),),
        )
        return dict(found)

    def _covers(self, kind: str, day: int) -> bool:
        found = self.connection.execute(
            "SELECT 1 FROM reference WHERE kind = ? AND ? BETWEEN effective_from AND effective_to",
            (kind, day),
        )
        return found.fetchone() is not None

    def editions(self) -> tuple[Edition, ...]:
        """Return the loaded editions."""
        found = self.connection.execute(
            "SELECT system, name, effective_from, effective_to, source, codes FROM edition"
        )
        return tuple(
            Edition(
                System(system), name, date.fromordinal(first), date.fromordinal(last), source, codes
            )
            for system, name, first, last, source, codes in found
        )


def _opened(database: Path) -> sqlite3.Connection:
    if not database.is_file():
        raise LibraryFault("The code library has not been built yet.", _REBUILD)
    # immutable: no lock files beside it; a rebuild puts a new file in its place.
    uri = f"{database.absolute().as_uri()}?mode=ro&immutable=1"
    # One user at a time, but not always from one thread: a pool may replace its thread.
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        _check_version(connection)
    except LibraryFault:
        connection.close()
        raise
    return connection


def _check_version(connection: sqlite3.Connection) -> None:
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error as error:
        raise LibraryFault(f"The code library is damaged: {error}.", _REBUILD) from error
    if found != (str(schema.SCHEMA_VERSION),):
        raise LibraryFault("The code library was built by another version.", _REBUILD)


def _as_row(values: _Values) -> Row:
    id, parent, block, system, code, title, billable, first, last = values
    days = date.fromordinal(first), date.fromordinal(last)
    return Row(id, parent, block, Code(System(system), code, title, bool(billable), *days))
