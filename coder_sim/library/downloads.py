"""Fetches official files from their publishers and verifies them; the one place with a network.

Only https, only the addresses listed here, only when the user asks. What does not verify by
size and SHA-256, or by the count its publisher states, is thrown away.
"""

import hashlib
import shutil
import ssl
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Protocol

from coder_sim.errors import EnvironmentFault, Problem, SourceError
from coder_sim.library.build import Progress
from coder_sim.library.containers import Found, gather
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.readers.known import reader_of

_CDC = "https://ftp.cdc.gov/pub/Health_Statistics/NCHS/Publications/ICD10CM/2027/"
_CMS = "https://www.cms.gov/files/zip/"
_SCRATCH = "downloading-"
_TIMEOUT_S = 30
_BLOCK = 256 * 1024
_LARGEST = 256 * 1024 * 1024
_BY_HAND = "Fetch it with a browser, then: coder-sim codes import FILE"


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """A file at its publisher, with what it is verified by."""

    what: str
    address: str
    size: int = 0
    """Bytes; 0 where the publisher's copy is verified by its count instead."""
    sha256: str = ""
    kind: SourceKind | None = None
    count: int = 0
    """Codes that a file of ``kind`` in it holds."""

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.address.rpartition("/")[2]


OFFICIAL = (
    OfficialFile(
        "ICD-10-CM FY2027: Tabular List, Alphabetic Index, Neoplasm, Drug and External Cause",
        f"{_CDC}icd10cm-table-and-index-2027.zip",
        20_923_571,
        "99b5c2be16ff53eab861cc0be4b1dacba27f687b8ff4bc700679944355037ee0",
    ),
    OfficialFile(
        "ICD-10-CM FY2027: code descriptions and order file",
        f"{_CDC}icd10cm-code-descriptions-2027.zip",
        2_192_779,
        "93e3ad6004badf470c55bfe679b748ae88fd9b2b421851e409eec382c7713b9a",
    ),
    OfficialFile(
        "ICD-10-PCS FY2027: order file with titles",
        f"{_CMS}2027-icd-10-pcs-order-file-long-abbreviated-titles.zip",
        kind=SourceKind.PCS_ORDER,
        count=79_256,
    ),
)


class Response(Protocol):
    """What is read of an answer."""

    @property
    def headers(self) -> HTTPMessage:
        """Return its headers."""

    def read(self, amount: int, /) -> bytes:
        """Return the next bytes."""


Fetch = Callable[[str], AbstractContextManager[Response]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one file: where it lies, or why it was not had."""

    file: OfficialFile
    path: Path | None
    error: SourceError | EnvironmentFault | None = None


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    """Follows a redirection only to https."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request that follows; None for another protocol."""
        if not newurl.startswith("https://"):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def https(address: str) -> AbstractContextManager[Response]:
    """Open an https address. Raises what urllib raises; ValueError for any other address."""
    if not address.startswith("https://"):
        raise ValueError(f"{address} is no https address")
    opener = urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=ssl.create_default_context()), _OnlyHttps()
    )
    request = urllib.request.Request(address, headers={"User-Agent": "coder-sim"})
    answer: AbstractContextManager[Response] = opener.open(request, timeout=_TIMEOUT_S)
    return answer


@contextmanager
def fetched(
    home: Path,
    progress: Progress = lambda done, total, what: None,
    files: Sequence[OfficialFile] = OFFICIAL,
    fetch: Fetch | None = None,
) -> Iterator[tuple[Fetched, ...]]:
    """Fetch files into a folder that is gone afterwards; nothing stays that did not verify."""
    folder = _scratch(home)
    try:
        yield tuple(_fetched(file, folder, progress, fetch or https) for file in files)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _scratch(home: Path) -> Path:
    """Make the folder for what is being fetched; what an earlier end left behind goes."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        for leftover in home.glob(f"{_SCRATCH}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=home))
    except OSError as error:
        raise _unwritable(home, error) from error


def _fetched(file: OfficialFile, folder: Path, progress: Progress, fetch: Fetch) -> Fetched:
    path = folder / file.name
    try:
        _fetch_to(path, file, progress, fetch)
        _verify_count(path, file)
    except SourceError as error:
        path.unlink(missing_ok=True)
        return Fetched(file, None, error)
    except urllib.error.HTTPError as error:
        error.close()
        return Fetched(file, None, _unreachable(file, f"its server answers {error.code}"))
    except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", None) or error
        return Fetched(file, None, _unreachable(file, f"there is no way to its server ({reason})"))
    except OSError as error:
        raise _unwritable(folder.parent, error) from error
    return Fetched(file, path)


def _fetch_to(path: Path, file: OfficialFile, progress: Progress, fetch: Fetch) -> None:
    """Fetch a file and hold it against its size and hash while it comes."""
    digest = hashlib.sha256()
    done = 0
    most = file.size or _LARGEST
    with fetch(file.address) as answer, path.open("wb") as target:
        stated = answer.headers.get("Content-Length") or ""
        total = file.size or (int(stated) if stated.isdecimal() else 0)
        while block := answer.read(_BLOCK):
            done += len(block)
            if done > most:
                raise _unverified(file, f"it is longer than {most:,} bytes")
            digest.update(block)
            target.write(block)
            progress(min(done, total or done), max(total, done), f"Fetching {file.name}")
    if file.size and done != file.size:
        raise _unverified(file, f"it has {done:,} bytes instead of {file.size:,}")
    if file.sha256 and digest.hexdigest() != file.sha256:
        raise _unverified(file, "its content is not what its publisher released")


def _verify_count(path: Path, file: OfficialFile) -> None:
    """Hold a file without a known hash against the count of codes its publisher states."""
    if file.kind is None:
        return
    for item in gather(path):
        reader = reader_of(item.data) if isinstance(item, Found) else None
        if isinstance(item, Found) and reader is not None and reader.kind is file.kind:
            count = reader.read(item.data).count
            if count != file.count:
                raise _unverified(file, f"it holds {count:,} codes instead of {file.count:,}")
            return
    raise _unverified(file, f"it holds no {file.kind.value}")


def _unverified(file: OfficialFile, what: str) -> SourceError:
    todo = f"Nothing of it was kept. Try again later. {_BY_HAND}"
    return SourceError(Problem(f"It does not verify: {what}.", file.name, todo=todo))


def _unreachable(file: OfficialFile, why: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"{file.name} could not be fetched: {why}.", f"It is at {file.address} . {_BY_HAND}"
    )


def _unwritable(home: Path, error: OSError) -> EnvironmentFault:
    return EnvironmentFault(
        f"Nothing can be written in {home}: {error.strerror or error}.",
        "Make room on the disk and check the rights of that folder.",
    )
