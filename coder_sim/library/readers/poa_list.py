"""Reads the list of diagnosis codes exempt from POA reporting: text, workbook or XML."""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from coder_sim.domain.code_set import normal
from coder_sim.library.readers.catalog import (
    Content,
    Reader,
    SourceEdition,
    SourceKind,
    fault,
    fiscal_edition,
)
from coder_sim.library.readers.text_source import head_lines, lines_of
from coder_sim.library.readers.xml_source import parse_xml, text_of, xml_root

_HEADER = re.compile(
    r'"?ord[a-z]*[ _]*(?:FY)?[ _]*(\d{2}|20\d\d)?"?[\t,]"?POA[ _]?exempt[ _]?code', re.IGNORECASE
)
"""Columns: place in the order file, with the year in its name, then the code."""
_ORDER_TAG = re.compile(r"ord[a-z]*_?(?:FY)?_?(\d{2}|20\d\d)", re.IGNORECASE)
_CODE_TAG = "poaexemptcode"
_CODE = re.compile(r"[A-Z][0-9A-Z]{2}(?:\.?[0-9A-Z]{1,4})?")
_HEADER_WITHIN = 40
_GROUPS = frozenset("BIQZ")
"""First letters found in every whole list, and in no list of one year's changes."""
_AGAIN = "Take the file from its publisher again."


def read_poa_list(data: bytes) -> Content[str]:
    """Read the exempt codes in normal form; SourceError with the place of what is no code."""
    root = xml_root(data)
    year, listed = _from_text(data) if root is None else _from_xml(data, root)
    codes: dict[str, None] = {}
    for where, code in listed:
        if not _CODE.fullmatch(code):
            raise fault(f'"{code[:20]}" is no ICD-10-CM code', where, _AGAIN)
        if normal(code) in codes:
            raise fault(f"{code} stands there twice", where, _AGAIN)
        codes[normal(code)] = None
    if not codes:
        raise fault("it holds no codes")
    if not {code[0] for code in codes} >= _GROUPS:
        raise fault("it is a list of the changes of a year, not of all exempt codes")
    edition = fiscal_edition(2000 + int(year) % 100) if year else SourceEdition("")
    return Content(SourceKind.POA_EXEMPT, edition, tuple(codes), len(codes))


def _from_text(data: bytes) -> tuple[str, Iterator[tuple[str, str]]]:
    lines = lines_of(data)
    for number, line in enumerate(lines[:_HEADER_WITHIN], start=1):
        header = _HEADER.match(line)
        if header:
            delimiter = "\t" if "\t" in line else ","
            return header[1] or "", _cells(lines[number:], number + 1, delimiter)
    raise fault("it has no header with the columns Order and POAexemptCode", todo=_AGAIN)


def _cells(lines: Iterable[str], first: int, delimiter: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, start=first):
        if not line.strip(f"{delimiter} \"'"):
            continue
        cells = [cell.strip(' "') for cell in line.split(delimiter, 2)]
        if len(cells) < 3 or not cells[2]:
            raise fault("the row breaks off", f"line {number}", _AGAIN)
        yield f"line {number}", cells[1]


def _from_xml(data: bytes, root: str) -> tuple[str, Iterator[tuple[str, str]]]:
    tree = parse_xml(data, root)
    orders = (_ORDER_TAG.fullmatch(element.tag) for element in tree.iter())
    year = next((order[1] for order in orders if order), "")
    return year, _elements(tree)


def _elements(tree: ElementTree.Element) -> Iterator[tuple[str, str]]:
    codes = (element for element in tree.iter() if element.tag.lower() == _CODE_TAG)
    for number, element in enumerate(codes, start=1):
        yield f"element {element.tag} {number}", text_of(element)


def _recognises(head: bytes) -> bool:
    if xml_root(head) is not None:
        return f"<{_CODE_TAG}>".encode() in head.lower()
    return any(map(_HEADER.match, head_lines(head)[:_HEADER_WITHIN]))


POA_EXEMPT = Reader(SourceKind.POA_EXEMPT, _recognises, read_poa_list)
