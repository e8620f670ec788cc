"""Writes small pack folders for tests: one inpatient stay and one office visit."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

STAY_NOTE = """DISCHARGE SUMMARY

HOSPITAL COURSE
72-year-old man admitted with acute on chronic diastolic heart failure, treated with IV
furosemide. Known hypertension. Heart failure was present on arrival.

DIAGNOSES
1. Acute on chronic diastolic heart failure
2. Hypertension
"""

VISIT_NOTE = """OFFICE NOTE

ASSESSMENT
Type 2 diabetes with hyperglycemia, A1c 9.2. Metformin raised to 1000 mg twice daily.
Essential hypertension, stable on lisinopril, refilled.
"""

PACK: dict[str, Any] = {
    "format": 1,
    "id": "small-pack",
    "title": "Small pack",
    "version": "1.0.0",
    "publisher": "Tests",
    "licence": "CC-BY-4.0",
    "code_set": {"icd10cm": "FY2026"},
    "guideline_year": 2026,
    "cases": ["stay", "visit"],
}

STAY: dict[str, Any] = {
    "id": "stay",
    "title": "Shortness of breath",
    "setting": "inpatient",
    "difficulty": 3,
    "age": 72,
    "sex": "M",
    "admit": "2026-05-04",
    "discharge": "2026-05-08",
    "discharge_status": 1,
    "documents": [
        {"id": "summary", "file": "summary.txt", "type": "Summary", "author_role": "provider"}
    ],
}

STAY_KEY: dict[str, Any] = {
    "first_allowed": ["d1"],
    "lines": [
        {
            "id": "d1",
            "system": "ICD-10-CM",
            "code": "I11.0",
            "role": "principal",
            "poa": ["Y"],
            "impact": "critical",
            "evidence": [{"doc": "summary", "quote": "Known hypertension"}],
            "guidelines": ["I.C.9.a.1"],
            "rationale": "Hypertension with heart failure is presumed to be related.",
            "distractors": {
                "I10": {
                    "cls": "WRONG_COMBINATION",
                    "credit": 0.25,
                    "explain": "The heart failure makes it hypertensive heart disease.",
                }
            },
        },
        {
            "id": "d2",
            "system": "ICD-10-CM",
            "code": "I50.33",
            "role": "secondary",
            "poa": ["Y"],
            "evidence": [
                {
                    "doc": "summary",
                    "quote": "cute on chronic diastolic heart failure",
                    "nth": 2,
                }
            ],
            "guidelines": ["I.C.9.a.1"],
            "rationale": "The type of heart failure is reported in addition.",
            "distractors": {
                "I50.9": {"cls": "UNDER_SPECIFIED", "credit": 0.5, "explain": "The type is given."}
            },
        },
    ],
    "constraints": [{"id": "c1", "before": "d1", "after": "d2", "cite": "I.C.9.a.1"}],
    "drg": 291,
}

VISIT: dict[str, Any] = {
    "id": "visit",
    "title": "Diabetes follow-up",
    "setting": "professional",
    "difficulty": 2,
    "age": 60,
    "sex": "F",
    "dos": "2026-06-18",
    "payer": "Medicare",
    "place_of_service": "11",
    "patient_status": "established",
    "documents": [
        {"id": "note", "file": "note.txt", "type": "Office note", "author_role": "provider"}
    ],
}

VISIT_KEY: dict[str, Any] = {
    "first_allowed": ["d1"],
    "lines": [
        {
            "id": "d1",
            "system": "ICD-10-CM",
            "code": "E11.65",
            "role": "first",
            "evidence": [{"doc": "note", "quote": "Type 2 diabetes with hyperglycemia"}],
            "guidelines": ["I.C.4.a"],
            "rationale": "Hyperglycemia is documented.",
            "distractors": {
                "E11.9": {
                    "cls": "COMPLICATION_OMITTED",
                    "credit": 0.5,
                    "explain": "The note names hyperglycemia.",
                }
            },
        },
        {
            "id": "d2",
            "system": "ICD-10-CM",
            "code": "I10",
            "role": "secondary",
            "evidence": [{"doc": "note", "quote": "Essential hypertension, stable"}],
            "guidelines": ["IV.I"],
        },
        {
            "id": "s1",
            "system": "CPT",
            "code": "99214",
            "pointers": ["d1", "d2"],
            "em": {"family": "office established", "levels": ["99212", "99213", "99214", "99215"]},
            "evidence": [{"doc": "note", "quote": "Metformin raised"}],
            "guidelines": ["EM.MDM"],
            "distractors": {},
        },
    ],
    "extras": {
        "E11.8": {
            "cls": "UNSUPPORTED_EXTRA",
            "penalty": 0.5,
            "explain": "No other complication is documented.",
        }
    },
}


class PackFolder:
    """A pack folder in the making: change its parts, then ``write`` it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pack = deepcopy(PACK)
        self.case = {"stay": deepcopy(STAY), "visit": deepcopy(VISIT)}
        self.key = {"stay": deepcopy(STAY_KEY), "visit": deepcopy(VISIT_KEY)}
        self.files: dict[str, bytes] = {
            "cases/stay/summary.txt": STAY_NOTE.encode(),
            "cases/visit/note.txt": VISIT_NOTE.encode(),
        }
        self.removed: set[str] = set()

    def write(self) -> Path:
        """Write all files and return the folder."""
        files = {"pack.json": _json(self.pack)}
        for id in self.case:
            files[f"cases/{id}/case.json"] = _json(self.case[id])
            files[f"cases/{id}/key.json"] = _json(self.key[id])
        files |= self.files
        for name, content in files.items():
            if name not in self.removed:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        return self.folder


def _json(value: object) -> bytes:
    return json.dumps(value, indent=1).encode()
