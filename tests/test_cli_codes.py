"""The verbs about publishers' files, on the command line: exit codes, words, nothing changed."""

import urllib.error
from pathlib import Path

import pytest

from coder_sim import cli, paths
from tests.library.samples import TABULAR

Said = pytest.CaptureFixture[str]


def _run(said: Said, *words: str) -> tuple[int, str, str]:
    code = cli.main(words)
    told = said.readouterr()
    return code, told.out, told.err


def test_a_file_that_is_no_code_set_is_refused_with_exit_1(
    capsys: Said, home: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear friend,")
    code, out, err = _run(capsys, "codes", "import", str(letter))
    assert (code, out) == (1, "")
    assert "letter.txt: REFUSED" in err
    assert "the code library is as it was" in err
    assert not paths.library_file(home).exists()


def test_half_a_tabular_list_is_refused_even_before_the_first_build(
    capsys: Said, tmp_path: Path
) -> None:
    half = tmp_path / "half.xml"
    half.write_text(TABULAR.replace("<version>2026", "<version>2027"))
    code, _, err = _run(capsys, "codes", "import", str(half))
    assert code == 1
    assert "the loaded ICD-10-CM holds 74,719" in err


def test_only_what_is_imported_can_be_removed(capsys: Said) -> None:
    code, _, err = _run(capsys, "codes", "remove", "cpt")
    assert code == 1
    assert "Nothing of 'cpt' is imported" in err


def test_the_addresses_of_official_files_are_told_without_a_network(capsys: Said) -> None:
    code, out, _ = _run(capsys, "codes", "download", "--list")
    assert code == 0
    assert out.count("https://") == 3


def test_a_download_without_a_network_says_so_with_exit_3(
    capsys: Said, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(address: str) -> None:
        raise urllib.error.URLError("no such host")

    monkeypatch.setattr("coder_sim.library.downloads.https", offline)
    code, out, err = _run(capsys, "codes", "download")
    assert (code, out) == (3, "")
    assert err.count("could not be fetched") == 3
    assert "the code library is as it was" in err
    assert not paths.library_file(home).exists()
