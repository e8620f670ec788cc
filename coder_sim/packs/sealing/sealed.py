"""Seals and opens the bytes of one answer key: AES-256-GCM, padded, bound to its header."""

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from coder_sim.packs.sealing.header import BLOCK, Header, SealFault, split
from coder_sim.packs.sealing.locks import Lock

_LENGTH = 4


def seal_key(plain: bytes, lock: Lock, *, pack: str, version: str, case: str) -> bytes:
    """Return the content of key.sealed for the content of key.json."""
    header = lock.header(pack, version, case)
    framed = len(plain).to_bytes(_LENGTH, "big") + plain
    padded = framed + bytes(-len(framed) % BLOCK)
    associated = header.encoded()
    return associated + AESGCM(lock.key()).encrypt(header.nonce, padded, associated)


def open_key(content: bytes, key_for: Callable[[Header], bytes]) -> bytes:
    """Return the content of key.json; ``key_for`` gives the AES-256 key. SealFault if it fails.

    A wrong passphrase and a changed file cannot be told apart.
    """
    header, associated, locked = split(content)
    try:
        padded = AESGCM(key_for(header)).decrypt(header.nonce, locked, associated)
    except InvalidTag:
        raise SealFault("It does not open: another passphrase, or the file was changed.") from None
    length = int.from_bytes(padded[:_LENGTH], "big")
    if length > len(padded) - _LENGTH or any(padded[_LENGTH + length :]):
        raise SealFault("What it holds is not framed as a key is.")
    return padded[_LENGTH : _LENGTH + length]
