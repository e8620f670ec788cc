"""Result files: attempts as they were handed in, signed by the installation that exports them.

What the signature says is "unaltered since export by install K-7F3A-09B1", and no more: who sat
at the machine, and what else lay on the desk, no file can tell. Scores in a file are only
shown beside those of the instructor's own grading.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from coder_sim.classroom.install_key import fingerprint
from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.notebook import Dispute
from coder_sim.errors import InputError, Problem
from coder_sim.packs.canonical import canonical_json
from coder_sim.packs.strict_json import Json, parse
from coder_sim.store.codec import from_json, to_json

ENDING = ".results"
FORMAT = 1
MOST_BYTES = 64 * 1024 * 1024
MOST_VALUES = 8_000_000
_START = "coder-sim results"
_CONTEXT = b"coder-sim results 1\n"
_SIGNATURE = 64
_PUBLIC = 32
_HELP = "Ask for a new export."


@dataclass(frozen=True, slots=True)
class ResultAttempt:
    """One attempt as handed in. ``learning_pct`` is what the trainee's program wrote."""

    id: str
    pack_id: str
    pack_version: str
    pack_hash: str
    case_id: str
    number: int
    submitted_at: datetime
    sheet: AnswerSheet
    learning_pct: float | None
    """None where the key was sealed and nothing was scored."""
    model_version: str
    editions: tuple[str, ...]
    disputes: tuple[Dispute, ...] = ()
    """What the trainee objects to in the feedback."""


@dataclass(frozen=True, slots=True)
class ResultFile:
    """The content of a result file, found unaltered since its export."""

    install: str
    """Short name of the installation, see ``fingerprint``."""
    learner: str
    """As the trainee gave it: a name or a pseudonym, or ""."""
    exported_at: datetime
    attempts: tuple[ResultAttempt, ...]


def written(
    attempts: tuple[ResultAttempt, ...],
    key: Ed25519PrivateKey,
    *,
    learner: str,
    exported_at: datetime,
) -> bytes:
    """Return the bytes of a result file."""
    chain = ""
    entries: list[Json] = []
    for attempt in attempts:
        entry = parse(to_json(attempt).encode(), file="", most=MOST_VALUES).value
        chain = _link(chain, entry)
        entries.append({"attempt": entry, "chain": chain})
    body: dict[str, Json] = {
        "attempts": entries,
        "exported_at": exported_at.isoformat(),
        "format": FORMAT,
        "kind": _START,
        "learner": learner,
        "public": _base64(key.public_key().public_bytes_raw()),
    }
    signature = key.sign(_CONTEXT + canonical_json(body))
    return canonical_json({"body": body, "signature": _base64(signature)})


def read(content: bytes, file: str) -> ResultFile:
    """Return a result file's content; InputError, naming ``file``, unless it is unaltered."""
    if len(content) > MOST_BYTES:
        raise _refused(file, f"Is larger than {MOST_BYTES // 2**20} MB.", "Export fewer attempts.")
    parsed = parse(content, file=file, most=MOST_VALUES)
    if parsed.problems:
        raise InputError(*parsed.problems)
    body, public = _verified(parsed.value, content, file)
    try:
        attempts = tuple(_attempts(body))
        exported_at = datetime.fromisoformat(str(body["exported_at"]))
        learner = str(body["learner"])
    except (KeyError, ValueError, TypeError):
        raise _refused(file, "Holds something else than attempts.") from None
    if exported_at.tzinfo is None:
        raise _refused(file, "Was exported at a time without a zone.")
    return ResultFile(fingerprint(public), learner, exported_at, attempts)


def _verified(value: Json, content: bytes, file: str) -> tuple[dict[str, Json], bytes]:
    """Return the signed body and the public key; every byte of the file must be as signed."""
    whole = value if isinstance(value, dict) else {}
    body = whole.get("body")
    if not isinstance(body, dict) or body.get("kind") != _START:
        raise _refused(file, "Is no result file.", f"Choose a {ENDING} file of Coder Sim.")
    if body.get("format") != FORMAT:
        raise _refused(file, "Was written by another version.", "Use the newest Coder Sim.")
    public = _bytes(body.get("public"), _PUBLIC)
    signature = _bytes(whole.get("signature"), _SIGNATURE)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            signature, _CONTEXT + canonical_json(body)
        )
    except (InvalidSignature, ValueError):
        raise _refused(file, "Was altered after its export.") from None
    if canonical_json(value) != content:
        raise _refused(file, "Was altered after its export.")
    return body, public


def _attempts(body: dict[str, Json]) -> list[ResultAttempt]:
    """Return the attempts in order; raises ValueError, KeyError or TypeError if unsound."""
    entries = body["attempts"]
    if not isinstance(entries, list):
        raise TypeError
    chain = ""
    attempts = []
    for entry in entries:
        if not isinstance(entry, dict):
            raise TypeError
        chain = _link(chain, entry["attempt"])
        if entry["chain"] != chain:
            raise ValueError
        text = canonical_json(entry["attempt"]).decode("utf-8")
        attempts.append(from_json(ResultAttempt, text))
    return attempts


def _link(chain: str, entry: Json) -> str:
    return sha256(chain.encode("ascii") + canonical_json(entry)).hexdigest()


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: object, length: int) -> bytes:
    """Return decoded Base64 of that length; anything else becomes bytes that verify nothing."""
    try:
        raw = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        raw = b""
    return raw if len(raw) == length else bytes(length)


def _refused(file: str, what: str, todo: str = _HELP) -> InputError:
    return InputError(Problem(what, file=file, todo=todo))
