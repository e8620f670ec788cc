"""Numbers known by their grouping: SSN, telephone and fax, Medicare number, card, DEA."""

import re
from collections.abc import Callable, Iterator

from coder_sim.packs.phi.finding import Identifier, IdentifierClass
from coder_sim.packs.phi.sighted import Sighted

_SSN = re.compile(
    r"(?<![\w.-])(?:\d{3}-\d{2}-\d{4}|\d{3} \d{2} \d{4}|\d{3}\.\d{2}\.\d{4}"
    r"|[Xx*#]{3}-[Xx*#]{2}-\d{4})(?![\w-]|\.\d)"
)
_EXTENSION = r"(?:,?\s?(?:x|ext\.?|extension)\s?\d{1,6}\b)?"
_PHONE = re.compile(
    r"(?<![\w+/-])(?<!\d\.)(?:\+?1[ .-]?)?"
    r"(?:\(\d{3}\)\s?[ -]?\d{3}(?:[ .-]| - )\d{4}|\d{3}([-.])\d{3}\1\d{4}|\d{3}-\d{3} \d{4}"
    r"|[2-9]\d{2}-[2-9]\d{6}|[2-9]\d{2}/\d{3}-\d{4}"
    r"|(?<![02-9][ ,/])[2-9]\d{2} [2-9]\d{2}[ -]\d{4}(?!\s?(?:\d|[mk]?[lg]\b|cc\b|units?\b|mcg\b)))"
    rf"(?![\w-]|\.\d){_EXTENSION}",
    re.IGNORECASE,
)
_PLUS = re.compile(rf"(?<![\w.])\+\d{{1,3}}(?:[ .-]?\(?\d{{1,5}}\)?){{2,5}}(?![\w-]){_EXTENSION}")
_BARE_PHONE = re.compile(
    r"(?<![\w.+/-])(?:1[ .-]?)?"
    r"(?:\d{3} \d{3} \d{4}|[2-9]\d{9}|\d{3}[-. ]\d{4}|[2-9]\d{2} \d{3}-\d{4}"
    r"|0\d{2,4} \d{3,4} \d{3,4})"
    rf"(?![\w-]|\.\d){_EXTENSION}",
    re.IGNORECASE,
)
_ROUND = re.compile(r"\d\d0 \d\d0 \d{3}0")
_TEN_DIGITS = re.compile(r"[2-9][0-8]\d[2-9]\d{6}")
"""Ten digits as North America dials them."""
_PHONE_WORD = re.compile(
    r"(?:\b(?:tele)?phone|\btel|\bcell|\bmobile|\bcall(?:ed|ing|s)?|\bpager?|\bpage[dr]?|\bbeeper"
    r"|\bcontact|\btext(?:ed)?|\bdial|\bring|\breach(?:ed|able)?|\bph|\bvoice ?mail|\bhotline"
    r"|\b(?:home|work|office|emergency|callback|call-back|desk|direct|main)"
    r"(?: (?:number|no\.?|line|contact))?"
    r"|\bnumber|\b[chwmpt]|(?:\be-?|\btele?|\b)fax(?:ed)?|\bfacsimile|\bfx|\bcb|\bf)\b[^\n\d]{0,25}$",
    re.IGNORECASE,
)
_LABEL_ONLY_LETTER = re.compile(r"\b(?:[chwmptf]|ph|number)\b[^\n\d]*$", re.IGNORECASE)
_LETTER_LABEL = re.compile(r"\b(?:[chwmptf]|ph|number)\s?[:#.=]\s*$", re.IGNORECASE)
_NOT_A_PHONE = re.compile(
    r"\b(?:NDC|NPI|DEA|MRN|snomed|rxnorm|concept|gtin|upc|nct|catalogue|record|visit|lot|serial|account|acct|claim|code|order|accession|specimen|member|policy"
    r"|group|id|invoice|case|model|catalog|ref|patient|licen[sc]e)\b[^\n]{0,12}$",
    re.IGNORECASE,
)
_FAX_BEFORE = re.compile(
    r"\b(?:(?:e-?|tele?)?fax(?:ed)?|facsimile|fx|f)\b[^\n\d]{0,25}$", re.IGNORECASE
)
_FAX_AFTER = re.compile(r"\s?\(?(?:fax|facsimile|f)\b", re.IGNORECASE)
_CLEAR_FAX_AFTER = re.compile(r"\s?\((?:fax|facsimile|f)\)", re.IGNORECASE)
_ANOTHER_PHONE_NEXT = re.compile(r"[^\n]{0,6}\d")
_MBI = re.compile(
    r"(?<![\w-])[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[- ]?[AC-HJKMNP-RT-Y]"
    r"[0-9AC-HJKMNP-RT-Y]\d[- ]?[AC-HJKMNP-RT-Y]{2}\d{2}(?![\w-])"
)
_CARD = re.compile(r"(?<![\w.-])(?:\d{4}[ -]?){3}\d{4}(?![\w-]|\.\d)|(?<![\w.-])3[47]\d{13}(?!\w)")
_IBAN = re.compile(r"(?<![\w-])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\w-])")
_VIN = re.compile(r"(?<![\w-])(?=[A-Z]*\d)(?=\d*[A-Z])[A-HJ-NPR-Z0-9]{17}(?![\w-])")
_VIN_DIGITS, _VIN_LETTERS = 6, 2
_MIXED = re.compile(
    r"(?<![\w-])(?=[A-Z]{0,3}\d)(?:[A-Z]{2}|[1-9])[A-Z0-9]{1,2}(?:[ -]?[A-Z0-9]){6,}"
)
"""Capitals and digits, long enough to hold a Medicare number or a DEA number."""
_DEA = re.compile(r"(?<![\w-])[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}(?![\w-])")
_LONG = re.compile(r"(?:[+(]?\d|[Xx*#]{3}-[Xx*#]{2})[\d ().\-/]{5,}")
"""A run of digits, blanks and joints, long enough to hold a telephone number."""
_BEFORE = 40
_BEHIND = 20


