"""Openers: what a person brings along to read sealed keys again."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from coder_sim.packs.sealing.header import Cost, Header, Mode, SealFault
from coder_sim.packs.sealing.locks import from_exchange, from_passphrase
from coder_sim.packs.sealing.sealed import open_key


class PassphraseOpener:
    """Opens what was locked with a passphrase; keys of one pack cost one stretching."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._known: dict[tuple[bytes, Cost], bytes] = {}

    def open(self, content: bytes) -> bytes:
        """Return the content of key.json; SealFault where the passphrase is another one."""
        return open_key(content, self._key_for)

    def _key_for(self, header: Header) -> bytes:
        if header.mode is not Mode.PASSPHRASE:
            raise SealFault("It is sealed to a class key; a passphrase does not open it.")
        name = (header.salt, header.cost)
        if name not in self._known:
            self._known[name] = from_passphrase(self._passphrase, header.salt, header.cost)
        return self._known[name]


class ClassOpener:
    """Opens what was locked to the class whose private key this is."""

    def __init__(self, private: X25519PrivateKey) -> None:
        self._private = private
        self._public = private.public_key().public_bytes_raw()

    def open(self, content: bytes) -> bytes:
        """Return the content of key.json; SealFault where it was not sealed to this class."""
        return open_key(content, self._key_for)

    def _key_for(self, header: Header) -> bytes:
        if header.mode is not Mode.CLASS_KEY:
            raise SealFault("It is sealed with a passphrase; a class key does not open it.")
        if header.recipient != self._public:
            raise SealFault("It is sealed to another class key.")
        return from_exchange(self._private, header.ephemeral, header.ephemeral, header.recipient)
