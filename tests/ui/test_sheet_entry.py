"""What is typed into the sheet, read: codes of four code sets, modifiers, units, pointers."""

from datetime import date

import pytest

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Setting
from coder_sim.ui.sheet_entry import (
    line_of,
    modifiers_of,
    pointers_of,
    systems_of,
    units_of,
)
from tests.ui.tiny_library import CM, CPT, HCPCS, PCS, TinyLibrary

DAY = date(2026, 3, 12)
OFFICE, STAY = Setting.PROFESSIONAL, Setting.INPATIENT


@pytest.mark.parametrize(
    ("typed", "setting", "system", "code"),
    [
        ("i50.23", STAY, CM, "I5023"),
        (" I5023 ", OFFICE, CM, "I5023"),
        ("E1122", OFFICE, CM, "E1122"),
        ("J3301", OFFICE, HCPCS, "J3301"),
        ("j11.00", OFFICE, CM, "J1100"),
        ("0sr9019", STAY, PCS, "0SR9019"),
        ("99214", OFFICE, CPT, "99214"),
        ("S72.001", STAY, CM, "S72001"),
        ("99999", OFFICE, CPT, "99999"),
        ("0123T", OFFICE, CPT, "0123T"),
        ("J9999", OFFICE, HCPCS, "J9999"),
        ("J9999", STAY, CM, "J9999"),
        ("02HV33Z", STAY, PCS, "02HV33Z"),
        ("99214", STAY, CPT, "99214"),
        ("nonsense", OFFICE, CM, "NONSENSE"),
    ],
)
def test_the_code_set_of_a_typed_code(
    typed: str, setting: Setting, system: System, code: str
) -> None:
    assert line_of(typed, setting, TinyLibrary(), DAY) == CodedLine(system, code)


def test_modifiers_typed_with_the_code_are_its_modifiers() -> None:
    line = line_of("99214-25-LT", OFFICE, TinyLibrary(), DAY)
    assert line == CodedLine(CPT, "99214", modifiers=("25", "LT"))


@pytest.mark.parametrize("typed", ["", "  ", "\t"])
def test_nothing_typed_is_no_line(typed: str) -> None:
    assert line_of(typed, OFFICE, TinyLibrary(), DAY) is None


@pytest.mark.parametrize(
    ("typed", "modifiers"),
    [
        ("25", ("25",)),
        ("25 rt", ("25", "RT")),
        ("25,RT", ("25", "RT")),
        ("25RT", ("25", "RT")),
        ("25 25", ("25",)),
        ("", ()),
        ("259", ("259",)),
    ],
)
def test_modifiers(typed: str, modifiers: tuple[str, ...]) -> None:
    assert modifiers_of(typed) == modifiers


@pytest.mark.parametrize(
    ("typed", "units"),
    [("1", 1), (" 12 ", 12), ("0", None), ("-1", None), ("1.5", None), ("", None), ("9" * 9, None),
     ("\u0665", None)],
)  # fmt: skip
def test_units(typed: str, units: int | None) -> None:
    assert units_of(typed) == units


@pytest.mark.parametrize(
    ("typed", "pointers"),
    [
        ("1", (1,)),
        ("1,2", (1, 2)),
        ("12", (1, 2)),
        ("1, 12", (1, 12)),
        ("AB", (1, 2)),
        ("b a", (2, 1)),
        ("1 1", (1,)),
        ("0", ()),
        ("", ()),
    ],
)
def test_pointers(typed: str, pointers: tuple[int, ...]) -> None:
    assert pointers_of(typed) == pointers


def test_each_setting_has_its_code_sets() -> None:
    assert systems_of(STAY) == (CM, PCS)
    assert systems_of(Setting.ASC) == (CM, CPT, HCPCS)
