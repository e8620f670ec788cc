"""How to catch an error next time: by class, by what was missed, and in the author's words."""

import re
from types import MappingProxyType

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind
from coder_sim.domain.grade import Finding
from coder_sim.wording.feedback_differences import further, is_another_form, wrong_side
from coder_sim.wording.feedback_phrases import TIPS
from coder_sim.wording.feedback_rules import DRUG_MODIFIERS, is_drug
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.feedback_texts import lower_first
from coder_sim.wording.pcs_axes import axis_name

_FACETS = ("POA", "MODIFIER", "UNITS")
SELECTION = frozenset({"PDX_SELECTION", "FIRST_LISTED"})
# The 7th characters of these tell the phase of care.
_PHASES = ("S", "T", "V", "W", "X", "Y", "M80", "M84")
AXIS_OF = MappingProxyType(
    {
        "PCS_BODY_PART": 4,
        "PCS_APPROACH": 5,
        "PCS_DEVICE": 6,
        "PCS_QUALIFIER": 7,
    }
)
_CLASS_OF = MappingProxyType({position: cls for cls, position in AXIS_OF.items()})
_INJURY = "For an injury ask how, where, at what activity and in what status it came about."
_STATUS = "Look in history and findings for what stays: an absent part, an implant, a device."
_PAST = "Read the history for past and family illness that this encounter took into account."
_SOCIAL = "Read the social notes: circumstances that bear on care have codes."
_DRUG = "A drug that did harm, or was not taken as prescribed, has a T code of its own."
_BURN = "With burns, the share of the body's surface has a code as well."
_ORGANISM = "Where the infection code does not name the organism, a code beside it does."
_DIABETES = "Diabetes has as many codes as complications: kidneys, eyes, nerves, feet, control."
_PRESSURE = "When you see hypertension, look for heart failure and kidney disease."
_CARE = "What went wrong in care, or later because of it, is told by an external cause code."
# By chapter and block: (beginnings of codes, tip). The longest beginning that fits decides.
_BLOCKS = (
    ("B95 B96 B97", _ORGANISM),
    ("C", "List each tumor site, primary and secondary, that is present or treated."),
    ("E08 E09 E10 E11 E13", _DIABETES),
    ("F17", "Read the social history: tobacco dependence that was addressed has its code."),
    ("I11 I12 I13", _PRESSURE),
    ("N18", "A code that names kidney disease asks for its stage in a code of its own."),
    ("O", "Go through pregnancy, labor and birth in turn: what changed her care has a code."),
    ("O80", "When nothing but the birth is to be told, one code tells it."),
    ("R", "A symptom or finding that no diagnosis explains is reported in its own right."),
    ("R65.2", "When sepsis comes with a failing organ, look for the code of severe sepsis."),
    ("S T0 T1 T2", "Go over the record from head to foot: each injury has its line."),
    ("T36 T37 T38 T39 T4 T50", _DRUG),
    ("T31 T32", _BURN),
    ("T8", "What a provider calls a complication of care or of a device has a T code."),
    ("V W X Y", _INJURY),
    ("Y6 Y7 Y8 Y95", _CARE),
    ("Z", "Ask why the patient came, and what status or circumstance the encounter dealt with."),
    ("Z23", "A vaccine given tells its purpose with a Z code."),
    ("Z37", "A mother's record of a delivery tells its outcome."),
    ("Z38", "A newborn's record of birth starts with place and kind of birth."),
    ("Z3A", "A record of pregnancy or delivery tells the week of gestation."),
    ("Z51", "When the patient came for a treatment, that purpose has its own code."),
    ("Z55 Z56 Z57 Z58 Z59 Z60 Z61 Z62 Z63 Z64 Z65", _SOCIAL),
    ("Z66", "Look among the orders: one not to resuscitate has a status code."),
    ("Z68", "When weight is a diagnosis, the body mass index goes with it."),
    ("Z79", "Read the medication list for drugs taken for long that have a code."),
    ("Z80 Z81 Z82 Z83 Z84 Z86 Z87 Z91 Z92", _PAST),
    ("Z85", "When a cancer is gone and no longer treated, its history has a code."),
    ("Z88", "Read the allergy list: an allergy to a drug has a status code."),
    ("Z89 Z9", _STATUS),
    ("Z91.1", "When a drug was not taken as prescribed, the reason has a code too."),
)
_MISSED = MappingProxyType(
    {start.replace(".", ""): tip for starts, tip in _BLOCKS for start in starts.split()}
)
_MISSED_BY_KIND = MappingProxyType(
    {
        Kind.DIAGNOSIS: "Go through the assessment and plan once more: what was evaluated, "
        "monitored or treated has a line.",
        Kind.PROCEDURE: "Read each report of a procedure to its end: each separate objective has a "
        "code.",
        Kind.SERVICE: "Match every service, drug and supply in the record with a line.",
    }
)


