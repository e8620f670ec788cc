"""Encounters and charts: what the trainee reads, never what the key says."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

CaseId = NewType("CaseId", str)


class Setting(StrEnum):
    """Where the encounter took place, which decides what a claim must carry."""

    INPATIENT = "inpatient"
    OUTPATIENT = "outpatient"
    PROFESSIONAL = "professional"
    ED = "ED"
    OBSERVATION = "observation"
    ASC = "ASC"


class Sex(StrEnum):
    """Sex as recorded on the claim."""

    M = "M"
    F = "F"
    U = "U"


class Track(StrEnum):
    """A credential that a case prepares for."""

    CPC = "CPC"
    COC = "COC"
    CCS = "CCS"
    CIC = "CIC"
    CRC = "CRC"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a chart. ``text`` is plain, with "\\n" line ends, BMP only."""

    id: str
    type: str
    author_role: str
    """provider, nurse, therapist, dietitian, coder, patient or other (decides I.B.14)."""
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class FacilityPolicy:
    """What the facility asks to be reported; None where it says nothing."""

    external_cause: bool | None = None
    transfusion: bool | None = None
    history_z: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Encounter:
    """The facts of one encounter that coding rules depend on."""

    setting: Setting
    age: float
    """Years; fractions for infants."""
    sex: Sex
    service_date: date
    """Date of service, or of discharge for an inpatient: it decides the editions."""
    admit: date | None = None
    discharge_status: int | None = None
    payer: str = ""
    place_of_service: str = ""
    patient_status: str = ""
    """"new", "established" or ""."""
    policy: FacilityPolicy = field(default_factory=FacilityPolicy)

    @property
    def inpatient(self) -> bool:
        """Tell whether POA, MS-DRG and the principal diagnosis rules apply."""
        return self.setting is Setting.INPATIENT

    @property
    def professional(self) -> bool:
        """Tell whether this is a professional claim."""
        return self.setting is Setting.PROFESSIONAL


@dataclass(frozen=True, slots=True)
class CaseBrief:
    """A case as the trainee sees it: the chart and what is asked, without the key."""

    id: CaseId
    title: str
    specialty: str
    difficulty: int
    tracks: tuple[Track, ...]
    encounter: Encounter
    documents: tuple[Document, ...]
    instructions: str = ""

    def document(self, id: str) -> Document | None:
        """Return a document by its id."""
        return next((document for document in self.documents if document.id == id), None)
