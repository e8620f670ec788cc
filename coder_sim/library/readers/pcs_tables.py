"""Reads the ICD-10-PCS Tables (XML, root ICD10PCS.tabular): the rows that build every code."""

import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import NamedTuple
from xml.etree import ElementTree

from coder_sim.library.readers.catalog import Content, Reader, SourceKind, fault, fiscal_edition
from coder_sim.library.readers.xml_source import has_root, parse_xml, text_of, year_of

ROOT = "ICD10PCS.tabular"
_VALUE = re.compile(r"[0-9A-HJ-NP-Z]")
_MOST_CODES = 5_000
"""Of one row; the largest official row has some hundreds."""


class PcsValue(NamedTuple):
    """A value of an axis with its label."""

    value: str
    label: str


class PcsRow(NamedTuple):
    """A row of a table: the values of characters 4 to 7, each with each."""

    axes: tuple[tuple[PcsValue, ...], ...]

    def codes(self, table: str) -> Iterator[str]:
        """Yield the codes that the row builds in the table of that name."""
        for values in product(*self.axes):
            yield table + "".join(value.value for value in values)


class PcsTable(NamedTuple):
    """One table, named by its three characters."""

    code: str
    names: tuple[str, ...]
    """Of the seven axes."""
    labels: tuple[str, ...]
    """Of the first three characters."""
    definition: str
    """Of the operation, or ""."""
    rows: tuple[PcsRow, ...]


def read_pcs_tables(data: bytes) -> Content[PcsTable]:
    """Read all tables; SourceError where one contradicts itself or the file is another."""
    tree = parse_xml(data, ROOT)
    tables = tuple(_table(table) for table in tree.iterfind("pcsTable"))
    seen: set[str] = set()
    for table in tables:
        if table.code in seen:
            raise fault("the table stands there twice", f"table {table.code}")
        seen.add(table.code)
    count = sum(prod(map(len, row.axes)) for table in tables for row in table.rows)
    if not count:
        raise fault("it holds no tables", "element pcsTable")
    return Content(SourceKind.PCS_TABLES, fiscal_edition(year_of(tree)), tables, count)


def _table(element: ElementTree.Element) -> PcsTable:
    heads = element.findall("axis")
    if [head.get("pos") for head in heads] != ["1", "2", "3"]:
        raise fault("a table does not begin with its axes 1 to 3", "element pcsTable")
    single = [_values(head, "a table") for head in heads]
    code = "".join(values[0].value for values in single)
    where = f"table {code}"
    if any(len(values) != 1 for values in single):
        raise fault("one of its first three axes has several values", where)
    rows = element.findall("pcsRow")
    if not rows:
        raise fault("it has no rows", where)
    names = [text_of(axis.find("title")) for axis in (*heads, *rows[0].iterfind("axis"))]
    labels = tuple(values[0].label for values in single)
    definition = text_of(heads[2].find("definition"))
    return PcsTable(code, tuple(names), labels, definition, tuple(_row(row, where) for row in rows))


def _row(element: ElementTree.Element, where: str) -> PcsRow:
    axes = element.findall("axis")
    if [axis.get("pos") for axis in axes] != ["4", "5", "6", "7"]:
        raise fault("a row has not just the axes 4 to 7", where)
    row = PcsRow(tuple(_values(axis, where) for axis in axes))
    count = prod(map(len, row.axes))
    stated = element.get("codes", str(count))
    if stated != str(count) or count > _MOST_CODES:
        raise fault(f"a row states {stated[:9]} codes and builds {count}", where)
    return row


def _values(axis: ElementTree.Element, where: str) -> tuple[PcsValue, ...]:
    values = tuple(
        PcsValue(label.get("code", ""), text_of(label)) for label in axis.iterfind("label")
    )
    position = f"axis {axis.get('pos', '?')[:3]}"
    if not values or axis.get("values", str(len(values))) != str(len(values)):
        raise fault(f"{position} has not as many values as it states", where)
    for value in values:
        if not _VALUE.fullmatch(value.value) or not value.label:
            raise fault(f'{position} has a value "{value.value[:9]}" without meaning', where)
    if len({value.value for value in values}) < len(values):
        raise fault(f"{position} has a value twice", where)
    return values


PCS_TABLES = Reader(SourceKind.PCS_TABLES, has_root(ROOT), read_pcs_tables)
