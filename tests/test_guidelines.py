"""The guideline sections that keys cite: complete, well formed, in our own words."""

import json
import re
from pathlib import Path

import pytest

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
