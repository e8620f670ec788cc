"""Zips, folders and workbooks are looked through without ever unpacking what is hostile."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from coder_sim.library import containers
from coder_sim.library.containers import Found, PassedOver, Unreadable, gather
from coder_sim.library.readers.known import keeper_of, reader_of
from tests.library import import_samples as samples
from tests.library.importing import new_home, zipped

SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _write(tmp_path: Path, content: bytes | bytearray) -> Path:
    file = tmp_path / "publisher.zip"
    file.write_bytes(content)
    return file


def _refusal(file: Path) -> str:
    (item,) = gather(file)
    assert isinstance(item, Unreadable), item
    problem = item.error.problems[0]
    assert problem.file.startswith(file.name)
    return problem.what


def _entry(name: str, mode: int = 0o100644, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.external_attr, info.compress_type = mode << 16, method
    return info


def _archive(*members: tuple[zipfile.ZipInfo, bytes], comment: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.comment = comment
        for info, content in members:
            archive.writestr(info, content)
    return stream.getvalue()


def _overlapping() -> bytes:
    """Return a zip whose entries all point at the first member, as a bomb does."""
    content = bytearray(zipped((f"{n}.txt", b"0" * 5000) for n in range(40)))
    place = content.index(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<L", content, place + 42, 0)
        place = content.find(b"PK\x01\x02", place + 1)
    return bytes(content)


def _encrypted() -> bytes:
    content = bytearray(zipped([("a.txt", b"words")]))
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + 8, 1)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (zipped([("bomb.txt", bytes(60_000_000))]), "Unpacks to more than 200 times"),
        (_overlapping(), "damaged"),
        (_encrypted(), "Is encrypted"),
        (_archive((_entry("link", 0o120777), b"/etc/passwd")), "Is a link"),
        (_archive((_entry("../../up.txt"), b"x")), "leads out of the zip"),
        (_archive((_entry("/etc/up.txt"), b"x")), "leads out of the zip"),
        (_archive((_entry("C:/up.txt"), b"x")), "leads out of the zip"),
        (_archive((_entry("a.txt", method=zipfile.ZIP_LZMA), b"x")), "a method that is not read"),
        (zipped((f"{n}", b"") for n in range(5_001)), "Holds more than 5,000 files"),
        (zipped([("a.txt", b"words")])[:-30], "damaged"),
        (zipped([("a.txt", b"words")]) + b"more", "damaged"),
        (b"PK\x03\x04 and nothing else", "damaged"),
        (b"MZ" + zipped([("a.txt", b"words")]), ""),
    ],
    # A zip tells the time: its bytes name no test.
    ids=lambda part: part if isinstance(part, str) else "zip",
)
def test_a_hostile_zip_is_refused_before_it_is_unpacked(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    file = _write(tmp_path, content)
    if complaint:
        assert complaint in _refusal(file)
    else:
        (item,) = gather(file)
        assert isinstance(item, Found)
        assert reader_of(item.data) is None


def test_zips_in_zips_end_somewhere(tmp_path: Path) -> None:
    content = zipped([("a.txt", b"words")])
    for _ in range(containers.DEEPEST):
        content = zipped([("inner.zip", content)])
    (item,) = gather(_write(tmp_path, content))
    assert isinstance(item, Unreadable)
    assert item.name.count("inner.zip") == containers.DEEPEST


def test_a_damaged_member_does_not_keep_the_zip_from_being_told(tmp_path: Path) -> None:
    content = bytearray(
        _archive((_entry("a.txt", method=zipfile.ZIP_STORED), b"words of a publisher"))
    )
    content[content.index(b"words")] ^= 0xFF
    assert "Is damaged" in _refusal(_write(tmp_path, content))


def test_a_zip_may_have_a_comment_and_folders_of_its_own(tmp_path: Path) -> None:
    folder = zipfile.ZipInfo("folder/")
    content = _archive(
        (folder, b""), (_entry("folder/a b (1).txt"), b"words"), comment=b"made by hand"
    )
    (item,) = gather(_write(tmp_path, content))
    assert isinstance(item, Found)
    assert item.name == "publisher.zip/folder/a b (1).txt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_hang_the_program(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "no ordinary file" in _refusal(pipe)
    (item,) = gather(tmp_path)
    assert isinstance(item, PassedOver)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "cannot be opened" in _refusal(tmp_path / "missing")


def test_too_large_a_file_is_refused_and_a_vocabulary_cut_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "FILE_BYTES", 100)
    file = tmp_path / "file"
    file.write_text(samples.LONGULT)
    (item,) = gather(file, keeper_of)
    assert isinstance(item, Unreadable)
    assert "larger than" in item.error.problems[0].what
    file.write_text(samples.ATHENA)
    (item,) = gather(file, keeper_of)
    assert isinstance(item, Found)
    assert b"SNOMED" not in item.data
    reader = reader_of(item.data)
    assert reader is not None
    assert reader.read(item.data).count == 2


def _workbook(sheet: str, strings: str = "") -> bytes:
    return zipped(
        [
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", f'<workbook xmlns="{SHEET_NS}"/>'),
            ("xl/sharedStrings.xml", f'<sst xmlns="{SHEET_NS}">{strings}</sst>'),
            (
                "xl/worksheets/sheet1.xml",
                f'<worksheet xmlns="{SHEET_NS}"><sheetData>{sheet}</sheetData></worksheet>',
            ),
        ]
    )


def _as_sheet(text: str) -> str:
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = "".join(
            f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t xml:space="preserve">{cell}'
            "</t></is></c>"
            for column, cell in enumerate(line.split(","))
            if cell
        )
        rows.append(f'<row r="{number}">{cells}</row>')
    return "".join(rows)


def test_a_sheet_of_a_workbook_reads_like_its_csv(tmp_path: Path) -> None:
    csv = samples.HCPCS_SHEET.replace('"Cart pulled by a goat,"', "Cart").replace(
        '"Injection of lemonade, 1 sip"', "Injection"
    )
    verdict = new_home(tmp_path).take_text(_workbook(_as_sheet(csv)), "hcpcs.xlsx")
    assert verdict.name == "hcpcs.xlsx, sheet 1"
    assert (verdict.count, verdict.modifiers, verdict.edition) == (3, 1, "January 2019")


def test_shared_texts_numbers_and_empty_rows_keep_their_places(tmp_path: Path) -> None:
    sheet = (
        '<row r="1"><c r="B1" t="s"><v>0</v></c></row>'
        '<row r="3"><c r="A3"><v>12.0</v></c><c r="C3" t="s"><v>1</v></c></row>'
    )
    strings = "<si><t>one</t></si><si><r><t>two </t></r><r><t>parts</t></r></si>"
    (item,) = gather(_write(tmp_path, _workbook(sheet, strings)))
    assert isinstance(item, Found)
    assert item.data == b",one,\n\n12,,two parts\n"


@pytest.mark.parametrize(
    ("sheet", "complaint"),
    [
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "a text is missing"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "more than 256 columns"),
        ('<row r="2"/><row r="1"/>', "out of order"),
        ('<row r="99999999"/>', "out of order"),
        ("<row", "damaged"),
        ("</sheetData></worksheet><!DOCTYPE x>", "damaged"),
    ],
)
def test_a_hostile_workbook_is_refused(tmp_path: Path, sheet: str, complaint: str) -> None:
    assert complaint in _refusal(_write(tmp_path, _workbook(sheet)))


def test_a_document_for_people_is_passed_over(tmp_path: Path) -> None:
    content = zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")])
    (item,) = gather(_write(tmp_path, content))
    assert isinstance(item, PassedOver)
