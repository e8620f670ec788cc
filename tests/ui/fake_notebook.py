"""A notebook in memory, for tests of the window."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from coder_sim.domain.code_set import System
from coder_sim.domain.notebook import Annotation, AnnotationId, CodeMark, Dispute
from coder_sim.errors import StoreFault
from coder_sim.practice.views import AttemptId, CaseRef

NOW = datetime(2026, 5, 4, 14, 2, tzinfo=UTC)


@dataclass
class FakeNotebook:
    """Satisfies Notebook; refuses to write on demand."""

    marks: dict[AnnotationId, tuple[CaseRef, Annotation]] = field(default_factory=dict)
    codes: dict[tuple[System, str], CodeMark] = field(default_factory=dict)
    objections: dict[tuple[str, str], Dispute] = field(default_factory=dict)
    broken: str = ""

    def annotations(self, ref: CaseRef) -> tuple[Annotation, ...]:
        return tuple(mark for place, mark in self.marks.values() if place == ref)

    def keep_annotation(self, ref: CaseRef, mark: Annotation) -> None:
        self._refuse_when_broken()
        self.marks[mark.id] = (ref, mark)

    def drop_annotation(self, id: AnnotationId) -> None:
        self._refuse_when_broken()
        self.marks.pop(id, None)

    def code_marks(self) -> tuple[CodeMark, ...]:
        return tuple(self.codes.values())

    def set_favourite(self, system: System, code: str, favourite: bool) -> CodeMark:
        return self._kept(replace(self._mark(system, code), favourite=favourite))

    def set_code_note(self, system: System, code: str, note: str) -> CodeMark:
        return self._kept(replace(self._mark(system, code), note=note))

    def used(self, system: System, code: str) -> CodeMark:
        return self._kept(replace(self._mark(system, code), used_at=NOW))

    def disputes(self, attempt: AttemptId) -> tuple[Dispute, ...]:
        return tuple(x for x in self.objections.values() if x.attempt == attempt)

    def dispute(self, attempt: AttemptId, row: str, text: str) -> None:
        self._refuse_when_broken()
        self.objections[attempt, row] = Dispute(attempt, row, text, NOW)

    def _mark(self, system: System, code: str) -> CodeMark:
        return self.codes.get((system, code), CodeMark(system, code))

    def _kept(self, mark: CodeMark) -> CodeMark:
        self._refuse_when_broken()
        self.codes[mark.system, mark.code] = mark
        return mark

    def _refuse_when_broken(self) -> None:
        if self.broken:
            raise StoreFault(self.broken, "Free some space.")
