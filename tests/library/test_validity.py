"""Days of validity are found by counting faults in lists, and halving the lists that have one."""

from collections.abc import Sequence
from datetime import date

import pytest

from coder_sim.domain.code_set import Kind, System
from coder_sim.library import validity
from coder_sim.library.lookup import Library
from coder_sim.library.mce import CodeEditor
from coder_sim.library.validity import Validity


class _Table(CodeEditor):
    """An editor with a table of its own."""

    def __init__(self, table: dict[str, Validity]) -> None:
        self._table = table
        self.asked = 0

    def count_invalid(self, kind: Kind, codes: Sequence[str], day: date) -> int:
        self.asked += 1
        return sum(not self._table[code].first <= day <= self._table[code].last for code in codes)


def test_first_and_last_days_are_those_of_the_table() -> None:
    ends = (date(2022, 9, 30), date(2026, 3, 31), date(2026, 9, 30), date.max)
    starts = (date(2015, 10, 1), date(2021, 1, 1), date(2022, 4, 1))
    table = {
        f"C{number}": Validity(starts[number % 3], ends[number % 4]) for number in range(1_000)
    }
    assert validity.spans(_Table(table), Kind.DIAGNOSIS, tuple(table)) == table


def test_a_code_that_was_never_valid_is_left_out() -> None:
    never = {"X": Validity(date(2030, 1, 1), date.max)}
    assert validity.spans(_Table(never), Kind.DIAGNOSIS, ("X",)) == {}


def test_a_sound_code_set_is_asked_about_in_few_questions() -> None:
    table = {f"C{number}": Validity(date(2015, 10, 1), date.max) for number in range(10_000)}
    editor = _Table(table)
    validity.spans(editor, Kind.DIAGNOSIS, tuple(table))
    assert editor.asked < 200


@pytest.mark.parametrize(
    ("system", "code", "first", "last"),
    [
        (System.ICD10CM, "I10", date(2015, 10, 1), date.max),
        (System.ICD10CM, "I420", date(2015, 10, 1), date(2026, 9, 30)),
        (System.ICD10CM, "U071", date(2020, 4, 1), date.max),
        (System.ICD10PCS, "0SR9019", date(2015, 10, 1), date.max),
    ],
)
def test_official_codes_have_their_days(
    facts: Library, system: System, code: str, first: date, last: date
) -> None:
    found = facts.ever(system, code)
    assert found is not None
    assert (found.valid_from, found.valid_to) == (first, last)


def test_a_valid_code_without_a_title_is_known_all_the_same(facts: Library) -> None:
    code = facts.code(System.ICD10CM, "I4200", date(2026, 10, 1))
    assert code is not None
    assert code.billable
    assert code.title == ""
    assert facts.code(System.ICD10CM, "I4200", date(2026, 9, 30)) is None
    assert facts.ever(System.ICD10PCS, "0SR9ZZZ") is None
    assert facts.ever(System.CPT, "99999") is None
