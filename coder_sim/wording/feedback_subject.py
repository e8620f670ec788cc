"""One graded sheet with everything its feedback may draw on."""

from dataclasses import dataclass

from coder_sim.domain.answer import AnswerKey, AnswerSheet, KeyLine, Passage
from coder_sim.domain.code_set import System, dotted
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Span
from coder_sim.domain.grade import EvidenceLink, Grade, Match
from coder_sim.domain.passages import locate
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import Line, normalise

_QUOTED = 8
"""Words of a linked passage that are quoted back."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A sheet, its key and its grade, with the library beside them."""

    brief: CaseBrief
    key: AnswerKey
    sheet: AnswerSheet
    grade: Grade
    facts: CodeFacts
    look: Lookup
    lines: tuple[Line, ...]

    @classmethod
    def of(
        cls,
        brief: CaseBrief,
        key: AnswerKey,
        sheet: AnswerSheet,
        grade: Grade,
        facts: CodeFacts,
    ) -> "Subject":
        """Put a subject together."""
        look = Lookup(facts, brief.encounter.service_date)
        return cls(brief, key, sheet, grade, facts, look, normalise(sheet.lines))

    def line(self, number: int) -> Line:
        """Return an answer line by its number, from 1."""
        return self.lines[number - 1]

    def system(self, number: int) -> System:
        """Return the code set of an answer line."""
        return self.sheet.lines[number - 1].system

    def match(self, id: str) -> Match | None:
        """Return what became of a key line."""
        return next((match for match in self.grade.matches if match.key == id), None)

    def coded(self, system: System, code: str) -> str:
        """Return a code as people write it, with its title where one is loaded."""
        title = self.look.title(system, code)
        shown = dotted(system, code)
        return f"{shown} {title}" if title else shown

    def answered(self, number: int) -> str:
        """Return the code of an answer line with its title."""
        return self.coded(self.system(number), self.line(number).code)

    def asked(self, line: KeyLine) -> str:
        """Return the code of a key line with its title."""
        return self.coded(line.system, line.code)

    def procedure_title(self, code: str) -> str:
        """Return the title of an ICD-10-PCS code, or ""."""
        return self.look.title(System.ICD10PCS, code)

    @property
    def facility(self) -> bool:
        """Tell whether this is a hospital's or a centre's claim, not a doctor's."""
        return not self.brief.encounter.professional

    def shown(self, line: Line) -> str:
        """Return the bare code of an answer line as people write it."""
        return dotted(self.system(line.number), line.code)

    def short(self, line: KeyLine) -> str:
        """Return the bare code of a key line as people write it."""
        return dotted(line.system, line.code)

    def diagnosis(self, position: int) -> str:
        """Return the code at a position among the sheet's diagnoses, from 1; "" outside it."""
        codes = [x.code for x in self.sheet_diagnoses()]
        in_range = 1 <= position <= len(codes)
        return dotted(System.ICD10CM, codes[position - 1]) if in_range else ""

    def sheet_diagnoses(self) -> list[Line]:
        """Return the diagnosis lines of the sheet."""
        return [x for x in self.lines if self.system(x.number) is System.ICD10CM]

    def span(self, passage: Passage) -> Span | None:
        """Return where a passage stands in the chart; None where the chart is not at hand."""
        document = self.brief.document(passage.doc)
        found = locate(document.text, passage) if document else None
        return Span(passage.doc, *found) if found else None

    def spans(self, line: KeyLine) -> tuple[Span, ...]:
        """Return the places of a key line's evidence."""
        return tuple(span for passage in line.evidence if (span := self.span(passage)))

    def linked_quote(self, link: EvidenceLink) -> str:
        """Return the beginning of a linked passage in quotation marks."""
        passage = self.sheet.lines[link.answer - 1].evidence[link.passage - 1]
        span, document = self.span(passage), self.brief.document(passage.doc)
        text = document.text[span.start : span.end] if span and document else passage.quote
        words = text.split()
        more = " ..." if len(words) > _QUOTED else ""
        return f"\u201c{' '.join(words[:_QUOTED])}{more}\u201d"

    def document_name(self, id: str) -> str:
        """Return what a document is called; "" where it is not at hand."""
        document = self.brief.document(id)
        return (document.title or document.type) if document else ""
