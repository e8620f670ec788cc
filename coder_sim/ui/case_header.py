"""The facts of an encounter that coding rules depend on, in a line above the chart."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coder_sim.domain.code_set import ClaimField
from coder_sim.domain.encounter import CaseBrief, Encounter, FacilityPolicy, Setting, Sex
from coder_sim.domain.facts import CodeFacts
from coder_sim.practice.views import SessionMode
from coder_sim.ui.line_state import day_words
from coder_sim.ui.theme import DIM, XS, Look, S

_SETTINGS = {
    Setting.INPATIENT: "Inpatient",
    Setting.OUTPATIENT: "Outpatient, facility",
    Setting.PROFESSIONAL: "Professional claim",
    Setting.ED: "Emergency department",
    Setting.OBSERVATION: "Observation",
    Setting.ASC: "Ambulatory surgery center",
}
_SEXES = {Sex.F: "female", Sex.M: "male", Sex.U: "sex not recorded"}
NO_BREAK = "\N{NO-BREAK SPACE}"
MOST_LINES = 4.5
"""Lines of what is asked that stand above the chart; half a line shows that more follows."""


class CaseHeader(QWidget):
    """Title, facts, and what the facility and the case ask for."""

    def __init__(self, codes: CodeFacts, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = codes
        self._name, self._mode = "", SessionMode.PRACTICE
        self._title, self._facts, self._asked = QLabel(), QLabel(), QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(XS // 2)
        self._title.setFont(look.fonts.heading)
        self._asked.setForegroundRole(DIM)
        for label in (self._title, self._facts, self._asked):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            if label is not self._asked:
                label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._asked.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._asked_area = _Reading(self._asked)
        for widget in (self._title, self._facts, self._asked_area):
            column.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """Ask for three lines; the layout's own guess is for the narrowest window there is."""
        margins = self.contentsMargins()
        lines = sum(
            label.fontMetrics().height() for label in (self._title, self._facts, self._asked)
        )
        return QSize(0, lines + margins.top() + margins.bottom() + 2 * S)

    def show_mode(self, mode: SessionMode) -> None:
        """Say in the title line when this is an exam."""
        self._mode = mode
        self._show_title()

    def _show_title(self) -> None:
        exam = self._mode is SessionMode.EXAM
        self._title.setText(f"{self._name}  \N{MIDDLE DOT}  Exam" if exam else self._name)

    def show_case(self, brief: CaseBrief) -> None:
        """Show the facts of a case."""
        self._name = brief.title
        self._show_title()
        facts = (fact.replace(" ", NO_BREAK) for fact in fact_words(brief.encounter, self._codes))
        self._facts.setText("  ·  ".join(facts))
        policy = policy_words(brief.encounter.policy)
        self._asked_area.show_text(
            "\n".join(part for part in (brief.instructions.strip(), policy) if part)
        )


class _Reading(QScrollArea):
    """A text as high as its lines, up to a limit; what is longer scrolls, with keys as well."""

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What the case asks for")
        self.setWidget(label)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning; nothing at all where there is none."""
        self._label.setText(text)
        self.setVisible(bool(text))
        self.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self._label.fontMetrics().lineSpacing()
        needed = max(0, self._label.heightForWidth(self.viewport().width()))
        most = int(line * MOST_LINES)
        self.setMaximumHeight(min(needed, most))
        self.setMinimumHeight(min(needed, line))
        # Only what scrolls takes part in the round of Tab.
        scrolls = Qt.FocusPolicy.StrongFocus if needed > most else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(scrolls)


def fact_words(encounter: Encounter, codes: CodeFacts) -> tuple[str, ...]:
    """Return the facts of an encounter in words, those left open left out."""
    status = encounter.discharge_status
    dates = f"Date of service {day_words(encounter.service_date)}"
    if encounter.admit is not None:
        nights = (encounter.service_date - encounter.admit).days
        stay = "same day" if nights == 0 else "1 day" if nights == 1 else f"{nights} days"
        dates = (
            f"Admitted {day_words(encounter.admit)}, "
            f"discharged {day_words(encounter.service_date)} ({stay})"
        )
    found = (
        _SETTINGS[encounter.setting],
        f"{age_words(encounter.age)}, {_SEXES[encounter.sex]}",
        dates,
        _coded(ClaimField.DISCHARGE_STATUS, "" if status is None else f"{status:02d}", codes),
        f"Payer: {encounter.payer}" if encounter.payer else "",
        _coded(ClaimField.PLACE_OF_SERVICE, encounter.place_of_service, codes),
        f"{encounter.patient_status.capitalize()} patient" if encounter.patient_status else "",
    )
    return tuple(words for words in found if words)


def age_words(age: float) -> str:
    """Return an age as charts state it: years, and months or days for infants."""
    if age >= 2:
        return f"{int(age)} years"
    months = int(age * 12 + 0.01)
    if months >= 1:
        return f"{months} months" if months > 1 else "1 month"
    days = round(age * 365)
    return f"{days} days" if days != 1 else "1 day"


def policy_words(policy: FacilityPolicy) -> str:
    """Return the facility's policy: its own text, or what it asks in short words."""
    if policy.text:
        return f"Facility policy: {policy.text.strip()}"
    asked = (
        ("external cause codes", policy.external_cause),
        ("transfusions", policy.transfusion),
        ("history Z codes", policy.history_z),
    )
    words = [
        f"{name} {'reported' if yes else 'not reported'}" for name, yes in asked if yes is not None
    ]
    return f"Facility policy: {', '.join(words)}." if words else ""


def _coded(field: ClaimField, code: str, codes: CodeFacts) -> str:
    if not code:
        return ""
    meaning = codes.claim_value(field, code)
    words = f"{field.value.capitalize()} {code}"
    return f"{words} ({meaning[:1].lower()}{meaning[1:]})" if meaning else words
