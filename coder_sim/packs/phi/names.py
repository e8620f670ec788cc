"""Names of persons: behind a title, label or family word, before letters, or by first name."""

import re
from collections.abc import Iterator

from coder_sim.packs.phi.finding import Identifier, IdentifierClass
from coder_sim.packs.phi.sighted import Sighted
from coder_sim.packs.phi.words import Words, words

_BIG, _SMALL = "A-ZÀ-ÖØ-Þ", "a-zà-öø-ÿ"
_PART = (
    rf"(?:(?:Mc|Mac|O'|D'|De|Di|La|Le|Van|Fitz)?[{_BIG}][{_SMALL}]+"
    rf"(?:-[{_BIG}][{_SMALL}]+)?)"
)
"""One word of a name, such as Okafor, McAllister or Tran-Bui."""
_PARTICLE = (
    r"(?:(?:[Dd]e l[ao]s?|[Dd]el|[Dd]e|[Vv]an de[rn]|[Vv]an|[Vv]on|da|dos|[Dd]i|la|bin|al|el)\s)"
)
_INITIAL = r"(?:[A-Z]\.?\s)"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?"
_NEXT = rf"(?:\s{_INITIAL}?{_PARTICLE}?{_PART})"
_FULL = rf"{_PART}{_NEXT}{{1,2}}{_SUFFIX}"
_TITLE = re.compile(
    r"(?<![\w.])(?:Mr|Mrs|Ms|Mx|Miss|Dr|Drs|Doctor|Prof|Professor|Rev|Reverend|Sgt|Capt|Sister"
    r"|Father|Fr|Pastor|Rabbi|Judge|Officer|Detective|Nurse|Señora?|Sra?|Mme|Herr|Frau)\.?"
    r"[ \t]{1,2}"
    rf"(?P<name>{_INITIAL}{{0,2}}{_PARTICLE}?{_PART}{_NEXT}{{0,2}}{_SUFFIX}"
    r"|[A-Z]{3,}(?:\s[A-Z]{3,})?)"
)
_OWN_NAME = (
    r"(?:patient|pt|full|legal|preferred|maiden|last|first|middle|family|sur|mother'?s|father'?s"
    r"|spouse'?s?|guardian'?s?|contact|insured'?s?|subscriber'?s?|member'?s?|employee|guarantor)?"
    r"[ -]?names?(?: of patient)?|patient|pt|client"
)
_CLINICIANS = (
    r"attending(?: physician| provider)?|(?:assistant |co-?)?surgeons?|pcp"
    r"|(?:(?:ordering|referring|rendering|treating|primary care|admitting|consulting|supervising"
    r"|attending|performing|responsible|family|discharging) )?(?:physician|provider|doctor"
    r"|clinician|md)"
    r"|anesthesiologist|anesthetist|crna|radiologist|pathologist|cardiologist|nurse|rn|scribe"
    r"|dictator|author|resident|fellow|assistant|case manager|social worker|therapist|examiner"
    r"|pharmacist|midwife|coroner|reporter|interpreter"
)
_DONE_BY = (
    r"(?:referred|dictated|signed|electronically signed|e-signed|authenticated|transcribed"
    r"|reviewed|seen|ordered|performed|prepared|witnessed|interpreted|accompanied|verified"
    r"|completed|authored|written|documented|reported|collected|approved|co-?signed|read|recorded"
    r"|examined|evaluated|scribed|obtained|entered|administered|given|brought in|called"
    r"|driven(?: home)?)(?: electronically)? by"
)
_OTHERS = (
    r"dictati(?:ng|on) (?:on|for)|next of kin|nok|emergency contact|guardian|spouse"
    r"|wife|husband|mother|father|son|daughter"
    r"|brother|sister|mom|dad|caregiver|caretaker|witness|cc|attn|attention|dear|re|regarding"
    r"|contact|poa|power of attorney|proxy|surrogate|responsible party|insured|subscriber"
    r"|guarantor|informant|historian|signature|signed"
)
_JOINT = (
    r"\s?(?:\([^()\n]{1,25}\))?\s?(?P<joint>[:=|]|\.(?: ?\.){1,60}|is\b|named\b"
    r"|-(?=\s)|,(?=\s[A-Z]))?\s{0,3}"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s)?"
)
_LABEL = re.compile(
    rf"(?<!\w)(?i:{_OWN_NAME}|{_CLINICIANS}|{_DONE_BY}|{_OTHERS}){_JOINT}(?P<name>"
    r"(?:[A-Z][a-z'-]+|[A-Z]{2,}(?:-[A-Z]{2,})?),\s{0,2}(?:[A-Z][a-z'-]+|[A-Z]{2,})(?:\s[A-Z]\b\.?)?"
    rf"|{_INITIAL}{{0,2}}{_PARTICLE}?{_PART}(?:[ ]{_INITIAL}?{_PARTICLE}?{_PART}){{0,2}}{_SUFFIX}"
    r"|[A-Z]{2,}(?: [A-Z]\.?)? [A-Z]{2,})(?![a-z])",
)
_LETTERS = (
    r"(?:M\.?D\.?|D\.?O\.?|R\.?N\.?|LPN|LVN|CNA|NP|FNP|FNP-C|FNP-BC|APRN|ARNP|CRNA|PA-C|PA|DPM|DDS"
    r"|DMD|OD|PhD|PharmD|PsyD|LCSW|LMSW|MSW|PT|DPT|OT|OTR|OTR/L|SLP|RD|RDN|RT|RRT|CNM|CPC|CCS|RHIA"
    r"|RHIT|BSN|MSN|DNP|EMT|EMT-P|ACNP|AuD|MBBS|CMA|MA)"
)
_CREDENTIALED = re.compile(
    rf"(?<![\w'])(?P<name>{_INITIAL}{{1,2}}{_PARTICLE}?{_PART}|{_FULL}|[A-Z]{{2,}},? [A-Z]{{2,}})"
    rf",?\s{_LETTERS}\b(?!\w)"
)
_PAIR = re.compile(
    rf"(?<![\w'-])(?P<given>{_PART})[ \t]{_INITIAL}?{_PARTICLE}?(?P<last>{_PART}){_SUFFIX}(?!\w)"
)
_FAMILY = re.compile(
    r"(?<!\w)(?i:wife|husband|spouse|partner|son|daughter|mother|father|brother|sister|friend"
    r"|neighbou?r|boyfriend|girlfriend|fianc[eé]e?|niece|nephew|aunt|uncle|grandson|granddaughter"
    r"|grandmother|grandfather|cousin|roommate|coworker|caregiver|aide|boss|teacher|landlord|named"
    r"|called|goes by|nicknamed|known as|name is|I am|I'm|this is|spoke (?:with|to)"
    rf"|discussed with|call|baby),?[ \t](?P<name>{_PART})(?!\w)"
    r"(?P<disease>'s|\s(?:disease|syndrome|sign|test))?"
)
_SURE_TITLE = re.compile(r"(?:Mrs|Drs?|Doctor|Prof(?:essor)?)\b|(?:Mr|Ms|Mx|Rev|Sgt|Capt)\.")
"""Where capitals say nothing, MR and MS without a point are a valve and a disease."""
_SURE_LETTERS = re.compile(r",\s(?:MD|M\.D|DO|D\.O|RN|NP|PA|PA-C|LPN|CRNA|APRN|PHD|DPM|DDS)\b")
_SURE_LABEL = re.compile(r"(?i)(?:\bnames?|\bby|\bdictati(?:ng|on) (?:on|for))\s*$")
_COPY = re.compile(r"(?i)(?:cc|re)\b")
_KIN = re.compile(
    r"(?i)(?:wife|husband|son|daughter|mother|father|brother|sister|niece|nephew|aunt|uncle"
    r"|grandson|granddaughter|grandmother|grandfather|fianc[eé]e?|boyfriend|girlfriend)\b"
)
_INITIALS = re.compile(
    r"(?i:\b(?:patient|pt)(?:'s)? initials?)\s?[:=]?\s?"
    r"(?P<name>[A-Z]\.?\s?[A-Z]\.?(?:\s?[A-Z]\.?)?)(?!\w)"
)
_CAPITALS = re.compile(
    r"(?<![\w'-])(?P<last>[A-Z]{3,}(?:-[A-Z]{2,})?), ?(?P<given>[A-Z]{3,}|[A-Z][a-z]+)"
    r"(?: [A-Z]\b\.?)?"
)


