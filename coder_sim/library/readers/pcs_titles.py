"""Reads ICD-10-PCS codes with their long titles (two quoted csv columns, no header)."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from coder_sim.errors import Problem, SourceError

_PCS_CODE = re.compile(r"[0-9A-HJ-NP-Z]{7}")


def read_pcs_titles(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (code, long title) in file order; SourceError where a row is not a PCS code."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            if len(row) < 2 or not _PCS_CODE.fullmatch(row[0]):
                raise SourceError(
                    Problem(
                        f"line {number} is not an ICD-10-PCS code with its title", file=path.name
                    )
                )
            yield row[0], row[1]
