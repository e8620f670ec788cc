"""A code library of a few dozen codes, held in memory, for the tests of the window."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from coder_sim.domain.code_set import (
    ClaimField,
    Code,
    Edition,
    Guideline,
    InstructionalNote,
    Modifier,
    NoteKind,
    SeventhCharacter,
    System,
    normal,
)
from coder_sim.domain.encounter import Sex
from coder_sim.domain.facts import Drg, Instruction, Risk, SearchHit, Stay
from tests.ui.tiny_books import TinyBooks, TinyTables, TinyTree

FROM, TO = date(2025, 10, 1), date(2026, 9, 30)
CM, PCS, CPT, HCPCS = System.ICD10CM, System.ICD10PCS, System.CPT, System.HCPCS

_CODES = """
CM  I10     +  Essential (primary) hypertension
CM  I50     -  Heart failure
CM  I502    -  Systolic (congestive) heart failure
CM  I5020   +  Unspecified systolic (congestive) heart failure
CM  I5021   +  Acute systolic (congestive) heart failure
CM  I5022   +  Chronic systolic (congestive) heart failure
CM  I5023   +  Acute on chronic systolic (congestive) heart failure
CM  I110    +  Hypertensive heart disease with heart failure
CM  E1122   +  Type 2 diabetes mellitus with diabetic chronic kidney disease
CM  N1831   +  Chronic kidney disease, stage 3a
CM  N1832   +  Chronic kidney disease, stage 3b
CM  Z7984   +  Long term (current) use of oral hypoglycemic drugs
CM  Z87891  +  Personal history of nicotine dependence
CM  J189    +  Pneumonia, unspecified organism
CM  J1100   +  Influenza due to unidentified influenza virus with unspecified type of pneumonia
CM  M1711   +  Unilateral primary osteoarthritis, right knee
CM  S7200   -  Fracture of unspecified part of neck of femur
CM  S72001  -  Fracture of unspecified part of neck of right femur
CM  S72001A +  Fracture of unspecified part of neck of right femur, initial encounter for closed fracture
CM  S72001D +  Fracture of unspecified part of neck of right femur, subsequent encounter with healing
PCS 0SR9019 +  Replacement of right hip joint with metal synthetic substitute, cemented, open approach
PCS 0SRB019 +  Replacement of left hip joint with metal synthetic substitute, cemented, open approach
CPT 99213   +  Office visit, established patient, low complexity
CPT 99214   +  Office visit, established patient, moderate complexity
CPT 20610   +  Drain or inject a large joint
HCPCS J3301 +  Triamcinolone acetonide injection, 10 mg
HCPCS J1885 +  Ketorolac injection, 15 mg
"""  # noqa: E501

NOTES = (
    InstructionalNote(
        NoteKind.EXCLUDES1,
        ("combined systolic (congestive) and diastolic (congestive) heart failure (I50.4-)",),
        "I50.2",
        "Systolic (congestive) heart failure",
    ),
    InstructionalNote(
        NoteKind.CODE_FIRST,
        (
            "heart failure due to hypertension (I11.0)",
            "heart failure due to hypertension with chronic kidney disease (I13.-)",
        ),
        "I50",
        "Heart failure",
    ),
    InstructionalNote(
        NoteKind.EXCLUDES2,
        ("certain conditions originating in the perinatal period (P04-P96)",),
        "chapter 9",
        "Diseases of the circulatory system",
    ),
)
SEVENTH = (
    SeventhCharacter("A", "initial encounter for closed fracture"),
    SeventhCharacter("D", "subsequent encounter for closed fracture with routine healing"),
)
CLAIM_VALUES = {
    (ClaimField.PLACE_OF_SERVICE, "11"): "Office",
    (ClaimField.DISCHARGE_STATUS, "06"): "Home with home health service",
}
MODIFIERS = {
    code: Modifier(code, meaning, (CPT, HCPCS))
    for code, meaning in (
        ("25", "separate visit on the day of a procedure"),
        ("LT", "left side"),
        ("RT", "right side"),
        ("XS", "separate structure"),
    )
}
WAYS = {"heart attack": "I21", "chf": "heart failure", "htn": "hypertension"}


def _codes() -> dict[tuple[System, str], Code]:
    found = {}
    for row in _CODES.strip().splitlines():
        system, code, mark, title = row.split(maxsplit=3)
        which = {"CM": CM, "PCS": PCS, "CPT": CPT, "HCPCS": HCPCS}[system]
        found[which, code] = Code(which, code, title, mark == "+", FROM, TO)
    old = Code(CM, "Z6810", "An old code", True, date(2020, 10, 1), date(2024, 9, 30))
    return {**found, (CM, "Z6810"): old}


@dataclass
class TinyLibrary:
    """Satisfies CodeReference and CodeFinder."""

    codes: dict[tuple[System, str], Code] = field(default_factory=_codes)
    searches: list[tuple[str, tuple[System, ...], date | None]] = field(default_factory=list)
    books: TinyBooks = field(default_factory=TinyBooks)

    @property
    def procedures(self) -> TinyTables:
        return TinyTables(self.codes)

    @property
    def tabular(self) -> TinyTree:
        return TinyTree(self.codes)

    def cc_level(self, code: str, on: date) -> str:
        return "MCC" if code == "I5023" else ""

    def code(self, system: System, code: str, on: date) -> Code | None:
        found = self.codes.get((system, code))
        return found if found and found.valid_on(on) else None

    def ever(self, system: System, code: str) -> Code | None:
        return self.codes.get((system, code))

    def ancestors(self, system: System, code: str, on: date | None = None) -> tuple[Code, ...]:
        above = (self.codes.get((system, code[:n])) for n in range(len(code) - 1, 2, -1))
        return tuple(found for found in above if found)

    def children(self, system: System, code: str, on: date) -> tuple[Code, ...]:
        below = [c for (s, name), c in self.codes.items() if s is system and name != code]
        own = [c for c in below if c.code.startswith(code) and c.valid_on(on)]
        return tuple(
            c for c in own if not any(o is not c and c.code.startswith(o.code) for o in own)
        )

    def section(self, code: str) -> str:
        return "I30-I5A" if code.startswith("I50") else ""

    def breadcrumb(self, system: System, code: str, on: date | None = None) -> tuple[str, ...]:
        above = [f"{found.display} {found.title}" for found in self.ancestors(system, code)]
        return (f"chapter of {code[0]}", *reversed(above))

    def notes(self, code: str, on: date | None = None) -> tuple[InstructionalNote, ...]:
        return NOTES if code.startswith("I50") else ()

    def seventh_characters(self, code: str, on: date | None = None) -> tuple[SeventhCharacter, ...]:
        return SEVENTH if code.startswith("S72") else ()

    def axis_label(self, code: str, position: int, on: date | None = None) -> str:
        return f"axis {position}"

    def poa_exact(self, on: date) -> bool:
        return False

    def poa_exempt(self, code: str, on: date) -> bool:
        return code.startswith("Z")

    def instructions(
        self, code: str, other: str, on: date | None = None
    ) -> tuple[Instruction, ...]:
        return ()

    def code_edits(self, code: str, on: date, age: int, sex: Sex) -> tuple[str, ...]:
        return ()

    def unacceptable_principal(self, code: str, on: date) -> str:
        return ""

    def modifier(self, code: str) -> Modifier | None:
        return MODIFIERS.get(code)

    def modifiers(self) -> tuple[Modifier, ...]:
        return tuple(MODIFIERS.values())

    def claim_value(self, field: ClaimField, code: str) -> str:
        return CLAIM_VALUES.get((field, code), "")

    def guideline(self, id: str, year: int) -> Guideline | None:
        return None

    def group(self, stay: Stay) -> Drg | None:
        return None

    def risk(self, diagnoses: frozenset[str], age: float, sex: Sex) -> Risk:
        return Risk((), 0.0)

    def hcc_label(self, hcc: str) -> str:
        return ""

    def editions(self) -> tuple[Edition, ...]:
        return ()

    def search(
        self,
        text: str,
        systems: Sequence[System] = (),
        on: date | None = None,
        limit: int = 20,
        *,
        chapter: int | None = None,
        billable: bool = True,
    ) -> tuple[SearchHit, ...]:
        """Find codes by prefix, else titles that hold all words."""
        self.searches.append((text, tuple(systems), on))
        lowered = text.lower().strip()
        words = WAYS.get(lowered, lowered).lower().split()
        hits = []
        for (system, name), code in self.codes.items():
            if systems and system not in systems:
                continue
            if name.startswith(normal(text)):
                hits.append(SearchHit(code, "code", 2.0 - len(name) / 100))
            elif words and all(word in code.title.lower() for word in words):
                why = f"{lowered} = {WAYS[lowered]}" if lowered in WAYS else "words in the title"
                hits.append(SearchHit(code, why, 1.0 + code.billable / 10))
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])
