"""Characters of a procedure code are named: by the nomenclature, or from the table's titles."""

import pytest

from coder_sim.domain.code_set import System
from coder_sim.library import axes
from coder_sim.library.lookup import Library

MADE_UP = {
    "XXX0012": "Mending of Left Ear with Red Glue, Open Approach",
    "XXX0022": "Mending of Left Ear with Blue Glue, Open Approach",
    "XXX0032": "Mending of Left Ear with Tape, Open Approach",
    "XXX1012": "Mending of Right Ear with Red Glue, Open Approach",
    "XXX1031": "Mending of Right Ear with Tape, Percutaneous Approach, Diagnostic",
    "XXX2ZZZ": "Mending of Nose, External Approach",
}


def test_labels_are_what_titles_of_a_value_share_and_others_lack() -> None:
    labels = axes.axis_labels(MADE_UP)
    assert labels[3] == {"X": "Mending"}
    assert labels[4] == {"0": "Left Ear", "1": "Right Ear", "2": "Nose"}
    assert labels[6] == {"1": "Red Glue", "2": "Blue Glue", "3": "Tape", "Z": "No Device"}
    assert labels[7]["Z"] == "No Qualifier"


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        (
            "0SRB04A",
            (
                "Medical and Surgical",
                "Lower Joints",
                "Replacement",
                "Left Hip Joint",
                "Open",
                "Ceramic on Polyethylene Synthetic Substitute",
            ),
        ),
        (
            "0FT44ZZ",
            (
                "Medical and Surgical",
                "Hepatobiliary System and Pancreas",
                "Resection",
                "Gallbladder",
                "Percutaneous Endoscopic",
                "No Device",
                "No Qualifier",
            ),
        ),
        (
            "30233N1",
            (
                "Administration",
                "",
                "Transfusion",
                "Peripheral Vein",
                "Percutaneous",
                "Red Blood Cells",
                "Nonautologous",
            ),
        ),
    ],
)
def test_official_codes_are_told_character_by_character(
    facts: Library, code: str, labels: tuple[str, ...]
) -> None:
    told = tuple(facts.axis_label(code, position) for position in range(1, len(labels) + 1))
    assert told == labels


def test_the_sides_of_a_body_part_differ_in_their_labels_by_the_side_alone(
    facts: Library,
) -> None:
    assert facts.axis_label("0SR9019", 4) == "Right Hip Joint"
    assert facts.axis_label("0SRB019", 4) == "Left Hip Joint"


@pytest.mark.parametrize(
    ("code", "body_part"),
    [
        ("0SPD0JZ", "Left Knee Joint"),
        ("021109W", "Coronary Artery Two Arteries"),
        ("05QB0ZZ", "Right Basilic Vein"),
        ("0Y6H0Z1", "Right Lower Leg"),
        ("0DD78ZX", "Stomach Pylorus"),
        ("00164J0", "Cerebral Ventricle"),
        ("0SNC0ZZ", "Right Knee Joint"),
    ],
)
def test_a_body_part_is_named_in_full(facts: Library, code: str, body_part: str) -> None:
    assert facts.axis_label(code, 4) == body_part


def test_what_does_not_exist_has_no_label(facts: Library) -> None:
    assert facts.axis_label("0SR", 4) == ""
    assert facts.axis_label("0SRI019", 4) == ""
    assert facts.axis_label("!!!!!!!", 1) == ""
    assert facts.axis_label("0SR9019", 0) == facts.axis_label("0SR9019", 8) == ""


def test_the_path_of_a_procedure_code_names_its_table(facts: Library) -> None:
    assert facts.breadcrumb(System.ICD10PCS, "0SR9019") == (
        "Medical and Surgical",
        "Lower Joints",
        "Replacement",
    )


def test_nearly_every_axis_of_a_table_is_told_apart(facts: Library) -> None:
    tables = ("0SR", "0DT", "0DB", "0FT", "027", "021", "0JH", "3E0", "10D", "0HB", "B21", "5A1")
    told = total = 0
    for table in tables:
        labels = facts.procedures._derived(table)
        for position in (4, 6, 7):
            values = labels[position]
            if len(values) > 1:
                total += 1
                told += len(set(values.values())) == len(values) and all(values.values())
    assert told / total > 0.6
