"""Hostile contents: JSON that lies, fields out of bounds, codes that are none, text that bites."""

from collections.abc import Iterator
from pathlib import Path

from tests.hostile.items import Item, Make, Verdict, changed, filed, packed, put
from tests.packs import zips
from tests.packs.folders import STAY_NOTE, PackFolder

TAKEN = Verdict.TAKEN
KEY = "cases/stay/key.json"
NOTE = "cases/stay/summary.txt"


def _note(addition: str) -> Make:
    return filed(NOTE, (STAY_NOTE + addition).encode("utf-8", "surrogatepass"))


def _key_text(old: str, new: str) -> Make:
    """Return a maker whose key.json has one spelling replaced as text."""

    def change(files: dict[str, bytes]) -> None:
        text = files[KEY].decode()
        assert old in text
        files[KEY] = text.replace(old, new, 1).encode("utf-8", "surrogatepass")

    return packed(change)


def _manifest(listed: bytes) -> Make:
    def make(place: Path) -> Path:
        files = zips.members(PackFolder(place / "small-pack"))
        return zips.write(place / "small.casepack", files, listed=listed)

    return make


def _many_fields() -> bytes:
    return b"{" + b",".join(b'"%x":0' % place for place in range(600_000)) + b"}"


def _json() -> Iterator[Item]:
    code = '"code": "I11.0"'
    yield Item("a field twice", _key_text(code, f'{code}, "code": "I10"'))
    yield Item("NaN", _key_text(code, f'{code}, "weight": NaN'))
    yield Item("Infinity", _key_text(code, f'{code}, "weight": Infinity'))
    yield Item("a number without end", _key_text(code, f'{code}, "weight": 1e999'))
    yield Item("a number of 5,000 digits", _key_text(code, f'{code}, "weight": {"9" * 5000}'))
    yield Item("half a character", _key_text(code, f'{code}, "rationale": "\\ud800"'))
    yield Item("a comma too many", _key_text(code, f"{code},"))
    yield Item("a remark", _key_text(code, f"{code} /* why */"))
    yield Item("nested 100,000 deep", filed(KEY, b"[" * 100_000))
    yield Item("two million empty lists", filed(KEY, b"[" + b"[]," * 2_000_000 + b"[]]"))
    yield Item("three million numbers", filed("pack.json", b"[" + b"1," * 3_000_000 + b"1]"))
    yield Item("600,000 fields", filed(KEY, _many_fields()))
    yield Item("nested in objects", filed(KEY, b'{"a":' * 50_000))
    yield Item("a list", filed(KEY, b"[]"))
    yield Item("a text", filed(KEY, b'"key"'))
    yield Item("a number", filed(KEY, b"7"))
    yield Item("nothing", filed(KEY, b""))
    yield Item("null", filed(KEY, b"null"))
    yield Item("two values", filed(KEY, b"{} {}"))
    yield Item("a byte order mark", filed(KEY, b"\xef\xbb\xbf{}"))
    yield Item("UTF-16", filed(KEY, "{}".encode("utf-16")))
    yield Item("bytes that are no UTF-8", filed(KEY, b'{"lines": "\xff"}'))
    yield Item("YAML", filed("pack.json", b"format: 1\nid: small-pack\n"))
    yield Item("XML", filed("pack.json", b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///x">'))
    yield Item("Python", filed("pack.json", b"__import__('os').system('true')"))
    yield Item("a pickle", filed("pack.json", b"\x80\x04\x95\x0b\x00\x00\x00"))
    yield Item("a manifest that is no JSON", _manifest(b"nope"))
    yield Item("a manifest of another format", _manifest(b'{"format": 2, "files": {}}'))
    yield Item("a manifest that lists nothing", _manifest(b'{"format": 1, "files": {}}'))
    yield Item("a manifest with numbers", _manifest(b'{"format": 1, "files": {"pack.json": 7}}'))


_FIELDS: tuple[tuple[str, str, str, object], ...] = (
    ("a newer format", "pack", "format", 2),
    ("a format that is a text", "pack", "format", "1"),
    ("a format that is true", "pack", "format", True),
    ("no cases", "pack", "cases", []),
    ("a case twice", "pack", "cases", ["stay", "stay"]),
    ("a case that leads out", "pack", "cases", ["../stay"]),
    ("a case that is a device", "pack", "cases", ["con"]),
    ("a case that is not there", "pack", "cases", ["stay", "visit", "ghost"]),
    ("a pack id with a slash", "pack", "id", "a/b"),
    ("a pack id in capitals", "pack", "id", "PACK"),
    ("a pack id of 10,000 letters", "pack", "id", "a" * 10_000),
    ("an empty pack id", "pack", "id", ""),
    ("a version that is no version", "pack", "version", "newest"),
    ("a version in Arabic digits", "pack", "version", "\u0661.\u0660.\u0660"),
    ("a title of 100,000 letters", "pack", "title", "x" * 100_000),
    ("a title that is a list", "pack", "title", ["x"]),
    ("an unknown track", "pack", "tracks", ["MD"]),
    ("an unknown setting", "case", "setting", "spa"),
    ("difficulty 6", "case", "difficulty", 6),
    ("difficulty 2.5", "case", "difficulty", 2.5),
    ("a negative age", "case", "age", -1),
    ("an age of 10^18", "case", "age", 10**18),
    ("a day that is none", "case", "discharge", "2026-02-30"),
    ("a discharge before the admission", "case", "discharge", "2026-05-01"),
    ("no documents", "case", "documents", []),
    ("10,000 documents", "case", "documents", [{"id": f"d{n}"} for n in range(10_000)]),
    ("a document outside", "case", "documents.0.file", "../../../etc/passwd"),
    ("a document from the root", "case", "documents.0.file", "/etc/passwd"),
    ("a document that is a program", "case", "documents.0.file", "summary.exe"),
    ("a document on the web", "case", "documents.0.file", "http://127.0.0.1/x.txt"),
    ("the id of another case", "case", "id", "visit"),
    ("no lines", "key", "lines", []),
    ("a code that is a number", "key", "lines.0.code", 110),
    ("a code that is true", "key", "lines.0.code", True),
    ("a code that is nothing", "key", "lines.0.code", None),
    ("an empty code", "key", "lines.0.code", ""),
    ("a code that is none", "key", "lines.0.code", "I99.99"),
    ("a code in other digits", "key", "lines.0.code", "I\u0661\u0661.0"),
    ("a heading", "key", "lines.0.code", "I11"),
    ("a code of another system", "key", "lines.0.code", "99214"),
    ("a code with markup", "key", "lines.0.code", "<b>I10</b>"),
    ("a code with SQL", "key", "lines.0.code", "I10'; DROP"),
    ("an unknown system", "key", "lines.0.system", "ICD-9"),
    ("a POA that is none", "key", "lines.0.poa", ["X"]),
    ("0 units", "key", "lines.0.units", 0),
    ("-1 units", "key", "lines.0.units", -1),
    ("10^20 units", "key", "lines.0.units", 10**20),
    ("units as text", "key", "lines.0.units", "1"),
    ("a weight below nothing", "key", "lines.0.weight", -1),
    ("a modifier that is none", "key", "lines.0.modifiers", ["LEFT!"]),
    ("a pointer to nothing", "key", "lines.0.pointers", ["ghost"]),
    ("a first line that is none", "key", "first_allowed", ["ghost"]),
    ("the id of another line", "key", "lines.1.id", "d1"),
    ("evidence in no document", "key", "lines.0.evidence", [{"doc": "ghost", "quote": "x"}]),
    ("evidence that is not there", "key", "lines.0.evidence", [{"doc": "summary", "quote": "Z"}]),
    ("an empty quote", "key", "lines.0.evidence", [{"doc": "summary", "quote": ""}]),
    (
        "the hundredth of one",
        "key",
        "lines.0.evidence",
        [{"doc": "summary", "quote": "furosemide", "nth": 100}],
    ),
    ("10,000 lines", "key", "lines", [{"id": f"d{n}"} for n in range(10_000)]),
    ("a rationale of 1 MB", "key", "lines.0.rationale", "x" * 1_000_000),
    ("a credit of 7", "key", "lines.0.alternates", [{"code": "I10", "credit": 7, "why": "x"}]),
    ("a DRG that is a text", "key", "drg", "291"),
)


def _fields() -> Iterator[Item]:
    for name, part, path, value in _FIELDS:
        yield Item(name, put(part, path, value))
    circle = [
        {"id": "c1", "before": "d1", "after": "d2"},
        {"id": "c2", "before": "d2", "after": "d1"},
    ]
    yield Item("an order in a circle", put("key", "constraints", circle))
    yield Item("a key that is not sealed", filed("cases/stay/key.sealed", b"x"))
    yield Item("no key", changed(lambda pack: pack.removed.add(KEY)))
    yield Item("no chart", changed(lambda pack: pack.removed.add(NOTE)))


def _texts() -> Iterator[Item]:
    yield Item("a line of 20,001 characters", _note("x" * 20_001))
    yield Item("a note of 400,001 characters", _note("0123456789\n" * 40_000))
    yield Item("a sign beyond the BMP", _note("Pain \U0001f600."))
    yield Item("a sign of nothing", _note("a\0b"))
    yield Item("an escape sequence", _note("\x1b]0;owned\x07"))
    yield Item("text read from the right", _note("Code \u202e11.0I\u202c given."))
    yield Item("lines that no limit sees", _note("one\u2028" * 5_000))
    yield Item("half a character in a note", _note("\ud800"))
    yield Item("a note in Latin-1", filed(NOTE, "Caf\xe9".encode("latin-1")))
    yield Item("a note in UTF-16", filed(NOTE, STAY_NOTE.encode("utf-16")))
    yield Item("an empty note", filed(NOTE, b""))


_HARMLESS = (
    '<img src="file:///dev/zero">',
    "<table>" * 50,
    "<script>alert(1)</script>",
    "![x](file:///etc/passwd)",
    "%s%n%x {0} {__class__} ${jndi:ldap://127.0.0.1/x}",
    '=HYPERLINK("http://127.0.0.1")',
    "'; DROP TABLE attempt; --",
    "e\u0301" * 3_000,
    "\u05d0\u05d1\u05d2 right to left, and back",
    "\\input{/etc/passwd} $(touch x) `touch x`",
    "&lt;&amp;&#x202e;",
)


def _plain_texts() -> Iterator[Item]:
    for number, text in enumerate(_HARMLESS):
        yield Item(f"harmless text {number} in a note", _note(f"\n{text}\n"), TAKEN)
        yield Item(f"harmless text {number} in a title", put("case", "title", text[:100]), TAKEN)
    yield Item("lines that end as on Windows", filed(NOTE, STAY_NOTE.encode()), TAKEN)
    yield Item("an unknown field of a newer program", put("pack", "theme", "dark"), TAKEN)


def items() -> Iterator[Item]:
    """Yield every item of this class."""
    yield from (*_json(), *_fields(), *_texts(), *_plain_texts())
