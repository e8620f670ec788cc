"""The facts of an encounter in words."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from coder_sim.domain.encounter import Encounter, FacilityPolicy, Setting, Sex
from coder_sim.ui.case_header import CaseHeader, age_words, fact_words, policy_words
from coder_sim.ui.theme import Look
from tests.ui.desk_cases import CLINIC, STAY
from tests.ui.tiny_library import TinyLibrary

VISIT = Encounter(Setting.ED, 30, Sex.M, date(2026, 3, 12))


def test_a_stay_is_told_by_its_dates_status_and_payer() -> None:
    assert fact_words(STAY.encounter, TinyLibrary()) == (
        "Inpatient",
        "72 years, female",
        "Admitted Mar 8, 2026, discharged Mar 12, 2026 (4 days)",
        "Discharge status 06 (home with home health service)",
        "Payer: Medicare",
    )


def test_a_visit_is_told_by_its_date_place_and_patient_status() -> None:
    assert fact_words(CLINIC.encounter, TinyLibrary()) == (
        "Professional claim",
        "58 years, male",
        "Date of service Mar 12, 2026",
        "Place of service 11 (office)",
        "Established patient",
    )


def test_what_is_left_open_is_left_out() -> None:
    assert fact_words(VISIT, TinyLibrary()) == (
        "Emergency department",
        "30 years, male",
        "Date of service Mar 12, 2026",
    )


@pytest.mark.parametrize(("admitted", "words"), [(12, "same day"), (11, "1 day"), (9, "3 days")])
def test_the_length_of_a_stay(admitted: int, words: str) -> None:
    stay = replace(VISIT, setting=Setting.INPATIENT, admit=date(2026, 3, admitted))
    assert f"({words})" in fact_words(stay, TinyLibrary())[2]


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (72, "72 years"),
        (2, "2 years"),
        (1.5, "18 months"),
        (1 / 12, "1 month"),
        (3 / 365, "3 days"),
        (1 / 365, "1 day"),
        (0, "0 days"),
    ],
)
def test_ages_are_stated_as_charts_state_them(age: float, words: str) -> None:
    assert age_words(age) == words


def test_a_code_that_is_not_known_here_is_shown_bare() -> None:
    strange = replace(VISIT, place_of_service="99", discharge_status=95)
    assert {"Place of service 99", "Discharge status 95"} <= set(fact_words(strange, TinyLibrary()))


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (FacilityPolicy(), ""),
        (FacilityPolicy(text="No Z codes."), "Facility policy: No Z codes."),
        (
            FacilityPolicy(external_cause=True, history_z=False),
            "Facility policy: external cause codes reported, history Z codes not reported.",
        ),
    ],
)
def test_the_policy_of_the_facility(policy: FacilityPolicy, words: str) -> None:
    assert policy_words(policy) == words


def test_the_header_shows_texts_as_they_are(qtbot: QtBot, look: Look) -> None:
    header = CaseHeader(TinyLibrary(), look)
    qtbot.addWidget(header)
    header.show_case(replace(STAY, title="<b>Title</b>", instructions="Use <i>all</i>."))
    assert header._title.text() == "<b>Title</b>"
    assert header._title.textFormat().name == "PlainText"
    assert "Use <i>all</i>." in header._asked.text()
    header.show_case(CLINIC)
    assert header._asked_area.isHidden()


def test_a_long_policy_scrolls_and_a_short_one_takes_what_it_needs(
    qtbot: QtBot, look: Look
) -> None:
    header = CaseHeader(TinyLibrary(), look)
    qtbot.addWidget(header)
    header.resize(900, 300)
    header.show()
    area = header.findChild(QScrollArea)
    assert area is not None
    header.show_case(replace(STAY, instructions="Code the stay."))
    qtbot.waitUntil(lambda: not area.verticalScrollBar().maximum())
    assert area.height() == header._asked.heightForWidth(area.width())
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus

    header.show_case(replace(STAY, instructions="Each rule of the house counts. " * 60))
    line = header.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: 4 * line < area.height() < 5 * line)
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    header.show_case(STAY)
    assert area.verticalScrollBar().value() == 0
