"""A sentence is left out only where an earlier one holds all that it says."""

import pytest

from coder_sim.wording.repeats import says_the_same, without_repeats


@pytest.mark.parametrize(
    ("text", "earlier", "same"),
    [
        ("Furosemide is a loop diuretic.", "Furosemide is a loop diuretic, T50.1.", True),
        ("Furosemide is a loop diuretic, T50.1.", "Furosemide is a loop diuretic.", False),
        ("One unit is 10 mg.", "One unit is 1 mg.", False),
        ("The right knee was treated.", "The right knee was treated", True),
        ("The right knee was treated.", "The left knee was treated.", False),
        ("The glass was removed.", "The x-ray shows glass in the palm.", False),
    ],
)
def test_another_word_code_or_number_is_news(text: str, earlier: str, same: bool) -> None:
    assert says_the_same(text, earlier) is same


def test_what_was_said_is_left_out_and_the_rest_stays() -> None:
    text = "Furosemide is a loop diuretic. It was given right."
    assert without_repeats("Furosemide is a loop diuretic. Its effect is new.", (text,)) == (
        "Its effect is new."
    )
    assert without_repeats("Nothing new here.", ()) == "Nothing new here."
    assert without_repeats("It was given right.", (text,)) == ""


def test_a_sentence_that_the_next_one_leans_on_stays() -> None:
    text = "The link is presumed. That is the convention."
    assert without_repeats(text, ("The link is presumed.",)) == text
