"""The guideline sections that keys cite: complete, well formed, in our own words."""

import json
import re
from pathlib import Path

import pytest

from coder_sim.library.lookup import Library
from coder_sim.paths import data_folder

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
BUNDLED = sorted((data_folder() / "packs").glob("*/cases/*/key.json"))
CM = r"I\.[ABC](\.\d{1,2}(\.[a-z](\.\d{1,2}(\.[a-z](\.(i|ii|iii|iv))?)?)?)?)?"
OTHER = r"II(\.[A-K](\.\d)?)?|III(\.[A-C])?|IV(\.[A-Q](\.\d)?)?|App\. I"
PCS = r"PCS (A\d{0,2}|B([2-6](\.\d{1,2}[a-d]?)?)?|C\d?|[DE](1(\.[ab])?)?|F(\.[1-4])?)"
WELL_FORMED = re.compile(f"{CM}|{OTHER}|{PCS}")


def sections() -> list[dict[str, str]]:
    file = data_folder() / "guidelines" / "2026.json"
    loaded: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def ids() -> set[str]:
    return {section["id"] for section in sections()}


def strings(value: object, name: str = "") -> list[tuple[str, str]]:
    """Return every string below a value with the name of its nearest field."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in strings(inner, key)]
    if isinstance(value, list):
        return [found for inner in value for found in strings(inner, name)]
    return [(name, value)] if isinstance(value, str) else []


def test_every_section_has_an_id_of_its_own_a_title_and_a_gist() -> None:
    everything = sections()
    assert len(everything) >= 330
    assert len(ids()) == len(everything)
    for section in everything:
        assert set(section) == {"id", "title", "gist"}
        assert all(text.strip() == text != "" for text in section.values()), section["id"]


def test_every_id_is_written_as_keys_cite_it() -> None:
    assert [id for id in sorted(ids()) if not WELL_FORMED.fullmatch(id)] == []


def test_a_section_stands_below_a_section_that_is_listed_too() -> None:
    known = ids() | {"I"}
    nested = [id for id in known if not id.startswith(("PCS", "App")) and "." in id]
    assert [id for id in nested if id.rpartition(".")[0] not in known] == []


def test_the_section_deleted_in_2014_cannot_be_cited() -> None:
    assert "II.E" not in ids()


def test_no_gist_is_long() -> None:
    assert [section["id"] for section in sections() if len(section["gist"]) > 320] == []


@pytest.mark.parametrize(
    "file",
    [
        *(pytest.param(file, id=file.stem) for file in GOLDEN),
        *(pytest.param(file, id=file.parent.name) for file in BUNDLED),
    ],
)
def test_every_guideline_that_a_key_cites_is_listed(file: Path) -> None:
    cited = set()
    for name, text in strings(json.loads(file.read_text(encoding="utf-8"))):
        if name in ("cite", "guidelines"):
            for part in text.split(";"):
                found = WELL_FORMED.match(part.strip())
                if found and (found.group() == part.strip() or part.strip()[found.end()] in " ("):
                    cited.add(found.group())
    assert cited
    assert cited - ids() == set()


def spread(*texts: str) -> set[str]:
    """Spell out runs of ids: "I.A.1-19", "I.C.15.a-s", "PCS B3.2a-d"."""
    found: set[str] = set()
    for text in texts:
        run = re.fullmatch(r"(.*?)(\d+|[a-zA-Z])-(\d+|[a-zA-Z])", text)
        if run is None:
            found.add(text)
        elif run[2].isdigit():
            found |= {f"{run[1]}{n}" for n in range(int(run[2]), int(run[3]) + 1)}
        else:
            found |= {f"{run[1]}{chr(n)}" for n in range(ord(run[2]), ord(run[3]) + 1)}
    return found


RULE_BOOKS = {
    "conventions": spread("I.A.1-19", "I.A.6.a-b", "I.A.9.a-b", "I.A.12.a-b"),
    "general": spread("I.B.1-19"),
    "chapters 1 to 8": spread(
        *("I.C.1.a-g", "I.C.1.d.1-6", "I.C.2.a-t", "I.C.3", "I.C.4.a", "I.C.5.a-d"),
        *("I.C.6.a-b", "I.C.7.a-b", "I.C.8"),
    ),
    "chapters 9 to 14": spread(
        *("I.C.9.a.1-11", "I.C.9.b-e", "I.C.10.a-e", "I.C.11", "I.C.12.a-b", "I.C.13.a-d"),
        "I.C.14.a",
    ),
    "chapters 15 to 22": spread(
        *("I.C.15.a-s", "I.C.16.a-h", "I.C.17", "I.C.18.a-i", "I.C.19.a-g", "I.C.20.a-k"),
        *("I.C.21.a-c", "I.C.21.c.1-17", "I.C.22"),
    ),
    "selection": spread(
        *("II", "II.A-D", "II.F-K", "III", "III.A-C", "IV", "IV.A-Q", "IV.F.1-3", "App. I")
    ),
    "procedures": spread(
        *("PCS A1-11", "PCS B2.1a-b", "PCS B3.1a-b", "PCS B3.2a-d", "PCS B3.3", "PCS B3.4a-b"),
        *("PCS B3.5", "PCS B3.6a-c", "PCS B3.7-9", "PCS B3.10a-c", "PCS B3.11a-c"),
        *("PCS B3.12-19", "PCS B4.1a-c", "PCS B4.2-8", "PCS B5.2a-b", "PCS B5.3a-b", "PCS B5.4"),
        *("PCS B6.1a-c", "PCS B6.2", "PCS C1-2", "PCS D1", "PCS E1", "PCS F"),
    ),
}
"""Every section that the explanations of the grader may have to name."""


@pytest.mark.parametrize("book", RULE_BOOKS)
def test_every_section_of_the_rule_books_is_there(book: str) -> None:
    assert RULE_BOOKS[book] - ids() == set()


def test_the_year_of_the_sections_is_known_to_the_library(facts: Library) -> None:
    found = facts.guideline("I.B.9", 2026)
    assert found is not None
    assert found.year == 2026
    assert facts.guideline("I.B.9", 2019) is None


def test_every_gist_is_a_sentence_that_stands_by_itself() -> None:
    assert [x["id"] for x in sections() if not x["gist"].endswith(".")] == []
    axes = [x for x in sections() if re.fullmatch(r"PCS B\d", x["id"])]
    assert all(len(x["gist"].split()) >= 8 for x in axes)
