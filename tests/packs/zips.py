"""Writes .casepack files for tests, sound ones and ones with a single fault."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.packs.folders import PackFolder


def members(pack: PackFolder) -> dict[str, bytes]:
    """Return the files of a pack folder, manifest not among them."""
    folder = pack.write()
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return a manifest that fits the files."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return json.dumps({"format": 1, "files": digests}).encode()


def entry(name: str, *, mode: int = 0o100644) -> zipfile.ZipInfo:
    """Return a directory entry with a fixed time."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def write(path: Path, files: Mapping[str, bytes], *, listed: bytes | None = None) -> Path:
    """Write a .casepack with a fitting manifest, or with the one given."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry("manifest.json"), listed or manifest(files))
        for name, content in files.items():
            archive.writestr(entry(name), content)
    return path
