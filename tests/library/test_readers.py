"""Procedure titles and the project's starter sets are read, and refused where they are at fault."""

from datetime import date
from pathlib import Path

import pytest

from coder_sim.errors import SourceError
from coder_sim.library.readers.pcs_titles import read_pcs_titles
from coder_sim.library.readers.starter import StarterRow, read_starter
from tests.library.samples import PROCEDURES

HEAD = "code,label,valid_from,valid_to,note\n"


def test_procedure_titles_come_with_their_codes(tmp_path: Path) -> None:
    file = tmp_path / "titles.csv"
    file.write_text(PROCEDURES)
    assert next(read_pcs_titles(file)) == (
        "0XA0011",
        "Mending of Left Ear with Glue, Open Approach",
    )


def test_a_row_that_is_no_procedure_code_is_named_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "titles.csv"
    file.write_text(f'{PROCEDURES}"0XO0011","The letter O is not a value"\n')
    with pytest.raises(SourceError, match="line 3"):
        list(read_pcs_titles(file))


def test_a_starter_row_may_have_days_and_a_comment_line_before_it(tmp_path: Path) -> None:
    file = tmp_path / "set.csv"
    file.write_text(f"# where it is from\n{HEAD}j1,Drug,2025-10-01,2026-09-30,own words\nj2,X,,,\n")
    first, second = read_starter(file)
    assert first == StarterRow("J1", "Drug", date(2025, 10, 1), date(2026, 9, 30), "own words")
    assert (second.valid_from, second.valid_to) == (date.min, date.max)


def test_a_starter_set_may_be_missing(tmp_path: Path) -> None:
    assert list(read_starter(tmp_path / "cpt.csv")) == []


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}J1,,,,\n",
        f"{HEAD}J1,Drug,soon,,\n",
        "number,name\nJ1,Drug\n",
        f"{HEAD}J1,Caf\xe9,,,\n",
    ],
)
def test_a_starter_row_at_fault_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "set.csv"
    file.write_text(content, "latin-1")
    with pytest.raises(SourceError) as refused:
        list(read_starter(file))
    assert refused.value.problems[0].file == "set.csv"
