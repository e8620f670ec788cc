"""The starter code sets are well formed, and agree with the official HCPCS file where present."""

import csv
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from coder_sim.paths import data_folder

FOLDER = data_folder() / "code_sets"
OFFICIAL = Path(__file__).parents[2].parent / "shared/official/2019-Alpha-Numeric-HCPCS-File.zip"
SHAPES = {
    "hcpcs.csv": r"[A-V]\d{4}",
    "cpt.csv": r"\d{4}[0-9AFMTU]",
    "modifiers.csv": r"[0-9A-Z]{2}",
    "place_of_service.csv": r"\d\d",
    "discharge_status.csv": r"\d\d",
}
FLOORS = {
    "hcpcs.csv": 620,
    "cpt.csv": 520,
    "modifiers.csv": 230,
    "place_of_service.csv": 50,
    "discharge_status.csv": 40,
}


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        told = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(told, strict=True))


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_a_starter_set_has_one_sorted_row_for_each_code(name: str) -> None:
    rows = _rows(name)
    codes = [row["code"] for row in rows]
    assert list(rows[0])[:5] == ["code", "label", "valid_from", "valid_to", "note"]
    assert codes == sorted(set(codes))
    assert len(codes) >= FLOORS[name]
    assert [code for code in codes if not re.fullmatch(SHAPES[name], code)] == []


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_labels_are_plain_and_dates_are_in_order(name: str) -> None:
    for row in _rows(name):
        assert row["label"] == row["label"].strip() != "", row
        assert len(row["label"]) <= 80, row
        start = date.fromisoformat(row["valid_from"] or "1900-01-01")
        end = date.fromisoformat(row["valid_to"] or "9999-12-31")
        assert start <= end, row


def test_the_starter_cpt_set_stays_small() -> None:
    # Numbers and plain labels for the bundled charts and what stands beside them, no more.
    assert len(_rows("cpt.csv")) <= 600


def test_no_starter_cpt_code_is_in_the_deleted_hospital_and_observation_families() -> None:
    deleted = {"99201", "99217", "99218", "99219", "99220", "99224", "99225", "99226"}
    deleted |= {"99241", "99251", "99318", "99343", "99354", "99356", "55700", "37224"}
    assert deleted.isdisjoint(row["code"] for row in _rows("cpt.csv"))


def _official() -> tuple[dict[str, str], set[str]]:
    """Return the codes with their descriptions, and the modifiers, of the 2019 file."""
    if not OFFICIAL.is_file():
        pytest.skip("the official HCPCS file is not beside this checkout")
    with zipfile.ZipFile(OFFICIAL) as archive:
        text = archive.read("HCPC2019_CONTR_ANWEB.txt").decode("latin-1")
    lines = [line for line in text.splitlines() if len(line) >= 290]
    codes: dict[str, str] = {}
    for line in lines:
        if line[10] in "34":
            codes[line[:5]] = f"{codes.get(line[:5], '')} {line[11:91].strip()}"
    return codes, {line[3:5] for line in lines if line[10] == "7"}


def _numbers(text: str) -> set[float]:
    return {float(number) for number in re.findall(r"\d+\.?\d*|\.\d+", text.replace(",", ""))}


def test_every_hcpcs_code_is_official_or_says_the_year_it_came() -> None:
    codes, modifiers = _official()
    for row in _rows("hcpcs.csv"):
        assert row["code"] in codes or re.fullmatch(r"since 20\d\d", row["note"]), row
    for row in _rows("modifiers.csv"):
        known = row["code"].isdigit() or row["code"] in modifiers
        # Ambulance letters, one of origin and one of destination, are in no list of modifiers.
        known = known or row["note"] == "origin and destination"
        assert known or re.fullmatch(r"since 20\d\d", row["note"]), row


def test_the_dose_unit_of_a_drug_code_is_the_official_one() -> None:
    codes, _ = _official()
    for row in _rows("hcpcs.csv"):
        dose = re.search(r"(\d[\d,.]*) ?(mg|mcg|g|mL|units?|mEq)\b", row["label"])
        official = codes.get(row["code"], "").replace(" per gm", " 1 gm").replace("per g", "1 g")
        if row["code"][0] in "JQ" and dose and official:
            stated = float(dose[1].replace(",", ""))
            singular = "per milligr" in official and stated == 1
            assert singular or stated in _numbers(official), row
