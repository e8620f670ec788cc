"""The shapes of pack.json, case.json and manifest.json, format 1."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic import StringConstraints as Chars
from pydantic_core import PydanticCustomError

from coder_sim.packs.fields import (
    PLACE,
    SHA256,
    VERSION,
    Count,
    Day,
    Distinct,
    Identifier,
    Items,
    Label,
    Maybe,
    Part,
    Prose,
    Text,
    Title,
    TrackName,
    Whole,
)
from coder_sim.packs.limits import CONTAINER_MEMBERS

FORMAT = 1
"""The format number that this program reads and writes."""


def _format(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and value > FORMAT:
        raise PydanticCustomError(
            "newer_format",
            "Format {given} is newer than this program, which reads format {known}.",
            {"given": value, "known": FORMAT},
        )
    if isinstance(value, bool) or value != FORMAT:
        raise PydanticCustomError("not_a_format", "Must be the number 1.")
    return int(FORMAT)


FormatNumber = Annotated[int, BeforeValidator(_format)]


class CodeSetPart(Part):
    """Editions that a pack was written for."""

    icd10cm: Text
    icd10pcs: Maybe[Text] = None
    cpt: Maybe[Text] = None
    hcpcs: Maybe[Text] = None
    msdrg: Maybe[Text] = None
    hcc: Maybe[Text] = None


class KeptIdentifierPart(Part):
    """A look-alike of an identifier that the author declares to be invented."""

    case: Identifier
    doc: Identifier
    quote: Text
    reason: Text


class PackPart(Part):
    """The file pack.json."""

    format: FormatNumber
    id: Identifier
    title: Title
    version: Annotated[str, Chars(pattern=VERSION, max_length=40)]
    publisher: Title
    licence: Title
    language: Text = "en-US"
    description: Prose = ""
    tracks: Distinct[TrackName] = ()
    code_set: CodeSetPart
    guideline_year: Whole
    guideline_version: Maybe[Day] = None
    cases: Annotated[Distinct[Identifier], Field(min_length=1, max_length=CONTAINER_MEMBERS)]
    identifiers_kept: Items[KeptIdentifierPart] = ()


class PolicyPart(Part):
    """What the facility asks to be reported."""

    external_cause: Maybe[bool] = None
    transfusion: Maybe[bool] = None
    history_z: Maybe[bool] = None
    text: Prose = ""


class DocumentPart(Part):
    """One document of the chart, its text being in ``file``."""

    id: Identifier
    file: Text
    type: Label
    author_role: Literal["provider", "nurse", "therapist", "dietitian", "coder", "patient", "other"]
    title: Title = ""


class EncounterPart(Part):
    """The facts of an encounter, as case.json and grading jobs give them."""

    setting: Literal["inpatient", "outpatient", "professional", "ED", "observation", "ASC"]
    age: Annotated[float, Field(ge=0, le=124)]
    sex: Literal["M", "F", "U"]
    admit: Maybe[Day] = None
    discharge: Maybe[Day] = None
    dos: Maybe[Day] = None
    discharge_status: Maybe[Whole] = None
    payer: Label = ""
    place_of_service: Maybe[Annotated[str, Chars(pattern=PLACE)]] = None
    patient_status: Maybe[Literal["new", "established"]] = None
    facility_policy: Maybe[PolicyPart] = None

    @model_validator(mode="after")
    def _one_kind_of_date(self) -> Self:
        stay = None not in (self.admit, self.discharge, self.discharge_status)
        if stay == (self.dos is not None):
            raise PydanticCustomError(
                "dates",
                "Needs either dos, or admit, discharge and discharge_status together.",
            )
        return self


class CasePart(EncounterPart):
    """The file case.json."""

    id: Identifier
    title: Title
    specialty: Label = ""
    difficulty: Annotated[Count, Field(le=5)]
    tracks: Distinct[TrackName] = ()
    instructions: Prose = ""
    objectives: Distinct[Identifier] = ()
    documents: Annotated[Items[DocumentPart], Field(min_length=1)]


class ManifestPart(Part):
    """The file manifest.json: a SHA-256 of every other member."""

    format: FormatNumber
    files: Annotated[
        dict[str, Annotated[str, Chars(pattern=SHA256)]],
        Field(max_length=CONTAINER_MEMBERS),
    ]
