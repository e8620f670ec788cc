"""Official files are fetched over https, verified, and thrown away where they do not verify."""

import hashlib
import io
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPMessage
from pathlib import Path
from urllib.request import Request

import pytest

from coder_sim.errors import EnvironmentFault, SourceError
from coder_sim.library import downloads
from coder_sim.library.downloads import Fetched, OfficialFile, Response, fetched
from coder_sim.library.readers.catalog import SourceKind
from tests.library import import_samples as samples
from tests.library.importing import zipped

CONTENT = zipped([("HCPCS.txt", samples.HCPCS)])
FILE = OfficialFile(
    "Invented items",
    "https://example.org/files/items.zip",
    len(CONTENT),
    hashlib.sha256(CONTENT).hexdigest(),
)
COUNTED = OfficialFile("Counted", "https://example.org/c.zip", kind=SourceKind.HCPCS, count=3)


class _Answer(io.BytesIO):
    headers = HTTPMessage()


class Publisher:
    """Answers instead of a server."""

    def __init__(self, content: bytes, error: Exception | None = None) -> None:
        self._content, self._error = content, error
        self.asked: list[str] = []

    @contextmanager
    def __call__(self, address: str) -> Iterator[Response]:
        self.asked.append(address)
        if self._error is not None:
            raise self._error
        yield _Answer(self._content)


def _fetch(home: Path, publisher: Publisher, file: OfficialFile = FILE) -> Fetched:
    with fetched(home, files=[file], fetch=publisher) as (item,):
        assert item.path is None or item.path.is_file()
    assert list(home.iterdir()) == [], "nothing stays behind"
    return item


def test_a_file_that_verifies_is_handed_on_and_gone_afterwards(home: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    publisher = Publisher(CONTENT)
    with fetched(home, lambda *step: steps.append(step), [FILE], publisher) as (item,):
        assert item.path is not None
        assert item.path.read_bytes() == CONTENT
    assert publisher.asked == ["https://example.org/files/items.zip"]
    assert steps[-1] == (len(CONTENT), len(CONTENT), "Fetching items.zip")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (CONTENT[:-1], "bytes instead of"),
        (CONTENT + b"x", "longer than"),
        (CONTENT[:-1] + b"x", "not what its publisher released"),
        (b"<html>Please accept</html>", "bytes instead of"),
    ],
)
def test_a_file_that_does_not_verify_is_thrown_away(
    home: Path, content: bytes, complaint: str
) -> None:
    item = _fetch(home, Publisher(content))
    assert item.path is None
    assert isinstance(item.error, SourceError)
    assert complaint in str(item.error)


def test_without_a_known_hash_the_count_of_codes_decides(home: Path) -> None:
    assert _fetch(home, Publisher(CONTENT), COUNTED).error is None
    fewer = samples.HCPCS.replace("V0003001003", "V0003001007").replace("V0003", "   V3")
    item = _fetch(home, Publisher(zipped([("a.txt", fewer)])), COUNTED)
    assert "holds 2 codes instead of 3" in str(item.error)
    item = _fetch(home, Publisher(b"<html>License</html>"), COUNTED)
    assert "holds no HCPCS Level II" in str(item.error)


@pytest.mark.parametrize(
    ("error", "complaint"),
    [
        (urllib.error.URLError("no such host"), "no way to its server (no such host)"),
        (TimeoutError("timed out"), "no way to its server (timed out)"),
        (
            urllib.error.HTTPError("https://example.org", 403, "Forbidden", Message(), None),
            "its server answers 403",
        ),
    ],
)
def test_a_missing_network_or_a_refusal_is_said_plainly(
    home: Path, error: Exception, complaint: str
) -> None:
    item = _fetch(home, Publisher(CONTENT, error))
    assert isinstance(item.error, EnvironmentFault)
    assert complaint in item.error.what
    assert "https://example.org/files/items.zip" in item.error.todo


def test_a_cancelled_download_leaves_nothing(home: Path) -> None:
    def cancel(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), fetched(home, cancel, [FILE], Publisher(CONTENT)):
        pass
    assert list(home.iterdir()) == []


def test_only_https_is_ever_asked() -> None:
    assert all(file.address.startswith("https://") for file in downloads.OFFICIAL)
    assert all(file.sha256 or file.count for file in downloads.OFFICIAL)
    with pytest.raises(ValueError, match="no https address"):
        downloads.https("http://example.org/file.zip")


def test_a_redirection_to_another_protocol_is_not_followed() -> None:
    request = Request("https://example.org/a")
    follow = downloads._OnlyHttps().redirect_request
    headers = HTTPMessage()
    assert follow(request, io.BytesIO(), 302, "", headers, "http://example.org/b") is None
    assert follow(request, io.BytesIO(), 302, "", headers, "file:///etc/passwd") is None
    followed = follow(request, io.BytesIO(), 302, "", headers, "https://example.org/b")
    assert followed is not None
