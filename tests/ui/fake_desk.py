"""A desk in memory, with two packs of small cases, for tests of the window."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import (
    CaseBrief,
    CaseId,
    Document,
    Encounter,
    Setting,
    Sex,
    Track,
)
from coder_sim.domain.feedback import Feedback, FeedbackRow, Measure, Part, Span, Verdict
from coder_sim.domain.grade import Grade, LearningScore, Ratio, Scores, Severity
from coder_sim.errors import PackError, Problem, StoreFault
from coder_sim.practice.checks import SheetPrompt
from coder_sim.practice.views import (
    AttemptId,
    AttemptSummary,
    AttemptView,
    CaseRef,
    CaseStatus,
    HandedInView,
    OpenedCase,
    WorklistEntry,
)

PASSPHRASE = "dabor senik tulom"
NOW = datetime(2026, 5, 4, 14, 2, tzinfo=UTC)
OFFICE = CaseRef("first-flights", "office-visit")
HEART = CaseRef("first-flights", "heart-failure")
KNEE = CaseRef("bone-and-joint", "knee")

NOTE = """OFFICE VISIT

CHIEF COMPLAINT
Follow-up of blood pressure and sugar; sore left knee since Sunday.

HISTORY
58 y/o woman with HTN and type 2 DM, on metformin 1000 mg BID. Home readings 128-134 / 76-82.
Knee is stiff in the morning, no fall, no swelling.

ASSESSMENT AND PLAN
1. Hypertension, at goal. Continue lisinopril.
2. Type 2 diabetes without complication. A1c today 6.8. Continue metformin.
3. Left knee pain: injected 40 mg triamcinolone under sterile technique. Return in 3 months.
"""
LAB = """LABORATORY

