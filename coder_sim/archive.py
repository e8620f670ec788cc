"""A zip in memory whose every size, span and name is checked before its content is read.

Nothing is ever extracted to the disk. Case packs and publishers' code-set files both come here.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MIB = 1024 * 1024

_END = struct.Struct("<4s4H2LH")
"""Signature, disk, disk of directory, entries here, entries, directory size, offset, comment."""
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_END_SIGNATURE = b"PK\x05\x06"
_ENTRY_BYTES = 46 + 200 + 64
"""Bytes that one entry of the directory may take on average."""
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8
_DESCRIPTOR_BYTES = 24
_LONGEST_COMMENT = 65_535
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
_TOLD = 200
"""Members whose faults are told."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much a zip may hold, in bytes and in members."""

    members: int
    member: int
    total: int
    ratio: int
    """How many times larger than its packed form a member may be, once above ``ratio_from``."""
    ratio_from: int


@dataclass(frozen=True, slots=True)
class MemberFault:
    """What forbids a member, or the whole archive where ``member`` is ""."""

    what: str
    member: str = ""


class ArchiveFault(Exception):
    """An archive that cannot be taken; ``damaged`` where it is broken rather than forbidden."""

    def __init__(self, *faults: MemberFault, damaged: bool = False, large: bool = False) -> None:
        super().__init__("; ".join(fault.what for fault in faults))
        self.faults, self.damaged, self.large = faults, damaged, large


class Archive:
    """A zip, checked. Raises ArchiveFault; ``name_fault`` says what is wrong with a name, or ""."""

    def __init__(
        self,
        content: bytes,
        limits: ArchiveLimits,
        name_fault: Callable[[str], str],
        *,
        comment: bool = False,
    ) -> None:
        self._content, self._limits, self._name_fault = content, limits, name_fault
        count = self._check_end(comment)
        try:
            # Over memory, not over a file: there is no handle to close.
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE:
            raise _damaged() from None
        if len(self._zip.infolist()) != count:
            # Another reader would see fewer members, or more.
            raise _damaged()
        self._entries = self._checked()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the paths of the members, in the order of the directory; folders left out."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """Return the size of a member's content in bytes, as the directory tells it."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """Return a member's content; raises ArchiveFault where it is damaged."""
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as member:
                content = member.read(self._limits.member + 1)
        except _DAMAGE:
            raise _damaged(name) from None
        if len(content) != entry.file_size:
            raise _damaged(name)
        return content

    def _check_end(self, comment: bool) -> int:
        """Refuse all but a plain zip that ends where its directory ends; returns its count."""
        place = len(self._content) - _END.size
        if comment:
            place = self._content.rfind(_END_SIGNATURE, max(0, place - _LONGEST_COMMENT))
        if place < 0 or not self._content.startswith(b"PK"):
            raise _damaged()
        end = self._content[place : place + _END.size]
        if len(end) < _END.size:
            raise _damaged()
        signature, disk, other, here, entries, size, offset, note = _END.unpack(end)
        if signature != _END_SIGNATURE or disk or other or here != entries:
            raise _damaged()
        if place + _END.size + note != len(self._content) or (note and not comment):
            raise _damaged()
        if entries > self._limits.members or size > entries * _ENTRY_BYTES:
            raise ArchiveFault(
                MemberFault(f"Holds more than {self._limits.members:,} files."), large=True
            )
        if offset + size != place:
            raise _damaged()
        return int(entries)

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        faults = [
            MemberFault(what, entry.orig_filename[:80])
            for entry in entries
            for what in self._entry_faults(entry)
        ][:_TOLD]
        seen: set[str] = set()
        for entry in entries:
            folded = entry.filename.casefold()
            if folded in seen and len(faults) < 2 * _TOLD:
                faults.append(MemberFault("Stands in it more than once.", entry.filename))
            seen.add(folded)
        if sum(entry.file_size for entry in entries) > self._limits.total:
            faults.append(MemberFault(f"Unpacks to more than {self._limits.total // MIB} MB."))
        if faults:
            raise ArchiveFault(*faults)
        self._check_spans(entries)
        return {entry.filename: entry for entry in entries if not _is_folder(entry)}

    def _check_spans(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuse members that share bytes, and bytes that belong to no member."""
        place = slack = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            head = self._content[entry.header_offset : entry.header_offset + _LOCAL.size]
            if len(head) < _LOCAL.size or not 0 <= entry.header_offset - place <= slack:
                raise _damaged()
            signature, *_, name, extra = _LOCAL.unpack(head)
            if signature != _LOCAL_SIGNATURE:
                raise _damaged()
            place = entry.header_offset + _LOCAL.size + name + extra + entry.compress_size
            slack = _DESCRIPTOR_BYTES if entry.flag_bits & _DESCRIPTOR else 0
        if not 0 <= self._zip.start_dir - place <= slack:
            raise _damaged()

    def _entry_faults(self, entry: zipfile.ZipInfo) -> Iterator[str]:
        """Say what forbids a member, from its directory entry alone."""
        folder = _is_folder(entry)
        # The name as stored: the standard reader cuts it at a NUL and turns separators.
        stored = entry.orig_filename.removesuffix("/") if folder else entry.orig_filename
        fault = self._name_fault(stored)
        if fault:
            yield f"{fault}."
        if entry.flag_bits & _ENCRYPTED:
            yield "Is encrypted."
        if entry.compress_type not in _METHODS:
            yield "Is packed by a method that is not read."
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFDIR if folder else stat.S_IFREG):
            yield "Is a link or a special file."
        limits = self._limits
        if entry.file_size > limits.member:
            yield f"Is larger than {limits.member // MIB} MB."
        elif entry.file_size > max(limits.ratio_from, entry.compress_size * limits.ratio):
            yield f"Unpacks to more than {limits.ratio} times its size."


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry only names a folder, as some zip programs write; it is passed over."""
    return entry.filename.endswith("/") and not entry.file_size


def _damaged(member: str = "") -> ArchiveFault:
    return ArchiveFault(MemberFault("Is damaged.", member), damaged=True)
