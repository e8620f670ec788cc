"""Finds symptoms that a document affirms: words of a lexicon that nothing nearby takes back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LEXICON: tuple[tuple[str, str], ...] = (
    # Codes that report the symptom or hold it, by their beginnings; words for it, as a pattern.
    ("R060 R0681", r"shortness of breath|dyspn(?:o)?ea|breathlessness|short of breath"),
    ("R05", r"cough(?:ing)?"),
    ("R062", r"wheez(?:e|es|ing)"),
    ("R07 I20 I251", r"chest pain"),
    ("R002", r"palpitations?"),
    ("R55", r"syncope|fainting spells?"),
    ("R10", r"abdominal pain|epigastric pain|flank pain|belly pain"),
    ("R11", r"nausea|vomiting"),
    ("R197", r"diarrh(?:o)?ea"),
    ("R13", r"dysphagia|difficulty swallowing"),
    ("R14", r"bloating|abdominal distension"),
    ("R17", r"jaundice"),
    ("R51 G43 G44", r"headaches?"),
    ("R42 H81", r"dizziness|vertigo|lightheadedness"),
    ("R410 R4182 F05", r"confusion|disorientation|altered mental status"),
    ("R56 G40", r"seizures?|convulsions?"),
    ("R50", r"fevers?|febrile"),
    ("R6883", r"chills"),
    ("R60", r"(?:leg|ankle|pedal|pitting|peripheral) (?:o)?edema|leg swelling"),
    ("R30", r"dysuria|painful urination"),
    ("R31", r"hematuria"),
    ("R33", r"urinary retention"),
    ("R32 N393 N394", r"urinary incontinence"),
    ("R04", r"epistaxis|hemoptysis"),
    ("R21 L", r"rash"),
    ("M255", r"joint pain"),
    ("M54", r"back pain"),
    ("R631 R35", r"polydipsia|polyuria"),
    ("R53", r"fatigue|malaise"),
    ("R634", r"weight loss"),
)
_SYMPTOMS = tuple(
    (tuple(codes.split()), re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for codes, words in _LEXICON
)
_TAKEN_BACK = re.compile(
    r"\b(?:no|not|non|without|denie[sd]|denying|deny|negative for|never|free of|absence of|nor|"
    r"resolved|history of|h/o|hx|family|mother|father|sister|brother|previous|prior|past|if|"
    r"should|watch for|monitor(?:ed)? for|risk of|return (?:for|with)|call (?:for|with)|rule out|"
    r"unless|until|in case of|advised|warned|"
    r"years? ago|any|ask(?:ed|s)? about|side effects?|screen(?:ed|ing)? for|precautions?)\b",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"^[^.;\n]{0,30}\b(?:denied|negative|absent|resolved|none|not present|no longer|gone|prn|"
    r"as needed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;\n:]|\bbut\b|\balthough\b", re.IGNORECASE)
_WRAPPED = re.compile(r"\n(?![\n\-*]|\d+[.)])")


@dataclass(frozen=True, slots=True)
class Symptom:
    """A symptom that a document affirms."""

    words: str
    line: int
    """From 1."""
    codes: tuple[str, ...]
    """Beginnings of the ICD-10-CM codes (normal form) that report or hold it."""


def affirmed(text: str) -> Iterator[Symptom]:
    """Yield the first affirmed mention of each symptom; denied, past and feared ones are not."""
    flowing = _WRAPPED.sub(" ", text)
    ends = [match.end() for match in _CLAUSE.finditer(flowing)]
    for codes, words in _SYMPTOMS:
        for found in words.finditer(flowing):
            start = max((end for end in ends if end <= found.start()), default=0)
            before, after = flowing[start : found.start()], flowing[found.end() :]
            if not _TAKEN_BACK.search(before) and not _AFTERWARDS.search(after):
                line = text.count("\n", 0, found.start()) + 1
                yield Symptom(found[0], line, codes)
                break
