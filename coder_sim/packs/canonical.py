"""The canonical form of a pack's files, and the content hash made from it."""

import hashlib
import json
from collections.abc import Mapping

from coder_sim.packs.strict_json import Json


def canonical_json(value: Json) -> bytes:
    """Return JSON in one spelling: sorted names, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def content_hash(digests: Mapping[str, bytes]) -> str:
    """Return the SHA-256, in hex, over paths and digests of all files in canonical form.

    Each path is preceded by its length, so that no two packs share one stream of bytes.
    """
    whole = hashlib.sha256()
    for name in sorted(digests):
        path = name.encode("utf-8")
        whole.update(len(path).to_bytes(8, "big") + path + digests[name])
    return whole.hexdigest()


def digest(content: bytes) -> bytes:
    """Return the SHA-256 of one file in canonical form."""
    return hashlib.sha256(content).digest()
