"""The open part of a sealed key: what it belongs to and how it was locked. Nothing of the key.

A sealed key is MAGIC, one line of JSON (the header), a line end, and the locked bytes. MAGIC
and header are the associated data of the lock: change one of them, and it does not open.
"""

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coder_sim.packs.canonical import canonical_json
from coder_sim.packs.limits import KIB, MEMBER_BYTES
from coder_sim.packs.strict_json import Json, parse

MAGIC = b"coder-sim sealed key 1\n"
HEADER_BYTES = 4 * KIB
BLOCK = 4 * KIB
"""Keys are padded to whole blocks: the size must not tell how many codes there are."""
TAG = 16
NONCE = 12
SALT = 16
PUBLIC = 32
LEAST_MEMORY, MOST_MEMORY = 8 * KIB, 256 * KIB
"""Argon2id memory in KiB. A hostile header must not fill the machine."""
MOST_PASSES = 10
MOST_LANES = 16


class SealFault(Exception):
    """A sealed key that is damaged, hostile or of another format; says what is wrong."""


class Opener(Protocol):
    """What a person brings along to read sealed keys."""

    def open(self, content: bytes) -> bytes:
        """Return the content of key.json for that of key.sealed; SealFault if it does not open."""


class Mode(StrEnum):
    """Who can open it."""

    PASSPHRASE = "passphrase"
    CLASS_KEY = "class-key"


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id parameters: memory in KiB, passes, lanes."""

    memory: int = 64 * KIB
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        sound = (
            LEAST_MEMORY <= self.memory <= MOST_MEMORY
            and 1 <= self.passes <= MOST_PASSES
            and 1 <= self.lanes <= MOST_LANES
        )
        if not sound:
            raise SealFault("Its cost parameters lie outside what this program accepts.")


@dataclass(frozen=True, slots=True)
class Header:
    """What a sealed key belongs to and how it was locked."""

    mode: Mode
    pack: str
    version: str
    case: str
    nonce: bytes
    salt: bytes = b""
    """Of the passphrase, shared by the keys of one pack."""
    cost: Cost = Cost()
    ephemeral: bytes = b""
    """X25519 public key made for this pack."""
    recipient: bytes = b""
    """X25519 public key of the class."""

    def encoded(self) -> bytes:
        """Return MAGIC and the header line: the associated data."""
        fields: dict[str, Json] = {
            "case": self.case,
            "mode": self.mode.value,
            "nonce": _text(self.nonce),
            "pack": self.pack,
            "version": self.version,
        }
        if self.mode is Mode.PASSPHRASE:
            fields |= {
                "kdf": "argon2id",
                "lanes": self.cost.lanes,
                "memory": self.cost.memory,
                "passes": self.cost.passes,
                "salt": _text(self.salt),
            }
        else:
            fields |= {"ephemeral": _text(self.ephemeral), "recipient": _text(self.recipient)}
        return MAGIC + canonical_json(fields) + b"\n"


def header_of(content: bytes) -> Header:
    """Return the header of a sealed key, which tells nothing of the key; SealFault if unsound."""
    return split(content)[0]


def split(content: bytes) -> tuple[Header, bytes, bytes]:
    """Return header, associated data and locked bytes of a sealed key; SealFault if unsound."""
    if not content.startswith(MAGIC):
        raise SealFault("It does not begin as a sealed key of this format does.")
    if len(content) > MEMBER_BYTES:
        raise SealFault("It is larger than a sealed key can be.")
    end = content.find(b"\n", len(MAGIC), len(MAGIC) + HEADER_BYTES)
    if end < 0:
        raise SealFault("Its header has no end.")
    locked = content[end + 1 :]
    if len(locked) < BLOCK + TAG or (len(locked) - TAG) % BLOCK:
        raise SealFault("It is cut short or has something behind its end.")
    header = _header(content[len(MAGIC) : end])
    associated = content[: end + 1]
    if header.encoded() != associated:
        raise SealFault("Its header is not written the way this program writes it.")
    return header, associated, locked


def _header(line: bytes) -> Header:
    fields = parse(line, file="key.sealed").value
    if not isinstance(fields, dict):
        raise SealFault("Its header is not an object.")
    try:
        mode = Mode(_string(fields, "mode"))
    except ValueError:
        raise SealFault("It was locked in a way that this program does not know.") from None
    pack, version, case = (_string(fields, name) for name in ("pack", "version", "case"))
    nonce = _binary(fields, "nonce", NONCE)
    if mode is Mode.CLASS_KEY:
        ephemeral, recipient = (
            _binary(fields, name, PUBLIC) for name in ("ephemeral", "recipient")
        )
        return Header(mode, pack, version, case, nonce, ephemeral=ephemeral, recipient=recipient)
    if fields.get("kdf") != "argon2id":
        raise SealFault("It was locked in a way that this program does not know.")
    cost = Cost(*(_number(fields, name) for name in ("memory", "passes", "lanes")))
    salt = _binary(fields, "salt", SALT)
    return Header(mode, pack, version, case, nonce, salt=salt, cost=cost)


def _string(fields: dict[str, Json], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise SealFault(f"Its header has no {name}.")
    return value


def _number(fields: dict[str, Json], name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise SealFault(f"Its header has no {name}.")
    return value


def _binary(fields: dict[str, Json], name: str, length: int) -> bytes:
    try:
        value = base64.b64decode(_string(fields, name), validate=True)
    except (binascii.Error, ValueError):
        raise SealFault(f"Its {name} is not Base64.") from None
    if len(value) != length:
        raise SealFault(f"Its {name} has another length than {length} bytes.")
    return value


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
