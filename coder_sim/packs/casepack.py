"""A .casepack file: a zip whose every size, span and name is checked before its content is read."""

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from coder_sim.errors import PackError, Problem
from coder_sim.packs import limits
from coder_sim.packs.limits import MIB
from coder_sim.packs.models import ManifestPart
from coder_sim.packs.names import MANIFEST_FILE, clashes, name_fault
from coder_sim.packs.schema import check
from coder_sim.packs.strict_json import parse

_END = struct.Struct("<4s4H2LH")
"""Signature, disk, disk of directory, entries here, entries, directory size, offset, comment."""
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_END_SIGNATURE = b"PK\x05\x06"
_DIRECTORY_ENTRY = 46 + limits.PATH_BYTES + 64
"""Bytes that one entry of the directory may take on average."""
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8
_DESCRIPTOR_BYTES = 24
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
)
"""What the standard reader raises on a damaged or hostile file."""
_REBUILD = "Make the file again with: coder-sim pack build."


class Casepack:
    """A pack in one file, held in memory."""

    def __init__(self, path: Path) -> None:
        self.title = path.name
        self._content = self._load(path)
        self._check_end()
        try:
            # Over memory, not over a file: there is no handle to close.
            self._archive = zipfile.ZipFile(io.BytesIO(self._content))
        except _DAMAGE:
            raise self._damaged() from None
        self._entries = self._checked_entries()
        self._digests = self._manifest()
        self.names = frozenset(self._digests)

    def read(self, name: str) -> bytes:
        """Return a member's content, held against the manifest; raises PackError."""
        content = self._member(name)
        if hashlib.sha256(content).hexdigest() != self._digests.get(name):
            raise self._refusal("Is not as it was when the pack was built.", _REBUILD, name)
        return content

    def _load(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                content = file.read(limits.CONTAINER_BYTES + 1)
        except OSError as error:
            raise self._refusal(f"Cannot be read: {error.strerror}.", "Check the file.") from None
        if len(content) > limits.CONTAINER_BYTES:
            limit = f"{limits.CONTAINER_BYTES // MIB} MB"
            raise self._refusal(f"Is larger than {limit}.", "Split the pack.")
        return content

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._archive.infolist()
        problems = [
            Problem(what=what, file=f"{self.title}/{entry.orig_filename[:80]}", todo=_REBUILD)
            for entry in entries
            for what in _entry_faults(entry)
        ][: limits.PROBLEMS]
        problems += [
            Problem(what="Stands in the pack more than once.", file=f"{self.title}/{name}")
            for name in clashes(entry.filename for entry in entries)
        ][: limits.PROBLEMS]
        if sum(entry.file_size for entry in entries) > limits.TOTAL_BYTES:
            total = f"{limits.TOTAL_BYTES // MIB} MB"
            problems.append(Problem(what=f"Unpacks to more than {total}.", file=self.title))
        if problems:
            raise PackError(*problems)
        self._check_spans(entries)
        return {entry.filename: entry for entry in entries if not _is_folder(entry)}

    def _check_end(self) -> None:
        """Refuse all but a plain zip that ends where its directory ends."""
        tail = self._content[-_END.size :]
        if not self._content.startswith(b"PK") or len(tail) < _END.size:
            raise self._refusal("Is no case pack.", "Choose a .casepack file or a pack folder.")
        signature, disk, other, here, entries, size, offset, comment = _END.unpack(tail)
        if signature != _END_SIGNATURE or comment or disk or other or here != entries:
            raise self._damaged()
        if entries > limits.CONTAINER_MEMBERS or size > entries * _DIRECTORY_ENTRY:
            most = f"{limits.CONTAINER_MEMBERS:,}"
            raise self._refusal(f"Holds more than {most} files.", "Split the pack.")
        if offset + size + _END.size != len(self._content):
            raise self._damaged()

    def _check_spans(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuse members that share bytes, and bytes that belong to no member."""
        place = slack = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            head = self._content[entry.header_offset : entry.header_offset + _LOCAL.size]
            if len(head) < _LOCAL.size or not 0 <= entry.header_offset - place <= slack:
                raise self._damaged()
            signature, *_, name, extra = _LOCAL.unpack(head)
            if signature != _LOCAL_SIGNATURE:
                raise self._damaged()
            place = entry.header_offset + _LOCAL.size + name + extra + entry.compress_size
            slack = _DESCRIPTOR_BYTES if entry.flag_bits & _DESCRIPTOR else 0
        if not 0 <= self._archive.start_dir - place <= slack:
            raise self._damaged()

    def _member(self, name: str) -> bytes:
        entry = self._entries.get(name)
        if entry is None:
            raise self._refusal("Is missing.", _REBUILD, name)
        try:
            with self._archive.open(entry) as member:
                content = member.read(limits.MEMBER_BYTES + 1)
        except _DAMAGE:
            raise self._refusal("Is damaged.", "Get the file again.", name) from None
        if len(content) != entry.file_size:
            raise self._refusal("Is damaged.", "Get the file again.", name)
        return content

    def _manifest(self) -> dict[str, str]:
        """Return the SHA-256 of every member; each must be listed and there. Raises PackError."""
        file = f"{self.title}/{MANIFEST_FILE}"
        parsed = parse(self._member(MANIFEST_FILE), file=file)
        if parsed.problems:
            raise PackError(*parsed.problems)
        checked = check(ManifestPart, parsed.value, file=file)
        if checked.value is None:
            raise PackError(*checked.problems)
        listed, there = set(checked.value.files), set(self._entries) - {MANIFEST_FILE}
        problems = [*self._unlisted(there - listed, "Is not listed in the manifest.")]
        problems += self._unlisted(listed - there, "Is listed in the manifest and missing.")
        if problems:
            raise PackError(*problems)
        return checked.value.files

    def _unlisted(self, names: set[str], what: str) -> Iterator[Problem]:
        for name in sorted(names)[: limits.PROBLEMS]:
            yield Problem(what=what, file=f"{self.title}/{name[:80]}", todo=_REBUILD)

    def _damaged(self) -> PackError:
        return self._refusal("Is damaged, or was not made by Coder Sim.", _REBUILD)

    def _refusal(self, what: str, todo: str, name: str = "") -> PackError:
        file = f"{self.title}/{name}" if name else self.title
        return PackError(Problem(what=what, file=file, todo=todo))


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry only names a folder, as some zip programs write; it is passed over."""
    return entry.filename.endswith("/") and not entry.file_size


def _entry_faults(entry: zipfile.ZipInfo) -> Iterator[str]:
    """Say what forbids a member, from its directory entry alone."""
    folder = _is_folder(entry)
    # The name as stored: the standard reader cuts it at a NUL and turns separators.
    fault = name_fault(entry.orig_filename.removesuffix("/") if folder else entry.orig_filename)
    if fault:
        yield f"{fault}."
    if entry.flag_bits & _ENCRYPTED:
        yield "Is encrypted."
    if entry.compress_type not in _METHODS:
        yield "Is packed by a method that is not read."
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFDIR if folder else stat.S_IFREG):
        yield "Is a link or a special file."
    if entry.file_size > limits.MEMBER_BYTES:
        yield f"Is larger than {limits.MEMBER_BYTES // MIB} MB."
    elif entry.file_size > max(limits.RATIO_FROM, entry.compress_size * limits.RATIO):
        yield f"Unpacks to more than {limits.RATIO} times its size."