def missed_tip(line: KeyLine) -> str:
    """Return how to catch a missed line next time; it fits the chapter of the code."""
    if line.kind is Kind.DIAGNOSIS:
        for length in (4, 3, 2, 1):
            if tip := _MISSED.get(line.code[:length]):
                return tip
    return _MISSED_BY_KIND[line.kind]


def tips(finding: Finding, line: KeyLine, subject: Subject) -> tuple[str, ...]:
    """Return how to catch an error about a key line next time, the author's hint first."""
    own = common_error(finding, line)
    if finding.cls == "OMITTED":
        return (own, missed_tip(line))
    sides = subject.look.words(line.system, line.code).sides
    if finding.cls == "WRONG_LATERALITY" and "bilateral" in sides:
        return (own, TIPS["BILATERAL_SPLIT"])
    if is_another_form(finding, line, subject):
        return (own, TIPS["WRONG_CODE_SAME_CATEGORY"])
    if finding.cls == "WRONG_CODE_SAME_CATEGORY" and not same_category(finding, line, subject):
        # An author may call so what only stands near in his mind.
        return (own, TIPS["RELATED_WRONG"])
    if finding.cls == "UNITS" and not is_drug(line):
        return (own, TIPS["UNITS_OF_SERVICE"])
    if finding.cls == "UNDER_SPECIFIED":
        given = subject.look.words(line.system, subject.line(finding.answer or 1).code)
        return (own, TIPS["UNDER_SPECIFIED" if given.residual else "LESS_SAID"])
    if finding.cls.startswith("MODIFIER"):
        return (own, _modifier_tip(finding, line, subject))
    if finding.cls.startswith("EM_LEVEL") and subject.facility:
        return (own, TIPS["EM_LEVEL_FACILITY"])
    if finding.cls in AXIS_OF and line.kind is Kind.PROCEDURE:
        return (own, _axis_tip(axis_of(finding, line, subject), line))
    others = (_class_tip(cls, line) for cls, _ in further(finding, line, subject))
    return (own, _class_tip(finding.cls, line), *others)


def same_category(finding: Finding, line: KeyLine, subject: Subject) -> bool:
    """Tell whether the reported code is of the category of the key's: three characters."""
    return subject.line(finding.answer or 1).code[:3] == line.code[:3]


def axis_of(finding: Finding, line: KeyLine, subject: Subject) -> int:
    """Return the character that a PCS finding is about: the one that differs, if just one does.

    An author's class may name another character: no class is called after a duration.
    """
    given = subject.line(finding.answer).code if finding.answer else ""
    places = [i for i, (x, y) in enumerate(zip(given, line.code, strict=False), 1) if x != y]
    alone = len(given) == len(line.code) and len(places) == 1
    return places[0] if alone and places[0] in _CLASS_OF else AXIS_OF[finding.cls]


def _axis_tip(position: int, line: KeyLine) -> str:
    if line.code.startswith("0"):
        return TIPS[_CLASS_OF[position]]
    name = axis_name(line.code[:1], position)
    return f"In this section character {position} is the {name}: look for it by name."


def _class_tip(cls: str, line: KeyLine) -> str:
    if cls == "WRONG_7TH" and not line.code.startswith(_PHASES):
        return TIPS["OTHER_7TH"]
    return TIPS.get(cls, "")


def _modifier_tip(finding: Finding, line: KeyLine, subject: Subject) -> str:
    if DRUG_MODIFIERS & set(" ".join(finding.detail).split()):
        return TIPS["MODIFIER_DRUG"]
    if wrong_side(finding, line, subject):
        return TIPS["MODIFIER_SIDE"]
    return TIPS.get(finding.cls, "")


def common_error(finding: Finding, line: KeyLine) -> str:
    """Return the author's hint on a line where it is about this very kind of error, or ""."""
    text = line.common_error
    if not text or finding.explain or not _concerns(finding.cls, text):
        return ""
    return f"A common error: {lower_first(text)}"


def _concerns(cls: str, text: str) -> bool:
    """Tell whether a hint speaks of the class: of the order, of one facet, or of the code."""
    about_facet = {
        "POA": "POA" in text,
        "MODIFIER": bool(re.search(r"\bmodifiers?\b|\bJ[WZ]\b|\bout \d\d\b", text)),
        "UNITS": bool(re.search(r"\bunits?\b", text, re.IGNORECASE)),
    }
    about_order = bool(re.search(r"\bfirst\b|\bprincipal\b", text))
    if cls in SELECTION:
        return about_order
    for facet in _FACETS:
        if cls.startswith(facet):
            return about_facet[facet]
    if cls.startswith("EM_LEVEL"):
        return True
    return cls != "POINTER" and not about_order and not any(about_facet.values())
