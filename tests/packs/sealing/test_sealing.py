"""A sealed key opens with its own passphrase or class key, unchanged, and in no other way."""

import json
import math
import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder_sim.packs.sealing.class_keys import new_pair, private_key, public_key
from coder_sim.packs.sealing.header import BLOCK, MAGIC, Cost, Mode, SealFault, header_of
from coder_sim.packs.sealing.locks import ClassLock, PassphraseLock
from coder_sim.packs.sealing.openers import ClassOpener, PassphraseOpener
from coder_sim.packs.sealing.passphrases import new_passphrase
from coder_sim.packs.sealing.sealed import seal_key
from tests.examples import examples

KEY = b'{"lines": [{"code": "I50.23", "rationale": "Acute on chronic."}]}'
CHEAP = Cost(memory=8 * 1024, passes=1, lanes=1)
PASSPHRASE = "dabor senik tulom"
NAMES = {"pack": "mock-exam", "version": "1.0.0", "case": "stay"}


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seal_key(KEY, PassphraseLock(PASSPHRASE, CHEAP), **NAMES)


@pytest.fixture(scope="module")
def opener() -> PassphraseOpener:
    return PassphraseOpener(PASSPHRASE)


def test_the_passphrase_opens_what_it_locked(sealed: bytes, opener: PassphraseOpener) -> None:
    assert opener.open(sealed) == KEY


def test_blanks_around_and_between_words_do_not_count(sealed: bytes) -> None:
    assert PassphraseOpener("  dabor  senik\ttulom ").open(sealed) == KEY


@pytest.mark.parametrize("other", ["", "dabor senik", "Dabor senik tulom", "x" * 10_000])
def test_another_passphrase_does_not(sealed: bytes, other: str) -> None:
    with pytest.raises(SealFault, match="another passphrase"):
        PassphraseOpener(other).open(sealed)


def test_nothing_of_the_key_stands_in_the_file(sealed: bytes) -> None:
    assert all(word not in sealed for word in (b"I50", b"lines", b"Acute"))


@pytest.mark.parametrize("size", [1, 100, 4000, BLOCK - 4])
def test_the_size_does_not_tell_how_long_the_key_is(size: int, sealed: bytes) -> None:
    other = seal_key(b"x" * size, PassphraseLock(PASSPHRASE, CHEAP), **NAMES)
    assert len(other) == len(sealed)


def test_a_key_longer_than_a_block_takes_the_next(opener: PassphraseOpener) -> None:
    long = b"x" * (BLOCK - 3)
    sealed = seal_key(long, PassphraseLock(PASSPHRASE, CHEAP), **NAMES)
    assert opener.open(sealed) == long


def test_two_seals_of_one_key_differ(opener: PassphraseOpener) -> None:
    lock = PassphraseLock(PASSPHRASE, CHEAP)
    one, two = (seal_key(KEY, lock, **NAMES) for _ in range(2))
    assert one != two
    assert header_of(one).salt == header_of(two).salt


@settings(max_examples=examples(300))
@given(st.data())
def test_no_file_with_a_flipped_bit_opens(
    sealed: bytes, opener: PassphraseOpener, data: st.DataObject
) -> None:
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    changed = bytearray(sealed)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealFault):
        opener.open(bytes(changed))


def _with_header(sealed: bytes, **changes: object) -> bytes:
    line, _, rest = sealed[len(MAGIC) :].partition(b"\n")
    header = {**json.loads(line), **changes}
    header = {name: value for name, value in header.items() if value is not None}
    return MAGIC + json.dumps(header, sort_keys=True, separators=(",", ":")).encode() + b"\n" + rest


HEADERS: list[Mapping[str, object]] = [
    *({name: None} for name in ("pack", "version", "case", "mode", "nonce", "salt", "kdf")),
    *({name: 7} for name in ("pack", "version", "case", "mode", "nonce", "salt", "kdf")),
    *({name: "AAAA"} for name in ("nonce", "salt")),
    *({name: "not base64!"} for name in ("nonce", "salt")),
    *({"memory": value} for value in (0, 1, 8191, 262_145, 10**9, -1, "65536", True, 1.5, None)),
    *({"passes": value} for value in (0, 11, 10**9, -1, "3", True, None)),
    *({"lanes": value} for value in (0, 17, 10**6, -1, True, None)),
    *({"mode": value} for value in ("class-key", "open", "")),
    *({"kdf": value} for value in ("none", "pbkdf2", "ARGON2ID")),
    *({"pack": value} for value in ("other-pack", "")),
    *({"case": value} for value in ("other-case", "")),
    *({"version": "1.0.1"}, {"extra": "field"}),
]


