"""A sealed pack shows its charts and none of its keys; with the passphrase it is whole again."""

import zipfile
from pathlib import Path

import pytest

from coder_sim import packs
from coder_sim.domain.facts import CodeFacts
from coder_sim.errors import PackError
from coder_sim.packs.lint import lint
from coder_sim.packs.sealing import openers
from coder_sim.packs.sealing.class_keys import new_pair, public_key
from coder_sim.packs.sealing.header import Cost
from coder_sim.packs.sealing.locks import ClassLock, PassphraseLock, from_passphrase
from coder_sim.packs.sealing.openers import PassphraseOpener
from coder_sim.packs.writer import build
from tests.packs import zips
from tests.packs.folders import PackFolder
from tests.packs.test_reader import put

PASSPHRASE = "dabor senik tulom"
CHEAP = Cost(memory=8 * 1024, passes=1, lanes=1)


@pytest.fixture
def lock() -> PassphraseLock:
    return PassphraseLock(PASSPHRASE, CHEAP)


@pytest.fixture
def sealed(small_pack: PackFolder, tmp_path: Path, facts: CodeFacts, lock: PassphraseLock) -> Path:
    target = tmp_path / "small.casepack"
    build(small_pack.write(), target, facts, lock)
    return target


def refusal(path: Path, facts: CodeFacts, opener: PassphraseOpener | None = None) -> str:
    with pytest.raises(PackError) as refused:
        packs.read(path, facts, opener)
    return " ".join(problem.what for problem in refused.value.problems)


def test_without_the_passphrase_there_are_charts_and_no_keys(
    sealed: Path, facts: CodeFacts
) -> None:
    pack = packs.read(sealed, facts)
    assert pack.cases == ()
    assert [case.brief.id for case in pack.sealed] == ["stay", "visit"]
    assert "heart failure" in pack.sealed[0].brief.documents[0].text
    assert lint(pack, facts) == ()


def test_with_the_passphrase_the_keys_are_those_of_the_folder(
    small_pack: PackFolder, sealed: Path, facts: CodeFacts
) -> None:
    opened = packs.read(sealed, facts, PassphraseOpener(PASSPHRASE))
    assert opened.cases == packs.read(small_pack.write(), facts).cases
    assert opened.sealed == ()


def test_no_byte_of_a_key_is_in_the_file(
    small_pack: PackFolder, sealed: Path, facts: CodeFacts
) -> None:
    keys = packs.read(small_pack.write(), facts).cases
    with zipfile.ZipFile(sealed) as archive:
        assert not [name for name in archive.namelist() if name.endswith("key.json")]
        # A chart may name what its key says; the files of the keys may not.
        shut = b"".join(
            archive.read(name) for name in archive.namelist() if name.endswith("key.sealed")
        )
    for case in keys:
        for line in case.key.lines:
            assert line.code.encode() not in shut
            assert not line.rationale or line.rationale.encode() not in shut


def test_another_passphrase_opens_nothing(sealed: Path, facts: CodeFacts) -> None:
    assert "another passphrase" in refusal(sealed, facts, PassphraseOpener("wrong wrong wrong"))


def test_the_keys_of_one_pack_are_opened_with_one_stretching(
    sealed: Path, facts: CodeFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    stretched: list[str] = []

    def once(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        stretched.append(passphrase)
        return from_passphrase(passphrase, salt, cost)

    monkeypatch.setattr(openers, "from_passphrase", once)
    packs.read(sealed, facts, PassphraseOpener(PASSPHRASE))
    assert len(stretched) == 1


def test_a_key_moved_to_another_case_is_refused(
    sealed: Path, tmp_path: Path, facts: CodeFacts
) -> None:
    with zipfile.ZipFile(sealed) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    stay, visit = "cases/stay/key.sealed", "cases/visit/key.sealed"
    files[stay], files[visit] = files[visit], files[stay]
    files.pop("manifest.json")
    swapped = zips.write(tmp_path / "swapped.casepack", files)
    assert "Is the key of visit in small-pack" in refusal(swapped, facts)


def test_a_pack_is_sealed_whole_or_not_at_all(
    small_pack: PackFolder, sealed: Path, facts: CodeFacts
) -> None:
    folder = small_pack.write()
    with zipfile.ZipFile(sealed) as archive:
        shut = archive.read("cases/stay/key.sealed")
    (folder / "cases/stay/key.sealed").write_bytes(shut)
    (folder / "cases/stay/key.json").unlink()
    assert "Some keys are sealed" in refusal(folder, facts)


def test_a_damaged_seal_is_named(small_pack: PackFolder, sealed: Path, facts: CodeFacts) -> None:
    folder = small_pack.write()
    for case in ("stay", "visit"):
        (folder / f"cases/{case}/key.json").unlink()
        (folder / f"cases/{case}/key.sealed").write_bytes(b"not sealed at all")
    assert "does not begin as a sealed key" in refusal(folder, facts)


def test_only_a_sound_pack_is_sealed(
    small_pack: PackFolder, tmp_path: Path, facts: CodeFacts, lock: PassphraseLock
) -> None:
    put("stay key lines 0 evidence", None)(small_pack)
    with pytest.raises(PackError, match="no evidence"):
        build(small_pack.write(), tmp_path / "x.casepack", facts, lock)


def test_a_sealed_pack_is_not_sealed_again(
    sealed: Path, tmp_path: Path, facts: CodeFacts, lock: PassphraseLock
) -> None:
    with pytest.raises(PackError, match="sealed already"):
        build(sealed, tmp_path / "x.casepack", facts, lock)


def test_a_pack_sealed_to_a_class_says_so_to_a_passphrase(
    small_pack: PackFolder, tmp_path: Path, facts: CodeFacts
) -> None:
    line, _ = new_pair(PASSPHRASE)
    target = tmp_path / "class.casepack"
    build(small_pack.write(), target, facts, ClassLock(public_key(line)))
    assert "class key" in refusal(target, facts, PassphraseOpener(PASSPHRASE))
