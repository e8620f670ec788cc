"""One graded sheet for each class of finding, and the exact words that its row begins with.

``python -m tests.wording.test_class_sentences`` prints the table; after a deliberate change of
words ``--write`` takes the new ones.
"""

import json
import sys
from pathlib import Path

import pytest

from coder_sim.domain.answer import AnswerKey
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Feedback
from coder_sim.grading.grader import grade
from coder_sim.library import build, sources
from coder_sim.library.lookup import Library
from coder_sim.wording.feedback_lead import reason
from tests.grading.cases import CLINIC, STAY, a_key, a_sheet, keyed, reported
from tests.wording.class_sheets import SHEETS, ClassSheet
from tests.wording.composing import composed

TABLE = Path(__file__).with_name("class_sentences.json")
TAXONOMY = frozenset(
    {
        *("EXACT", "ALTERNATE", "OPTIONAL_OK", "OMITTED", "UNSUPPORTED_EXTRA", "SYMPTOM_INTEGRAL"),
        *("REDUNDANT_COMPONENT", "ABSORBED_COMPONENT", "DUPLICATE", "CONTRADICTION", "INVALID"),
        *("UNSUPPORTED_ENCOUNTER", "AFTERCARE_WITH_INJURY", "O80_WITH_COMPLICATION"),
        *("UNDER_SPECIFIED", "COMPLICATION_OMITTED", "OVER_SPECIFIED", "RELATED_WRONG"),
        *("WRONG_CODE_SAME_CATEGORY", "WRONG_COMBINATION", "WRONG_LATERALITY"),
        *("UNSPECIFIED_LATERALITY", "BILATERAL_SPLIT", "WRONG_7TH", "TRUNCATED"),
        *("PCS_ROOT_OPERATION", "PCS_BODY_PART", "PCS_BODY_PART_LATERALITY", "PCS_APPROACH"),
        *("PCS_DEVICE", "PCS_QUALIFIER", "PCS_MULTIPLE", "WRONG_SERVICE_FAMILY"),
        *("EM_LEVEL_OVER", "EM_LEVEL_UNDER", "PDX_SELECTION", "FIRST_LISTED", "SEQUENCE"),
        *("POA", "POA_ON_EXEMPT", "MODIFIER_MISSING", "MODIFIER_WRONG", "MODIFIER_EXTRA"),
        *("MODIFIER_NOT_APPLICABLE", "UNITS", "UNITS_NOT_SPLIT", "POINTER"),
        *("DRG_CHANGE", "HCC_CHANGE"),
    }
)


def feedback(sheet: ClassSheet, facts: CodeFacts) -> Feedback:
    return composed(sheet.key, sheet.sheet, facts, sheet.encounter)


def sentences(sheet: ClassSheet, facts: CodeFacts) -> list[str]:
    """Return the headline of the row and what is read of it before it is opened."""
    row = feedback(sheet, facts).rows[sheet.row]
    return [row.headline, *(part.text for part in reason(row))]


def expected() -> dict[str, list[str]]:
    table: dict[str, list[str]] = json.loads(TABLE.read_text("utf-8"))
    return table


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda x: x.cls)
def test_a_class_is_told_in_exactly_these_words(sheet: ClassSheet, facts: CodeFacts) -> None:
    graded = grade(sheet.encounter, sheet.key, sheet.sheet, facts)
    classes = {x.cls for x in graded.findings} | {x.cls for x in graded.matches}
    assert sheet.cls in classes
    assert sentences(sheet, facts) == expected()[sheet.cls]


def test_the_table_has_every_class_once() -> None:
    assert sorted(x.cls for x in SHEETS) == sorted(TAXONOMY)
    assert set(expected()) == set(TAXONOMY)


def pair(first: str, second: str) -> AnswerKey:
    return a_key(keyed("d1", first), keyed("d2", second))


CHECKS = {
    "EDIT_EXCLUDES1": (
        pair("E11.22", "R73.01"),
        a_sheet("E11.22", "R73.9"),
        "Check: both stay only if the record shows unrelated conditions; otherwise query, or keep "
        "the more exact code.",
    ),
    "EDIT_CODE_FIRST": (
        pair("E11.22", "N18.32"),
        a_sheet("N18.31", "E11.22"),
        "The note at N18 asks for E11.22 before N18.31. Check their order.",
    ),
    "EDIT_SEPSIS_MISSING": (
        pair("I10", "R65.21"),
        a_sheet("I10", "R65.20"),
        "R65.20 goes with the code of the systemic infection before it. Check which one the record "
        "documents.",
    ),
}


@pytest.mark.parametrize("cls", CHECKS)
def test_an_automated_check_asks_and_does_not_judge(cls: str, facts: CodeFacts) -> None:
    key, sheet, words = CHECKS[cls]
    assert cls in {x.cls for x in grade(CLINIC, key, sheet, facts).prompts}
    texts = [x.text for x in composed(key, sheet, facts).prompts]
    assert any(text.endswith(words) for text in texts), texts


def test_a_check_of_the_code_editor_names_the_code(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10", poa=("Y",)))
    told = composed(key, a_sheet(reported("I10", "Y"), reported("O10.02", "Y")), facts, STAY)
    said = " ".join(y.text for x in told.rows for y in x.parts)
    assert "The Medicare code editor does not expect O10.02 at this patient's age." in said


if __name__ == "__main__":
    file = build.build(Path(".cache/library") / sources.stamp(sources.installed())[:16])
    with Library(file) as library:
        table = {sheet.cls: sentences(sheet, library) for sheet in SHEETS}
    if "--write" in sys.argv:
        TABLE.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for cls, told in table.items():
        sys.stdout.write(f"{cls}: {'. '.join(told)}\n")
