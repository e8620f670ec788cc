"""``coder-sim pack phi`` as scripts and authors use it."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coder_sim import cli

Run = Callable[..., tuple[int, str, str]]
NOTE = "Seen with her son.\nMRN 00482913\nDose 40 mg.\n"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        code = cli.main(("pack", "phi", *words))
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_finds_of_a_text_file_are_lines_of_json(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_bytes(NOTE.encode())
    code, out, err = run(str(note), "--jsonl")
    assert code == 0
    assert json.loads(out) == {
        "file": str(note),
        "class": "mrn",
        "start": 23,
        "end": 31,
        "text": "00482913",
    }
    assert "not a certificate" in err


def test_without_jsonl_each_find_is_a_line_to_read(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, "utf-8")
    code, out, _ = run(str(note))
    assert (code, out) == (0, f'{note}: line 2: mrn: "00482913"\n')


def test_lines_on_stdin_are_answered_in_order(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (
        '{"id": 7, "text": "Fax 614-555-0188"}\nno json\n\n{"id": "b"}\n{"id": 8, "text": "I10"}\n'
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(asked))
    code, out, _ = run("--stdin")
    assert code == 0
    answers = [json.loads(line) for line in out.splitlines()]
    assert answers[0] == {"id": 7, "spans": [{"class": "fax", "start": 4, "end": 16}]}
    assert [set(answer) for answer in answers[1:3]] == [{"error"}, {"error"}]
    assert answers[3] == {"id": 8, "spans": []}


def test_a_pack_is_scanned_document_by_document(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    (folder / "cases" / "a").mkdir(parents=True)
    (folder / "pack.json").write_text("{}", "utf-8")
    (folder / "cases" / "a" / "case.json").write_text("{}", "utf-8")
    (folder / "cases" / "a" / "note.txt").write_text(NOTE, "utf-8")
    _, out, _ = run(str(folder), "--jsonl")
    assert json.loads(out)["file"] == "p/cases/a/note.txt"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None], ids=["not UTF-8", "absent"])
def test_a_file_that_is_no_text_is_named(run: Run, tmp_path: Path, content: bytes | None) -> None:
    note = tmp_path / "note.txt"
    if content is not None:
        note.write_bytes(content)
    code, out, err = run(str(note))
    assert (code, out) == (1, "")
    assert "note.txt" in err


@pytest.mark.parametrize("words", [(), ("--stdin", "x.txt")], ids=["nothing", "both"])
def test_either_files_or_stdin_are_given(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words)[0] == 2
