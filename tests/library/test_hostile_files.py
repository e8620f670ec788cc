"""Whatever a file holds, it is read or refused in words, and a refusal changes not a byte."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder_sim.domain.code_files import FileVerdict, ImportReport, Outcome
from coder_sim.errors import SourceError
from coder_sim.library.readers.known import READERS, reader_of
from coder_sim.wording.code_files import report_lines
from tests.examples import examples
from tests.library.importing import new_home
from tests.library.mutations import ANY, TEXTS, XML, XMLS

FILES = TEXTS | XMLS
CASES = [
    *((file, damage) for file in TEXTS for damage in ANY),
    *((file, damage) for file in XMLS for damage in (*ANY, *XML)),
]


def _damaged(file: str, damage: str) -> bytes:
    return (ANY | XML)[damage](FILES[file])


def _refused(data: bytes) -> SourceError | None:
    """Return why a file is refused; None where it is read. Nothing else may be raised."""
    try:
        reader = reader_of(data)
        if reader is None:
            raise SourceError
        content = reader.read(data)
    except SourceError as error:
        return error
    assert content.count > 0
    assert content.rows
    return None


def test_there_is_damage_enough() -> None:
    assert len(ANY) >= 23
    assert len(ANY | XML) >= 33


@pytest.mark.parametrize(("file", "damage"), CASES)
def test_a_damaged_file_is_read_or_refused_in_words(file: str, damage: str) -> None:
    error = _refused(_damaged(file, damage))
    for problem in error.problems if error else ():
        assert problem.what
        assert "Traceback" not in problem.what
        assert len(problem.what) < 400


@pytest.mark.parametrize("file", FILES)
def test_a_refused_file_leaves_every_byte_as_it_was(file: str, tmp_path: Path) -> None:
    home = new_home(tmp_path)
    before = home.state()
    damages = (*ANY, *XML) if file in XMLS else tuple(ANY)
    tried = 0
    for damage in damages:
        data = _damaged(file, damage)
        if _refused(data) is not None:
            tried += 1
            verdict = home.take_text(data, f"{file} {damage}".replace("/", " "))
            assert verdict.outcome in (Outcome.REFUSED, Outcome.PASSED_OVER), damage
            _assert_said(verdict)
            assert home.state() == before, damage
    assert tried >= 8


def _assert_said(verdict: FileVerdict) -> None:
    lines = report_lines(ImportReport((verdict,)))
    assert len(lines) >= 3
    assert all(line.isprintable() for line in lines)


@pytest.mark.long
@pytest.mark.parametrize("file", FILES)
def test_a_damaged_file_that_is_taken_all_the_same_builds_a_library(
    file: str, tmp_path: Path
) -> None:
    damages = (*ANY, *XML) if file in XMLS else tuple(ANY)
    home = new_home(tmp_path)
    for damage in damages:
        data = _damaged(file, damage)
        if _refused(data) is None:
            verdict = home.take_text(data, "file")
            _assert_said(verdict)
            with home.open() as library:
                assert library.editions()


def _try(data: bytes) -> None:
    for reader in READERS:
        with contextlib.suppress(SourceError):
            if reader.recognises(data[:65_536]):
                reader.read(data)


def _spliced(draw: st.DrawFn) -> bytes:
    """Return a real file with pieces of it, or of anything, in the wrong place."""
    data = bytearray(FILES[draw(st.sampled_from(sorted(FILES)))])
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 60))
        piece = draw(
            st.one_of(
                st.binary(max_size=40),
                st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")),
                st.sampled_from([bytes(data[:80]), b"\t", b'"', b"<", b"</title>", b"\n", b"0"]),
            )
        )
        data[place : place + length] = piece
    return bytes(data)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_readers_only_ever_raise_their_own_error(data: st.DataObject) -> None:
    _try(data.draw(st.composite(_spliced)()))


@pytest.mark.long
@settings(max_examples=examples(500), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_readers_only_ever_raise_their_own_error_in_many_trials(data: st.DataObject) -> None:
    _try(data.draw(st.composite(_spliced)()))


@pytest.mark.long
@settings(max_examples=examples(500), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=3000))
def test_readers_stand_any_bytes(data: bytes) -> None:
    for reader in READERS:
        with contextlib.suppress(SourceError):
            reader.read(data)
