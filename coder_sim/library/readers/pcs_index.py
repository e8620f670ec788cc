"""Reads the ICD-10-PCS Index (XML, root ICD10PCS.index) as terms of an index book."""

from collections.abc import Iterator
from xml.etree import ElementTree

from coder_sim.library.readers.catalog import Content, Reader, SourceKind, fault, fiscal_edition
from coder_sim.library.readers.index_book import IndexTerm, split_title
from coder_sim.library.readers.xml_source import has_root, parse_xml, text_of, year_of

ROOT = "ICD10PCS.index"
_CODES = ("code", "codes", "tab")
"""A whole code, the first characters of several, a table."""


def read_pcs_index(data: bytes) -> Content[IndexTerm]:
    """Read all terms in printed order; SourceError where the file is damaged or another."""
    tree = parse_xml(data, ROOT)
    terms = tuple(
        term
        for letter in tree.iterfind("letter")
        for main in letter.iterfind("mainTerm")
        for term in _terms(main, 0, text_of(letter.find("title")))
    )
    if not terms:
        raise fault("it holds no terms", "element letter")
    return Content(SourceKind.PCS_INDEX, fiscal_edition(year_of(tree)), terms, len(terms), "terms")


def _terms(element: ElementTree.Element, level: int, letter: str) -> Iterator[IndexTerm]:
    """Yield a term and those below; a term that is only a reference has no title."""
    title, modifiers, printed = split_title(element.find("title"))
    see, see_codes = _reference(element.find("see"))
    use, use_codes = _reference(element.find("use"))
    code = _codes_in(element) or see_codes or use_codes
    yield IndexTerm(letter, level, title, modifiers, printed, code, see=see, use=use)
    for below in element.iterfind("term"):
        yield from _terms(below, level + 1, letter)


def _reference(element: ElementTree.Element | None) -> tuple[str, str]:
    """Return the words of a reference and the code or table that stands behind them."""
    if element is None:
        return "", ""
    return " ".join((element.text or "").split()), _codes_in(element)


def _codes_in(element: ElementTree.Element) -> str:
    found = (text_of(element.find(tag)) for tag in _CODES)
    return next(filter(None, found), "")


PCS_INDEX = Reader(SourceKind.PCS_INDEX, has_root(ROOT), read_pcs_index)