@pytest.mark.parametrize("changes", HEADERS, ids=str)
def test_no_file_with_a_changed_header_opens(
    sealed: bytes, opener: PassphraseOpener, changes: Mapping[str, object]
) -> None:
    with pytest.raises(SealFault):
        opener.open(_with_header(sealed, **changes))


def _shapes(sealed: bytes) -> list[bytes]:
    line_end = sealed.index(b"\n", len(MAGIC))
    return [
        b"",
        MAGIC,
        sealed[:-1],
        sealed[: line_end + 1],
        sealed[: line_end + 17],
        sealed + b"\0",
        sealed + bytes(BLOCK),
        sealed.replace(MAGIC, b"coder-sim sealed key 2\n"),
        b"\xef\xbb\xbf" + sealed,
        MAGIC + b"{" * 4000 + sealed,
        MAGIC + b"[]\n" + bytes(BLOCK + 16),
        MAGIC + b"\xff\xfe\n" + bytes(BLOCK + 16),
        MAGIC + b'{"mode": NaN}\n' + bytes(BLOCK + 16),
        MAGIC + b" " * 5000 + b"\n" + bytes(BLOCK + 16),
    ]


@pytest.mark.parametrize("number", range(14))
def test_no_malformed_file_opens(sealed: bytes, opener: PassphraseOpener, number: int) -> None:
    with pytest.raises(SealFault):
        opener.open(_shapes(sealed)[number])


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(SealFault):
        header_of(MAGIC + content)


@pytest.fixture(scope="module")
def class_key() -> tuple[str, bytes]:
    return new_pair(PASSPHRASE)


def test_a_class_key_opens_what_was_sealed_to_the_class(class_key: tuple[str, bytes]) -> None:
    line, private = class_key
    sealed = seal_key(KEY, ClassLock(public_key(line)), **NAMES)
    assert header_of(sealed).mode is Mode.CLASS_KEY
    assert ClassOpener(private_key(private, PASSPHRASE)).open(sealed) == KEY


def test_another_class_is_told_so(class_key: tuple[str, bytes]) -> None:
    other_line, _ = new_pair(PASSPHRASE)
    sealed = seal_key(KEY, ClassLock(public_key(other_line)), **NAMES)
    with pytest.raises(SealFault, match="another class key"):
        ClassOpener(private_key(class_key[1], PASSPHRASE)).open(sealed)


def test_passphrase_and_class_key_do_not_open_each_others_seals(
    sealed: bytes, opener: PassphraseOpener, class_key: tuple[str, bytes]
) -> None:
    line, private = class_key
    to_class = seal_key(KEY, ClassLock(public_key(line)), **NAMES)
    with pytest.raises(SealFault, match="passphrase does not open"):
        opener.open(to_class)
    with pytest.raises(SealFault, match="class key does not open"):
        ClassOpener(private_key(private, PASSPHRASE)).open(sealed)


def test_a_low_order_public_key_is_refused() -> None:
    with pytest.raises(SealFault):
        ClassLock(bytes(32))


@pytest.mark.parametrize("line", ["", "hello", "coder-sim-class-key:1:AAAA", "ssh-ed25519 AAAA"])
def test_what_is_no_public_line_is_refused(line: str) -> None:
    with pytest.raises(SealFault, match="public line"):
        public_key(line)


def test_a_private_class_key_needs_its_passphrase(class_key: tuple[str, bytes]) -> None:
    with pytest.raises(SealFault):
        private_key(class_key[1], "another one")


def test_made_passphrases_are_long_and_never_the_same() -> None:
    made = {new_passphrase() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"([a-z]{5} ){5}[a-z]{5}", words) for words in made)
    assert 6 * math.log2(14 * 5 * 14 * 5 * 14) > 77
