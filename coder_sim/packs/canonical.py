"""The canonical form of a pack's files, and the content hash made from it."""

import hashlib
import json
from collections.abc import Mapping

from coder_sim.packs.strict_json import Json


def canonical_json(value: Json) -> bytes:
    """Return JSON in one spelling: sorted names, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def content_hash(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256, in hex, over all files in canonical form, by path.

    Each part is preceded by its length, so that no two packs share one stream of bytes.
    """
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode("utf-8"), files[name]):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()
