"""Reads a publisher's XML: the root by the head of a file, the tree without anything hostile."""

import re
from collections.abc import Callable
from xml.etree import ElementTree
from xml.parsers import expat

from coder_sim.library.readers.catalog import fault

_DEEPEST = 40
"""Official files nest less than half as deep."""
_DOCTYPE = "it declares a document type, which official files never do"
_AGAIN = "Take the file from its publisher again."


class _Tree(ElementTree.TreeBuilder):
    """Builds a tree; a document type, whose entities could make it huge, is refused."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse."""
        raise fault(_DOCTYPE, todo=_AGAIN)


def xml_root(head: bytes) -> str | None:
    """Return the name of the root element that begins in ``head``; None where it is no XML.

    Raises SourceError for a document type declaration.
    """
    parser = expat.ParserCreate()
    roots: list[str] = []

    def refuse(*_: object) -> None:
        raise fault(_DOCTYPE, todo=_AGAIN)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _: roots.append(name)
    try:
        # In small steps: what comes after the root is of no interest, damaged or not.
        for start in range(0, len(head), 512):
            parser.Parse(head[start : start + 512])
            if roots:
                break
    except (expat.ExpatError, LookupError, ValueError):
        return roots[0] if roots else None
    return roots[0] if roots else None


def has_root(name: str) -> Callable[[bytes], bool]:
    """Return what tells whether a file's root element has that name."""
    return lambda head: xml_root(head) == name


def parse_xml(data: bytes, root: str) -> ElementTree.Element:
    """Return the root element of a whole file; SourceError where it is damaged or another."""
    try:
        parser = ElementTree.XMLParser(target=_Tree())
        parser.feed(data)
        tree = parser.close()
    except ElementTree.ParseError as error:
        line, column = error.position
        raise fault(
            f"it breaks off or is damaged ({expat.errors.messages.get(error.code, error)})",
            f"line {line}, column {column}",
            _AGAIN,
        ) from None
    except (LookupError, ValueError) as error:
        raise fault(f"its text cannot be decoded ({error})", todo=_AGAIN) from None
    if tree.tag != root:
        raise fault(f"its root element is {tree.tag}, not {root}", todo=_AGAIN)
    _check_depth(tree)
    return tree


def year_of(tree: ElementTree.Element) -> int:
    """Return the year an official file states; SourceError where it states none."""
    year = text_of(tree.find("version"))
    if not re.fullmatch(r"20\d\d", year):
        raise fault("it does not state its year", "element version")
    return int(year)


def text_of(element: ElementTree.Element | None) -> str:
    """Return all the text in an element, white space made single; "" for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _check_depth(tree: ElementTree.Element) -> None:
    level = [tree]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise fault(f"its elements lie more than {_DEEPEST} deep", todo=_AGAIN)
