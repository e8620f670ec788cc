"""Full dates, and ages over 89."""

import re
from collections.abc import Iterator

from coder_sim.packs.phi.finding import Identifier, IdentifierClass
from coder_sim.packs.phi.sighted import Sighted
from coder_sim.packs.phi.words import words

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH_ANY_CASE = f"(?i:{_MONTH})"
_YEAR = r"(?:(?:19|20)\d{2}|'\d{2})"
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:"
    r"(?P<m>\d{1,2})(?P<s>[/.-]| / )(?P<d>\d{1,2})(?P=s)(?P<y>(?:19|20)\d{2}|\d{2})"
    r"|(?P<iy>(?:19|20)\d{2})(?P<is>[/.-])(?P<im>\d{1,2})(?P=is)(?P<id>\d{1,2})(?:T\d[\d:.]*Z?)?"
    r")(?![\w/-]|\.\d)"
)
_WORDED = re.compile(
    rf"(?<!\w)(?:{_MONTH_ANY_CASE}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:day\s)?(?:of\s)?{_MONTH_ANY_CASE}\.?,?\s{_YEAR}"
    rf"|\d{{1,2}}[-/.]{_MONTH_ANY_CASE}[-/.](?:(?:19|20)\d{{2}}|\d{{2}})"
    rf"|\d{{1,2}}{_MONTH_ANY_CASE}(?:19|20)\d{{2}}"
    rf"|{_MONTH_ANY_CASE}[-/]\d{{1,2}}[-/](?:(?:19|20)\d{{2}}|\d{{2}})"
    rf"|(?:19|20)\d{{2}}[ -]{_MONTH_ANY_CASE}[ -]\d{{1,2}})(?![\w-])"
)
_DAY_OF_MONTH = re.compile(
    rf"(?<!\w)(?:{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH})"
    r"(?![\w-]|[.,/]\d|\s?(?:%|mg|mcg|g|kg|mL|mm|cm|units?|hours?|hrs?|min|days?|weeks?|x)\b)"
)
_LABELLED = re.compile(
    r"\b(?i:dob|d\.o\.b\.?|date of birth|date of death|birth ?date|birthday|dos"
    r"|date of service|dod|born(?: on)?|dated"
    r"|admitted(?: on)?|discharged(?: on)?|admit(?: date)?|discharge date|seen on|visit (?:on|date)"
    r"|date|died(?: on)?|deceased|expired)\s?[:=|]?\s{0,2}"
    r"(?P<value>(?:19|20)\d{6}|\d{8}|\d{1,2}/\d{1,2})(?![\w/-]|\.\d)"
)
_OVER = r"(?:9\d|1[0-2]\d)"
_COMPACT = re.compile(
    r"(?<![\w./-])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w/-]|\.\d)"
)
"""A day as machines write it: 20240511."""
_TENS = (
    r"(?i:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one hundred(?:[- ](?:and[- ])?\w+)?)"
)
_YEARS = r"(?i:(?=\s?-?\s?(?:years?|yrs?|y)\b\.?[- ]?(?:s?[- ]?olds?|o\b|of age|/o|F\b|M\b)))"
_AGE = re.compile(
    rf"(?<![\w.,/-])(?P<age>{_OVER})(?:{_YEARS}"
    r"|(?i:(?=\s?-?(?:y\.?\s?o\.?|y/o|yo[fm])(?!\w)))"
    r"|(?i:(?=\s?(?:m|f|male|female|man|woman)\b\s?(?:,|with|who|presents|from|w/)))"
    r"|(?=th\s(?:birthday|year)))"
)
_WORDED_AGE = re.compile(
    rf"(?P<age>{_TENS}){_YEARS}|(?i:(?P<old>(?:nona|cente|supercente)[gn]?\w*arian)\b)"
)
_AFTER_AGE = re.compile(
    r"(?i:aged?(?:\s?/\s?(?:sex|gender))?|turn(?:s|ed|ing)|died at(?: age)?|nonagenarian,)"
    r"(?i:\s(?:is|of|at\s\w+))?[ \t]?[:=|]?\s{0,3}"
    rf"(?P<age>{_OVER}|{_TENS})"
    r"(?![\w%]|[.,-]\d|\s?(?:%|mg|mL|min|days?|weeks?|months?|hours?|(?i:to|degrees?))\b)"
)
_NUMBERED = re.compile(r"(?i)(?:snomed|rxnorm|concept|code|ndc|lot|catalog|ref|#)[^\n\d]{0,12}$")
_AGE_WORDS = ("age", "aged", "turn", "turns", "turned", "turning", "died", "nonagenarian")
_OLD_WORDS = ("ninety", "one", "nonagenarian", "centenarian", "supercentenarian")


def sought() -> frozenset[str]:
    """Return the words at which these rules are tried."""
    return frozenset((*words().months, *words().date_labels, *_AGE_WORDS, *_OLD_WORDS))


def find(seen: Sighted) -> Iterator[Identifier]:
    """Yield full dates (a year alone identifies nobody) and ages over 89."""
    for match in _NUMERIC.finditer(seen.text):
        if _is_day(match):
            yield Identifier(match.start(), match.end(), IdentifierClass.DATE)
    for match in _COMPACT.finditer(seen.text):
        if not _NUMBERED.search(seen.text, max(0, match.start() - 24), match.start()):
            yield Identifier(match.start(), match.end(), IdentifierClass.DATE)
    for rule in (_WORDED, _DAY_OF_MONTH):
        for match in seen.around(rule, words().months, before=18, after=26):
            yield Identifier(match.start(), match.end(), IdentifierClass.DATE)
    for match in seen.matches(_LABELLED, words().date_labels):
        if _is_short_day(match["value"]):
            yield Identifier(match.start("value"), match.end("value"), IdentifierClass.DATE)
    for match in (
        *_AGE.finditer(seen.text),
        *seen.matches(_WORDED_AGE, _OLD_WORDS),
        *seen.matches(_AFTER_AGE, _AGE_WORDS),
    ):
        group = match.lastgroup or "age"
        yield Identifier(match.start(group), match.end(group), IdentifierClass.AGE)


def _is_day(match: re.Match[str]) -> bool:
    """The month may stand first or second: charts of other countries are pasted, too."""
    if match["iy"]:
        return 1 <= int(match["im"]) <= 12 and 1 <= int(match["id"]) <= 31
    first, second = int(match["m"]), int(match["d"])
    lesser, greater = sorted((first, second))
    if len(match["y"]) == 2 and match["s"] == "." and len(match[0]) < 8:
        # "1.2.34" is a numbered heading or a version as often as a day.
        return False
    return 1 <= lesser <= 12 and 1 <= greater <= 31


def _is_short_day(written: str) -> bool:
    if "/" in written:
        month, day = (int(part) for part in written.split("/"))
        return 1 <= month <= 12 and 1 <= day <= 31
    year_first = 1 <= int(written[4:6]) <= 12 and written[:2] in ("19", "20")
    return year_first or (1 <= int(written[:2]) <= 12 and written[4:6] in ("19", "20"))
