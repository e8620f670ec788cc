"""Reads the ICD-10-PCS Definitions (XML, root ICD10PCS.definitions)."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from coder_sim.library.readers.catalog import Content, Reader, SourceKind, fault, fiscal_edition
from coder_sim.library.readers.xml_source import has_root, parse_xml, text_of, year_of

ROOT = "ICD10PCS.definitions"


class PcsDefinition(NamedTuple):
    """What is said of one label of an axis."""

    section: str
    position: int
    label: str
    definition: str
    explanation: str
    includes: tuple[str, ...]


class PcsDevice(NamedTuple):
    """A specific device and the broader value for tables that lack it."""

    device: str
    operation: str
    body_system: str
    value: str
    label: str


def read_pcs_definitions(data: bytes) -> Content[PcsDefinition | PcsDevice]:
    """Read definitions, then devices; SourceError where the file is damaged or another."""
    tree = parse_xml(data, ROOT)
    defined = tuple(
        entry
        for section in tree.iterfind("section")
        for axis in section.iterfind("axis")
        for entry in _definitions(section.get("code", ""), axis)
    )
    if not defined:
        raise fault("it holds no definitions", "element section")
    devices = tuple(
        entry
        for aggregate in tree.iterfind("deviceAggregation/aggregate")
        for entry in _devices(aggregate)
    )
    edition = fiscal_edition(year_of(tree))
    rows: tuple[PcsDefinition | PcsDevice, ...] = (*defined, *devices)
    return Content(SourceKind.PCS_DEFINITIONS, edition, rows, len(defined), "definitions")


def _definitions(section: str, axis: ElementTree.Element) -> Iterator[PcsDefinition]:
    position = axis.get("pos", "")
    if position not in {"1", "2", "3", "4", "5", "6", "7"} or len(section) != 1:
        raise fault(f'axis "{position[:9]}" of section "{section[:9]}" does not exist', "axis")
    for terms in axis.iterfind("terms"):
        said = (text_of(terms.find("definition")), text_of(terms.find("explanation")))
        includes = tuple(map(text_of, terms.iterfind("includes")))
        for title in terms.iterfind("title"):
            yield PcsDefinition(section, int(position), text_of(title), *said, includes)


def _devices(aggregate: ElementTree.Element) -> Iterator[PcsDevice]:
    device, operation = (text_of(aggregate.find(tag)) for tag in ("device", "operation"))
    parent = aggregate.find("parent")
    if parent is None:
        raise fault(f'the device "{device[:40]}" has no broader value', "element aggregate")
    for body_system in aggregate.iterfind("bodySys"):
        yield PcsDevice(
            device, operation, text_of(body_system), parent.get("value", ""), text_of(parent)
        )


PCS_DEFINITIONS = Reader(SourceKind.PCS_DEFINITIONS, has_root(ROOT), read_pcs_definitions)
