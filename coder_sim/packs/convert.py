"""Turns the shapes of the format into domain values."""

from coder_sim.domain.answer import (
    Alternate,
    AnswerKey,
    AnswerSheet,
    AnyOf,
    CodedLine,
    Constraint,
    Distractor,
    Dose,
    EmLevels,
    Excludes1Exception,
    Extra,
    KeyId,
    KeyLine,
    KeyQuery,
    Passage,
    ProviderQuery,
    Review,
)
from coder_sim.domain.code_set import System, normal
from coder_sim.domain.encounter import (
    CaseBrief,
    CaseId,
    Document,
    Encounter,
    FacilityPolicy,
    Setting,
    Sex,
    Track,
)
from coder_sim.packs import key_models as keys
from coder_sim.packs import models


def encounter(part: models.EncounterPart) -> Encounter:
    """Return the encounter of case.json or of a grading job."""
    service_date = part.dos or part.discharge
    # The shape has seen to it that one of them is given.
    assert service_date is not None
    policy = part.facility_policy or models.PolicyPart()
    return Encounter(
        setting=Setting(part.setting),
        age=part.age,
        sex=Sex(part.sex),
        service_date=service_date,
        admit=part.admit,
        discharge_status=part.discharge_status,
        payer=part.payer,
        place_of_service=part.place_of_service or "",
        patient_status=part.patient_status or "",
        policy=FacilityPolicy(
            external_cause=policy.external_cause,
            transfusion=policy.transfusion,
            history_z=policy.history_z,
            text=policy.text,
        ),
    )


def brief(part: models.CasePart, documents: tuple[Document, ...]) -> CaseBrief:
    """Return what the trainee sees of a case."""
    return CaseBrief(
        id=CaseId(part.id),
        title=part.title,
        specialty=part.specialty,
        difficulty=part.difficulty,
        tracks=tuple(Track(track) for track in part.tracks),
        encounter=encounter(part),
        documents=documents,
        instructions=part.instructions,
    )


def document(part: models.DocumentPart, text: str) -> Document:
    """Return a document with its text."""
    return Document(
        id=part.id, type=part.type, author_role=part.author_role, title=part.title, text=text
    )


def key(part: keys.KeyPart, guideline_year: int) -> AnswerKey:
    """Return the answer key, its codes in normal form."""
    hcc = part.hcc if part.hcc is not None else part.hcc_v28
    return AnswerKey(
        first_allowed=_ids(part.first_allowed),
        lines=tuple(_line(line) for line in part.lines),
        constraints=tuple(_constraint(constraint) for constraint in part.constraints),
        any_of=tuple(AnyOf(group.id, group.min, group.max) for group in part.any_of),
        extras=tuple(_extra(code, extra) for code, extra in part.extras.items()),
        excludes1_exceptions=tuple(
            Excludes1Exception(normal(pair.a), normal(pair.b), pair.why)
            for pair in part.excludes1_exceptions
        ),
        queries=tuple(_query(query) for query in part.queries),
        drg=part.drg,
        hcc=hcc,
        notes=part.notes,
        review=_review(part.review),
        guideline_year=guideline_year,
    )


def sheet(part: keys.AnswerPart) -> AnswerSheet:
    """Return an answer sheet, codes as entered."""
    return AnswerSheet(
        lines=tuple(_coded_line(line) for line in part.lines),
        queries=tuple(
            ProviderQuery(
                doc=query.doc,
                quote=query.quote,
                question=query.question,
                nth=query.nth,
                topic=query.topic,
                more=_linked(query.passages),
            )
            for query in part.queries
        ),
    )


def _coded_line(part: keys.AnswerLinePart) -> CodedLine:
    return CodedLine(
        system=System(part.system),
        code=part.code,
        poa=part.poa,
        modifiers=part.modifiers,
        units=part.units,
        pointers=part.pointers,
        evidence=_linked(part.evidence),
    )


def _linked(parts: tuple[keys.AnswerPassagePart, ...]) -> tuple[Passage, ...]:
    return tuple(
        Passage(part.doc, part.quote or "", part.nth, part.start, part.end) for part in parts
    )


def _line(part: keys.LinePart) -> KeyLine:
    return KeyLine(
        id=KeyId(part.id),
        system=System(part.system),
        code=normal(part.code),
        role=part.role or "",
        principal=part.principal,
        poa=part.poa,
        optional=part.optional,
        weight=part.weight,
        impact=part.impact or "",
        alternates=tuple(
            Alternate(normal(other.code), other.credit, other.why) for other in part.alternates
        ),
        distractors=tuple(_distractor(code, one) for code, one in part.distractors.items()),
        any_of=part.any_of or "",
        components=_codes(part.components),
        component_class=part.component_class,
        component_credit=part.component_credit,
        modifiers=part.modifiers,
        optional_modifiers=part.optional_modifiers,
        forbidden_modifiers=part.forbidden_modifiers,
        modifier_alternates=part.modifier_alternates,
        units=part.units,
        units_alternates=part.units_alternates,
        dose=None if part.dose is None else _dose(part.dose),
        pointers=_ids(part.pointers),
        split_group=part.split_group or "",
        em=None if part.em is None else _em(part.em),
        evidence=_passages(part.evidence or ()),
        guidelines=part.guidelines,
        tabular=part.tabular,
        rationale=part.rationale,
        common_error=part.common_error,
        ambiguity=part.ambiguity,
    )


def _ids(values: tuple[str, ...]) -> tuple[KeyId, ...]:
    return tuple(KeyId(value) for value in values)


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(normal(value) for value in values)


def _passages(parts: tuple[keys.PassagePart, ...]) -> tuple[Passage, ...]:
    return tuple(Passage(part.doc, part.quote, part.nth) for part in parts)


def _distractor(code: str, part: keys.DistractorPart) -> Distractor:
    return Distractor(normal(code), part.cls, part.credit, part.explain, part.direction or "")


def _dose(part: keys.DosePart) -> Dose:
    return Dose(part.amount, part.per_unit, part.unit)


def _em(part: keys.EmPart) -> EmLevels:
    return EmLevels(
        family=part.family,
        levels=_codes(part.levels),
        problems=part.problems,
        data=part.data,
        risk=part.risk,
        minutes=part.minutes,
    )


def _constraint(part: keys.ConstraintPart) -> Constraint:
    return Constraint(
        id=part.id,
        before=KeyId(part.before),
        after=KeyId(part.after),
        cite=part.cite,
        severity=part.severity or "",
        tabular=part.tabular,
    )


def _extra(code: str, part: keys.ExtraPart) -> Extra:
    return Extra(
        code=normal(code),
        cls=part.cls,
        penalty=part.penalty,
        severity=part.severity or "",
        direction=part.direction or "",
        cite=part.cite,
        explain=part.explain,
    )


def _query(part: keys.KeyQueryPart) -> KeyQuery:
    return KeyQuery(
        id=part.id,
        doc=part.doc,
        quote=part.quote,
        question=part.question,
        nth=part.nth,
        why=part.why,
        accept_answer=part.accept_answer,
    )


def _review(part: keys.ReviewPart | None) -> Review:
    if part is None:
        return Review()
    return Review(
        author=part.author,
        reviewer=part.reviewer,
        date=part.date,
        agreement=part.agreement,
        log=part.log,
    )
