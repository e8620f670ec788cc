"""Quotes are found where they stand, counted in code points."""

from hypothesis import given
from hypothesis import strategies as st

from coder_sim.domain.answer import Passage
from coder_sim.domain.passages import locate, occurrences

NOTE = "Pain in the right knee.\nRight knee: 98.6 \u00b0F, no effusion. Pain in the right hip."


def test_a_quote_is_found_where_it_stands() -> None:
    start, end = locate(NOTE, Passage("note", "no effusion")) or (0, 0)

    assert NOTE[start:end] == "no effusion"


def test_nth_tells_which_of_several() -> None:
    first = locate(NOTE, Passage("note", "Pain in the right"))
    second = locate(NOTE, Passage("note", "Pain in the right", nth=2))

    assert first == (0, 17)
    assert second == (NOTE.rindex("Pain"), NOTE.rindex("Pain") + 17)
    assert locate(NOTE, Passage("note", "Pain in the right", nth=3)) is None


def test_a_quote_that_differs_in_case_or_spaces_is_absent() -> None:
    assert locate(NOTE, Passage("note", "right  knee")) is None
    assert locate(NOTE, Passage("note", "RIGHT KNEE")) is None


def test_nothing_is_never_found() -> None:
    assert locate(NOTE, Passage("note", "")) is None
    assert locate(NOTE, Passage("note", "Pain", nth=0)) is None
    assert occurrences(NOTE, "") == 0


@given(
    st.text(alphabet="ab\n\u00e9", max_size=40),
    st.text(alphabet="ab\u00e9", min_size=1, max_size=3),
)
def test_every_counted_occurrence_can_be_located(text: str, quote: str) -> None:
    count = occurrences(text, quote)

    for nth in range(1, count + 1):
        start, end = locate(text, Passage("note", quote, nth)) or (0, 0)
        assert text[start:end] == quote
    assert locate(text, Passage("note", quote, count + 1)) is None
