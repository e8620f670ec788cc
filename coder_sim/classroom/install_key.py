"""The signing key of one installation: made at the first export, kept in its home folder."""

import os
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coder_sim.errors import EnvironmentFault

KEY_FILE = "install.key"
_BYTES = 32


def install_key(home: Path) -> Ed25519PrivateKey:
    """Return this installation's key, making it at first; EnvironmentFault where that fails."""
    path = home / KEY_FILE
    try:
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            raw = _make(path)
    except OSError as error:
        what = f"The signing key {path} cannot be read or made: {error.strerror}."
        raise EnvironmentFault(what, "Look at the rights of that folder.") from None
    if len(raw) != _BYTES:
        what = f"The signing key {path} is damaged."
        raise EnvironmentFault(what, "Move it away; a new one is made, under a new name.")
    return Ed25519PrivateKey.from_private_bytes(raw)


def _make(path: Path) -> bytes:
    raw = Ed25519PrivateKey.generate().private_bytes_raw()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(handle)
    try:
        # A link, not a rename: of two programs at the same moment the first one's key stays.
        os.link(part, path)
    except FileExistsError:
        raw = path.read_bytes()
    finally:
        part.unlink(missing_ok=True)
    return raw


def fingerprint(public: bytes) -> str:
    """Return the short name of an installation, such as K-7F3A-09B1."""
    digits = sha256(b"coder-sim install" + public).hexdigest()[:8].upper()
    return f"K-{digits[:4]}-{digits[4:]}"
