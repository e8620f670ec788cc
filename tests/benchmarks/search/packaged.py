"""The PyPI package icd10-coder as a baseline, where the dependency group ``bench`` is installed."""

import argparse
import contextlib
import io
import re
import sqlite3
from types import ModuleType

from tests.benchmarks.search.finders import COUNT, Timed
from tests.benchmarks.search.queries import Query

try:
    from icd10_coder import coder as _package
except ImportError:
    _package = None
PACKAGE: ModuleType | None = _package


class Icd10Coder(Timed):
    """Its diagnosis search, its printed procedure candidates, and its look-up of codes."""

    name = "icd10-coder"

    def __init__(self, package: ModuleType) -> None:
        self._package = package
        self._diagnoses = sqlite3.connect(package.CM_DB)

    def close(self) -> None:
        """Give the package's database back."""
        self._diagnoses.close()

    def _codes(self, query: Query) -> list[str]:
        if query.kind.systems == "pcs":
            return self._procedures(query.text)
        if query.kind.systems == "cm":
            return self._found(query.text)
        return self._looked_up(query.text) if "cm" in query.kind.systems else []

    def _found(self, text: str) -> list[str]:
        return [row[0] for row in self._package.cm_search(self._diagnoses, text, COUNT)]

    def _procedures(self, text: str) -> list[str]:
        printed = self._printed("cmd_proc", query=text.split(), korean=False)
        _, _, candidates = printed.partition("--- Valid PCS Codes")
        return re.findall(r"^ +([0-9A-HJ-NP-Z]{7})  Approach", candidates, re.MULTILINE)[:COUNT]

    def _looked_up(self, text: str) -> list[str]:
        printed = self._printed("cmd_code", code=text, kind=None)
        return re.findall(r"^\[ICD-10-(?:CM|PCS)\] (\S+)", printed, re.MULTILINE)

    def _printed(self, command: str, **options: object) -> str:
        """Return what one of its commands prints; its databases stay open, so give them back."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            getattr(self._package, command)(argparse.Namespace(**options))
        return printed.getvalue()