def sought() -> frozenset[str]:
    """Return the words at which these rules are tried: none, a long number is enough."""
    return frozenset()


def find(seen: Sighted) -> Iterator[Identifier]:
    """Yield numbers whose grouping, check digit or neighbouring word gives them away."""
    text = seen.text
    for run in _LONG.finditer(text):
        window = (run.start(), min(len(text), run.end() + _BEHIND))
        yield from _grouped(text, window)
    for run in _MIXED.finditer(text):
        for rule, sound, kind in _CHECKED:
            if (match := rule.match(text, run.start())) and sound(match[0]):
                yield Identifier(match.start(), match.end(), kind)


def _grouped(text: str, window: tuple[int, int]) -> Iterator[Identifier]:
    for match in _SSN.finditer(text, *window):
        yield Identifier(match.start(), match.end(), IdentifierClass.SSN)
    for rule in (_PHONE, _PLUS, _BARE_PHONE):
        for match in rule.finditer(text, *window):
            yield from _phone(text, match, needs_word=rule is _BARE_PHONE)
    for match in _CARD.finditer(text, *window):
        if _luhn(match[0]):
            yield Identifier(match.start(), match.end(), IdentifierClass.ACCOUNT)


def _phone(text: str, match: re.Match[str], *, needs_word: bool) -> Iterator[Identifier]:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    # "500 450 1200" without a word of calling are volumes, not a number to dial.
    if _ROUND.fullmatch(match[0]) and not _calls(before):
        return
    if needs_word and not _calls(before):
        bare = _TEN_DIGITS.fullmatch(match[0]) and text[match.start() - 1 : match.start()] != "-"
        if not bare or _NOT_A_PHONE.search(before):
            return
    if not needs_word and _NOT_A_PHONE.search(before) and not _PHONE_WORD.search(before):
        return
    kind = IdentifierClass.FAX if _is_fax(text, match, before) else IdentifierClass.PHONE
    yield Identifier(match.start(), match.end(), kind)


def _calls(before: str) -> bool:
    """A word of calling stands before; a single letter or "number" only with its colon."""
    if not _PHONE_WORD.search(before) or _NOT_A_PHONE.search(before):
        return False
    return not _LABEL_ONLY_LETTER.search(before) or bool(_LETTER_LABEL.search(before))


def _is_fax(text: str, match: re.Match[str], before: str) -> bool:
    if _FAX_BEFORE.search(before):
        return True
    after = text[match.end() : match.end() + 20]
    named = _FAX_AFTER.match(after)
    if not named:
        return False
    # "555-0100 fax 555-0101": the word belongs to the number behind it.
    clear = _CLEAR_FAX_AFTER.match(after)
    return bool(clear) or not _ANOTHER_PHONE_NEXT.match(after, named.end())


def _digits(written: str) -> list[int]:
    return [int(sign) for sign in written if sign.isdecimal()]


def _luhn(written: str) -> bool:
    digits = _digits(written)[::-1]
    total = sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return total % 10 == 0 and len(set(digits)) > 1


def _iban(written: str) -> bool:
    plain = written.replace(" ", "")
    rotated = plain[4:] + plain[:4]
    return int("".join(str(int(sign, 36)) for sign in rotated)) % 97 == 1


def _dea(written: str) -> bool:
    one, two, three, four, five, six, check = _digits(written[2:])
    return (one + three + five + 2 * (two + four + six)) % 10 == check


def _vin(written: str) -> bool:
    """Invented vehicle numbers rarely have a sound check digit: the shape decides."""
    digits = sum(sign.isdigit() for sign in written)
    return digits >= _VIN_DIGITS and len(written) - digits >= _VIN_LETTERS


def _mbi(written: str) -> bool:
    """The pattern holds all that is published: the number has no check digit."""
    return bool(written)


_CHECKED: tuple[tuple[re.Pattern[str], Callable[[str], bool], IdentifierClass], ...] = (
    (_MBI, _mbi, IdentifierClass.PLAN),
    (_IBAN, _iban, IdentifierClass.ACCOUNT),
    (_DEA, _dea, IdentifierClass.LICENCE),
    (_VIN, _vin, IdentifierClass.VEHICLE),
)
