"""Reads the books of ICD-10-CM that lead to codes: two indexes, the neoplasm and drug tables.

All four have the root ICD10CM.index; their title or first column heading tells them apart.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from coder_sim.library.readers.catalog import (
    Content,
    Reader,
    Skipped,
    SourceKind,
    fault,
    fiscal_edition,
)
from coder_sim.library.readers.xml_source import parse_xml, text_of, xml_root, year_of

ROOT = "ICD10CM.index"
_NAMED_BY = {
    SourceKind.ALPHABETIC_INDEX: "INDEX TO DISEASES",
    SourceKind.EXTERNAL_CAUSE_INDEX: "EXTERNAL CAUSE",
    SourceKind.NEOPLASM_TABLE: "NEOPLASM",
    SourceKind.DRUG_TABLE: "SUBSTANCE",
}
_COLUMNS = range(2, 8)
_NONE = frozenset({"", "-", "--"})
_CODE = re.compile(r"[A-Z][0-9A-Z]{2}(?:\.[0-9A-Z]{0,4})?-?")


class IndexTerm(NamedTuple):
    """A main term (level 0) or subterm as printed, "" for what is absent."""

    letter: str
    level: int
    title: str
    """Without nonessential modifiers."""
    modifiers: str
    printed: str
    """Title with its modifiers where they stand, if that is not behind it."""
    code: str
    manifestation: str = ""
    see: str = ""
    see_also: str = ""
    see_category: str = ""
    use: str = ""
    note: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    """(column 2 to 7, code) of a table, without those that hold no code."""


def heading_of(head: bytes) -> str:
    """Return what names a book in the head of its file: its title or first column; "" if none."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    path: list[str] = []
    found: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        path.append(name if attributes.get("col", "1") == "1" else "")

    def text(words: str) -> None:
        if path[1:] in (["title"], ["indexHeading", "head"]) and words.strip():
            found.append(" ".join(words.split()))

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = text
    with contextlib.suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(head)
    return found[0] if found else ""


def _recognises(kind: SourceKind) -> Callable[[bytes], bool]:
    return lambda head: xml_root(head) == ROOT and _NAMED_BY[kind] in heading_of(head).upper()


def _reads(kind: SourceKind) -> Callable[[bytes], Content[IndexTerm]]:
    return lambda data: _read(kind, data)


def _read(kind: SourceKind, data: bytes) -> Content[IndexTerm]:
    """Read a whole book; SourceError where it is another, damaged or only a list of changes."""
    tree = parse_xml(data, ROOT)
    named = text_of(tree.find("title")) or text_of(tree.find("indexHeading/head"))
    if _NAMED_BY[kind] not in named.upper():
        raise fault(f'it is headed "{named[:60]}", not {kind.value}', "element title")
    if tree.get("isAddenda") == "true":
        raise fault(f"it lists the changes of a year, not the whole {kind.value}")
    year = year_of(tree)
    terms = tuple(
        term
        for letter in tree.iterfind("letter")
        for main in letter.iterfind("mainTerm")
        for term in _terms(main, 0, text_of(letter.find("title")))
    )
    if not terms:
        raise fault("it holds no terms", "element letter")
    return Content(kind, fiscal_edition(year), terms, len(terms), "terms", _odd(terms))


def _terms(element: ElementTree.Element, level: int, letter: str) -> Iterator[IndexTerm]:
    yield _term(element, level, letter)
    for below in element.iterfind("term"):
        yield from _terms(below, level + 1, letter)


def _term(element: ElementTree.Element, level: int, letter: str) -> IndexTerm:
    texts: dict[str, str] = {}
    cells: list[tuple[int, str]] = []
    for child in element:
        if child.tag == "cell":
            cells += _cell(child)
        elif child.tag not in {"title", "term"}:
            texts[child.tag] = text_of(child)
    title, modifiers, printed = split_title(element.find("title"))
    category = texts.get("seecat", "") or texts.get("subcat", "")
    return IndexTerm(
        letter,
        level,
        title,
        modifiers,
        printed,
        _printed_code(texts.get("code", "")),
        texts.get("manif", "").strip("[]"),
        texts.get("see", ""),
        texts.get("seeAlso", ""),
        category,
        texts.get("use", ""),
        texts.get("warning", ""),
        tuple(cells),
    )


def _printed_code(text: str) -> str:
    return "" if text in _NONE else text


def _cell(cell: ElementTree.Element) -> Iterator[tuple[int, str]]:
    column, code = cell.get("col", ""), text_of(cell)
    if column not in map(str, _COLUMNS):
        raise fault(f'a table has no column "{column[:9]}" with codes', "element cell")
    if code not in _NONE:
        yield int(column), code


def split_title(title: ElementTree.Element | None) -> tuple[str, str, str]:
    """Return a title without its nonessential modifiers, these, and both where they mix."""
    if title is None or not len(title):
        return text_of(title), "", ""
    pieces = [title.text or ""]
    modifiers: list[str] = []
    printed = [title.text or ""]
    for child in title:
        (modifiers if child.tag == "nemod" else pieces).append(text_of(child))
        printed += [" ", text_of(child), child.tail or ""]
        pieces.append(child.tail or "")
    plain = " ".join("".join(pieces).split()).replace(" ,", ",")
    whole = " ".join("".join(printed).split())
    added = " ".join(modifiers)
    return plain, added, "" if whole == f"{plain} {added}" else whole


def _odd(terms: tuple[IndexTerm, ...]) -> tuple[Skipped, ...]:
    """Say which codes do not look like any; they are kept as printed."""
    odd = [term for term in terms if term.code and not _CODE.fullmatch(term.code)]
    return (Skipped(len(odd), "codes of an unknown shape, kept", odd[0].title),) if odd else ()


ALPHABETIC_INDEX, EXTERNAL_CAUSE_INDEX, NEOPLASM_TABLE, DRUG_TABLE = (
    Reader(kind, _recognises(kind), _reads(kind)) for kind in _NAMED_BY
)
