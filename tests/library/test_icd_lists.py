"""Order and code files of ICD-10-CM and ICD-10-PCS are told apart by their codes and read."""

import pytest

from coder_sim.errors import SourceError
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.readers.icd_lists import (
    CM_CODES,
    CM_ORDER,
    PCS_CODES,
    PCS_ORDER,
    ListedCode,
)
from coder_sim.library.readers.known import reader_of
from tests.library import samples_books


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples_books.CM_ORDER, SourceKind.CM_ORDER),
        (samples_books.PCS_ORDER, SourceKind.PCS_ORDER),
        (samples_books.CM_CODES, SourceKind.CM_CODES),
        (samples_books.PCS_CODES, SourceKind.PCS_CODES),
        (samples_books.CM_ORDER.replace("\n", "\r\n"), SourceKind.CM_ORDER),
    ],
)
def test_each_list_is_known_by_its_columns_and_codes(content: str, kind: SourceKind) -> None:
    reader = reader_of(content.encode())
    assert reader is not None
    assert reader.kind is kind


@pytest.mark.parametrize(
    "content",
    [
        "00100 Some service, in words\n",
        "00100\tSome service, in words\n",
        "Add:    A000    Sample fever, low\n",
        "A000,Sample fever\n",
        "Sample fever of unknown origin\n",
        samples_books.CM_CODES + "and so on\n",
        "",
    ],
)
def test_other_text_is_no_list_of_codes(content: str) -> None:
    assert not any(
        reader.recognises(content.encode()) for reader in (CM_CODES, CM_ORDER, PCS_CODES, PCS_ORDER)
    )


def test_an_order_file_has_headings_and_both_titles() -> None:
    content = CM_ORDER.read(samples_books.CM_ORDER.encode())
    assert content.rows[:2] == (
        ListedCode("A00", "Sample fever", False, "Sample fever"),
        ListedCode("A000", "Sample fever, low", True, "Sample fever, lo"),
    )
    assert (content.count, content.edition.name) == (2, "")
    assert PCS_ORDER.read(samples_books.PCS_ORDER.encode()).count == 1


def test_a_code_file_has_codes_alone() -> None:
    assert CM_CODES.read(samples_books.CM_CODES.encode()).rows == (
        ListedCode("A000", "Sample fever, low", True),
        ListedCode("S00XXXA", "Bump, first visit", True),
    )


@pytest.mark.parametrize(
    ("content", "complaint", "place"),
    [
        (samples_books.CM_ORDER + "00004 A001", "no line of an ICD-10-CM order file", "line 4"),
        (samples_books.CM_ORDER + samples_books.PCS_ORDER, "0XA is no code", "line 4"),
        (samples_books.CM_ORDER * 2, "A00 stands there twice", "line 4"),
        (samples_books.CM_ORDER.split("\n", maxsplit=1)[0], "holds no codes", ""),
    ],
)
def test_a_damaged_or_mixed_list_is_refused_with_its_line(
    content: str, complaint: str, place: str
) -> None:
    with pytest.raises(SourceError, match=complaint) as refused:
        CM_ORDER.read(content.encode())
    assert refused.value.problems[0].field == place
