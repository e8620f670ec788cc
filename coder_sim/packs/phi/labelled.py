"""Values known by the label beside them: record, plan, account, licence, plate, serial."""

import re
from collections.abc import Iterator

from coder_sim.packs.phi.finding import Identifier, IdentifierClass
from coder_sim.packs.phi.sighted import Sighted
from coder_sim.packs.phi.words import words

_NUMBER = r"(?:\.?\s?(?:numbers?|nos?\b\.?|num\b\.?|nbr\b\.?|#s?|id\b|identifier|code)){0,2}"
"""What may follow a label that is already clear by itself."""
_NUMBER_NEEDED = r"(?:'s)?\.?\s?(?:numbers?|nos?\b\.?|num\b\.?|nbr\b\.?|#s?|id\b#?|identifier)"
_LABELS: dict[IdentifierClass, str] = {
    IdentifierClass.SSN: (
        rf"(?:ssn|soc(?:ial)?\.? ?sec(?:urity)?|ss{_NUMBER_NEEDED}|itin|tin){_NUMBER}"
        r"(?:\s?\(?last (?:4|four)(?: digits)?\)?)?"
    ),
    IdentifierClass.PLAN: (
        r"(?:(?:health ?plan|medicaid|medicare|insurance|insured|ins|beneficiary|recipient|plan"
        r"|subscriber|member(?:ship)?|policy(?: ?holder)?|group|grp|payer|payor|hmo|ppo|bcbs"
        rf"|blue cross|aetna|cigna|humana|tricare|coverage|certificate|medi-cal|sponsor"
        r"|card ?holder"
        rf"|tricare sponsor){_NUMBER_NEEDED}"
        rf"|(?:mbi|hicn?|hic){_NUMBER}|rx ?(?:pcn|grp|group|id)|policy|subscriber|member|group"
        r"|medicare|medicaid|blue cross|bcbs|ohip|aetna|cigna|humana|tricare"
        r"|(?:health ?plan|medicaid|medicare|insurance) (?:beneficiary|card|member|subscriber)"
        rf"{_NUMBER})"
    ),
    IdentifierClass.MRN: (
        rf"(?:(?:e?mrns?|e?mpi|emr|nhs|urn|umrn|medrec|med(?:ical)?\.? ?rec(?:ord)?s?){_NUMBER}"
        r"|(?:mr|chart|record|patient|pt|hospital|unit|enterprise|clinic|hosp|file|history"
        rf"|health record){_NUMBER_NEEDED}|mr|hn|old chart)"
    ),
    IdentifierClass.ACCOUNT: (
        r"(?:(?:patient |pt |hospital |bank |billing |guarantor |checking |savings |financial )?"
        rf"(?:account|acc(?:oun)?t|acct)(?:'t)?\.?{_NUMBER}"
        r"|(?:guarantor|invoice|statement|claim|bill(?:ing)?|encounter|visit|csn|routing|card|fin"
        rf"|har|admission|receipt|check|bank|contract|hospital account|financial){_NUMBER_NEEDED}"
        r"|(?:csn|har|fin|iban|icn|dcn|invoice)|a/c(?:\s?(?:no\b\.?|#))?|credit card"
        r"|debit card|visa|mastercard|amex)"
    ),
    IdentifierClass.LICENCE: (
        rf"(?:(?:npi|dea|upin|caqh|ptan|cdl){_NUMBER}"
        r"|(?:(?:driver'?s?|medical|nursing|state|professional|pharmacy|rn|md|do|np|pa|physician"
        r"|board|teaching|pilot'?s?|marriage|operator'?s?|notary|dl|cdl)[ -]{0,2}){0,3}"
        rf"(?:licen[sc]e(?! ?(?:plate|tag))|lic\b\.?|licensure|dl\b){_NUMBER}"
        rf"|(?:certificat(?:e|ion)|cert\b\.?"
        r"|(?<!car )(?<!veh\. )(?<!vehicle )(?:registration|reg\b\.?)"
        rf"|passport|visa|permit){_NUMBER_NEEDED}"
        r"|passport)"
    ),
    IdentifierClass.VEHICLE: (
        rf"(?:vin{_NUMBER}|(?:car|vehicle|veh\.?) ?(?:reg(?:istration)?\b\.?){_NUMBER}"
        rf"|vehicle{_NUMBER_NEEDED}|vehicle identification{_NUMBER}"
        r"|(?:(?:licen[sc]e|number|registration|vehicle|car|truck|state|vanity)[ -]?"
        r"(?:plates?|tags?)|(?:plates?|tag)\s?(?:numbers?|nos?\b\.?|#)|plates?|tags?|reg plate)"
        rf"{_NUMBER}"
        r"|plates? reading)"
    ),
    IdentifierClass.DEVICE: (
        rf"(?:serial{_NUMBER}|ser\b{_NUMBER_NEEDED}|s/n|sn|udi(?:-di|-pi)?{_NUMBER}|imei{_NUMBER}|meid|device{_NUMBER_NEEDED}"
        rf"|(?:implant|pacemaker|pump|generator|lead|model|unit serial|asset|equipment|monitor|mac)"
        rf"{_NUMBER_NEEDED}|device serial{_NUMBER}|model\s?/\s?serial{_NUMBER})"
    ),
    IdentifierClass.OTHER: (
        r"(?:(?:accession|specimen|case|badge|employee|student|study|subject|order|requisition"
        rf"|prisoner|inmate|booking|military|service|docket|research){_NUMBER_NEEDED}|accession)"
    ),
}
_JOINT = (
    r"(?:\s?\([^()\n]{1,20}\))?(?:\s?(?:is|was|of|as|ending(?: in)?|reads?|reading|issued))?"
    r"\s{0,2}(?:\.(?: ?\.){1,60}|[:#=.|\-]{0,2})\s{0,4}(?:is )?(?-i:[A-Z]{2} (?=[A-Z]{1,3}\d{3}))?"
)
_LETTERED = r"(?:[A-Za-z]{1,6}[-/. ]?)"
_VALUE = re.compile(
    r"(?:[Xx*#]{2,}[- ]?)?(?:[A-Za-z]{1,6}[-/.]?|[A-Z]{1,4} )?\d[\w]*(?:[-/.][A-Za-z0-9]+)*"
    r"(?: \d{2,}[\w-]*){0,4}(?: [A-Z]{1,2}\d[\w-]*)?",
    re.ASCII,
)
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}\b", re.ASCII | re.IGNORECASE)
_PLATE = re.compile(
    r"[A-Z0-9]{1,4}[- ·]?[A-Z0-9]{1,5}(?:[- ][A-Z0-9]{1,4})?"
    r"|(?!and|for|the|was|per)[a-z]{2,3}[- ]?\d{3,4}\b",
    re.ASCII,
)
_LEAST_DIGITS = {
    IdentifierClass.SSN: 4,
    IdentifierClass.LICENCE: 4,
    IdentifierClass.PLAN: 4,
    IdentifierClass.MRN: 4,
    IdentifierClass.ACCOUNT: 4,
    IdentifierClass.VEHICLE: 1,
    IdentifierClass.DEVICE: 3,
    IdentifierClass.OTHER: 4,
}
_LABEL = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{kind.name}>{rule})" for kind, rule in _LABELS.items()) + ")"
    r"(?![A-Za-z])" + _JOINT,
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<![\w.-])(?P<value>[A-Z]{0,3}-?\d[\d-]{4,14})\s?\((?P<label>mrn|mr#|npi|ssn|acct|account|dea"
    r"|member id|policy|csn|har)\)",
    re.IGNORECASE,
)
_BEHIND_KIND = {
    "mrn": IdentifierClass.MRN,
    "mr#": IdentifierClass.MRN,
    "npi": IdentifierClass.LICENCE,
    "dea": IdentifierClass.LICENCE,
    "ssn": IdentifierClass.SSN,
    "member id": IdentifierClass.PLAN,
    "policy": IdentifierClass.PLAN,
}
_DAY = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|\d{1,2}-\d{1,2}-(?:19|20)\d\d$|(?:19|20)\d\d-\d\d-\d\d$"
)
_AMOUNT = re.compile(
    r"\s?(?:%|mg\b|mcg\b|g\b|kg\b|mL\b|L\b|mm\b|cm\b|units?\b|hours?\b|hrs?\b|min(?:utes)?\b|days?\b"
    r"|weeks?\b|months?\b|years?\b|times?\b|dollars\b|x\b|Fr\b|French\b)"
)
_SMALL_LABELS = re.compile(
    r"(?i)\b(?:mr|hn|chart|tags?|fin|har|sn|member|policy|subscriber|visa|plates?|accession|group"
    r"|medicare|medicaid|blue cross|bcbs|ohip|aetna|cigna|humana|tricare|invoice|nhs|a/c)"
    r"\W*(?:\b(?:is|was|of|as)\W*)?$"
)
_SHORTEST_PLATE = 4
_AND = re.compile(r"(?: and|,| &|;) (?=[A-Z0-9-]*\d{4})", re.ASCII)
_MONEY = re.compile(r"\$\s?$")


