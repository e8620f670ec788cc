"""Each limit on a pack holds at its edge and names itself when it is passed."""

from pathlib import Path

import pytest

from coder_sim import packs
from coder_sim.errors import PackError
from coder_sim.library.lookup import Library
from coder_sim.packs import limits
from coder_sim.packs.canonical import canonical_json, content_hash, digest
from tests.packs import zips
from tests.packs.folders import PackFolder


def refused(path: Path, facts: Library) -> str:
    with pytest.raises(PackError) as caught:
        packs.read(path, facts)
    return " ".join(f"{problem.file}: {problem.what}" for problem in caught.value.problems)


def test_a_file_in_a_folder_may_have_six_megabytes(
    small_pack: PackFolder, facts: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_pack.write()
    size = (folder / "cases/visit/key.json").stat().st_size
    monkeypatch.setattr("coder_sim.packs.members.MEMBER_BYTES", size)
    assert packs.read(folder, facts)

    monkeypatch.setattr("coder_sim.packs.members.MEMBER_BYTES", size - 1)

    assert "small-pack/cases/visit/key.json: Is larger than" in refused(folder, facts)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("CONTAINER_BYTES", "Split the pack"),
        ("TOTAL_BYTES", "Unpacks to more than"),
        ("CONTAINER_MEMBERS", "Holds more than"),
        ("MEMBER_BYTES", "Is larger than"),
    ],
)
def test_a_file_holds_its_limits_at_the_edge(
    small_pack: PackFolder,
    facts: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    words: str,
) -> None:
    files = zips.members(small_pack)
    path = zips.write(tmp_path / "p.casepack", files)
    sizes = [len(content) for content in (*files.values(), zips.manifest(files))]
    edge = {
        "CONTAINER_BYTES": path.stat().st_size,
        "TOTAL_BYTES": sum(sizes),
        "CONTAINER_MEMBERS": len(sizes),
        "MEMBER_BYTES": max(sizes),
    }[limit]
    monkeypatch.setattr(limits, limit, edge)
    assert packs.read(path, facts)

    monkeypatch.setattr(limits, limit, edge - 1)

    with pytest.raises(PackError) as caught:
        packs.read(path, facts)
    problem = caught.value.problems[0]
    assert words in f"{problem.what} {problem.todo}"


def test_small_members_may_shrink_as_they_like(
    small_pack: PackFolder, facts: Library, tmp_path: Path
) -> None:
    small_pack.files["cases/stay/summary.txt"] += b"\n" * (limits.RATIO_FROM - 1_000)
    path = zips.write(tmp_path / "p.casepack", zips.members(small_pack))

    assert packs.read(path, facts)


def test_a_list_may_have_five_hundred_items(small_pack: PackFolder, facts: Library) -> None:
    line = small_pack.key["stay"]["lines"][1]
    line["tabular"] = ["note"] * limits.LIST
    assert packs.read(small_pack.write(), facts)

    line["tabular"].append("note")

    assert "501 items; at most 500" in refused(small_pack.write(), facts)


def test_a_plain_text_may_have_two_thousand_characters(
    small_pack: PackFolder, facts: Library
) -> None:
    small_pack.pack["language"] = "x" * limits.TEXT
    assert packs.read(small_pack.write(), facts)

    small_pack.pack["language"] += "x"

    assert "2,001 characters; at most 2,000" in refused(small_pack.write(), facts)


def test_the_content_hash_depends_on_each_name_and_content_alone() -> None:
    one, two = digest(b"1"), digest(b"2")

    assert content_hash({"a": one, "b": two}) == content_hash({"b": two, "a": one})
    assert content_hash({"a": one}) != content_hash({"b": one})
    assert content_hash({"a": one}) != content_hash({"a": two})
    assert len(content_hash({})) == 64


def test_canonical_json_has_one_spelling() -> None:
    assert canonical_json({"b": [1, "\u00e9"], "a": None}) == '{"a":null,"b":[1,"é"]}'.encode()
