"""Reads a publisher's plain text: decoded, in lines, without what no such file holds."""

from coder_sim.library.readers.catalog import fault

_LONGEST = 20_000
"""Characters of one line."""
_AGAIN = "Take the file from its publisher again."


def decoded(data: bytes) -> str:
    """Return a file as text: UTF-16 or UTF-8 by its mark, else UTF-8, else Windows-1252.

    Raises SourceError for binary content.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(data, "utf-16")
    if 0 in data:
        raise fault("it is no text: it holds bytes of zero", todo=_AGAIN)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(data, "cp1252")


def lines_of(data: bytes, longest: int = _LONGEST) -> list[str]:
    """Return the lines of a file without their ends; line 1 is at index 0.

    Raises SourceError for binary content and for a line no such file has.
    """
    # Not splitlines: it also breaks at form feeds and other signs inside a line.
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    lines = text.removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if len(line) > longest:
            raise fault(f"a line has more than {longest:,} characters", f"line {number}", _AGAIN)
    return lines


def head_lines(head: bytes) -> list[str]:
    """Return the whole lines at the beginning of a file; nothing where it is no text."""
    if 0 in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return []
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    text = head.decode(encoding, "replace").removeprefix("\xef\xbb\xbf")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fault("its text cannot be decoded", f"line {line}", _AGAIN) from None