def sought() -> frozenset[str]:
    """Return the words with which a label begins."""
    return words().labels


def find(seen: Sighted) -> Iterator[Identifier]:
    """Yield the values that stand behind (or, in brackets, before) the label of an identifier."""
    text = seen.text
    for label in seen.matches(_LABEL, words().labels):
        kind = IdentifierClass[label.lastgroup or "OTHER"]
        yield from _value(text, label, kind)
    for match in _BEHIND.finditer(text):
        named = _BEHIND_KIND.get(match["label"].lower(), IdentifierClass.ACCOUNT)
        yield Identifier(match.start("value"), match.end("value"), named)


def _value(text: str, label: re.Match[str], kind: IdentifierClass) -> Iterator[Identifier]:
    rules = (_VIN, _PLATE, _VALUE) if kind is IdentifierClass.VEHICLE else (_VALUE,)
    value = next((found for rule in rules if (found := rule.match(text, label.end()))), None)
    while value is not None:
        written = value[0].rstrip(".-/ ")
        if not _plausible(written, text[value.end() : value.end() + 12], label[0], kind):
            return
        yield Identifier(value.start(), value.start() + len(written), kind)
        # "serial nos 18X44102 and 18X44103" names two.
        joint = _AND.match(text, value.end())
        value = _VALUE.match(text, joint.end()) if joint else None


def _plausible(written: str, after: str, label: str, kind: IdentifierClass) -> bool:
    digits = sum(sign.isdigit() for sign in written)
    if kind is IdentifierClass.VEHICLE and len(written) < _SHORTEST_PLATE:
        return False
    if digits < _LEAST_DIGITS[kind] or _DAY.search(written) or _AMOUNT.match(after):
        return False
    if _MONEY.search(label):
        return False
    # "member 12345678" names a number, "policy 2024" and "MR 2018" do not.
    bare = _SMALL_LABELS.search(label)
    return not bare or kind is IdentifierClass.VEHICLE or digits > 4