Hemoglobin A1c   6.8 %
Creatinine       0.9 mg/dL   eGFR > 60
"""


def a_brief(ref: CaseRef = OFFICE, title: str = "Office visit with a knee injection") -> CaseBrief:
    """Return a chart of two documents."""
    visit = Encounter(Setting.PROFESSIONAL, 58, Sex.F, date(2026, 5, 4), payer="Medicare")
    stay = replace(visit, setting=Setting.INPATIENT, admit=date(2026, 5, 1), discharge_status=1)
    return CaseBrief(
        id=CaseId(ref.case_id),
        title=title,
        specialty="Family medicine",
        difficulty=2,
        tracks=(Track.CPC, Track.CCS),
        encounter=stay if ref == HEART else visit,
        documents=(
            Document("note", "progress note", "provider", "Office visit", NOTE),
            Document("lab", "laboratory", "other", "Laboratory", LAB),
        ),
        instructions="Report diagnoses and services of the visit.",
    )


def an_entry(ref: CaseRef = OFFICE, title: str = "", **changes: object) -> WorklistEntry:
    """Return a row of the worklist."""
    entry = WorklistEntry(
        ref=ref,
        pack_title="First flights",
        title=title or "Office visit with a knee injection",
        setting=Setting.PROFESSIONAL,
        specialty="Family medicine",
        difficulty=2,
        tracks=(Track.CPC, Track.CCS),
        status=CaseStatus.NEW,
        best=None,
        attempts=0,
        last_at=None,
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def span(quote: str, doc: str = "note") -> Span:
    """Return where a quote stands in the chart."""
    start = (NOTE if doc == "note" else LAB).index(quote)
    return Span(doc, start, start + len(quote))


def a_feedback() -> Feedback:
    """Return feedback with every verdict, as the wording room writes it."""
    return Feedback(
        summary=(
            "Two of four codes are right. What mattered most: the injection was left out, "
            "which is a service the practice gave and did not bill."
        ),
        measures=(
            Measure("Learning score", "62.5 %", "100 x (2.5 - 0) / 4", "For practice."),
            Measure("Code over code", "50.0 %", "2 right of 4 lines", "For comparison."),
        ),
        rows=_rows(),
        prompts=(Part("Excludes1", "M25.562 and M17.12 exclude each other; check the chart."),),
        queries=(Part("No query was called for", "The chart answers every question."),),
        practise_next=("Joint injections: site, laterality and the drug's own units.",),
    )


def _rows() -> tuple[FeedbackRow, ...]:
    rule = Part("The rule", "Code what was done and what was given, each on a line of its own.")
    said = Part("The chart says", "Injected 40 mg triamcinolone under sterile technique.")
    after = Part("Next time", "Read the plan for verbs: injected, excised, drained.")
    row = FeedbackRow(
        verdict=Verdict.RIGHT,
        headline="Right: I10 Essential (primary) hypertension",
        reported="I10",
        expected="I10",
        points="1 of 1 for the code",
        severity=None,
        parts=(rule,),
        evidence=(span("Hypertension, at goal"), span("HTN")),
        cites=("I.C.9.a",),
        answer=1,
    )
    return (
        row,
        replace(
            row,
            verdict=Verdict.PARTLY,
            headline="Partly right: M25.569 Pain in unspecified knee",
            reported="M25.569",
            expected="M25.562",
            points="0.5 of 1 for the code",
            severity=Severity.MINOR,
            parts=(Part("The chart says", "Left knee pain."), rule, after),
            evidence=(span("Left knee pain"), span("sore left knee")),
            cites=("I.B.13",),
            answer=2,
        ),
        replace(
            row,
            verdict=Verdict.MISSED,
            headline="Missed: 20610 Drain or inject a large joint",
            reported="",
            expected="20610, modifier LT, 1 unit",
            points="0 of 1 for the code",
            severity=Severity.CRITICAL,
            parts=(said, rule, Part("The effect", "The service is not paid."), after),
            evidence=(span("injected 40 mg triamcinolone"),),
            cites=("CPT surgery",),
            answer=None,
        ),
        replace(
            row,
            verdict=Verdict.EXTRA,
            headline="Extra: Z79.4 Long term (current) use of insulin",
            reported="Z79.4",
            expected="",
            points="0.25 taken off",
            severity=Severity.MAJOR,
            parts=(Part("The chart says", "Metformin only; no insulin."), after),
            evidence=(span("metformin 1000 mg BID"), span("Hemoglobin A1c   6.8 %", "lab")),
            cites=("I.C.4.a.3",),
            answer=3,
        ),
        replace(
            row,
            verdict=Verdict.WRONG,
            headline="Wrong: E11.9 reported as E10.9",
            reported="E10.9",
            expected="E11.9",
            severity=Severity.MAJOR,
            points="0 of 1 for the code",
            evidence=(),
            answer=4,
        ),
        replace(row, verdict=Verdict.OPTIONAL, headline="Optional: Z79.84", evidence=(), answer=5),
        replace(row, verdict=Verdict.NOTE, headline="Sequence: the reason for the visit is first"),
    )


def a_grade() -> Grade:
    """Return a plain grade."""
    half = Ratio(2, 4, 50.0)
    scores = Scores(LearningScore(2.5, 0, 4, 62.5), half, half, True, (0, 0), False, False)
    return Grade("1", (), (), scores)


@dataclass
class FakeDesk:
    """Keeps drafts and attempts in memory; fails on demand."""

    entries: tuple[WorklistEntry, ...] = (
        an_entry(OFFICE),
        an_entry(
            HEART,
            "Heart failure with kidney disease",
            setting=Setting.INPATIENT,
            specialty="Cardiology",
            difficulty=4,
            tracks=(Track.CCS, Track.CIC),
        ),
        an_entry(
            KNEE,
            "Torn meniscus of the right knee, arthroscopic surgery",
            pack_title="Bone and joint",
            setting=Setting.ASC,
            specialty="Orthopedics",
            difficulty=3,
            tracks=(Track.COC,),
        ),
    )
    drafts: dict[CaseRef, AnswerSheet] = field(default_factory=dict)
    done: list[AttemptView] = field(default_factory=list)
    waiting: list[HandedInView] = field(default_factory=list)
    """Sheets handed in at sealed cases."""
    saved_at: datetime = NOW
    damaged: tuple[str, ...] = ()
    """What the worklist leaves out."""
    prompts: tuple[SheetPrompt, ...] = ()
    """What a check finds."""
    broken: str = ""
    """Why nothing can be written just now; "" while all is well."""

    def worklist(self) -> tuple[WorklistEntry, ...]:
        return tuple(self._entry(entry) for entry in self.entries)

    def damage(self) -> tuple[str, ...]:
        return self.damaged

    def open(self, ref: CaseRef) -> OpenedCase:
        title = next(entry.title for entry in self.entries if entry.ref == ref)
        sheet = self.drafts.get(ref, AnswerSheet())
        return OpenedCase(
            ref,
            a_brief(ref, title),
            sheet,
            self.saved_at if ref in self.drafts else None,
            next(entry.sealed for entry in self.entries if entry.ref == ref),
        )

    def check(self, encounter: Encounter, sheet: AnswerSheet) -> tuple[SheetPrompt, ...]:
        return self.prompts

    def save_draft(self, ref: CaseRef, sheet: AnswerSheet) -> None:
        self._refuse_when_broken()
        self.drafts[ref] = sheet

    def discard_draft(self, ref: CaseRef) -> None:
        self.drafts.pop(ref, None)

    def submit(self, ref: CaseRef, sheet: AnswerSheet) -> AttemptView:
        self._refuse_when_broken()
        self.drafts.pop(ref, None)
        number = 1 + sum(view.ref == ref for view in self.done)
        view = AttemptView(
            id=AttemptId(f"{ref.case_id}-{number}"),
            ref=ref,
            number=number,
            submitted_at=NOW,
            brief=self.open(ref).brief,
            sheet=sheet,
            grade=a_grade(),
            feedback=a_feedback(),
        )
        self.done.append(view)
        return view

    def hand_in(self, ref: CaseRef, sheet: AnswerSheet) -> HandedInView:
        self._refuse_when_broken()
        self.drafts.pop(ref, None)
        brief = self.open(ref).brief
        self.waiting.append(HandedInView("waits", ref, NOW, brief, sheet, "passphrase"))
        return self.waiting[-1]

    def handed_in(self, ref: CaseRef) -> tuple[HandedInView, ...]:
        return tuple(view for view in self.waiting if view.ref == ref)

    def unseal_with_passphrase(self, pack_id: str, passphrase: str) -> tuple[AttemptView, ...]:
        if passphrase != PASSPHRASE:
            raise PackError(Problem("It does not open: another passphrase."))
        opened = [view for view in self.waiting if view.ref.pack_id == pack_id]
        self.waiting = [view for view in self.waiting if view not in opened]
        return tuple(self.submit(view.ref, view.sheet) for view in opened)

    def attempts(self, ref: CaseRef) -> tuple[AttemptSummary, ...]:
        return tuple(
            AttemptSummary(view.id, ref, view.number, view.submitted_at, 62.5, 50.0)
            for view in reversed(self.done)
            if view.ref == ref
        )

    def attempt(self, id: AttemptId) -> AttemptView:
        return next(view for view in self.done if view.id == id)

    def _entry(self, entry: WorklistEntry) -> WorklistEntry:
        attempts = self.attempts(entry.ref)
        if entry.ref in self.drafts:
            entry = replace(entry, status=CaseStatus.DRAFT, last_at=self.saved_at)
        elif attempts:
            entry = replace(entry, status=CaseStatus.DONE, last_at=NOW)
        if attempts:
            best = max(attempt.learning_pct for attempt in attempts)
            entry = replace(entry, best=best, attempts=len(attempts))
        return entry

    def _refuse_when_broken(self) -> None:
        if self.broken:
            raise StoreFault(self.broken, "Free some space.")
