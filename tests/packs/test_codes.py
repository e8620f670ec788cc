"""A code that cannot be reported on its day is told why, and what stands nearest."""

from datetime import date

import pytest

from coder_sim.domain.answer import Alternate, AnswerKey, KeyId, KeyLine
from coder_sim.domain.code_set import Code, Edition, System
from coder_sim.library.lookup import Library
from coder_sim.packs.codes import faults, unreportable

DAY = date(2026, 5, 8)
CM, PCS, CPT, HCPCS = System.ICD10CM, System.ICD10PCS, System.CPT, System.HCPCS


def said(system: System, code: str, facts: Library, day: date = DAY) -> str:
    fault = unreportable(system, code, day, facts)
    return f"{fault.what} {fault.todo}" if fault else ""


@pytest.mark.parametrize(
    ("system", "code"),
    [(CM, "I10"), (CM, "S72141D"), (PCS, "0SR904A"), (CPT, "99214"), (HCPCS, "J3301")],
)
def test_codes_of_the_day_are_no_fault(system: System, code: str, facts: Library) -> None:
    assert said(system, code, facts) == ""


@pytest.mark.parametrize(
    ("system", "code", "words"),
    [
        (CM, "S7214", "S72.14 is a heading, not a code: Intertrochanteric fracture of femur."),
        (CM, "S7214", "Choose one of: S72.141, S72.142"),
        (CM, "S72141", "Choose one of: S72.141A"),
        (CM, "S72141", "and others."),
        (CM, "S72141Z", "Below S72.141: Choose one of: S72.141A"),
        (CM, "I109", "I10 is complete as it is"),
        (CM, "99214", "is not an ICD-10-CM code"),
        (CM, "", "An empty text is not an ICD-10-CM code"),
        (PCS, "0SR904X", "0SR904X is not an ICD-10-PCS code"),
        (PCS, "I10", "is not an ICD-10-PCS code"),
        (CPT, "99999", "needs your CPT file"),
        (HCPCS, "J9999Z", "import the HCPCS file"),
    ],
)
def test_other_codes_are_told_why(system: System, code: str, words: str, facts: Library) -> None:
    assert words in said(system, code, facts)


class OtherDays:
    """Code facts in which every code is valid for one month only."""

    def code(self, system: System, code: str, on: date) -> Code | None:
        found = self.ever(system, code)
        return found if found.valid_on(on) else None

    def ever(self, system: System, code: str) -> Code:
        return Code(system, code, "Title", True, date(2026, 1, 1), date(2026, 1, 31))


def test_a_code_of_another_day_is_told_its_days() -> None:
    facts: Library = OtherDays()  # type: ignore[assignment]

    assert said(CM, "I10", facts, date(2026, 1, 31)) == ""
    assert "valid only from 2026-01-01 on; the case is of 2025-12-31" in said(
        CM, "I10", facts, date(2025, 12, 31)
    )
    assert "was valid until 2026-01-31" in said(CM, "I10", facts, DAY)


def test_every_code_and_modifier_of_a_line_is_looked_at(facts: Library) -> None:
    line = KeyLine(
        KeyId("s1"),
        CPT,
        "99214",
        alternates=(Alternate("99215", 0.5, "More."), Alternate("9921", 0.5, "A slip.")),
        modifiers=("25", "QQQ"),
        optional_modifiers=("1",),
        forbidden_modifiers=("RT",),
        modifier_alternates=(("XS",), ("59", "??")),
    )

    found = [fault.field for fault in faults(AnswerKey((), (line,)), DAY, facts)]

    assert found == [
        "lines[0].alternates[1].code",
        "lines[0].modifiers[1]",
        "lines[0].optional_modifiers[0]",
        "lines[0].modifier_alternates[1][1]",
    ]


def test_a_code_set_that_is_not_loaded_is_named_once(facts: Library) -> None:
    class NoCpt:
        """The library after its owner took the CPT file away."""

        def __getattr__(self, name: str) -> object:
            return getattr(facts, name)

        def editions(self) -> tuple[Edition, ...]:
            return tuple(edition for edition in facts.editions() if edition.system is not CPT)

    lines = (
        KeyLine(KeyId("d1"), CM, "I10"),
        KeyLine(KeyId("s1"), CPT, "99214"),
        KeyLine(KeyId("s2"), CPT, "20610"),
    )
    without: Library = NoCpt()  # type: ignore[assignment]

    (fault,) = faults(AnswerKey((), lines), DAY, without)

    assert fault.field == "lines[1].system"
    assert "needs your CPT file" in fault.what


def test_codes_that_only_teach_may_be_headings(facts: Library) -> None:
    line = KeyLine(KeyId("d1"), CM, "I110", components=("I11", "I50"))

    assert list(faults(AnswerKey((), (line,)), DAY, facts)) == []