def sought() -> frozenset[str]:
    """Return the words at which these rules are tried, first names among them."""
    known = words()
    beside = known.titles | known.name_labels | known.credentials | known.family
    return beside | {"initials"} | {name.lower().partition("-")[0] for name in known.given}


def find(seen: Sighted) -> Iterator[Identifier]:
    """Yield names of persons; a bare surname in running text is beyond any rule."""
    known = words()
    for match in seen.matches(_TITLE, known.titles):
        even = _even(seen, match)
        if not even or _SURE_TITLE.match(match[0]):
            pointed = "." in match[0][: -len(match["name"])]
            yield from _named(match, even=even and not pointed, one=even, strict=False)
    for match in seen.matches(_LABEL, known.name_labels):
        even = _even(seen, match)
        sure = match["joint"] or (even and _SURE_LABEL.search(match[0][: -len(match["name"])]))
        if not (_COPY.match(match[0]) and match["name"].lower() in known.plain):
            yield from _named(match, even=even, strict=not sure)
    for match in seen.around(_CREDENTIALED, known.credentials, before=60, after=6):
        if not _even(seen, match) or _SURE_LETTERS.search(match[0]):
            yield from _named(match, even=_even(seen, match), strict=False, led=True)
    for match in seen.around(_INITIALS, ("initials",), before=12, after=20):
        yield from _named(match, strict=False)
    for match in seen.matches(_FAMILY, known.family):
        named, common = match["name"], match["name"].lower() in known.plain
        sure = named in known.given or (_KIN.match(match[0]) and not _even(seen, match))
        if sure and not common and named not in known.not_names and not match["disease"]:
            yield Identifier(match.start("name"), match.end("name"), IdentifierClass.NAME)
    yield from _pairs(seen)


