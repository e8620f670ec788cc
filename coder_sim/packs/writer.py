"""Builds one .casepack file of a pack folder: same members, same bytes, every time."""

import hashlib
import json
import os
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Pack
from coder_sim.errors import PackError, Problem
from coder_sim.packs.lint import errors, lint
from coder_sim.packs.members import open_members
from coder_sim.packs.models import FORMAT
from coder_sim.packs.names import KEY_FILE, MANIFEST_FILE, PACK_FILE, SEALED_FILE, member
from coder_sim.packs.reader import read
from coder_sim.packs.sealing.locks import Lock
from coder_sim.packs.sealing.sealed import seal_key

ENDING = ".casepack"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: a build must not depend on the day it is made."""
_MODE = 0o644
_ORDINARY_FILE = (stat.S_IFREG | _MODE) << 16
_UNIX = 3


def build(folder: Path, target: Path, facts: CodeFacts, lock: Lock | None = None) -> Pack:
    """Write the checked and linted pack of ``folder`` to ``target``; return it as read back.

    With a lock, each answer key is sealed. Raises PackError, and then leaves an older target
    as it was.
    """
    source = read(folder, facts)
    if source.sealed:
        what = "Its keys are sealed already."
        raise PackError(
            Problem(what=what, file=str(folder), todo="Take the folder with open keys.")
        )
    faults = errors(lint(source, facts))
    if faults:
        raise PackError(*faults)
    members = open_members(folder)
    files = {name: members.read(name) for name in members.names}
    ordered = _ordered(_locked(files, source, lock) if lock else files)
    try:
        built = _write(target, ordered, source, facts)
    except OSError as error:
        raise PackError(
            Problem(
                what=f"Cannot be written: {error.strerror}.",
                file=str(target),
                todo="Choose another place.",
            )
        ) from None
    if built is None:
        # The folder changed after it was checked: the file would hold something else.
        raise PackError(
            Problem(what="Changed while it was built.", file=str(folder), todo="Build it again.")
        )
    return built


def _locked(files: Mapping[str, bytes], pack: Pack, lock: Lock) -> dict[str, bytes]:
    """Return the members with a sealed key in each open one's place."""
    sealed = dict(files)
    for case in pack.cases:
        plain = sealed.pop(member(case.brief.id, KEY_FILE))
        sealed[member(case.brief.id, SEALED_FILE)] = seal_key(
            plain, lock, pack=pack.id, version=pack.version, case=case.brief.id
        )
    return sealed


def _ordered(files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Return the members in their fixed order: manifest, pack.json, then by path."""
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    manifest = json.dumps({"format": FORMAT, "files": digests}, indent=1).encode("ascii")
    names = sorted(files, key=lambda name: (name != PACK_FILE, name))
    return [(MANIFEST_FILE, manifest), *((name, files[name]) for name in names)]


def _write(
    target: Path, members: list[tuple[str, bytes]], source: Pack, facts: CodeFacts
) -> Pack | None:
    """Write beside the target, read back, then take its place at once; None if they differ."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                for path, content in members:
                    archive.writestr(_entry(path), content)
            file.flush()
            os.fsync(handle)
        built = read(part, facts)
        if not _same(built, source):
            return None
        part.chmod(_MODE)
        part.replace(target)
        return built
    finally:
        part.unlink(missing_ok=True)


def _same(built: Pack, source: Pack) -> bool:
    """Tell whether a pack is the one it was made of; behind a seal, by its charts."""
    if not built.sealed:
        return built == source
    return [case.brief for case in built.sealed] == [case.brief for case in source.cases]


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _ORDINARY_FILE
    return entry
