"""The benchmark is only as good as its keys: codes exist, sides agree, nothing is asked twice."""

import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks.search.finders import SYSTEMS
from tests.benchmarks.search.queries import KINDS, Kind, Query, present, read

OFFICIAL = Path(__file__).parents[4] / "shared" / "official" / "2019-Alpha-Numeric-HCPCS-File.zip"
SIDES = {
    "right": re.compile(r"\bright\b|\bR(?:LE|UE|UL|LL|t|eye)?\b|\bOD\b"),
    "left": re.compile(r"\bleft\b|\bL(?:LE|UE|UL|t)?\b|\bOS\b"),
    "bilateral": re.compile(r"\bbilat(?:eral)?\b|\bboth\b|\bO?AU\b|\bOU\b"),
}
SPEAKS_OF_NO_SIDE = re.compile(
    r"right heart|right dominant|right handed|right lower quadrant|right upper quadrant|DDD L-"
)


@pytest.fixture(scope="module")
def library(library_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{library_file}?mode=ro", uri=True)) as library:
        yield library


def _billable_titles(library: sqlite3.Connection, kind: Kind, code: str) -> list[str]:
    """Return the titles of an accepted code, or of the billable codes below it."""
    names = [SYSTEMS[short] for short in kind.systems.split(",")]
    rows = library.execute(
        f"SELECT title FROM code WHERE system IN ({','.join('?' * len(names))})"
        " AND billable AND code >= ? AND code < ?",
        (*names, code, code + "~"),
    )
    return [title for (title,) in rows]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_has_its_queries(kind: Kind) -> None:
    assert len(read(kind)) >= kind.size


def test_no_text_is_asked_twice() -> None:
    asked = Counter(
        (" ".join(query.text.casefold().split()), kind.systems)
        for kind in present()
        for query in read(kind)
    )
    assert [text for text, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("kind", present(), ids=lambda kind: kind.name)
def test_every_query_has_a_text_and_codes(kind: Kind) -> None:
    for query in read(kind):
        assert query.text == query.text.strip()
        assert query.text
        assert query.accepted, query.text
        assert len(query.accepted) <= 8, f"{query.text}: too many codes for a fair key"


@pytest.mark.parametrize(
    "kind", [kind for kind in present() if kind.systems != "hcpcs"], ids=lambda kind: kind.name
)
def test_every_accepted_code_exists(kind: Kind, library: sqlite3.Connection) -> None:
    unknown = [
        f"{query.text}: {code}"
        for query in read(kind)
        for code in query.accepted
        if not _billable_titles(library, kind, code)
    ]
    assert unknown == []


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="the HCPCS file is not beside this checkout")
def test_every_accepted_item_is_in_the_publishers_file_or_our_starter_set(
    library: sqlite3.Connection,
) -> None:
    with zipfile.ZipFile(OFFICIAL) as archive:
        lines = archive.read("HCPC2019_CONTR_ANWEB.txt").decode("latin-1").splitlines()
    known = {line[:5] for line in lines}
    kind = next(kind for kind in present() if kind.systems == "hcpcs")
    unknown = [
        f"{query.text}: {code}"
        for query in read(kind)
        for code in query.accepted
        if code not in known and not _billable_titles(library, kind, code)
    ]
    assert unknown == []


def test_a_named_side_is_in_every_accepted_code(library: sqlite3.Connection) -> None:
    wrong = [
        f"{query.text}: {code} {title}"
        for kind in present()
        if kind.systems == "cm"
        for query in read(kind)
        for code in query.accepted
        for title in _billable_titles(library, kind, code)
        if not _sides_agree(query, title)
    ]
    assert wrong == []


def _sides_agree(query: Query, title: str) -> bool:
    """Say whether a title carries no other side than the text names."""
    if SPEAKS_OF_NO_SIDE.search(query.text):
        return True
    named = {side for side, pattern in SIDES.items() if pattern.search(query.text)}
    carried = {side for side in SIDES if re.search(rf"\b{side}\b", title.lower())}
    if len(named) != 1:
        return True
    unspecified = re.search(r"unspecified (?:side|eye|ear|\w+ (?:breast|limb|leg|arm))", title)
    return not (carried - named) and not (unspecified and not carried)
