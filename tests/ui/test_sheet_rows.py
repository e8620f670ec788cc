"""How a sheet is laid out in rows, and what two layouts have in common."""

from hypothesis import given
from hypothesis import strategies as st

from coder_sim.domain.answer import AnswerSheet, CodedLine, ProviderQuery
from coder_sim.domain.code_set import Kind
from coder_sim.ui.sheet_rows import RowKind, SheetRow, rows_of, shared_ends
from tests.ui.tiny_library import CM, CPT, PCS

MIXED = AnswerSheet(
    (CodedLine(CPT, "99214"), CodedLine(CM, "I10"), CodedLine(CM, "E1122")),
    (ProviderQuery("hp", "weak"),),
)


def outline(rows: tuple[SheetRow, ...]) -> list[tuple[str, str, int]]:
    return [(row.kind.value, str(row.group), row.index) for row in rows]


def test_an_empty_sheet_shows_the_groups_that_the_setting_asks_for() -> None:
    stay = [("head", "diagnosis", -1), ("head", "procedure", -1), ("entry", "entry", -1)]
    visit = [("head", "diagnosis", -1), ("head", "service", -1), ("entry", "entry", -1)]
    assert outline(rows_of(AnswerSheet(), inpatient=True)) == stay
    assert outline(rows_of(AnswerSheet(), inpatient=False)) == visit


def test_lines_stand_in_their_group_whatever_their_place_on_the_sheet() -> None:
    assert outline(rows_of(MIXED, inpatient=False)) == [
        ("head", "diagnosis", -1),
        ("line", "diagnosis", 1),
        ("line", "diagnosis", 2),
        ("head", "service", -1),
        ("line", "service", 0),
        ("head", "queries", -1),
        ("query", "queries", 0),
        ("entry", "entry", -1),
    ]


def test_lines_are_numbered_within_their_group() -> None:
    rows = rows_of(MIXED, inpatient=False)
    numbers = [row.position for row in rows if row.kind is RowKind.LINE]
    assert numbers == [1, 2, 1]


def test_a_group_the_setting_has_no_use_for_is_shown_when_it_has_lines() -> None:
    rows = rows_of(AnswerSheet((CodedLine(CPT, "99214"),)), inpatient=True)
    heads = [row.group for row in rows if row.kind is RowKind.HEAD]
    assert heads == [Kind.DIAGNOSIS, Kind.PROCEDURE, Kind.SERVICE]


SHEETS = st.builds(
    AnswerSheet,
    st.lists(st.sampled_from([CM, PCS, CPT]).map(lambda s: CodedLine(s, "X")), max_size=6).map(
        tuple
    ),
    st.lists(st.just(ProviderQuery("hp", "weak")), max_size=3).map(tuple),
)


@given(SHEETS, SHEETS)
def test_what_two_layouts_share_is_the_same_at_both_ends(
    before: AnswerSheet, after: AnswerSheet
) -> None:
    old, new = rows_of(before, inpatient=True), rows_of(after, inpatient=True)
    head, tail = shared_ends(old, new)
    assert head + tail <= min(len(old), len(new))
    assert [row.place for row in old[:head]] == [row.place for row in new[:head]]
    assert [row.place for row in old[len(old) - tail :]] == [
        row.place for row in new[len(new) - tail :]
    ]


@given(SHEETS)
def test_the_same_layout_is_shared_whole(sheet: AnswerSheet) -> None:
    rows = rows_of(sheet, inpatient=True)
    assert shared_ends(rows, rows) == (len(rows), 0)


@given(SHEETS)
def test_every_line_and_query_has_one_row(sheet: AnswerSheet) -> None:
    rows = rows_of(sheet, inpatient=False)
    lines = sorted(row.index for row in rows if row.kind is RowKind.LINE)
    queries = [row.index for row in rows if row.kind is RowKind.QUERY]
    assert lines == list(range(len(sheet.lines)))
    assert queries == list(range(len(sheet.queries)))
