"""One file holds a whole pack: built the same each time, and refused at the first odd byte."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coder_sim import packs
from coder_sim.errors import PackError, Problem
from coder_sim.library.lookup import Library
from coder_sim.packs import limits
from coder_sim.packs.writer import build
from coder_sim.wording.problems import problem_line
from tests.packs import zips
from tests.packs.folders import PackFolder

EXAMPLE = Path(__file__).parents[2].parent / "shared" / "example-pack"


def refusal(path: Path, facts: Library) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        packs.read(path, facts)
    return caught.value.problems


@pytest.fixture
def casepack(small_pack: PackFolder, facts: Library, tmp_path: Path) -> Path:
    """Return a built .casepack."""
    target = tmp_path / "small.casepack"
    build(small_pack.write(), target, facts)
    return target


def test_folder_and_file_give_equal_packs(
    small_pack: PackFolder, casepack: Path, facts: Library
) -> None:
    assert packs.read(casepack, facts) == packs.read(small_pack.folder, facts)


@pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example pack is not here")
def test_the_example_pack_survives_the_round_trip(tmp_path: Path, facts: Library) -> None:
    built = build(EXAMPLE, tmp_path / "example.casepack", facts)

    assert built == packs.read(EXAMPLE, facts)


def test_the_same_folder_gives_the_same_bytes(
    small_pack: PackFolder, casepack: Path, facts: Library, tmp_path: Path
) -> None:
    for path in small_pack.folder.rglob("*"):
        path.touch()
    again = tmp_path / "again.casepack"

    build(small_pack.folder, again, facts)

    assert again.read_bytes() == casepack.read_bytes()
    with zipfile.ZipFile(again) as archive:
        assert archive.namelist() == [
            "manifest.json",
            "pack.json",
            "cases/stay/case.json",
            "cases/stay/key.json",
            "cases/stay/summary.txt",
            "cases/visit/case.json",
            "cases/visit/key.json",
            "cases/visit/note.txt",
        ]


def test_a_refused_build_leaves_the_older_file(
    small_pack: PackFolder, casepack: Path, facts: Library
) -> None:
    before = casepack.read_bytes()
    small_pack.key["stay"]["lines"][0]["code"] = "I11"

    with pytest.raises(PackError):
        build(small_pack.write(), casepack, facts)

    assert casepack.read_bytes() == before
    assert sorted(path.name for path in casepack.parent.iterdir()) == [
        "small-pack",
        "small.casepack",
    ]


def test_a_key_that_is_sound_but_wrong_is_not_built(
    small_pack: PackFolder, facts: Library, tmp_path: Path
) -> None:
    small_pack.key["stay"]["drg"] = 293

    with pytest.raises(PackError) as caught:
        build(small_pack.write(), tmp_path / "out.casepack", facts)

    (problem,) = caught.value.problems
    assert "MS-DRG 291" in problem.what
    assert not (tmp_path / "out.casepack").exists()


def test_a_place_that_cannot_be_written_is_named(
    small_pack: PackFolder, facts: Library, tmp_path: Path
) -> None:
    with pytest.raises(PackError, match="Cannot be written"):
        build(small_pack.write(), tmp_path / "nowhere" / "out.casepack", facts)


def test_a_changed_member_is_noticed(
    small_pack: PackFolder, tmp_path: Path, facts: Library
) -> None:
    files = zips.members(small_pack)
    listed = zips.manifest(files)
    files["cases/stay/summary.txt"] += b"Added.\n"

    problems = refusal(zips.write(tmp_path / "p.casepack", files, listed=listed), facts)

    assert problems[0].file == "p.casepack/cases/stay/summary.txt"
    assert problems[0].case == "stay"
    assert "not as it was" in problems[0].what


Change = Callable[[dict[str, bytes]], None]


def added(name: str, content: bytes = b"x") -> Change:
    return lambda files: files.__setitem__(name, content)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (added("../outside.txt"), "leads out"),
        (added("/etc/passwd"), "leads out"),
        (added("cases/stay/../../x.txt"), "leads out"),
        (added("cases\\stay\\x.txt"), "every system"),
        (added("C:/x.txt"), "every system"),
        (added("cases/stay/con.txt"), "device"),
        (added("cases/stay/note.txt."), "every system"),
        (added("cases/stay/n\u00f6te.txt"), "characters"),
        (added("cases/stay/a\x1b[31m.txt"), "characters"),
        (added("a/b/c/d/e/f/g.txt"), "folders deep"),
        (added("cases/stay/" + "x" * 200 + ".txt"), "200 bytes"),
        (added("cases/"), "leads out"),
        (added("cases//"), "leads out"),
        (added("Pack.json"), "more than once"),
        (added("cases/stay/photo.png"), "not listed in case.json"),
        (added("cases/other/case.json"), "not listed in pack.json"),
        (added("run.sh"), "not listed in pack.json"),
        (added("cases/stay/key.sealed"), "open key"),
        (added("cases/stay/zeros.txt", bytes(3 * limits.MIB)), "200 times"),
        (added("cases/stay/big.txt", bytes(limits.MEMBER_BYTES + 1)), "6 MB"),
        (lambda files: files.pop("pack.json"), "Is missing"),
    ],
)
def test_members_that_do_not_belong_are_refused(
    small_pack: PackFolder, tmp_path: Path, facts: Library, change: Change, words: str
) -> None:
    files = zips.members(small_pack)
    change(files)

    problems = refusal(zips.write(tmp_path / "p.casepack", files), facts)

    assert any(words in problem.what for problem in problems), problems
    assert all("\x1b" not in problem_line(problem) for problem in problems)


def rewritten(path: Path, change: Callable[[bytearray], bytes | bytearray]) -> Path:
    path.write_bytes(change(bytearray(path.read_bytes())))
    return path


def central(content: bytearray, offset: int, value: int, form: str = "<H") -> bytearray:
    """Change a field of the first directory entry."""
    struct.pack_into(form, content, content.index(b"PK\x01\x02") + offset, value)
    return content


HIDDEN = b"hidden bytes"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b"trailing",
        lambda content: HIDDEN + content,
        lambda content: content[:-30],
        lambda content: content[:40],
        lambda content: b"",
        lambda content: b"PK",
        lambda content: central(content, 8, 1),
        lambda content: central(content, 10, 12),
        lambda content: central(content, 42, 7, "<L"),
        lambda content: central(content, 20, 1 << 30, "<L"),
        lambda content: central(content, 24, 3, "<L"),
        lambda content: content.replace(b"pack.json", b"pick.json", 1),
    ],
    ids=[
        "bytes after the end",
        "bytes before the start",
        "cut short",
        "only a beginning",
        "empty",
        "only a signature",
        "encrypted",
        "another method",
        "offset astray",
        "packed size too large",
        "size too small",
        "two names for one member",
    ],
)
def test_an_odd_container_is_refused(
    casepack: Path, facts: Library, change: Callable[[bytearray], bytearray]
) -> None:
    problems = refusal(rewritten(casepack, change), facts)

    assert problems[0].todo


def test_members_that_share_bytes_are_refused(
    small_pack: PackFolder, tmp_path: Path, facts: Library
) -> None:
    files = zips.members(small_pack)
    path = zips.write(tmp_path / "p.casepack", files)
    content = bytearray(path.read_bytes())
    # Every directory entry now points at the first member, as an overlap bomb does.
    place = content.index(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<L", content, place + 42, 0)
        place = content.find(b"PK\x01\x02", place + 1)
    path.write_bytes(content)

    assert "damaged" in refusal(path, facts)[0].what.lower()


def test_a_link_in_the_file_is_refused(
    small_pack: PackFolder, tmp_path: Path, facts: Library
) -> None:
    files = zips.members(small_pack)
    path = tmp_path / "p.casepack"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", zips.manifest(files))
        for name, content in files.items():
            mode = 0o120777 if name.endswith("note.txt") else 0o100644
            archive.writestr(zips.entry(name, mode=mode), content)

    (problem,) = refusal(path, facts)

    assert "link" in problem.what


def test_a_file_made_by_another_zip_program_is_read(
    small_pack: PackFolder, tmp_path: Path, facts: Library
) -> None:
    files = zips.members(small_pack)
    stream = io.BytesIO()
    stream.seekable = lambda: False  # type: ignore[method-assign]
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in {"manifest.json": zips.manifest(files), **files}.items():
            archive.writestr(name, content)
    path = tmp_path / "streamed.casepack"
    path.write_bytes(stream.getvalue())

    assert packs.read(path, facts) == packs.read(small_pack.folder, facts)


def test_entries_that_only_name_folders_are_passed_over(
    small_pack: PackFolder, tmp_path: Path, facts: Library
) -> None:
    files = zips.members(small_pack)
    path = tmp_path / "p.casepack"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zips.entry("cases/", mode=0o040755), b"")
        for name, content in {"manifest.json": zips.manifest(files), **files}.items():
            archive.writestr(zips.entry(name), content)

    assert packs.read(path, facts) == packs.read(small_pack.folder, facts)


def test_a_name_with_a_hidden_end_is_refused(
    small_pack: PackFolder, tmp_path: Path, facts: Library
) -> None:
    files = zips.members(small_pack) | {"cases/stay/extraQtxt": b"x"}
    path = zips.write(tmp_path / "p.casepack", files)
    path.write_bytes(path.read_bytes().replace(b"cases/stay/extraQtxt", b"cases/stay/extra\0txt"))

    assert any("characters" in problem.what for problem in refusal(path, facts))


def test_the_manifest_must_fit_the_members(
    small_pack: PackFolder, tmp_path: Path, facts: Library
) -> None:
    files = zips.members(small_pack)
    digests = json.loads(zips.manifest(files))
    del digests["files"]["pack.json"]
    digests["files"]["cases/gone.txt"] = "0" * 64

    problems = refusal(
        zips.write(tmp_path / "p.casepack", files, listed=json.dumps(digests).encode()), facts
    )

    assert [(problem.file, problem.what) for problem in problems] == [
        ("p.casepack/pack.json", "Is not listed in the manifest."),
        ("p.casepack/cases/gone.txt", "Is listed in the manifest and missing."),
    ]


def test_too_many_members_are_refused_before_any_is_read(tmp_path: Path, facts: Library) -> None:
    count = limits.CONTAINER_MEMBERS + 1
    path = tmp_path / "many.casepack"
    directory = b"".join(
        struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *([0] * 18)) for _ in range(3)
    )
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count % 65536, count % 65536, len(directory), 0, 0
    )
    path.write_bytes(directory + end)

    assert "60,000 files" in refusal(path, facts)[0].what
