"""Reads the ICD-10-CM Tabular List (XML, root ICD10CM.tabular) in tabular order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from coder_sim.domain.code_set import NoteKind, SeventhCharacter, normal
from coder_sim.library.readers.catalog import Content, Reader, SourceKind, fiscal_edition
from coder_sim.library.readers.xml_source import has_root, parse_xml, year_of

ROOT = "ICD10CM.tabular"

_KINDS = {
    "includes": NoteKind.INCLUDES,
    "inclusionTerm": NoteKind.INCLUSION_TERM,
    "excludes1": NoteKind.EXCLUDES1,
    "excludes2": NoteKind.EXCLUDES2,
    "codeFirst": NoteKind.CODE_FIRST,
    "useAdditionalCode": NoteKind.USE_ADDITIONAL,
    "codeAlso": NoteKind.CODE_ALSO,
    "notes": NoteKind.NOTE,
    "sevenChrNote": NoteKind.SEVENTH,
}


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """One block of instructional notes; its lines stay together and in order."""

    kind: NoteKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TabularBlock:
    """A chapter (``level`` 0) or section (1 and up: sections may lie in wider sections)."""

    name: str
    title: str
    level: int
    notes: tuple[NoteBlock, ...]


@dataclass(frozen=True, slots=True)
class TabularNode:
    """A code or heading in normal form; ``level`` is 0 for a category, one more below."""

    code: str
    title: str
    billable: bool
    level: int
    notes: tuple[NoteBlock, ...]
    seventh: tuple[SeventhCharacter, ...] = ()
    """The 7th characters defined at this very node."""


TabularItem = TabularBlock | TabularNode


@dataclass(frozen=True, slots=True)
class _Extensions:
    """7th characters in force, with inclusion text for some of them."""

    characters: tuple[SeventhCharacter, ...]
    terms: tuple[tuple[str, str], ...]


def read_tabular(data: bytes) -> Content[TabularItem]:
    """Read chapters, sections, headings and codes in tabular order, 7th characters expanded.

    Raises SourceError where the file is not a Tabular List, breaks off or states no year.
    """
    tree = parse_xml(data, ROOT)
    rows = tuple(item for chapter in tree.findall("chapter") for item in _chapter(chapter))
    codes = sum(isinstance(item, TabularNode) and item.billable for item in rows)
    return Content(SourceKind.TABULAR, fiscal_edition(year_of(tree)), rows, codes)


def _text(element: ElementTree.Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _notes(element: ElementTree.Element) -> tuple[NoteBlock, ...]:
    return tuple(
        NoteBlock(
            _KINDS[child.tag],
            tuple(" ".join((note.text or "").split()) for note in child.iter("note")),
        )
        for child in element
        if child.tag in _KINDS
    )


def _chapter(chapter: ElementTree.Element) -> Iterator[TabularItem]:
    yield TabularBlock(
        f"chapter {_text(chapter, 'name')}", _text(chapter, "desc"), 0, _notes(chapter)
    )
    wider: list[str] = []
    for section in chapter.findall("section"):
        name = section.get("id", "")
        wider = [outer for outer in wider if _within(name, outer)]
        yield TabularBlock(name, _text(section, "desc"), 1 + len(wider), _notes(section))
        categories = section.findall("diag")
        if not categories:
            wider.append(name)
        for category in categories:
            heading, *others = _node(category, 0, None)
            if table := _visual_impairment(category):
                heading = replace(heading, notes=(*heading.notes, NoteBlock(NoteKind.NOTE, table)))
            yield heading
            yield from others


def _within(inner: str, outer: str) -> bool:
    """Tell whether the section "C00-C14" lies in the section "C00-C75"."""
    first, _, last = outer.partition("-")
    return first <= inner[:3] and inner.rpartition("-")[2] <= last


def _node(
    diag: ElementTree.Element, level: int, inherited: _Extensions | None
) -> Iterator[TabularNode]:
    code, title, notes = normal(_text(diag, "name")), _text(diag, "desc"), _notes(diag)
    definition = diag.find("sevenChrDef")
    own = None if definition is None else _extensions(definition)
    extensions = own or inherited
    below = diag.findall("diag")
    if own:
        # "Fall from stool" stands behind "sequela" but names what the heading is about.
        terms = tuple(text for character, text in own.terms if character == "S")
        notes += (NoteBlock(NoteKind.INCLUSION_TERM, terms),) if terms else ()
    billable = not below and extensions is None
    yield TabularNode(code, title, billable, level, notes, own.characters if own else ())
    for child in below:
        yield from _node(child, level + 1, extensions)
    if not below and extensions is not None:
        yield from _expanded(code, title, level + 1, extensions)


def _visual_impairment(category: ElementTree.Element) -> tuple[str, ...]:
    """Return the table of degrees of visual impairment as lines; it serves a whole category.

    A row is a category of impairment with the acuity it lies below and that it still reaches,
    each in several notations.
    """
    table = next(category.iter("visualImpairment"), None)
    return tuple(_degree(row) for row in table.iterfind("visCategory")) if table is not None else ()


def _degree(row: ElementTree.Element) -> str:
    if row.find("value") is None:
        return "; ".join(
            " ".join(heading.text.split()) for heading in row.iter("heading") if heading.text
        )
    most, least = (_acuities(row, tag) for tag in ("visMax", "visMin"))
    return "; ".join(filter(None, (_text(row, "value"), most, least)))


def _acuities(row: ElementTree.Element, tag: str) -> str:
    values = (_text(limit, "value") for limit in row.iter(tag))
    return " = ".join(filter(None, values))


def _extensions(definition: ElementTree.Element) -> _Extensions:
    characters: list[SeventhCharacter] = []
    terms: list[tuple[str, str]] = []
    for child in definition:
        text = " ".join((child.text or "").split())
        if child.tag == "extension":
            characters.append(SeventhCharacter(child.get("char", ""), text))
        elif child.tag == "note" and characters:
            terms.append((characters[-1].character, text))
    return _Extensions(tuple(characters), tuple(terms))


def _expanded(code: str, title: str, level: int, extensions: _Extensions) -> Iterator[TabularNode]:
    for seventh in applicable(code, extensions.characters):
        terms = tuple(
            text
            for character, text in extensions.terms
            if character == seventh.character and character != "S"
        )
        yield TabularNode(
            code.ljust(6, "X") + seventh.character,
            f"{title}, {seventh.meaning}",
            True,
            level,
            (NoteBlock(NoteKind.INCLUSION_TERM, terms),) if terms else (),
        )


def applicable(code: str, characters: tuple[SeventhCharacter, ...]) -> tuple[SeventhCharacter, ...]:
    """Return the 7th characters that exist for a code of up to six characters.

    Death within the encounter (S06 with 6th character 7 or 8) has no later encounter: the
    note at S06 says that D and S do not apply there.
    """
    if code.startswith("S06") and code[5:6] in {"7", "8"}:
        return tuple(seventh for seventh in characters if seventh.character not in {"D", "S"})
    return characters


TABULAR = Reader(SourceKind.TABULAR, has_root(ROOT), read_tabular)
