"""The shapes of key.json and of answer sheets, format 1."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import (
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic import StringConstraints as Chars
from pydantic_core import PydanticCustomError

from coder_sim.packs.fields import (
    CodeText,
    Count,
    Day,
    DirectionName,
    Identifier,
    Items,
    Label,
    Maybe,
    ModifierText,
    Named,
    Number,
    Part,
    Prose,
    Share,
    SystemName,
    Text,
    Whole,
)

SeverityName = Literal["CRITICAL", "MAJOR", "MINOR"]
IN_A_JOB: Mapping[str, object] = MappingProxyType({"job": True})
"""Validation context of grading jobs, where evidence may be a plain text."""


def _evidence(
    value: object, read: ValidatorFunctionWrapHandler, info: ValidationInfo
) -> tuple["PassagePart", ...]:
    if not isinstance(value, str):
        passages: tuple[PassagePart, ...] = read(value)
        return passages
    if info.context is IN_A_JOB:
        return ()
    raise PydanticCustomError(
        "plain_evidence", 'Is plain text; a pack names "doc" and a verbatim "quote".'
    )


class PassagePart(Part):
    """A verbatim quote in a document."""

    doc: Identifier
    quote: Annotated[str, Chars(min_length=1, max_length=1_000)]
    nth: Count = 1


class AlternatePart(Part):
    """Another code that a second coder would defend."""

    code: CodeText
    credit: Share
    why: Prose


class DistractorPart(Part):
    """A foreseeable wrong code for a line."""

    cls: Text
    credit: Share
    explain: Prose = ""
    direction: Maybe[DirectionName] = None


class DosePart(Part):
    """The dose given and what one unit stands for."""

    amount: Number
    per_unit: Number
    unit: Text


class EmPart(Part):
    """An E/M family in order of level."""

    family: Text
    levels: Annotated[Items[CodeText], Field(min_length=2)]
    problems: Text = ""
    data: Text = ""
    risk: Text = ""
    minutes: Maybe[Whole] = None


class LinePart(Part):
    """One line of the answer key."""

    id: Identifier
    system: SystemName
    code: CodeText
    role: Maybe[Literal["principal", "first", "secondary"]] = None
    principal: bool = False
    poa: Annotated[Items[Literal["Y", "N", "U", "W", "exempt"]], Field(min_length=1)] | None = None
    optional: bool = False
    weight: Maybe[Annotated[Number, Field(gt=0)]] = None
    impact: Maybe[Literal["critical", "major", "minor", "info"]] = None
    alternates: Items[AlternatePart] = ()
    any_of: Maybe[Identifier] = None
    components: Items[CodeText] = ()
    component_class: Text = "WRONG_COMBINATION"
    component_credit: Share = 0.25
    distractors: Named[DistractorPart] = Field(default_factory=dict)
    modifiers: Items[ModifierText] = ()
    optional_modifiers: Items[Text] = ()
    forbidden_modifiers: Items[Text] = ()
    modifier_alternates: Items[Items[Text]] = ()
    units: Count = 1
    units_alternates: Items[Count] = ()
    dose: Maybe[DosePart] = None
    pointers: Items[Identifier] = ()
    split_group: Maybe[Identifier] = None
    em: Maybe[EmPart] = None
    evidence: Maybe[
        Annotated[Items[PassagePart], Field(min_length=1), WrapValidator(_evidence)]
    ] = None
    guidelines: Items[Text] = ()
    tabular: Items[Text] = ()
    rationale: Prose = ""
    common_error: Prose = ""
    ambiguity: Annotated[Whole, Field(ge=0, le=3)] = 0


class ConstraintPart(Part):
    """A must-precede rule."""

    id: Identifier
    before: Identifier
    after: Identifier
    cite: Text = ""
    severity: Maybe[SeverityName] = None
    tabular: Text = ""


class AnyOfPart(Part):
    """A group of lines of which ``min`` are asked."""

    id: Identifier
    min: Annotated[Whole, Field(ge=0)]
    max: Count


class ExtraPart(Part):
    """A foreseeable code that does not belong on the sheet."""

    cls: Text
    penalty: Share
    severity: Maybe[Literal["CRITICAL", "MAJOR", "MINOR", "INFO"]] = None
    direction: Maybe[DirectionName] = None
    cite: Text = ""
    explain: Prose = ""


class ExceptionPart(Part):
    """A pair kept in spite of an Excludes1 note."""

    a: CodeText
    b: CodeText
    why: Prose


class KeyQueryPart(Part):
    """A gap that calls for a provider query."""

    id: Identifier
    doc: Identifier
    quote: Text
    nth: Count = 1
    question: Prose
    why: Prose = ""
    accept_answer: bool = False


class ReviewPart(Part):
    """Who wrote and read the key."""

    author: Text = ""
    reviewer: Text = ""
    date: Maybe[Day] = None
    agreement: Maybe[Share] = None
    log: Items[Text] = ()


class KeyPart(Part):
    """The file key.json."""

    first_allowed: Annotated[Items[Identifier], Field(min_length=1)]
    lines: Annotated[Items[LinePart], Field(min_length=1)]
    constraints: Items[ConstraintPart] = ()
    any_of: Items[AnyOfPart] = ()
    extras: Named[ExtraPart] = Field(default_factory=dict)
    excludes1_exceptions: Items[ExceptionPart] = ()
    queries: Items[KeyQueryPart] = ()
    drg: Maybe[Whole] = None
    hcc: Maybe[Items[Text]] = None
    hcc_v28: Maybe[Items[Text]] = None
    notes: Prose = ""
    review: Maybe[ReviewPart] = None


class AnswerPassagePart(Part):
    """A passage that a trainee links: a verbatim quote, or offsets in code points."""

    doc: Identifier
    quote: Annotated[str, Chars(min_length=1, max_length=1_000)] | None = None
    nth: Count = 1
    start: Maybe[Annotated[Whole, Field(ge=0)]] = None
    end: Maybe[Count] = None

    @model_validator(mode="after")
    def _quote_or_offsets(self) -> Self:
        offsets = (self.start, self.end)
        if (self.quote is None) == (None in offsets) or (self.quote and offsets != (None, None)):
            raise PydanticCustomError(
                "passage", 'Needs either "quote", or "start" and "end" together.'
            )
        return self


class AnswerLinePart(Part):
    """One line of an answer sheet, as entered."""

    system: SystemName
    code: Text
    poa: Text | None = None
    modifiers: Items[Text] = ()
    units: Whole = 1
    pointers: Items[Count] = ()
    evidence: Items[AnswerPassagePart] = ()


class AnswerQueryPart(Part):
    """A question to the provider."""

    doc: Identifier
    quote: Text
    question: Prose = ""
    nth: Maybe[Count] = None
    topic: Label = ""
    passages: Items[AnswerPassagePart] = ()


class AnswerPart(Part):
    """An answer sheet."""

    id: Text = ""
    lines: Items[AnswerLinePart]
    queries: Items[AnswerQueryPart] = ()
