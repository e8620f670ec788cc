"""A .casepack file: a zip in memory, checked, whose members are held against its manifest."""

import hashlib
from collections.abc import Iterator, Set
from pathlib import Path

from coder_sim.archive import MIB, Archive, ArchiveFault, ArchiveLimits
from coder_sim.errors import PackError, Problem
from coder_sim.packs import limits
from coder_sim.packs.models import ManifestPart
from coder_sim.packs.names import MANIFEST_FILE, name_fault
from coder_sim.packs.schema import check
from coder_sim.packs.strict_json import parse

_SMALLEST_ZIP = 22
_REBUILD = "Make the file again with: coder-sim pack build."


class Casepack:
    """A pack in one file, held in memory."""

    def __init__(self, path: Path) -> None:
        self.title = path.name
        content = self._load(path)
        if not content.startswith(b"PK") or len(content) < _SMALLEST_ZIP:
            raise self._refusal("Is no case pack.", "Choose a .casepack file or a pack folder.")
        try:
            self._archive = Archive(content, _archive_limits(), name_fault)
        except ArchiveFault as fault:
            raise self._refused(fault) from None
        self._names = frozenset(self._archive.names)
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

    def _member(self, name: str) -> bytes:
        if name not in self._names:
            raise self._refusal("Is missing.", _REBUILD, name)
        try:
            return self._archive.read(name)
        except ArchiveFault:
            raise self._refusal("Is damaged.", "Get the file again.", name) from None

    def _manifest(self) -> dict[str, str]:
        """Return the SHA-256 of every member; each must be listed and there. Raises PackError."""
        file = f"{self.title}/{MANIFEST_FILE}"
        parsed = parse(self._member(MANIFEST_FILE), file=file)
        if parsed.problems:
            raise PackError(*parsed.problems)
        checked = check(ManifestPart, parsed.value, file=file)
        if checked.value is None:
            raise PackError(*checked.problems)
        listed, there = set(checked.value.files), self._names - {MANIFEST_FILE}
        problems = [*self._unlisted(there - listed, "Is not listed in the manifest.")]
        problems += self._unlisted(listed - there, "Is listed in the manifest and missing.")
        if problems:
            raise PackError(*problems)
        return checked.value.files

    def _unlisted(self, names: Set[str], what: str) -> Iterator[Problem]:
        for name in sorted(names)[: limits.PROBLEMS]:
            yield Problem(what=what, file=f"{self.title}/{name[:80]}", todo=_REBUILD)

    def _refused(self, fault: ArchiveFault) -> PackError:
        if fault.damaged:
            return self._refusal("Is damaged, or was not made by Coder Sim.", _REBUILD)
        todo = "Split the pack." if fault.large else _REBUILD
        places = (
            (found.what, f"{self.title}/{found.member}" if found.member else self.title)
            for found in fault.faults
        )
        return PackError(*(Problem(what=what, file=file, todo=todo) for what, file in places))

    def _refusal(self, what: str, todo: str, name: str = "") -> PackError:
        file = f"{self.title}/{name}" if name else self.title
        return PackError(Problem(what=what, file=file, todo=todo))


def _archive_limits() -> ArchiveLimits:
    return ArchiveLimits(
        limits.CONTAINER_MEMBERS,
        limits.MEMBER_BYTES,
        limits.TOTAL_BYTES,
        limits.RATIO,
        limits.RATIO_FROM,
    )
