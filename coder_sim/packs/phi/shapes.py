"""Identifiers that are known by their shape alone: e-mail, URL, IP and MAC addresses, UDI, VIN."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from coder_sim.packs.phi.finding import Identifier, IdentifierClass
from coder_sim.packs.phi.sighted import Sighted

_EMAIL = re.compile(
    r"[\w.+%'-]+(?:@| @ (?=[A-Za-z0-9-]+\.[A-Za-z])|\s?[\[(]\s?at\s?[\])]\s?)[A-Za-z0-9-]+"
    r"(?:(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)[A-Za-z0-9-]+)+"
)
_SPELLED_EMAIL = re.compile(
    r"\b[\w.+-]+ at [A-Za-z0-9-]+ dot (?:com|org|net|edu|gov|info|health)\b", re.ASCII
)
_SCHEMES = ("http", "https", "ftp", "sftp", "www")
_TOP_LEVEL = (
    *("com", "org", "net", "edu", "gov", "mil", "info", "biz", "health", "clinic", "care"),
    *("hospital", "doctor", "online", "site", "website", "app", "dev", "io", "me", "us", "uk"),
    *("ca", "eu", "de", "fr", "au", "example", "test", "local"),
)
_URL = re.compile(r"(?:(?:https?|s?ftp)://|www\d?\.)[^\s<>\"')\],]+", re.IGNORECASE)
_DOMAIN = re.compile(
    rf"(?<![@\w.-])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:{'|'.join(_TOP_LEVEL)})(?![\w@-])"
    r"(?:/[^\s<>\"')\],]*)?",
    re.IGNORECASE,
)
_AT = re.compile(r"@|[\[(]\s?at\s?[\])]")
_BEFORE_TOP_LEVEL = 80
_ADDRESS_LENGTH = 80
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,29}\b", re.ASCII)
_IPV4 = re.compile(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_HEX_RUN = re.compile(r"(?<![\w:.-])[0-9A-Fa-f]{0,4}[:-][0-9A-Fa-f]{0,4}[:-][0-9A-Fa-f]{0,4}[:-]")
"""Three joints at least: a time of day has two."""
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![\w:-])")
_UDI = re.compile(r"\(01\)\s?\d{14}(?:\s?\(\d{2}\)\s?[\w/.-]{1,20})*")
_VERSION_BEFORE = re.compile(
    r"(?i)(?:\bv|version|section|release|build|table|chapter|software|firmware|schema|§)\W{0,2}$"
)


def sought() -> frozenset[str]:
    """Return the words at which these rules are tried."""
    return frozenset((*_SCHEMES, *_TOP_LEVEL, "dot"))


def find(seen: Sighted) -> Iterator[Identifier]:
    """Yield identifiers that need no word beside them."""
    text = seen.text
    yield from _mail(seen)
    yield from _web(seen)
    for match in _IPV4.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if _is_ip(match[0]) and not _VERSION_BEFORE.search(before):
            yield Identifier(match.start(), match.end(), IdentifierClass.IP)
    for run in _HEX_RUN.finditer(text):
        if (address := _IPV6.match(text, run.start())) and _is_ip(address[0]):
            yield Identifier(address.start(), address.end(), IdentifierClass.IP)
        if card := _MAC.match(text, run.start()):
            yield Identifier(card.start(), card.end(), IdentifierClass.DEVICE)
    for match in _UDI.finditer(text):
        yield Identifier(match.start(), match.end(), IdentifierClass.DEVICE)


def _mail(seen: Sighted) -> Iterator[Identifier]:
    for at in _AT.finditer(seen.text):
        window = (max(0, at.start() - _ADDRESS_LENGTH), at.end() + _ADDRESS_LENGTH)
        for match in _EMAIL.finditer(seen.text, *window):
            yield Identifier(match.start(), match.end(), IdentifierClass.EMAIL)
        if handle := _HANDLE.match(seen.text, at.start()):
            yield Identifier(handle.start(), handle.end(), IdentifierClass.OTHER)
    for match in seen.around(_SPELLED_EMAIL, ("dot",), before=_ADDRESS_LENGTH, after=12):
        yield Identifier(match.start(), match.end(), IdentifierClass.EMAIL)


def _web(seen: Sighted) -> Iterator[Identifier]:
    found = list(seen.matches(_URL, _SCHEMES))
    for place in seen.at(_TOP_LEVEL):
        if place and seen.text[place - 1] == ".":
            found += _DOMAIN.finditer(seen.text, max(0, place - _BEFORE_TOP_LEVEL), place + 300)
    for match in found:
        end = match.start() + len(match[0].rstrip(".,;:!?"))
        yield Identifier(match.start(), end, IdentifierClass.URL)


def _is_ip(written: str) -> bool:
    kind = IPv6Address if ":" in written else IPv4Address
    if ":" in written and not any(letter.isalnum() for letter in written):
        return False
    try:
        kind(written)
    except AddressValueError:
        return False
    return True
