"""The facts of an encounter that coding rules depend on, in a line above the chart."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from coder_sim.domain.encounter import CaseBrief, Encounter, FacilityPolicy, Setting, Sex
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
_DISCHARGES = {
    1: "home",
    2: "another acute hospital",
    3: "skilled nursing facility",
    4: "intermediate care",
    5: "cancer or children's hospital",
    6: "home with home health",
    7: "left against advice",
    20: "died",
    50: "hospice at home",
    51: "hospice facility",
    61: "swing bed",
    62: "rehabilitation facility",
    63: "long-term care hospital",
    65: "psychiatric hospital",
}
_PLACES = {
    "02": "telehealth",
    "10": "telehealth at home",
    "11": "office",
    "12": "home",
    "19": "off-campus outpatient hospital",
    "20": "urgent care",
    "21": "inpatient hospital",
    "22": "on-campus outpatient hospital",
    "23": "emergency room",
    "24": "ambulatory surgery center",
    "31": "skilled nursing facility",
    "32": "nursing facility",
}
NO_BREAK = "\N{NO-BREAK SPACE}"


class CaseHeader(QWidget):
    """Title, facts, and what the facility and the case ask for."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._facts, self._asked = QLabel(), QLabel(), QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(XS // 2)
        self._title.setFont(look.fonts.heading)
        self._asked.setForegroundRole(DIM)
        for label in (self._title, self._facts, self._asked):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)

    def minimumSizeHint(self) -> QSize:
        """Ask for three lines; the layout's own guess is for the narrowest window there is."""
        margins = self.contentsMargins()
        lines = sum(
            label.fontMetrics().height() for label in (self._title, self._facts, self._asked)
        )
        return QSize(0, lines + margins.top() + margins.bottom() + 2 * S)

    def show_case(self, brief: CaseBrief) -> None:
        """Show the facts of a case."""
        self._title.setText(brief.title)
        facts = (fact.replace(" ", NO_BREAK) for fact in fact_words(brief.encounter))
        self._facts.setText("  ·  ".join(facts))
        policy = policy_words(brief.encounter.policy)
        self._asked.setText(
            "  ".join(part for part in (brief.instructions.strip(), policy) if part)
        )
        self._asked.setVisible(bool(self._asked.text()))


def fact_words(encounter: Encounter) -> tuple[str, ...]:
    """Return the facts of an encounter in words, those left open left out."""
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
        _discharge_words(encounter.discharge_status),
        f"Payer: {encounter.payer}" if encounter.payer else "",
        _place_words(encounter.place_of_service),
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


def _discharge_words(status: int | None) -> str:
    if status is None:
        return ""
    meaning = _DISCHARGES.get(status)
    return f"Discharge status {status:02d}" + (f" ({meaning})" if meaning else "")


def _place_words(place: str) -> str:
    if not place:
        return ""
    meaning = _PLACES.get(place)
    return f"Place of service {place}" + (f" ({meaning})" if meaning else "")
