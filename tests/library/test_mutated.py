"""Damaged files of every kind: read to the end, or refused in words, within seconds."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder_sim.errors import SourceError
from coder_sim.library.readers.catalog import Reader
from coder_sim.library.readers.known import READERS, reader_of
from tests.examples import examples
from tests.library import samples, samples_books
from tests.library.test_claim_rules import POA, POA_SHEET, POA_XML, TABLE

SAMPLES = (
    *(samples.TABULAR, samples_books.INDEX, samples_books.EXTERNAL, samples_books.NEOPLASMS),
    *(samples_books.DRUGS, samples_books.PCS_TABLES, samples_books.PCS_INDEX),
    *(samples_books.PCS_DEFINITIONS, samples_books.CM_ORDER, samples_books.PCS_ORDER),
    *(samples_books.CM_CODES, samples_books.PCS_CODES, POA, POA_SHEET, POA_XML, TABLE),
)
LONGEST = timedelta(seconds=5)
"""Far more than any of them takes: what takes longer hangs."""
PIECES = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b'"', b"<", b"&", b"]]>"),
    *(b"&a;", b"&#0;", b"<!DOCTYPE x>", b'<?xml version="1.1" encoding="utf-7"?>', b"<a>" * 50),
    *(b"9" * 5_000, b"x" * 30_000, "\ud7ff\u2028\U0001f600".encode(), b"<!--", b"<![CDATA["),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a file that was cut, mixed, overwritten or written into in some places."""
    data = bytearray(draw(st.sampled_from(SAMPLES)).encode())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(("cut", "piece", "bytes", "repeat", "mix"))):
            case "cut":
                del data[at : at + length * 20]
            case "piece":
                data[at:at] = draw(st.sampled_from(PIECES))
            case "bytes":
                data[at : at + length] = draw(st.binary(max_size=12))
            case "repeat":
                data[at:at] = data[at : at + length * 10]
            case _:
                data[at:] = draw(st.sampled_from(SAMPLES)).encode()[at:]
    return bytes(data)


def _survives(data: bytes) -> None:
    """Offer a file to every reader, those too that do not recognise it."""
    with suppress(SourceError):
        reader_of(data)
    for reader in READERS:
        with suppress(SourceError):
            assert reader.read(data).count > 0


RELAXED = (HealthCheck.too_slow, HealthCheck.data_too_large)


@settings(max_examples=50, deadline=LONGEST, suppress_health_check=RELAXED)
@given(damaged())
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    _survives(data)


@pytest.mark.long
@settings(max_examples=examples(500), deadline=LONGEST, suppress_health_check=RELAXED)
@given(damaged())
def test_many_damaged_files_are_read_or_refused(data: bytes) -> None:
    _survives(data)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.kind.slug)
@pytest.mark.parametrize("data", [b"", b"\n", b"\x00" * 100, b"<a/>", b"\xff"])
def test_nothing_is_no_file(reader: Reader[object], data: bytes) -> None:
    with pytest.raises(SourceError):
        reader.read(data)
