"""Reads the project's own starter sets: CSV with code, label, valid_from, valid_to, note, words."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coder_sim.domain.code_set import normal
from coder_sim.errors import Problem, SourceError


@dataclass(frozen=True, slots=True)
class StarterRow:
    """One row of a starter set."""

    code: str
    label: str
    valid_from: date
    valid_to: date
    note: str
    words: tuple[str, ...] = ()
    """What coders type for it, beside its label."""


def read_starter(path: Path) -> Iterator[StarterRow]:
    """Yield the rows of a starter set; nothing where the file has been removed.

    Blank days mean that none is set. Raises SourceError with the line of a row at fault.
    """
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for row in csv.DictReader(line for line in file if not line.startswith("#")):
                yield _row(row)
        except (UnicodeDecodeError, csv.Error) as error:
            raise SourceError(
                Problem(f"the file is not CSV in UTF-8 ({error})", path.name)
            ) from None
        except (KeyError, ValueError) as error:
            raise SourceError(
                Problem(
                    f"the row of code {row.get('code') or '(none)'} cannot be read: {error}",
                    file=path.name,
                    todo="Columns: code,label,valid_from,valid_to,note; days as 2026-09-30.",
                )
            ) from error


def _row(row: dict[str, str]) -> StarterRow:
    if not row["code"] or not row["label"]:
        raise ValueError("code and label must be filled")
    return StarterRow(
        normal(row["code"]),
        row["label"].strip(),
        _day(row.get("valid_from"), date.min),
        _day(row.get("valid_to"), date.max),
        (row.get("note") or "").strip(),
        tuple(filter(None, map(str.strip, (row.get("words") or "").split(";")))),
    )


def _day(text: str | None, default: date) -> date:
    return date.fromisoformat(text.strip()) if text and text.strip() else default
