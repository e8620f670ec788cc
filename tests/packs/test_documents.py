"""Documents are plain text that every screen can show; quotes stand in them letter for letter."""

import pytest

from coder_sim.domain.answer import AnswerKey, KeyId, KeyLine, KeyQuery, Passage
from coder_sim.domain.code_set import System
from coder_sim.packs.documents import quotes, text_of
from coder_sim.packs.fault import Fault
from coder_sim.packs.limits import DOCUMENT_CHARACTERS, DOCUMENT_LINE

TEXTS = {
    "summary": "COURSE\nAcute on chronic diastolic\nheart failure, treated with furosemide.\n",
    "labs": "Sodium 128. Potassium 3.1.\n",
}


def refused(content: bytes) -> str:
    result = text_of(content)
    assert isinstance(result, Fault), "the text was taken"
    assert result.todo
    return result.what


def told(*passages: Passage, unread: frozenset[str] = frozenset()) -> list[tuple[str, str, str]]:
    line = KeyLine(KeyId("d1"), System.ICD10CM, "I10", evidence=passages)
    key = AnswerKey((KeyId("d1"),), (line,))
    return [(fault.field, fault.what, fault.todo) for fault in quotes(key, TEXTS, unread)]


def test_text_is_taken_as_it_is() -> None:
    text = "NOTE\n\tTemp 38.5 °C, Ménière, “quoted”, ≥ 3\n\n"

    assert text_of(text.encode()) == text


def test_a_document_may_have_400_000_characters_in_lines_of_20_000() -> None:
    line = "x" * (DOCUMENT_LINE - 1) + "\n"
    full = line * (DOCUMENT_CHARACTERS // DOCUMENT_LINE)

    assert text_of(full.encode()) == full
    assert "400,001" in refused((full + "x").encode())
    assert isinstance(text_of(b"x" * DOCUMENT_LINE), str)
    assert "Line 2" in refused(b"x\n" + b"y" * (DOCUMENT_LINE + 1))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n \t\n", "empty"),
        (b"one\r\ntwo", "line ends"),
        (b"one\rtwo", "line ends"),
        (b"\xef\xbb\xbfone", "byte order mark"),
        (b"one\ntwo \xff", "line 2"),
        (b"\xed\xa0\x80", "UTF-8"),
        (b"one\ntwo\x0cthree", "U+000C in line 2"),
        (b"one \x1b[31m", "U+001B"),
        ("one\ntwo \U0001f3e5".encode(), "U+1F3E5 in line 2"),
        ("\U00020000".encode(), "U+20000"),
    ],
)
def test_text_that_cannot_be_shown_everywhere_is_refused(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_quotes_that_stand_there_are_no_fault() -> None:
    assert told(Passage("summary", "Acute on chronic diastolic\nheart failure")) == []


def test_a_quote_broken_differently_is_told_so() -> None:
    ((field, what, todo),) = told(Passage("summary", "Acute on chronic diastolic heart failure"))

    assert field == "lines[0].evidence[0].quote"
    assert "line ends, spaces or capital letters differ" in what
    assert "letter for letter" in todo


def test_a_quote_of_another_document_is_told_where_it_stands() -> None:
    ((_, _, todo),) = told(Passage("summary", "Potassium 3.1"))

    assert '"labs"' in todo


def test_a_quote_that_goes_astray_is_told_how_far_it_agrees() -> None:
    ((_, what, _),) = told(Passage("summary", "heart failure, treated with torsemide"))

    assert 'agrees only up to "...' in what
    assert 'treated with "' in what


def test_a_long_quote_is_cut_in_the_message() -> None:
    ((_, what, _),) = told(Passage("summary", "q" * 900))

    assert len(what) < 150


def test_a_document_that_has_its_own_fault_is_passed_over() -> None:
    passage = Passage("op-note", "anything")

    assert told(passage)[0][0] == "lines[0].evidence[0].doc"
    assert told(passage, unread=frozenset({"op-note"})) == []


def test_passages_of_queries_are_held_to_the_same() -> None:
    query = KeyQuery("q1", "labs", "Sodium 129", "What does the sodium mean?")
    key = AnswerKey((), (), queries=(query,))

    (fault,) = quotes(key, TEXTS)

    assert fault.field == "queries[0].quote"
