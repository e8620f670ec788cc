"""Looks up NCCI pairs, most units of a day, and what else is imported of a service."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from coder_sim.domain.code_edits import MueSetting, NcciPair, UnitsOfDay
from coder_sim.domain.code_set import System, normal

_NO_EDIT = 9
_LINE, _ABSOLUTE = 1, 2


@dataclass(frozen=True, slots=True)
class ServiceDetails:
    """What is imported of a service beside its title and days."""

    titles: tuple[str, ...]
    coverage: str
    """HCPCS coverage code, or ""."""
    pricing: tuple[str, ...]


class EditTables:
    """The tables of edits in an open library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def pair(self, code1: str, code2: str, on: date) -> NcciPair | None:
        """Return the edit in force between two codes, in either order."""
        one, other = normal(code1), normal(code2)
        if not (one.isascii() and other.isascii()):
            return None
        found = self._connection.execute(
            "SELECT column1, column2, indicator, valid_from, valid_to, text"
            " FROM ptp JOIN ptp_rationale ON number = rationale"
            " WHERE (column1, column2) IN (VALUES (?, ?), (?, ?))"
            " AND ? BETWEEN valid_from AND valid_to AND indicator <> ?"
            " ORDER BY valid_from DESC LIMIT 1",
            (one, other, other, one, on.toordinal(), _NO_EDIT),
        ).fetchone()
        if found is None:
            return None
        column1, column2, indicator, first, last, rationale = found
        days = date.fromordinal(first), date.fromordinal(last)
        return NcciPair(column1, column2, indicator == 1, *days, rationale)

    def units(self, code: str) -> tuple[UnitsOfDay, ...]:
        """Return the limits of a code, one for each imported setting."""
        wanted = normal(code)
        if not wanted.isascii():
            return ()
        found = self._connection.execute(
            "SELECT code, setting, units, indicator, rationale FROM mue WHERE code = ?", (wanted,)
        )
        return tuple(
            UnitsOfDay(
                *(code, MueSetting(setting), units),
                by_day=indicator != _LINE,
                absolute=indicator == _ABSOLUTE,
                rationale=rationale,
            )
            for code, setting, units, indicator, rationale in found
        )

    def details(self, system: System, code: str) -> ServiceDetails:
        """Return further titles, coverage and pricing of a service; empty where none is known."""
        if not code.isascii():
            return ServiceDetails((), "", ())
        titles = self._connection.execute(
            "SELECT text FROM service_title WHERE system = ? AND code = ? ORDER BY rowid",
            (system.value, code),
        )
        found = self._connection.execute(
            "SELECT coverage, pricing FROM coverage WHERE code = ?", (code,)
        ).fetchone()
        coverage, pricing = found if found else ("", "")
        return ServiceDetails(
            tuple(text for (text,) in titles), coverage, tuple(filter(None, pricing.split("|")))
        )
