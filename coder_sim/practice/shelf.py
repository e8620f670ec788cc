"""The shelf: which packs there are to practise with."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from coder_sim.domain.pack import Pack
from coder_sim.errors import InputError, Problem
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import PackChange, StoredPack


class Shelf:
    """Packs in the learner's own database."""

    def __init__(self, store: LearnerStore, now: Callable[[], datetime]) -> None:
        """Work on an open store; ``now`` gives aware moments."""
        self._store = store
        self._now = now

    def add_pack(self, pack: Pack, file: bytes = b"") -> PackChange:
        """Put a checked pack on the shelf, whole or not at all; tells what was done.

        ``file`` is the pack as a .casepack, kept so that it can be handed on.

        A newer version takes the older one's place; drafts and attempts stay. Raises
        PackError for an older version, or for other content under a known version.
        """
        return self._store.add_pack(pack, self._now(), file)

    def packs(self) -> tuple[StoredPack, ...]:
        """Return the packs in shelf order, each with its cases; those in the bin left out."""
        return tuple(pack for pack in self._store.packs() if not pack.removed)

    def all_packs(self) -> tuple[StoredPack, ...]:
        """Return the packs in shelf order, those in the bin among them."""
        return self._store.packs()

    def versions(self) -> frozenset[tuple[str, str]]:
        """Return id and version of every pack there is, those in the bin among them."""
        return self._store.pack_versions()

    def remove_pack(self, id: str) -> None:
        """Put a pack into the bin; drafts, attempts and the pack itself stay."""
        self._store.remove_pack(id, self._now())

    def bring_back_pack(self, id: str) -> None:
        """Take a pack out of the bin."""
        self._store.bring_back_pack(id)

    def export_pack(self, id: str, target: Path) -> None:
        """Write a pack as a .casepack; InputError where that cannot be done.

        An older file in that place stays when it fails.
        """
        content = self._store.pack_file(id)
        part = target.with_name(f".{target.name}.part")
        try:
            part.write_bytes(content)
            part.replace(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            what = f"Cannot be written: {error.strerror}."
            raise InputError(
                Problem(what, file=str(target), todo="Choose another place.")
            ) from None
