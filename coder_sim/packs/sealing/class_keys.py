"""Key pairs of a class: the public line goes to who seals, the private file stays at home."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from coder_sim.packs.sealing.header import PUBLIC, SealFault
from coder_sim.packs.sealing.locks import PassphraseLock
from coder_sim.packs.sealing.openers import PassphraseOpener
from coder_sim.packs.sealing.sealed import seal_key

_PREFIX = "coder-sim-class-key:1:"
_NAME = {"pack": "class-key", "version": "1", "case": "private"}
"""The private part is locked as an answer key is, under a name that no case has."""


def new_pair(passphrase: str) -> tuple[str, bytes]:
    """Return a new class key: its public line, and its private part under a passphrase."""
    private = X25519PrivateKey.generate()
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode("ascii")
    return _PREFIX + public, seal_key(
        private.private_bytes_raw(), PassphraseLock(passphrase), **_NAME
    )


def public_key(text: str) -> bytes:
    """Return the 32 bytes of a public line; SealFault if it is none."""
    line = text.strip()
    try:
        raw = base64.b64decode(line.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not line.startswith(_PREFIX) or len(raw) != PUBLIC:
        raise SealFault(f'It is not the public line of a class key ("{_PREFIX}...").')
    return raw


def private_key(content: bytes, passphrase: str) -> X25519PrivateKey:
    """Return the private part; SealFault where the file or the passphrase is a wrong one."""
    raw = PassphraseOpener(passphrase).open(content)
    if len(raw) != PUBLIC:
        raise SealFault("It is sealed, but it is no class key.")
    return X25519PrivateKey.from_private_bytes(raw)
