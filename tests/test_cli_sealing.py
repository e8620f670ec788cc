"""Sealing from the command line: seal a pack, grade with what opens it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coder_sim import cli
from tests.packs.folders import PackFolder

Run = Callable[..., tuple[int, str, str]]
PASSPHRASE = "dabor senik tulom"


@pytest.fixture
def run(built_home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str | Path) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return PackFolder(tmp_path / "mock-exam").write()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE + "\n", "utf-8")
    return file


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    file = tmp_path / "answer.json"
    line = {"system": "ICD-10-CM", "code": "I11.0", "poa": "Y"}
    file.write_text(json.dumps({"id": "A", "lines": [line]}), "utf-8")
    return file


def test_an_answer_is_graded_against_a_sealed_key_with_the_passphrase(
    run: Run, folder: Path, secret: Path, answer: Path, tmp_path: Path
) -> None:
    target = tmp_path / "exam.casepack"
    assert run("pack", "seal", folder, "-o", target, "--passphrase-file", secret)[0] == 0
    words = ("grade", "--pack", target, "--case", "stay", "--answer", answer, "--json")
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert "sealed" in err
    code, out, _ = run(*words, "--passphrase-file", secret)
    assert code == 0
    assert json.loads(out)["answers"][0]["matches"]


def test_a_passphrase_is_made_where_none_is_given_and_opens_the_pack(
    run: Run, folder: Path, answer: Path, tmp_path: Path
) -> None:
    target = tmp_path / "exam.casepack"
    code, out, err = run("pack", "seal", folder, "-o", target)
    assert code == 0
    assert "nobody can read these keys" in err
    made = tmp_path / "made.txt"
    made.write_text(out.splitlines()[1].partition(": ")[2], "utf-8")
    words = ("grade", "--pack", target, "--case", "stay", "--answer", answer)
    assert run(*words, "--passphrase-file", made)[0] == 0


def test_a_class_key_opens_what_was_sealed_to_the_class(
    run: Run, folder: Path, secret: Path, answer: Path, tmp_path: Path
) -> None:
    private, public, target = (tmp_path / name for name in ("class.key", "class.pub", "x.casepack"))
    code, out, _ = run("pack", "class-key", private, "--passphrase-file", secret)
    assert code == 0
    assert private.stat().st_mode & 0o077 == 0
    public.write_text(out.splitlines()[0], "utf-8")
    assert run("pack", "seal", folder, "-o", target, "--to", public)[0] == 0
    words = ("grade", "--pack", target, "--case", "stay", "--answer", answer)
    assert run(*words, "--passphrase-file", secret)[0] == 1
    assert run(*words, "--passphrase-file", secret, "--class-key", private)[0] == 0


def test_a_class_key_is_never_overwritten(run: Run, secret: Path, tmp_path: Path) -> None:
    private = tmp_path / "class.key"
    private.write_bytes(b"kept")
    code, _, err = run("pack", "class-key", private, "--passphrase-file", secret)
    assert code == 1
    assert "class.key" in err
    assert private.read_bytes() == b"kept"


def test_a_short_passphrase_is_refused_before_anything_is_written(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    short = tmp_path / "short.txt"
    short.write_text("secret\n", "utf-8")
    target = tmp_path / "exam.casepack"
    code, _, err = run("pack", "seal", folder, "-o", target, "--passphrase-file", short)
    assert code == 1
    assert "12 characters" in err
    assert not target.exists()


def test_a_sealed_pack_is_checked_by_its_charts(
    run: Run, folder: Path, secret: Path, tmp_path: Path
) -> None:
    target = tmp_path / "exam.casepack"
    run("pack", "seal", folder, "-o", target, "--passphrase-file", secret)
    code, out, err = run("pack", "check", target)
    assert (code, out) == (0, "")
    assert "keys are sealed and were not checked" in err


@pytest.mark.parametrize("content", ["no key", None], ids=["not a public line", "absent"])
def test_what_is_no_class_key_is_named(
    run: Run, folder: Path, tmp_path: Path, content: str | None
) -> None:
    public = tmp_path / "class.pub"
    if content:
        public.write_text(content, "utf-8")
    code, _, err = run("pack", "seal", folder, "--to", public)
    assert code == 1
    assert "class.pub" in err
