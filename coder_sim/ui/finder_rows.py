"""What the code finder lists: codes found, codes below a heading, codes kept, a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coder_sim.domain.code_set import Code, System, normal
from coder_sim.domain.facts import CodeReference, SearchHit
from coder_sim.domain.notebook import CodeMark
from coder_sim.ui.code_marks import CodeMarks
from coder_sim.ui.finder_model import FinderRow
from coder_sim.ui.line_state import heading_words

_FULL_LENGTH = 7
_TABLE_LENGTH = 3
_NINTH = 8
FAVOURITE = "favourite"
_RECENT = "used of late"


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes rows for one day from what the code sets say and what the learner keeps."""

    facts: CodeReference
    marks: CodeMarks | None
    day: date

    def found(self, hits: Sequence[SearchHit]) -> list[FinderRow]:
        """Return a row for each hit, best first."""
        return [self._row(hit.code, hit.why, others=True) for hit in hits]

    def below(self, code: Code) -> list[FinderRow]:
        """Return a row for each code and heading right below a heading."""
        children = self.facts.children(code.system, code.code, self.day)
        return [self._row(child, "") for child in children]

    def kept(self, systems: Sequence[System], *, recent: bool) -> list[FinderRow]:
        """Return favourites, then what was used of late unless ``recent`` is False."""
        if self.marks is None:
            return []
        favourites = self.marks.favourites(systems)
        rows = [self._kept(mark, FAVOURITE) for mark in favourites]
        used = self.marks.recent(systems) if recent else ()
        rows += [self._kept(mark, _RECENT) for mark in used if not mark.favourite]
        return [row for row in rows if row is not None]

    def with_table(
        self, text: str, rows: Sequence[FinderRow], systems: Sequence[System]
    ) -> list[FinderRow]:
        """Add the ICD-10-PCS table that three characters name, before procedures it makes."""
        found = list(rows)
        table = normal(text)
        if System.ICD10PCS in systems and self._names_table(table):
            title = self._table_title(table)
            heading = Code(System.ICD10PCS, table, title, False, self.day, date.max)
            others = [row for row in found if row.code.system is not System.ICD10PCS]
            place = 0 if not others or found[0] not in others else min(len(others), _NINTH)
            found.insert(place, FinderRow(heading, "", "table: Enter opens it"))
        return found

    def _names_table(self, text: str) -> bool:
        shaped = len(text) == _TABLE_LENGTH and text.isascii() and text.isalnum()
        return shaped and self.facts.procedures.next_axis(text, self.day) is not None

    def _table_title(self, table: str) -> str:
        labels = (self.facts.procedures.label(table, at, self.day) for at in (1, 2, 3))
        return ", ".join(label for label in labels if label)

    def _row(self, code: Code, why: str, *, others: bool = False) -> FinderRow:
        todo = "" if code.billable else heading_words(code, self.facts, self.day)
        if others and code.system is System.ICD10CM and len(code.code) == _FULL_LENGTH:
            todo = "other 7th characters: Shift+Enter"
        mark = self.marks.of(code) if self.marks is not None else None
        if mark is None:
            return FinderRow(code, why, todo)
        return FinderRow(code, why, todo, mark.note, mark.favourite)

    def _kept(self, mark: CodeMark, why: str) -> FinderRow | None:
        code = self.facts.code(mark.system, mark.code, self.day)
        return self._row(code, why) if code is not None else None
