"""Locks and openers: a passphrase through Argon2id, or a class's X25519 key pair."""

import os
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from coder_sim.packs.sealing.header import NONCE, SALT, Cost, Header, Mode, SealFault

_KEY = 32
_CONTEXT = b"coder-sim sealed key 1, class key"


class Lock(Protocol):
    """Locks the keys of one pack."""

    def header(self, pack: str, version: str, case: str) -> Header:
        """Return the header of one case's sealed key, with a nonce of its own."""

    def key(self) -> bytes:
        """Return the AES-256 key."""


def from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the AES-256 key of a passphrase (surrounding blanks and their number do not count)."""
    plain = " ".join(passphrase.split())
    stretch = Argon2id(
        salt=salt, length=_KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    return stretch.derive(plain.encode("utf-8", "replace"))


def from_exchange(
    private: X25519PrivateKey, peer: bytes, ephemeral: bytes, recipient: bytes
) -> bytes:
    """Return the AES-256 key that both sides of an exchange arrive at; both keys are bound."""
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(peer))
    except ValueError:
        raise SealFault("Its public key is not a usable one.") from None
    stretch = HKDF(SHA256(), length=_KEY, salt=ephemeral + recipient, info=_CONTEXT)
    return stretch.derive(shared)


class PassphraseLock:
    """Locks with a passphrase. Stretching it takes a good tenth of a second, once a pack."""

    def __init__(self, passphrase: str, cost: Cost | None = None) -> None:
        self._salt = os.urandom(SALT)
        self._cost = cost or Cost()
        self._key = from_passphrase(passphrase, self._salt, self._cost)

    def header(self, pack: str, version: str, case: str) -> Header:
        """Return the header of one case's sealed key, with a nonce of its own."""
        nonce = os.urandom(NONCE)
        return Header(Mode.PASSPHRASE, pack, version, case, nonce, salt=self._salt, cost=self._cost)

    def key(self) -> bytes:
        """Return the AES-256 key."""
        return self._key


class ClassLock:
    """Locks to a class: who seals keeps nothing with which it could be opened again."""

    def __init__(self, recipient: bytes) -> None:
        once = X25519PrivateKey.generate()
        self._recipient = recipient
        self._ephemeral = once.public_key().public_bytes_raw()
        self._key = from_exchange(once, recipient, self._ephemeral, recipient)

    def header(self, pack: str, version: str, case: str) -> Header:
        """Return the header of one case's sealed key, with a nonce of its own."""
        return Header(
            Mode.CLASS_KEY,
            pack,
            version,
            case,
            os.urandom(NONCE),
            ephemeral=self._ephemeral,
            recipient=self._recipient,
        )

    def key(self) -> bytes:
        """Return the AES-256 key."""
        return self._key
