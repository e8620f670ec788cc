"""Plain text from publishers is decoded as they write it, and binary content is refused."""

import pytest

from coder_sim.errors import SourceError
from coder_sim.library.readers.text_source import decoded, head_lines, lines_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_the_same_in_every_encoding_that_publishers_use(encoding: str) -> None:
    assert decoded("Ménière\n".encode(encoding)) == "Ménière\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system_and_only_there(end: str) -> None:
    assert lines_of(f"one\x0cpage{end}two{end}".encode()) == ["one\x0cpage", "two"]
    assert head_lines(f"one{end}two".encode("utf-8-sig")) == ["one", "two"]


@pytest.mark.parametrize(
    ("data", "complaint", "place"),
    [
        (b"code\x00title", "bytes of zero", ""),
        (b"fine\nnot \x81 fine", "cannot be decoded", "line 2"),
        (b"fine\n" + b"x" * 20_001, "more than 20,000 characters", "line 2"),
        (b"\xff\xfea", "cannot be decoded", "line 1"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, complaint: str, place: str) -> None:
    with pytest.raises(SourceError, match=complaint) as refused:
        lines_of(data)
    assert refused.value.problems[0].field == place


def test_the_head_of_a_binary_file_has_no_lines() -> None:
    assert head_lines(b"PK\x03\x04\x00\x00") == []
