"""Street addresses and ZIP codes, told from procedure codes by the ranges of each state."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from coder_sim.packs.phi.finding import Identifier, IdentifierClass
from coder_sim.packs.phi.sighted import Sighted
from coder_sim.packs.phi.words import words
from coder_sim.paths import data_folder

_SUFFIX = (
    r"street|avenue|road|drive|lane|boulevard|court|circle|place|terrace|parkway|highway|square|trail"
    r"|alley|crescent|turnpike|expressway|freeway|crossing|landing|grove|heights|ridge|hollow|pike"
    r"|path|plaza|bend|run|walk|commons|view|point|glen|creek|meadows|meadow|pass|row|way|loop|close"
)
_SHORT = r"St|Ave|Av|Rd|Dr|Ln|Blvd|Ct|Cir|Pl|Ter|Pkwy|Hwy|Sq|Trl|Aly|Cres|Tpke|Expy|Fwy|Xing"
_WAY = r"(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\.?[ \t])?"
_UNIT = (
    r"(?:,?[ \t](?:Apt|Apartment|Unit|Suite|Ste|Room|Rm|Floor|Fl|Bldg|Lot|#)\.?\s?#?[\w-]{1,6})?"
)
_ENDING = rf"(?:{_SUFFIX.title()})|(?:{_SHORT})\b\.?"
_NUMBERED = r"(?:\d{1,3}(?:st|nd|rd|th))"
_STREET = re.compile(
    rf"(?<![\w./-])\d{{1,5}}(?:-\d{{1,4}})?[A-Z]?(?:\s1/2)?(?: block of)?[ \t]{_WAY}"
    rf"(?:(?:[A-Z][A-Za-z'.-]*|{_NUMBERED})[ \t]){{1,4}}?"
    rf"(?:{_ENDING})(?![a-z])(?:[ \t](?:{_ENDING})(?![a-z]))?"
    rf"(?:[ \t](?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\b)?{_UNIT}"
)
_STREET_ABROAD = re.compile(
    r"(?<![\w./-])\d{1,5},?[ \t](?:[Rr]ue|[Aa]venue|[Cc]alle|[Vv]ia)"
    r"(?:[ \t](?:de|du|des|la|le|les|del))*[ \t][A-Z][\w'-]+"
)
_LOWER = re.compile(
    r"(?<![\w./-])\d{2,5}\s(?:(?!of\b|the\b|from\b|on\b|down\b|blocks?\b|miles?\b|feet\b|per\b|in\b|at\b"
    r"|to\b|and\b|hours?\b|mg\b|min\b|up\b|a\b|for\b|cm\b|mm\b|ml\b|yards?\b|steps?\b)[a-z]+\s){1,2}"
    r"(?:street|avenue|road|lane|boulevard|drive|court|st|ave|rd|blvd|ln)\b(?!\w)"
)
_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s?#?\d{1,6}|\bPost Office Box \d{1,6}", re.IGNORECASE)
_ROUTE = re.compile(
    r"(?<![\w./-])\d{1,5}\s(?:[NSEW]\.?\s)?(?:State |County |US |U\.S\. |Old |Rural )?"
    r"(?:Route|Rte\.?|Highway|Hwy\.?|County Road|CR|State Road|SR|Road)\s\d{1,4}[A-Z]?\b"
    r"|(?<![\w./-])\d{1,5}\s(?:[NSEW]\.?\s)?Broadway\b"
    r"|\b(?:RR|Rural Route)\s?#?\d{1,2},?\s?Box\s?\d{1,5}"
)
_LABELLED = re.compile(
    r"\b(?i:(?:home |mailing |street |patient(?:'s)? |work )?address|lives at|resides at|living at"
    r"|residence|located at|home at)\s?(?:is\s)?:?\s{1,3}"
    r"(?P<value>\d{1,6}[A-Z]?\s[A-Z][\w'.-]*(?:[ \t][A-Z0-9][\w'.-]*){0,4}"
    r"|[A-Z][a-z]+(?:stra(?:ss|ß)e|str\.|weg|laan|straat|gasse|platz)[ \t]\d{1,4}[a-z]?)"
)
_ON_STREET = re.compile(
    r"\b(?i:lives|living|resides|residing|home) (?:on|at) "
    rf"(?P<value>(?:[A-Z][a-z'-]+ ){{1,3}}(?:{_SUFFIX.title()}|(?:{_SHORT})\b))(?![a-z])"
)
_ADDRESS_WORDS = (
    *("address", "home", "mailing", "street", "patient", "work", "lives", "resides", "living"),
    *("residence", "located"),
)
_BOX_WORDS = ("po", "p", "post")
_ZIP_WORDS = ("zip", "zipcode", "post", "postal", "postcode", "plz")
_FOREIGN = ("rue", "avenue", "calle", "via")
_STREET_WORDS = (*_SUFFIX.split("|"), *_SHORT.lower().split("|"))
_CLEAR_SUFFIXES = ("street", "avenue", "road", "lane", "boulevard", "drive", "parkway", "terrace")
_MEASURES = (
    *(
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "minutes",
        "hour",
        "day",
        "week",
        "month",
        "year",
    ),
    *(
        "mg",
        "mcg",
        "ml",
        "cm",
        "mm",
        "units",
        "tablets",
        "doses",
        "views",
        "views,",
        "times",
        "view",
    ),
)
_ROUTE_WORDS = ("route", "rte", "highway", "hwy", "road", "cr", "sr", "rr", "broadway")
_ZIP_LABEL = re.compile(
    r"(?i)\b(?:zip|post(?:al)?(?=\s?code)|postcode|plz)(?:\s?codes?)?s?(?:\+4)?\b\s?"
    r"(?:is\s|of\s|area\s)?[:#=|]?\s{0,2}"
    r"(?P<zip>\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}|\d{4})"
    r"(?![\w-])"
)
_ZIP_BEFORE_LABEL = re.compile(r"(?i)(?<![\w.-])(?P<zip>\d{5}) zip\b")
_ZIP_PLUS = re.compile(r"(?<![\w.-])\d{5}-\d{4}(?![\w-]|\.\d)")
_STATE_ZIP = re.compile(
    r"(?<![A-Za-z])(?P<state>[A-Z]{2}|[A-Z]\.[A-Z]\.|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\.?,?\s{1,3}"
    r"(?P<zip>\d{5}(?:-\d{4})?)(?![\w-]|\.\d)"
)
_TOWN_BEFORE = re.compile(r"[A-Z][A-Za-z.'-]+,?\s{1,2}$|^\s*$|\n\s*$|:\s*$")
_CODES_BEFORE = re.compile(
    r"(?i)\b(?:cpt|hcpcs|codes?|procedures?|ndc|icd|drg|dx|px|bill(?:ed)?|report)\b[^\n]{0,20}$"
)
_ZIP_AFTER_STREET = re.compile(
    r"(?:[^\n\d]{0,40}?|[^\n\d]{0,25}\n[^\n\d]{1,30}[A-Z]{2},?[ \t]{1,2})\b"
    r"(?P<zip>\d{5}(?:-\d{4})?)(?![\w-])"
)


@cache
def _ranges() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Return, for each state by abbreviation and by name, the first three digits of its ZIPs."""
    table: dict[str, tuple[tuple[int, int], ...]] = {}
    lines = (data_folder() / "identifiers" / "zip_ranges.csv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        short, name, ranges = line.split(",")
        spans = tuple(
            (int(low), int(high or low))
            for low, _, high in (span.partition("-") for span in ranges.split())
        )
        table[short] = table[name] = spans
    return table


def sought() -> frozenset[str]:
    """Return the words at which these rules are tried."""
    return frozenset(
        (*_ADDRESS_WORDS, *_ROUTE_WORDS, *_STREET_WORDS, *_FOREIGN, "po", "p", "post", *_ZIP_WORDS)
    )


def find(seen: Sighted) -> Iterator[Identifier]:
    """Yield street addresses, boxes and ZIP codes."""
    text = seen.text
    for match in (
        *(
            match
            for match in seen.around(_STREET, _STREET_WORDS, before=70, after=40)
            if not seen.is_evened(*match.span()) or _is_street(match[0])
        ),
        *seen.around(_LOWER, _STREET_WORDS, before=50, after=10),
        *seen.around(_STREET_ABROAD, _FOREIGN, before=8, after=40),
        *seen.matches(_BOX, _BOX_WORDS),
        *seen.around(_ROUTE, _ROUTE_WORDS, before=24, after=40),
    ):
        yield Identifier(match.start(), match.end(), IdentifierClass.STREET)
        yield from _zip_behind(text, match)
    for match in (
        *seen.matches(_LABELLED, _ADDRESS_WORDS),
        *seen.matches(_ON_STREET, _ADDRESS_WORDS),
    ):
        end = match.start("value") + len(match["value"].rstrip(".,"))
        yield Identifier(match.start("value"), end, IdentifierClass.STREET)
        yield from _zip_behind(text, match)
    for match in (
        *seen.matches(_ZIP_LABEL, _ZIP_WORDS),
        *seen.around(_ZIP_BEFORE_LABEL, ("zip",), before=7, after=4),
    ):
        yield Identifier(match.start("zip"), match.end("zip"), IdentifierClass.ZIP)
    for match in _ZIP_PLUS.finditer(text):
        yield Identifier(match.start(), match.end(), IdentifierClass.ZIP)
    for match in _STATE_ZIP.finditer(text):
        if _in_state(match) and _is_place(text, match):
            yield Identifier(match.start("zip"), match.end("zip"), IdentifierClass.ZIP)


def _is_street(written: str) -> bool:
    """Where capitals say nothing, "4 WEEKS RUN" must not be a street, "12 FERNHILL RUN" must."""
    spans = [word.strip(",").lower() for word in written.split()[1:]]
    if any(word.endswith(".") and len(word) > 3 for word in spans[:-1]) or spans[0] in _MEASURES:
        return False
    known = words()
    named = [word for word in spans[:-1] if len(word) > 2 and word not in known.plain]
    return bool(named) or spans[-1] in _CLEAR_SUFFIXES


def _zip_behind(text: str, street: re.Match[str]) -> Iterator[Identifier]:
    zip_code = _ZIP_AFTER_STREET.match(text, street.end())
    if zip_code:
        yield Identifier(zip_code.start("zip"), zip_code.end("zip"), IdentifierClass.ZIP)


def _in_state(match: re.Match[str]) -> bool:
    state = match["state"].replace(".", "")
    spans = _ranges().get(state) or _ranges().get(state.rpartition(" ")[2], ())
    first = int(match["zip"][:3])
    return any(low <= first <= high for low, high in spans)


def _is_place(text: str, match: re.Match[str]) -> bool:
    """A town stands before the state, and no list of procedure codes does."""
    before = text[max(0, match.start() - 40) : match.start()]
    if len(match["state"]) > 4:
        return not _CODES_BEFORE.search(before)
    return bool(_TOWN_BEFORE.search(before)) and not _CODES_BEFORE.search(before)
