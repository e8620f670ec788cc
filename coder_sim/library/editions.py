"""Editions of ICD-10 before they are laid over each other: what each says of every code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from coder_sim.domain.code_set import SeventhCharacter
from coder_sim.library.readers.icd_lists import ListedCode
from coder_sim.library.readers.tabular import NoteBlock, TabularBlock, TabularItem, TabularNode
from coder_sim.library.validity import EDITION_DAYS, Validity

_RECENT_DAYS = 8
_MOST_STRANGERS = 0.02
"""Share of codes that may differ between a list and the codes in force on its day."""


class View(NamedTuple):
    """A code or heading as one edition has it."""

    title: str
    billable: bool
    parent: str | None
    block: str
    """Name of the innermost section."""
    notes: tuple[NoteBlock, ...] = ()
    seventh: tuple[SeventhCharacter, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One fiscal year of a code set; ``views`` by code, in tabular order."""

    year: int
    source: str
    views: dict[str, View]
    blocks: tuple[TabularBlock, ...] = ()

    @property
    def first_day(self) -> date:
        """The first of October before the year."""
        return date(self.year - 1, 10, 1)

    @property
    def last_day(self) -> date:
        """The last of September of the year."""
        return date(self.year, 9, 30)

    def codes(self) -> Iterator[str]:
        """Yield the reportable codes in tabular order."""
        return (code for code, view in self.views.items() if view.billable)


def tabular_edition(year: int, source: str, items: Iterable[TabularItem]) -> Edition:
    """Return the edition that a Tabular List is."""
    views: dict[str, View] = {}
    blocks: list[TabularBlock] = []
    above: list[str] = []
    for item in items:
        if isinstance(item, TabularNode):
            del above[item.level :]
            parent = above[-1] if above else None
            above.append(item.code)
            name = blocks[-1].name if blocks else ""
            views[item.code] = View(
                item.title, item.billable, parent, name, item.notes, item.seventh
            )
        else:
            blocks.append(item)
    return Edition(year, source, views, tuple(blocks))


def listed_edition(
    year: int, source: str, listed: Sequence[ListedCode], base: Edition | None
) -> Edition:
    """Return the edition that an order or code file is.

    What the file does not say - headings, sections, notes - is taken from ``base``, the
    Tabular List of the same year or else of the nearest.
    """
    known = base.views if base is not None else {}
    own = {code.code: code for code in listed}
    headings = {code for code, view in known.items() if not view.billable}
    headings.update(code.code for code in listed if not code.billable)
    views: dict[str, View] = {}
    block = ""
    for code in own:
        parent: str | None = None
        for length in range(3, len(code) + 1):
            part = code[:length]
            if part not in own and part not in headings:
                continue
            before = known.get(part)
            block = before.block if before is not None else block
            if part not in views:
                views[part] = _listed_view(part, own.get(part), before, parent, block)
            parent = part
    return Edition(year, source, views, base.blocks if base is not None else ())


def _listed_view(
    code: str, listed: ListedCode | None, before: View | None, parent: str | None, block: str
) -> View:
    title = listed.title if listed is not None else before.title if before is not None else code
    billable = listed is not None and listed.billable
    said = (before.notes, before.seventh) if before is not None else ((), ())
    return View(title, billable, parent, block, *said)


def overlaid(edition: Edition, listed: Sequence[ListedCode]) -> Edition:
    """Return an edition with the titles of a list of its own year, and the codes it lacks."""
    whole = listed_edition(edition.year, edition.source, listed, edition)
    views = dict(edition.views)
    for code, view in whole.views.items():
        before = views.get(code)
        views[code] = view if before is None else before._replace(title=view.title)
    return replace(edition, views=views)


def procedure_edition(year: int, source: str, listed: Sequence[ListedCode]) -> Edition:
    """Return the edition of ICD-10-PCS that an order or code file is: codes without headings."""
    views = {code.code: View(code.title, True, None, "") for code in listed if code.billable}
    return Edition(year, source, views)


def year_of(codes: Iterable[str], spans: Mapping[str, Validity] | None) -> int | None:
    """Return the fiscal year whose codes these are by their validity; None if of none known."""
    if spans is None:
        return None
    listed = set(codes)
    best: tuple[int, date] | None = None
    for day in reversed(EDITION_DAYS[-_RECENT_DAYS:]):
        in_force = {code for code, span in spans.items() if span.first <= day <= span.last}
        strangers = len(listed ^ in_force)
        if best is None or strangers < best[0]:
            best = strangers, day
    if best is None or best[0] > _MOST_STRANGERS * len(listed):
        return None
    return best[1].year + (best[1].month >= 10)
