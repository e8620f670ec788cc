"""The Tabular List agrees node by node with an independent reader of the same file."""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coder_sim.domain.code_set import NoteKind, System, dotted
from coder_sim.library.readers.tabular import TabularBlock, TabularNode
from tests.library.tabular_file import bundled_tabular

pytestmark = [pytest.mark.long, pytest.mark.timeout(240)]
KINDS = (
    *(NoteKind.INCLUSION_TERM, NoteKind.INCLUDES, NoteKind.EXCLUDES1, NoteKind.EXCLUDES2),
    *(NoteKind.CODE_FIRST, NoteKind.USE_ADDITIONAL, NoteKind.CODE_ALSO),
)


@dataclass
class Node:
    """A node as one of the readers has it; sections and chapters are named "[A00-A09]"."""

    title: str
    parent: str
    leaf: bool
    children: list[str] = field(default_factory=list)
    notes: dict[NoteKind, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def ours() -> dict[str, Node]:
    found: dict[str, Node] = {}
    sections: list[str] = []
    headings: list[str] = []
    for row in bundled_tabular().rows:
        above = headings if isinstance(row, TabularNode) else sections
        del above[row.level :]
        if isinstance(row, TabularNode):
            name = dotted(System.ICD10CM, row.code)
            parent = headings[-1] if headings else sections[-1]
        else:
            assert isinstance(row, TabularBlock)
            name = f"[{row.name.removeprefix('chapter ')}]"
            parent = sections[-1] if sections else ""
            headings.clear()
        above.append(name)
        leaf = isinstance(row, TabularNode) and row.billable
        found[name] = Node(row.title, parent, leaf, notes=defaultdict(list))
        for block in row.notes:
            found[name].notes[block.kind] += block.lines
        if parent:
            found[parent].children.append(name)
    return found


@pytest.fixture(scope="module")
def theirs(ours: dict[str, Node]) -> dict[str, Node]:
    script = Path(__file__).with_name("other_reader.py")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    return dict(_nodes(done.stdout.splitlines(), {name for name in ours if f"[{name}]" in ours}))


def _nodes(lines: list[str], doubled: set[str]) -> Iterator[tuple[str, Node]]:
    """Yield their nodes without those that they list under the name of another."""
    assert len(doubled) == 39
    for line in lines:
        name, title, parent, children, *said, leaf, chapter, section = json.loads(line)
        if name in doubled:
            continue
        notes = {
            kind: text.split("\n") if isinstance(text, str) and text else list(text)
            for kind, text in zip(KINDS, said, strict=True)
        }
        lines_of = {kind: [" ".join(x.split()) for x in found] for kind, found in notes.items()}
        whole = f"[{name}]" if chapter or section else name
        yield whole, Node(" ".join(title.split()), parent, leaf, children, lines_of)


def test_they_have_the_same_nodes(ours: dict[str, Node], theirs: dict[str, Node]) -> None:
    assert len(theirs) == 98_427
    assert len(ours) == len(theirs) + 2 * 39
    assert theirs.keys() <= ours.keys()


def test_notes_of_every_kind_are_the_same(ours: dict[str, Node], theirs: dict[str, Node]) -> None:
    differing = Counter(
        kind
        for name, node in theirs.items()
        for kind in KINDS
        if node.notes[kind] != ours[name].notes.get(kind, [])
    )
    # What stands between two 7th characters they write into titles.
    assert set(differing) == {NoteKind.INCLUSION_TERM}
    for name, node in theirs.items():
        lines = ours[name].notes.get(NoteKind.INCLUSION_TERM, [])
        added = [line for line in lines if line not in node.notes[NoteKind.INCLUSION_TERM]]
        assert not added or _written_into_a_title(name, added, theirs)


def _written_into_a_title(name: str, lines: list[str], theirs: dict[str, Node]) -> bool:
    titles = [node.title for code, node in theirs.items() if code.startswith(name)]
    return any(line in title for line in lines for title in titles)


def test_titles_are_the_same(ours: dict[str, Node], theirs: dict[str, Node]) -> None:
    for name, node in theirs.items():
        assert node.title == ours[name].title or node.title.startswith(f"{ours[name].title}/")


def test_parents_and_children_are_the_same(ours: dict[str, Node], theirs: dict[str, Node]) -> None:
    moved = {name for name, node in theirs.items() if node.parent != _plain(ours[name].parent)}
    # Sections in wider sections: they put all of them right below the chapter.
    assert all(name.startswith("[") for name in moved)
    for name in moved:
        assert theirs[name].parent == _plain(_chapter(name, ours))
    for name, node in theirs.items():
        children = [_plain(child) for child in ours[name].children]
        assert node.children == children or name.startswith("[")


def test_the_same_nodes_are_codes(ours: dict[str, Node], theirs: dict[str, Node]) -> None:
    differing = [name for name, node in theirs.items() if node.leaf != ours[name].leaf]
    assert len(differing) == 12
    assert all(name.startswith("[") for name in differing), "wider sections are no codes"


def _plain(name: str) -> str:
    return name.strip("[]")


def _chapter(name: str, ours: dict[str, Node]) -> str:
    while ours[name].parent:
        name = ours[name].parent
    return name
