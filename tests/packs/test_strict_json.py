"""JSON that means two things, or nothing, is refused with its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder_sim.packs.limits import JSON_DEPTH, JSON_NUMBER, JSON_STRING, JSON_VALUES, PROBLEMS
from coder_sim.packs.strict_json import parse


def faults(text: str | bytes) -> list[tuple[str, str]]:
    content = text.encode() if isinstance(text, str) else text
    return [(problem.field, problem.what) for problem in parse(content, file="key.json").problems]


def test_plain_json_is_read_as_it_is() -> None:
    parsed = parse(b'{"code": "00100", "units": 4, "credit": 0.25, "poa": null}', file="key.json")

    assert parsed.value == {"code": "00100", "units": 4, "credit": 0.25, "poa": None}
    assert parsed.problems == ()


def test_a_name_given_twice_is_named_with_its_path() -> None:
    text = '{"lines": [{"id": "d1"}, {"id": "d2", "code": "I10", "code": "I11.0"}]}'

    assert faults(text) == [("lines[1].code", "Given more than once.")]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_what_is_no_number_is_refused(number: str) -> None:
    ((field, what),) = faults(f'{{"lines": [{{"weight": {number}}}]}}')

    assert field == "lines[0].weight"
    assert number in what


def test_numbers_may_have_twenty_digits() -> None:
    assert faults('{"pct": -1.2345678901234567e-12}') == []
    assert faults(f'{{"units": {"1" * JSON_NUMBER}}}') == []
    assert [field for field, _ in faults(f'{{"units": {"1" * (JSON_NUMBER + 1)}}}')] == ["units"]
    assert [field for field, _ in faults(f'{{"credit": 0.{"1" * JSON_NUMBER}}}')] == ["credit"]
    assert len(faults(f'{{"units": {"9" * 5000}}}')) == 1


def test_texts_may_have_eight_thousand_characters() -> None:
    assert faults(json.dumps({"notes": "x" * JSON_STRING})) == []
    ((field, what),) = faults(json.dumps({"notes": "x" * (JSON_STRING + 1)}))
    assert (field, "8,001" in what) == ("notes", True)


def test_nesting_ends_at_the_limit() -> None:
    def nested(depth: int) -> str:
        return "[" * depth + "]" * depth

    assert faults(nested(JSON_DEPTH)) == []
    assert "20 levels" in faults(nested(JSON_DEPTH + 1))[0][1]
    assert "20 levels" in faults(nested(200_000))[0][1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"a": 1,}', "line 1, column "),
        (b'{"a": 1} x', "Extra data"),
        (b"", "line 1, column 1"),
        (b'\xef\xbb\xbf{"a": 1}', "byte order mark"),
        ('{\n"a": "é"}'.encode("latin-1"), "UTF-8 text (line 2)"),
        ('{"a": 1}'.encode("utf-16"), "UTF-8"),
        (rb'{"a": "\ud800"}', "U+D800"),
        (rb'{"a": "one\u0000two"}', "U+0000"),
        (rb'{"a\u001b[31m": 1}', "U+001B"),
        (b'{"a": "one\ntwo"}', "control character"),
        (rb'{"a": "Good\u202egnp.exe"}', "U+202E, which changes the order"),
        (rb'{"a": "one\u2066two"}', "U+2066"),
        (rb'{"a": "one\u2028two"}', "line separator U+2028"),
    ],
)
def test_bytes_that_cannot_be_shown_are_refused(content: bytes, words: str) -> None:
    ((_, what),) = faults(content)

    assert words in what


def test_line_ends_and_tabs_in_texts_are_kept() -> None:
    assert parse(rb'{"text": "one\n\ttwo"}', file="case.json").value == {"text": "one\n\ttwo"}


@pytest.mark.parametrize("value", ["[]", "{}", "1", '"a": 0'])
def test_more_values_than_the_limit_are_refused_before_they_take_memory(value: str) -> None:
    held = [value] * (JSON_VALUES + 1)
    content = f"{{{','.join(held)}}}" if ":" in value else f"[{','.join(held)}]"

    ((_, what),) = faults(content.encode())

    assert f"at most {JSON_VALUES:,} are read" in what


def test_a_file_of_as_many_values_as_the_limit_is_read() -> None:
    content = f"[{','.join(['1'] * JSON_VALUES)}]".encode()

    assert parse(content, file="pack.json").problems == ()


def test_a_flood_of_faults_is_cut_short() -> None:
    repeated = ",".join(f'"f{place}": 1, "f{place}": 2' for place in range(5_000))

    assert len(faults(f"{{{repeated}}}")) == PROBLEMS


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_problems(content: bytes) -> None:
    parsed = parse(content, file="key.json")

    assert parsed.problems == () or parsed.value is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text("abé \n", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3),
    max_leaves=12,
)


@given(JSON)
def test_sound_json_comes_back_equal(value: object) -> None:
    assert parse(json.dumps(value).encode(), file="key.json").value == value
