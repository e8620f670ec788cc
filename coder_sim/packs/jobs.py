"""Reads grading jobs (a case, its key, answers) and answer files."""

from dataclasses import dataclass
from pathlib import Path

from coder_sim.domain.answer import AnswerKey, AnswerSheet
from coder_sim.domain.encounter import Document, Encounter
from coder_sim.errors import AnswerError, Problem
from coder_sim.packs import convert, key_models, models, references
from coder_sim.packs.limits import ANSWERS, CONTAINER_BYTES, JOB_VALUES, MIB
from coder_sim.packs.schema import Checked, Shape, check
from coder_sim.packs.strict_json import Json, parse

GUIDELINE_YEAR = 2026
"""Taken where a job names none."""


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """One answer of a grading job."""

    id: str
    sheet: AnswerSheet


@dataclass(frozen=True, slots=True)
class Job:
    """A grading job: one case, its key and any number of answers."""

    encounter: Encounter
    key: AnswerKey
    answers: tuple[JobAnswer, ...]
    title: str = ""
    documents: tuple[Document, ...] = ()
    """Of a job that brings its chart along, as "documents" of its case with their "text"."""


def read_job(path: Path) -> Job:
    """Read a grading job; unknown fields at its top, in its case and beside an answer's lines
    are passed over. Raises AnswerError with every problem.
    """
    job = _object(path)
    problems: list[Problem] = []
    case = _section(job, "case", path.name, problems)
    key = _section(job, "key", path.name, problems)
    answers = job.get("answers")
    if not isinstance(answers, list) or not 1 <= len(answers) <= ANSWERS:
        problems.append(
            Problem(
                what=f"A grading job needs a list of 1 to {ANSWERS:,} answers.",
                file=path.name,
                field="answers",
                todo='Add "answers": [{"id": "A", "lines": [...]}].',
            )
        )
        answers = []
    encounter = _part(models.EncounterPart, case, path.name, "case", problems, lenient=True)
    checked_key = _part(key_models.KeyPart, key, path.name, "key", problems)
    sheets = [_answer(answer, place, path.name, problems) for place, answer in enumerate(answers)]
    answer_key = None if checked_key is None else convert.key(checked_key, _year(job))
    if answer_key is not None:
        problems.extend(
            fault.below("key").problem(file=path.name) for fault in references.dangling(answer_key)
        )
    if problems or encounter is None or answer_key is None:
        raise AnswerError(*problems)
    return Job(
        encounter=convert.encounter(encounter),
        key=answer_key,
        answers=tuple(sheet for sheet in sheets if sheet is not None),
        title=str(job.get("title", "")),
        documents=_documents(case),
    )


def _documents(case: dict[str, Json] | None) -> tuple[Document, ...]:
    """Return the documents whose text a case states; others are passed over, as notes are."""
    listed = (case or {}).get("documents")
    entries = [x for x in listed if isinstance(x, dict)] if isinstance(listed, list) else []
    return tuple(
        Document(
            id=str(entry.get("id", "")),
            type=str(entry.get("type", "")),
            author_role=str(entry.get("author_role", "")),
            title=str(entry.get("title", "")),
            text=text,
        )
        for entry in entries
        if isinstance(text := entry.get("text"), str)
    )


def read_answer(path: Path) -> AnswerSheet:
    """Read an answer file. Headings and unknown codes are taken; raises AnswerError."""
    answer = _object(path)
    problems: list[Problem] = []
    taken = _answer(answer, None, path.name, problems)
    if taken is None:
        raise AnswerError(*problems)
    return taken.sheet


def _object(path: Path) -> dict[str, Json]:
    """Read a JSON object from a file; raises AnswerError."""
    try:
        with path.open("rb") as file:
            content = file.read(CONTAINER_BYTES + 1)
    except OSError as error:
        raise AnswerError(
            Problem(
                what=f"Cannot be read: {error.strerror}.", file=str(path), todo="Check its name."
            )
        ) from None
    if len(content) > CONTAINER_BYTES:
        raise AnswerError(
            Problem(
                what=f"Larger than {CONTAINER_BYTES // MIB} MB.", file=path.name, todo="Split it."
            )
        )
    parsed = parse(content, file=path.name, most=JOB_VALUES)
    if parsed.problems:
        raise AnswerError(*parsed.problems)
    if not isinstance(parsed.value, dict):
        raise AnswerError(
            Problem(
                what="Must be one JSON object in { }.",
                file=path.name,
                todo='An answer file is {"lines": [...]}, a grading job has case, key and answers.',
            )
        )
    return parsed.value


def _section(
    job: dict[str, Json], name: str, file: str, problems: list[Problem]
) -> dict[str, Json] | None:
    found = job.get(name)
    if isinstance(found, dict):
        return found
    what = "Is missing." if name not in job else "Must be an object in { }."
    todo = 'A grading job has "case", "key" and "answers"; an answer file alone goes with --answer.'
    problems.append(Problem(what=what, file=file, field=name, todo=todo))
    return None


def _part(
    shape: type[Shape],
    value: dict[str, Json] | None,
    file: str,
    prefix: str,
    problems: list[Problem],
    *,
    lenient: bool = False,
) -> Shape | None:
    if value is None:
        return None
    checked: Checked[Shape] = check(
        shape, value, file=file, lenient=lenient, context=key_models.IN_A_JOB
    )
    problems.extend(_below(prefix, problem) for problem in checked.problems)
    return checked.value


def _below(prefix: str, problem: Problem, what: str = "") -> Problem:
    joint = "." if problem.field and prefix else ""
    return Problem(
        what=what + problem.what,
        file=problem.file,
        case=problem.case,
        field=f"{prefix}{joint}{problem.field}",
        todo=problem.todo,
    )


def _answer(
    answer: Json, place: int | None, file: str, problems: list[Problem]
) -> JobAnswer | None:
    """Check one answer; ``place`` is its position in a job, None in a file of its own."""
    prefix = "" if place is None else f"answers[{place}]"
    if not isinstance(answer, dict):
        problems.append(Problem(what="Must be an object in { }.", file=file, field=prefix, todo=""))
        return None
    # Jobs keep notes and expected results beside the lines; an answer's own parts are strict.
    kept = {name: answer[name] for name in key_models.AnswerPart.model_fields if name in answer}
    checked = check(key_models.AnswerPart, kept, file=file)
    id = str(answer.get("id", ""))
    about = f"Answer {id}: " if id else ""
    problems.extend(_below(prefix, problem, about) for problem in checked.problems)
    if checked.value is None:
        return None
    return JobAnswer(id, convert.sheet(checked.value))


def _year(job: dict[str, Json]) -> int:
    year = job.get("guideline_year")
    return year if isinstance(year, int) and not isinstance(year, bool) else GUIDELINE_YEAR
