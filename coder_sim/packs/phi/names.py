"""Names of persons: behind a title, label or family word, before letters, or by first name."""

import re
from collections.abc import Iterator

from coder_sim.packs.phi.finding import Identifier, IdentifierClass
from coder_sim.packs.phi.sighted import Sighted
from coder_sim.packs.phi.words import words

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
    r"next of kin|nok|emergency contact|guardian|spouse|wife|husband|mother|father|son|daughter"
    r"|brother|sister|mom|dad|caregiver|caretaker|witness|cc|attn|attention|dear|re|regarding"
    r"|contact|poa|power of attorney|proxy|surrogate|responsible party|insured|subscriber"
    r"|guarantor|informant|historian|signature|signed"
)
_JOINT = (
    r"\s?(?:\([^()\n]{1,25}\))?\s?(?P<joint>[:=]|is\b|named\b|-(?=\s)|,(?=\s[A-Z]))?\s{0,3}"
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
        yield from _named(match, strict=False)
    for match in seen.matches(_LABEL, known.name_labels):
        yield from _named(match, strict=not match["joint"])
    for match in seen.around(_CREDENTIALED, known.credentials, before=60, after=6):
        yield from _named(match, strict=False)
    for match in seen.around(_INITIALS, ("initials",), before=12, after=20):
        yield from _named(match, strict=False)
    for match in seen.matches(_FAMILY, known.family):
        if match["name"] in known.given:
            yield Identifier(match.start("name"), match.end("name"), IdentifierClass.NAME)
    yield from _pairs(seen)


def _pairs(seen: Sighted) -> Iterator[Identifier]:
    known = words()
    for place in seen.at({name.lower().partition("-")[0] for name in known.given}):
        match = _PAIR.match(seen.text, place)
        if match is None or match["given"] not in known.given:
            continue
        given, last = match["given"], match["last"]
        if last not in known.not_names and not _eponym(given, last):
            yield Identifier(match.start(), match.end(), IdentifierClass.NAME)
    for match in _CAPITALS.finditer(seen.text):
        if match["given"].title() in known.given and match["last"].title() not in known.not_names:
            yield Identifier(match.start(), match.end(), IdentifierClass.NAME)


def _eponym(given: str, last: str) -> bool:
    return f"{given} {last}" in words().eponyms


def _named(match: re.Match[str], *, strict: bool) -> Iterator[Identifier]:
    """Cut words that are no name from the end; without a colon the first must be a given name."""
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
            break
        kept.append(part)
    if not kept or (all(len(part[2].strip(".")) == 1 for part in kept) and len(kept) < 2):
        return
    if strict and kept[0][2].strip(",").title() not in known.given:
        return
    if len(kept) >= 2 and _eponym(kept[0][2], kept[1][2]):
        return
    yield Identifier(kept[0][0], kept[-1][1], IdentifierClass.NAME)
