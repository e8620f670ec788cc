"""Changes to an answer sheet, as values: order, groups, and pointers that follow."""

from hypothesis import given
from hypothesis import strategies as st

from coder_sim.domain.answer import AnswerSheet, CodedLine, Passage
from coder_sim.domain.code_set import Kind
from coder_sim.ui import sheet_edits as edits
from tests.ui.tiny_library import CM, CPT, HCPCS, PCS


def dx(code: str) -> CodedLine:
    return CodedLine(CM, code)


def service(code: str, *pointers: int) -> CodedLine:
    return CodedLine(CPT, code, pointers=pointers)


VISIT = AnswerSheet((dx("A"), dx("B"), dx("C"), service("99214", 1, 3), service("20610", 2)))


def codes(sheet: AnswerSheet) -> str:
    return " ".join(line.code for line in sheet.lines)


def pointers(sheet: AnswerSheet) -> list[tuple[int, ...]]:
    return [line.pointers for line in sheet.lines if line.kind is Kind.SERVICE]


def test_a_line_goes_to_the_end_of_its_group() -> None:
    sheet, at = edits.inserted(VISIT, dx("D"))
    assert (codes(sheet), at) == ("A B C D 99214 20610", 3)


def test_a_first_listed_line_goes_before_its_group_and_pointers_follow() -> None:
    sheet, at = edits.inserted(VISIT, dx("D"), first=True)
    assert (codes(sheet), at) == ("D A B C 99214 20610", 0)
    assert pointers(sheet) == [(2, 4), (3,)]


def test_the_first_line_of_a_group_finds_its_place_between_the_others() -> None:
    sheet, _ = edits.inserted(AnswerSheet((service("99214"),)), CodedLine(PCS, "0SR9019"))
    sheet, _ = edits.inserted(sheet, dx("A"))
    sheet, _ = edits.inserted(sheet, CodedLine(HCPCS, "J3301"))
    assert codes(sheet) == "A 0SR9019 99214 J3301"


def test_pointers_follow_a_diagnosis_that_moves() -> None:
    sheet, at = edits.moved(VISIT, 0, 2)
    assert (codes(sheet), at) == ("B C A 99214 20610", 2)
    assert pointers(sheet) == [(3, 2), (1,)]


def test_a_line_does_not_move_out_of_its_group() -> None:
    assert edits.moved(VISIT, 2, 1) == (VISIT, 2)
    assert edits.moved(VISIT, 3, -1) == (VISIT, 3)


def test_moving_a_service_leaves_pointers_alone() -> None:
    sheet, at = edits.moved(VISIT, 4, -1)
    assert (codes(sheet), at) == ("A B C 20610 99214", 3)
    assert pointers(sheet) == [(2,), (1, 3)]


def test_a_pointer_goes_with_its_diagnosis() -> None:
    sheet = edits.removed(VISIT, [1])
    assert codes(sheet) == "A C 99214 20610"
    assert pointers(sheet) == [(1, 2), ()]


def test_a_pointer_to_nothing_is_kept_as_typed() -> None:
    sheet = AnswerSheet((dx("A"), dx("B"), service("99214", 2, 9)))
    assert pointers(edits.put_first(sheet, 1)[0]) == [(1, 9)]


def test_groups_keep_their_order_on_a_sheet_that_is_not_grouped() -> None:
    mixed = AnswerSheet((service("99214", 1), dx("A"), service("20610", 2), dx("B")))
    sheet, at = edits.put_first(mixed, 3)
    assert (codes(sheet), at) == ("99214 B 20610 A", 1)
    assert pointers(sheet) == [(2,), (1,)]


def test_a_code_of_another_code_set_changes_groups_and_loses_what_it_cannot_carry() -> None:
    line = CodedLine(CM, "J1100", modifiers=("25",), units=3, pointers=(1,))
    sheet, at = edits.changed(VISIT, 3, line)
    assert codes(sheet) == "A B C J1100 20610"
    assert (at, sheet.lines[at]) == (3, dx("J1100"))


def test_a_passage_is_linked_once() -> None:
    passage = Passage("hp", "HTN")
    once = edits.evidence_added(VISIT, 0, passage)
    assert once.lines[0].evidence == (passage,)
    assert edits.evidence_added(once, 0, passage) == once


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    systems = draw(st.lists(st.sampled_from([CM, PCS, CPT]), max_size=9))
    diagnoses = systems.count(CM)
    number = st.integers(1, max(diagnoses, 1))
    points = st.lists(number, max_size=min(diagnoses, 4), unique=True).map(tuple)
    return AnswerSheet(
        tuple(
            CodedLine(system, f"C{n}", pointers=draw(points) if system is CPT else ())
            for n, system in enumerate(systems)
        )
    )


def pointed_codes(sheet: AnswerSheet) -> dict[str, list[str]]:
    """Name the diagnoses that each service points to."""
    own = [line.code for line in sheet.lines if line.kind is Kind.DIAGNOSIS]
    return {
        line.code: [own[p - 1] for p in line.pointers]
        for line in sheet.lines
        if line.kind is Kind.SERVICE
    }


@given(sheets(), st.data())
def test_whatever_moves_services_point_to_the_same_diagnoses(
    sheet: AnswerSheet, data: st.DataObject
) -> None:
    if not sheet.lines:
        return
    line = data.draw(st.integers(0, len(sheet.lines) - 1))
    steps = data.draw(st.integers(-9, 9))
    after, at = edits.moved(sheet, line, steps)
    assert pointed_codes(after) == pointed_codes(sheet)
    assert after.lines[at].code == sheet.lines[line].code
    assert sorted(codes(after).split()) == sorted(codes(sheet).split())


@given(sheets(), st.data())
def test_whatever_goes_services_point_to_what_is_left(
    sheet: AnswerSheet, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.integers(0, max(len(sheet.lines) - 1, 0))))
    after = edits.removed(sheet, gone)
    left = {line.code for line in after.lines}
    assert pointed_codes(after) == {
        name: [code for code in pointed if code in left]
        for name, pointed in pointed_codes(sheet).items()
        if name in left
    }
