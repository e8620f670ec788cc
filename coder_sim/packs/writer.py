"""Builds one .casepack file of a pack folder: same members, same bytes, every time."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Pack
from coder_sim.errors import PackError, Problem
from coder_sim.packs.archiving import zipped
from coder_sim.packs.lint import errors, lint
from coder_sim.packs.members import open_members
from coder_sim.packs.names import KEY_FILE, SEALED_FILE, member
from coder_sim.packs.reader import read
from coder_sim.packs.sealing.locks import Lock
from coder_sim.packs.sealing.sealed import seal_key

ENDING = ".casepack"
_MODE = 0o644


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
    try:
        built = _write(target, _locked(files, source, lock) if lock else files, source, facts)
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


def _write(target: Path, files: Mapping[str, bytes], source: Pack, facts: CodeFacts) -> Pack | None:
    """Write beside the target, read back, then take its place at once; None if they differ."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zipped(files))
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
