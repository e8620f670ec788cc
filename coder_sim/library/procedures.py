"""ICD-10-PCS character by character: exact from imported tables, else worked out from titles."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import prod
from typing import NamedTuple

from coder_sim.domain.books import Axis, AxisDefinition, AxisValue, TableRow
from coder_sim.domain.code_set import System
from coder_sim.library import axes
from coder_sim.library.pcs_names import axis_name, fixed_label

_LENGTH = 7
_HEAD = 3
"""Characters that name a table."""
_CACHED = 256
_HEADS = ("section", "body_system", "operation")


class _Row(NamedTuple):
    """A row of a table as the library holds it: value -> label of the characters 4 to 7."""

    values: tuple[dict[str, str], ...]
    codes: int


class _Table(NamedTuple):
    names: tuple[str, ...]
    labels: tuple[str, ...]
    definition: str
    rows: tuple[_Row, ...]


class PcsTables:
    """ICD-10-PCS in an open library.db; satisfies ``domain.facts.ProcedureTables``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._table = lru_cache(_CACHED)(self._read_table)
        self._derived = lru_cache(_CACHED)(self._work_out)
        self._imported = lru_cache(_CACHED)(self._has_tables)

    def next_axis(self, prefix: str, on: date) -> Axis | None:
        """Return what may follow 0 to 6 characters; None where no code begins with them."""
        if len(prefix) >= _LENGTH or not prefix.isascii():
            return None
        exact = self._imported(on)
        if not exact:
            values = self._from_titles(prefix, on)
        elif len(prefix) < _HEAD:
            values = self._from_heads(prefix, on)
        else:
            values = self._from_rows(prefix, on)
        if not values:
            return None
        position = len(prefix) + 1
        table = self._table(prefix[:_HEAD], on) if exact and len(prefix) >= _HEAD else None
        name = table.names[position - 1] if table else axis_name(prefix[:1], position)
        return Axis(position, name, values, exact)

    def rows(self, table: str, on: date) -> tuple[TableRow, ...]:
        """Return the rows of a table named by three characters; none if not imported."""
        found = self._table(table, on)
        if found is None:
            return ()
        return tuple(
            TableRow(
                tuple(
                    Axis(position, found.names[position - 1], _as_values(labels), True)
                    for position, labels in enumerate(row.values, start=_HEAD + 1)
                ),
                row.codes,
            )
            for row in found.rows
        )

    def builds(self, code: str, on: date) -> bool:
        """Tell whether seven characters are a code in force."""
        if len(code) != _LENGTH or not code.isascii():
            return False
        table = self._table(code[:_HEAD], on)
        if table is not None and any(_fits(row, code) for row in table.rows):
            return True
        # Codes of an April release are in force although the tables of October lack them.
        found = self._connection.execute(
            "SELECT 1 FROM code WHERE system = ? AND code = ?"
            " AND ? BETWEEN valid_from AND valid_to",
            (System.ICD10PCS.value, code, on.toordinal()),
        )
        return found.fetchone() is not None

    def label(self, code: str, position: int, on: date) -> str:
        """Return the label of a character of a code or of its beginning; "" if unknown."""
        if not 1 <= position <= len(code) <= _LENGTH or not code.isascii():
            return ""
        if len(code) >= _HEAD and (table := self._table(code[:_HEAD], on)) is not None:
            if position <= _HEAD:
                return table.labels[position - 1]
            return _labels_at(table, code, position)
        fixed = fixed_label(code, position)
        if fixed or len(code) < _HEAD:
            return fixed or self._head_label(code, position, on)
        return self._derived(code[:_HEAD]).get(position, {}).get(code[position - 1], "")

    def definition(self, code: str, position: int, on: date) -> AxisDefinition | None:
        """Return the official definition of a character of a code."""
        label = self.label(code, position, on)
        if not label:
            return None
        within = f"{label} in {self.label(code, 2, on)}"
        found = self._connection.execute(
            "SELECT label, definition, explanation, includes FROM pcs_definition"
            " WHERE section = ? AND position = ? AND label IN (?, ?) ORDER BY label = ? DESC",
            (code[0], position, within, label, within),
        ).fetchone()
        if found is not None:
            named, said, explanation, includes = found
            words = tuple(filter(None, includes.split("\n")))
            return AxisDefinition(named, said, explanation, words)
        table = self._table(code[:_HEAD], on) if position == _HEAD else None
        return AxisDefinition(label, table.definition, "", ()) if table else None

    def _has_tables(self, on: date) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM pcs_table WHERE ? BETWEEN valid_from AND valid_to LIMIT 1",
            (on.toordinal(),),
        )
        return found.fetchone() is not None

    def _read_table(self, code: str, on: date) -> _Table | None:
        found = self._connection.execute(
            "SELECT id, names, section, body_system, operation, definition FROM pcs_table"
            " WHERE code = ? AND ? BETWEEN valid_from AND valid_to ORDER BY id DESC LIMIT 1",
            (code, on.toordinal()),
        ).fetchone()
        if found is None:
            return None
        id, names, *labels, definition = found
        rows: dict[int, _Row] = {}
        for row, codes, position, value, label in self._connection.execute(
            "SELECT pcs_row.id, codes, position, value, label FROM pcs_row"
            " JOIN pcs_value ON pcs_value.pcs_row = pcs_row.id"
            " WHERE pcs_table = ? ORDER BY pcs_row.id, position, value",
            (id,),
        ):
            known = rows.setdefault(row, _Row(({}, {}, {}, {}), codes))
            known.values[position - _HEAD - 1][value] = label
        return _Table(tuple(names.split("|")), tuple(labels), definition, tuple(rows.values()))

    def _from_heads(self, prefix: str, on: date) -> tuple[AxisValue, ...]:
        position = len(prefix) + 1
        found = self._connection.execute(
            f"SELECT substr(code, ?, 1), {_HEADS[position - 1]},"
            " (SELECT sum(codes) FROM pcs_row WHERE pcs_table = pcs_table.id), definition"
            " FROM pcs_table WHERE code BETWEEN ? AND ? AND ? BETWEEN valid_from AND valid_to"
            " ORDER BY code",
            (position, prefix, f"{prefix}ZZZ"[:_HEAD], on.toordinal()),
        )
        values: dict[str, AxisValue] = {}
        for value, label, codes, definition in found:
            before = values[value].codes if value in values else 0
            said = definition if position == _HEAD else ""
            values[value] = AxisValue(value, label, said, before + codes)
        return tuple(values.values())

    def _from_rows(self, prefix: str, on: date) -> tuple[AxisValue, ...]:
        table = self._table(prefix[:_HEAD], on)
        chosen = prefix[_HEAD:]
        place = len(chosen)
        labels: dict[str, dict[str, None]] = {}
        counts: Counter[str] = Counter()
        for row in table.rows if table else ():
            if not _fits(row, prefix):
                continue
            below = prod(len(values) for values in row.values[place + 1 :])
            for value, label in row.values[place].items():
                labels.setdefault(value, {})[label] = None
                counts[value] += below
        return tuple(
            AxisValue(value, " or ".join(labels[value]), codes=counts[value])
            for value in sorted(labels)
        )

    def _from_titles(self, prefix: str, on: date) -> tuple[AxisValue, ...]:
        position = len(prefix) + 1
        found = self._connection.execute(
            "SELECT substr(code, ?, 1) AS value, min(code), count(*) FROM code"
            " WHERE system = ? AND code BETWEEN ? AND ? AND ? BETWEEN valid_from AND valid_to"
            " GROUP BY value ORDER BY value",
            (
                *(position, System.ICD10PCS.value, prefix),
                *(f"{prefix}{'Z' * _LENGTH}"[:_LENGTH], on.toordinal()),
            ),
        ).fetchall()
        return tuple(
            AxisValue(value, self.label(code, position, on), codes=count)
            for value, code, count in found
        )

    def _head_label(self, code: str, position: int, on: date) -> str:
        found = self._connection.execute(
            f"SELECT {_HEADS[position - 1]} FROM pcs_table WHERE code BETWEEN ? AND ?"
            " AND ? BETWEEN valid_from AND valid_to LIMIT 1",
            (code, f"{code}ZZZ"[:_HEAD], on.toordinal()),
        ).fetchone()
        return str(found[0]) if found else ""

    def _work_out(self, table: str) -> Mapping[int, Mapping[str, str]]:
        titles = dict(
            self._connection.execute(
                "SELECT code, title FROM code WHERE system = ? AND code BETWEEN ? AND ?"
                " AND title <> '' ORDER BY code, valid_from",
                (System.ICD10PCS.value, table, f"{table}ZZZZ"),
            )
        )
        return axes.axis_labels(titles) if titles else {}


def _fits(row: _Row, code: str) -> bool:
    """Tell whether a row has all the characters of a code, or of its beginning."""
    return all(value in values for value, values in zip(code[_HEAD:], row.values, strict=False))


def _labels_at(table: _Table, code: str, position: int) -> str:
    """Return the label of a character in the rows that fit the code, else in any row."""
    place, value = position - _HEAD - 1, code[position - 1]
    fitting: Sequence[_Row] = [row for row in table.rows if _fits(row, code)]
    labels = _distinct(row.values[place].get(value, "") for row in fitting or table.rows)
    return " or ".join(labels)


def _distinct(labels: Iterable[str]) -> list[str]:
    return [label for label in dict.fromkeys(labels) if label]


def _as_values(labels: Mapping[str, str]) -> tuple[AxisValue, ...]:
    return tuple(AxisValue(value, label) for value, label in labels.items())
