"""The identifier scan finds what it must and leaves look-alikes alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder_sim.packs.phi import HARD, IdentifierClass, scan
from coder_sim.paths import data_folder

HERE = Path(__file__).parent
PLANTED = [
    line.split("|") for line in (HERE / "identifiers.txt").read_text("utf-8").splitlines()[1:]
]
CLEAN = (HERE / "clean.txt").read_text("utf-8").splitlines()
CHARTS = sorted((data_folder() / "packs").glob("*/cases/*/*.txt"))


def found(text: str) -> list[tuple[str, str]]:
    return [(find.kind.value, text[find.start : find.end]) for find in scan(text)]


@pytest.mark.parametrize(("kind", "text", "identifier"), PLANTED)
def test_every_planted_identifier_is_found_with_class_and_place(
    kind: str, text: str, identifier: str
) -> None:
    assert (kind, identifier) in found(text)


@pytest.mark.parametrize("text", CLEAN)
def test_codes_doses_values_and_eponyms_raise_no_alarm(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("chart", CHARTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_our_own_charts_hold_dates_only(chart: Path) -> None:
    assert {kind for kind, _ in found(chart.read_text("utf-8"))} <= {"date"}


def test_an_identifier_is_found_amid_a_note_and_across_a_line_end() -> None:
    text = "Seen today.\nMRN:\n  00482913\nStable.\nPhone\t(614) 555-0187."
    assert found(text) == [("mrn", "00482913"), ("phone", "(614) 555-0187")]


def test_offsets_count_code_points() -> None:
    text = "Café, 😀 naïve: jane@mail.example"
    (find,) = scan(text)
    assert text[find.start : find.end] == "jane@mail.example"


def test_a_number_is_reported_once_with_its_most_telling_class() -> None:
    assert found("Fax: 614-555-0199, SSN 523-44-9182, MRN 5234491") == [
        ("fax", "614-555-0199"),
        ("ssn", "523-44-9182"),
        ("mrn", "5234491"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("4111 1111 1111 1112", "BL3498713", "GB29 NWBK 6016 1331 9268 18"),
    ],
)
def test_a_number_with_a_wrong_check_digit_is_no_find(text: str) -> None:
    assert found(f"Seen {text} there") == []


def test_a_zip_code_must_lie_in_its_state() -> None:
    assert found("Dayton, OH 45402") == [("zip", "45402")]
    assert found("Dayton, OH 99213") == []


@pytest.mark.parametrize(("age", "old"), [(89, False), (90, True), (104, True)])
def test_ages_are_identifiers_from_ninety_on(age: int, old: bool) -> None:
    assert (("age", str(age)) in found(f"A {age}-year-old woman.")) is old


def test_years_and_months_alone_are_no_full_dates() -> None:
    assert found("Stent in 2019, DXA 06/2024, fall in March, seen every May.") == []


def test_the_hard_classes_are_those_that_name_one_person() -> None:
    soft = {*IdentifierClass} - HARD
    assert {kind.value for kind in soft} == {"zip", "street", "date", "age", "name", "other"}


@given(st.text(max_size=300))
def test_any_text_is_scanned_and_finds_never_overlap(text: str) -> None:
    finds = scan(text)
    assert all(0 <= find.start < find.end <= len(text) for find in finds)
    assert all(one.end <= two.start for one, two in pairwise(finds))


@given(st.lists(st.sampled_from([*CLEAN, *(text for _, text, _ in PLANTED)]), max_size=8))
def test_a_find_survives_whatever_stands_around_it(lines: list[str]) -> None:
    kind, text, identifier = PLANTED[0]
    note = "\n".join((*lines, "", text, "", *lines))
    assert (kind, identifier) in found(note)
