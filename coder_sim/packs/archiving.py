"""The bytes of a .casepack: same members, same bytes, on every machine and every day."""

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from coder_sim.packs.members import open_members
from coder_sim.packs.models import FORMAT
from coder_sim.packs.names import MANIFEST_FILE, PACK_FILE

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: a build must not depend on the day it is made."""
_ORDINARY_FILE = (stat.S_IFREG | 0o644) << 16
_UNIX = 3


def archive(path: Path) -> bytes:
    """Return a pack, folder or file, as a .casepack. Raises PackError where it cannot be read."""
    members = open_members(path)
    return zipped({name: members.read(name) for name in members.names})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files of a pack as a .casepack, with their manifest."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in _ordered(files):
            target.writestr(_entry(name), content)
    return buffer.getvalue()


def _ordered(files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Return the members in their fixed order: manifest, pack.json, then by path."""
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    manifest = json.dumps({"format": FORMAT, "files": digests}, indent=1).encode("ascii")
    names = sorted(files, key=lambda name: (name != PACK_FILE, name))
    return [(MANIFEST_FILE, manifest), *((name, files[name]) for name in names)]


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _ORDINARY_FILE
    return entry
