"""A result file is taken only as it was exported; what counts is the score made anew."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from coder_sim.classroom.install_key import KEY_FILE, fingerprint, install_key
from coder_sim.classroom.rescoring import Remark, rescore
from coder_sim.classroom.result_file import ResultAttempt, read, written
from coder_sim.errors import EnvironmentFault, InputError
from coder_sim.library.lookup import Library
from coder_sim.packs.canonical import canonical_json
from coder_sim.packs.strict_json import Json
from tests.builders import a_case, a_pack, a_sheet
from tests.examples import examples

AT = datetime(2026, 5, 4, 14, 2, tzinfo=UTC)
FILE = "mine.results"


def an_attempt(number: int = 1, *codes: str, pct: float | None = 40.0) -> ResultAttempt:
    return ResultAttempt(
        id=f"uuid-{number}",
        pack_id="first-flights",
        pack_version="1.0.0",
        pack_hash="0" * 64,
        case_id="office-visit",
        number=number,
        submitted_at=AT + timedelta(hours=number),
        sheet=a_sheet(*(codes or ("I10",))),
        learning_pct=pct,
        model_version="1.1",
        editions=("ICD-10-CM FY2026",),
    )


@pytest.fixture(scope="module")
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture(scope="module")
def content(key: Ed25519PrivateKey) -> bytes:
    attempts = (an_attempt(1), an_attempt(2, "E11.9", "I10"))
    return written(attempts, key, learner="Quiet Heron", exported_at=AT)


def refused(content: bytes) -> str:
    with pytest.raises(InputError) as error:
        read(content, FILE)
    assert {problem.file for problem in error.value.problems} == {FILE}
    return error.value.problems[0].what


def test_what_was_written_is_read_back(content: bytes, key: Ed25519PrivateKey) -> None:
    result = read(content, FILE)
    assert result.attempts == (an_attempt(1), an_attempt(2, "E11.9", "I10"))
    assert (result.learner, result.exported_at) == ("Quiet Heron", AT)
    assert result.install == fingerprint(key.public_key().public_bytes_raw())


@settings(max_examples=examples(500), deadline=None)
@given(st.data())
def test_no_file_with_a_changed_byte_is_taken(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != content[place]))
    refused(content[:place] + bytes([byte]) + content[place + 1 :])


@settings(max_examples=examples(200), deadline=None)
@given(st.data())
def test_no_file_with_a_cut_or_an_addition_is_taken(content: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    put = data.draw(st.binary(max_size=8))
    changed = content[:start] + put + content[end:]
    if changed != content:
        refused(changed)


def _changed(content: bytes, **body: Json) -> bytes:
    whole = json.loads(content)
    whole["body"] |= body
    return canonical_json(whole)


def _swapped(content: bytes) -> bytes:
    whole = json.loads(content)
    whole["body"]["attempts"].reverse()
    return canonical_json(whole)


def _without(content: bytes, name: str) -> bytes:
    whole = json.loads(content)
    whole.pop(name, None)
    whole["body"].pop(name, None)
    return canonical_json(whole)


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "another name": lambda c: _changed(c, learner="Loud Crow"),
    "attempts in another order": _swapped,
    "an attempt left out": lambda c: _changed(c, attempts=json.loads(c)["body"]["attempts"][:1]),
    "no signature": lambda c: _without(c, "signature"),
    "no key": lambda c: _without(c, "public"),
    "another key": lambda c: _changed(c, public=base64.b64encode(bytes(32)).decode()),
    "a newer format": lambda c: _changed(c, format=2),
    "another kind": lambda c: _changed(c, kind="coder-sim backup"),
    "the same fields with blanks": lambda c: json.dumps(json.loads(c)).encode(),
    "a doubled field": lambda c: c.replace(b'"format":1', b'"format":1,"format":1'),
    "NaN for a score": lambda c: c.replace(b'"learning_pct":40.0', b'"learning_pct":NaN'),
    "a byte order mark": lambda c: b"\xef\xbb\xbf" + c,
    "nothing": lambda c: b"",
    "a list": lambda c: b"[]",
    "deep nesting": lambda c: b"[" * 100_000,
    "not text": lambda c: b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_altered_file_is_taken(content: bytes, name: str) -> None:
    assert refused(CHANGES[name](content))


def test_an_honestly_signed_file_of_something_else_is_refused(key: Ed25519PrivateKey) -> None:
    whole = json.loads(written((an_attempt(),), key, learner="", exported_at=AT))
    body = whole["body"]
    changes: tuple[dict[str, Json], ...] = (
        {"attempts": {}},
        {"attempts": [7]},
        {"exported_at": "soon"},
    )
    for change in changes:
        other = canonical_json({**body, **change})
        signature = key.sign(b"coder-sim results 1\n" + other)
        forged = canonical_json(
            {"body": json.loads(other), "signature": base64.b64encode(signature).decode()}
        )
        assert "something else" in refused(forged)


def test_the_score_that_counts_is_made_anew(key: Ed25519PrivateKey, facts: Library) -> None:
    boasting = an_attempt(1, "Z00.00", pct=100.0)
    file = read(written((boasting,), key, learner="", exported_at=AT), FILE)
    (line,) = rescore([(FILE, file)], [a_pack(a_case())], facts)
    assert line.grade is not None
    assert line.grade.scores.learning.pct < 50
    assert line.remarks == (Remark.OTHER_SCORE,)


def test_an_attempt_that_comes_twice_is_known_by_its_id(content: bytes, facts: Library) -> None:
    file = read(content, FILE)
    lines = rescore([("a", file), ("b", file)], [a_pack(a_case())], facts)
    assert [Remark.TWICE in line.remarks for line in lines] == [False, False, True, True]


def test_a_case_without_a_pack_and_an_older_chart_are_told(
    key: Ed25519PrivateKey, facts: Library
) -> None:
    other = replace(an_attempt(1), case_id="unknown")
    old = replace(an_attempt(2), pack_version="0.9.0", learning_pct=None)
    file = read(written((other, old), key, learner="", exported_at=AT), FILE)
    lines = rescore([(FILE, file)], [a_pack(a_case())], facts)
    assert [line.remarks for line in lines] == [(Remark.NO_KEY,), (Remark.OTHER_PACK,)]
    assert lines[0].grade is None


def test_a_clock_that_went_back_is_told(key: Ed25519PrivateKey, facts: Library) -> None:
    attempts = (an_attempt(2), an_attempt(1))
    file = read(written(attempts, key, learner="", exported_at=AT), FILE)
    lines = rescore([(FILE, file)], [a_pack(a_case())], facts)
    assert [Remark.CLOCK in line.remarks for line in lines] == [False, True]


def test_an_installation_keeps_its_key_for_its_own_eyes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    one, two = install_key(home), install_key(home)
    assert one.private_bytes_raw() == two.private_bytes_raw()
    assert (home / KEY_FILE).stat().st_mode & 0o077 == 0
    assert [path.name for path in home.iterdir()] == [KEY_FILE]


def test_a_damaged_key_is_named(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"short")
    with pytest.raises(EnvironmentFault, match="damaged"):
        install_key(tmp_path)


def test_a_fingerprint_is_short_and_of_one_key_only(key: Ed25519PrivateKey) -> None:
    name = fingerprint(key.public_key().public_bytes_raw())
    assert name.startswith("K-")
    assert len(name) == 11
    assert name != fingerprint(bytes(32))