def _pairs(seen: Sighted) -> Iterator[Identifier]:
    known = words()
    for place in seen.at({name.lower().partition("-")[0] for name in known.given}):
        match = _PAIR.match(seen.text, place)
        if match is None or match["given"] not in known.given:
            continue
        given, last = match["given"], match["last"]
        common = _even(seen, match) and (
            last.lower() in known.plain or given.lower() in known.plain
        )
        if last not in known.not_names and not common and not _eponym(given, last):
            yield Identifier(match.start(), match.end(), IdentifierClass.NAME)
    for match in _CAPITALS.finditer(seen.written):
        if match["given"].title() in known.given and match["last"].title() not in known.not_names:
            yield Identifier(match.start(), match.end(), IdentifierClass.NAME)


def _even(seen: Sighted, match: re.Match[str]) -> bool:
    return seen.is_evened(match.start(), match.end())


def _eponym(given: str, last: str) -> bool:
    return f"{given} {last}" in words().eponyms


def _named(
    match: re.Match[str],
    *,
    strict: bool,
    even: bool = False,
    one: bool = False,
    led: bool = False,
) -> Iterator[Identifier]:
    """Cut words that are no name from the end.

    Without a colon the first must be a given name or none a common word; where capitals say
    nothing (``even``) a common word ends the name; ``one``: it may end after one word;
    ``led``: words may stand before it ("To Ana Ruiz, MD").
    """
    known = words()
    start = match.start("name")
    parts = [
        (part.start() + start, part.end() + start, part[0])
        for part in re.finditer(r"[^\s,]+", match["name"])
    ]
    kept: list[tuple[int, int, str]] = []
    for part in parts:
        plain = part[2].strip(".'")
        if plain in known.not_names or plain.title() in known.not_names:
            if led and not kept:
                continue
            break
        if (even or (one and kept)) and _is_common(plain.lower(), known):
            break
        kept.append(part)
    if not kept or (all(len(part[2].strip(".")) == 1 for part in kept) and len(kept) < 2):
        return
    if strict and not _sure(kept, known, even=even):
        return
    if even and len(kept) == 1 and match["name"].lower() != kept[0][2].lower():
        # "Attending: Overnight events" leaves one word that is in no list.
        return
    if len(kept) >= 2 and _eponym(kept[0][2], kept[1][2]):
        return
    yield Identifier(kept[0][0], kept[-1][1], IdentifierClass.NAME)


def _is_common(word: str, known: Words) -> bool:
    return word in known.plain or word in known.labels


def _sure(kept: list[tuple[int, int, str]], known: Words, *, even: bool) -> bool:
    """A given name stands first, or two capitalised words that are no common ones."""
    plain = [part[2].strip(",.'") for part in kept]
    if plain[0].title() in known.given:
        return not (even and plain[0].lower() in known.plain)
    long = [word for word in plain if len(word) > 1]
    return len(plain) >= 2 and not even and all(word.lower() not in known.plain for word in long)
