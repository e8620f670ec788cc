"""CPT, HCPCS, their modifiers and edits: what was imported, over the starter sets.

An imported title takes the place of a starter label; starter rows of codes that no imported
file has stay, such as codes newer than an old file.
"""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from coder_sim.domain.code_set import System
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.readers.ncci import UnitLimit
from coder_sim.library.readers.services import ServiceCode, ServiceModifier, Title, TitleKind
from coder_sim.library.readers.starter import StarterRow, read_starter
from coder_sim.library.source_shelf import Imported
from coder_sim.library.sources import Sources

_FILES = {System.HCPCS: "hcpcs.csv", System.CPT: "cpt.csv"}
_BY_AUTHORITY = (
    SourceKind.HCPCS,
    SourceKind.CPT_LONG,
    SourceKind.UMLS,
    SourceKind.ATHENA,
    SourceKind.PLAIN_LIST,
    SourceKind.CPT_MEDIUM,
    SourceKind.CPT_SHORT,
    SourceKind.FEE_SCHEDULE,
    SourceKind.CPT_CONSUMER,
    SourceKind.CPT_CLINICIAN,
)
"""Files of services; the first that has a code names it."""


@dataclass(frozen=True, slots=True)
class ServiceSets:
    """All services of a library, merged."""

    rows: dict[System, tuple[StarterRow, ...]]
    """Codes with the titles they are shown by."""
    modifiers: tuple[ServiceModifier, ...]
    titles: tuple[tuple[System, str, Title], ...]
    """Titles beside those shown."""
    coverage: tuple[ServiceCode, ...]
    """Codes with coverage or pricing."""
    sources: dict[System, tuple[Imported, ...]]
    """The imported sources that gave codes of each set."""

    def edition(self, system: System) -> tuple[str, str]:
        """Return name and source of what is loaded of a code set."""
        gave = self.sources[system]
        if not gave:
            return "starter set, plain labels", "Coder Sim"
        name = gave[0].label.edition or f"imported {gave[0].label.imported}"
        others = len(gave) - 1
        more = f" and {others} more" if others else ""
        return f"{name}, and starter set", f"{gave[0].label.origin}{more}"


def merged(known: Sources) -> ServiceSets:
    """Read and merge all services; SourceError for a source at fault."""
    shown: dict[tuple[System, str], StarterRow] = {}
    modifiers: dict[str, ServiceModifier] = {}
    titles: dict[tuple[System, str, Title], None] = {}
    coverage: dict[str, ServiceCode] = {}
    gave: dict[System, list[Imported]] = {System.HCPCS: [], System.CPT: []}
    for source in known.of_kind(*_BY_AUTHORITY):
        systems: set[System] = set()
        for row in source.read().rows:
            if isinstance(row, ServiceModifier):
                modifiers.setdefault(row.code, row)
            elif isinstance(row, ServiceCode) and row.titles:
                systems.add(row.system)
                best = min(row.titles, key=_rank)
                shown.setdefault((row.system, row.code), _shown(row, best))
                titles.update(dict.fromkeys((row.system, row.code, title) for title in row.titles))
                if row.coverage or row.pricing:
                    coverage.setdefault(row.code, row)
        for system in systems:
            gave[system].append(source)
    return ServiceSets(
        {system: _with_starter(known, system, shown) for system in _FILES},
        _with_starter_modifiers(known, modifiers),
        tuple(key for key in titles if shown[key[0], key[1]].label != key[2].text),
        tuple(coverage.values()),
        {system: tuple(sources) for system, sources in gave.items()},
    )


def _rank(title: Title) -> int:
    return tuple(TitleKind).index(title.kind)


def _shown(row: ServiceCode, title: Title) -> StarterRow:
    return StarterRow(row.code, title.text, row.valid_from, row.valid_to, "")


def _with_starter(
    known: Sources, system: System, shown: dict[tuple[System, str], StarterRow]
) -> tuple[StarterRow, ...]:
    rows = {row.code: row for row in read_starter(known.code_sets / _FILES[system])}
    for (of, code), row in shown.items():
        if of is system:
            # The words that coders type for it are still theirs.
            words = rows[code].words if code in rows else ()
            rows[code] = replace(row, words=words)
    return tuple(rows.values())


def _with_starter_modifiers(
    known: Sources, imported: dict[str, ServiceModifier]
) -> tuple[ServiceModifier, ...]:
    found: dict[str, ServiceModifier] = {}
    for row in read_starter(known.code_sets / "modifiers.csv"):
        systems = _modifier_systems(row)
        found[row.code] = ServiceModifier(
            row.code, row.label, systems, row.valid_from, row.valid_to
        )
    for code, modifier in imported.items():
        systems = found[code].systems if code in found else modifier.systems
        found[code] = replace(modifier, systems=systems)
    return tuple(found.values())


def _modifier_systems(row: StarterRow) -> tuple[System, ...]:
    """Return the code sets a modifier goes with: both, unless its note is the name of one."""
    both = (System.CPT, System.HCPCS)
    return tuple(system for system in both if row.note == system.value) or both


def write_services(connection: sqlite3.Connection, sets: ServiceSets, known: Sources) -> None:
    """Write modifiers, further titles, coverage and limits; codes are written with all others.

    Raises SourceError for an imported file of edits at fault.
    """
    connection.executemany(
        "INSERT OR REPLACE INTO modifier VALUES (?, ?, ?, ?, ?)",
        (
            (row.code, row.meaning, "|".join(row.systems), *_days(row.valid_from, row.valid_to))
            for row in sets.modifiers
        ),
    )
    connection.executemany(
        "INSERT INTO service_title VALUES (?, ?, ?, ?)",
        ((system, code, title.kind, title.text) for system, code, title in sets.titles),
    )
    connection.executemany(
        "INSERT INTO coverage VALUES (?, ?, ?)",
        ((row.code, row.coverage, "|".join(row.pricing)) for row in sets.coverage),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO mue VALUES (?, ?, ?, ?, ?)",
        (
            (row.code, row.setting, row.units, row.indicator, row.rationale)
            for source in known.of_kind(SourceKind.MUE)
            for row in source.read().rows
            if isinstance(row, UnitLimit)
        ),
    )


def _days(first: date, last: date) -> tuple[int, int]:
    return first.toordinal(), last.toordinal()
