"""The verb grade: a grading job, or an answer file against a case of a pack."""

import argparse
import json
import sys
from pathlib import Path

from coder_sim import packs
from coder_sim.commands.code_library import open_library
from coder_sim.commands.sealing import opener_of
from coder_sim.domain.answer import AnswerKey
from coder_sim.domain.encounter import CaseBrief, CaseId
from coder_sim.domain.facts import CodeFacts
from coder_sim.errors import AnswerError, Exit, Problem
from coder_sim.grading.grader import grade as grade_sheet
from coder_sim.grading.measures import Graded, batch
from coder_sim.packs.jobs import Job, JobAnswer, read_answer, read_job
from coder_sim.wording.batch_report import batch_json, batch_lines
from coder_sim.wording.feedback import compose
from coder_sim.wording.finding_texts import finding_texts
from coder_sim.wording.job_report import answer_report
from coder_sim.wording.plain import as_text


def grade(home: Path, options: argparse.Namespace) -> int:
    """Grade and print: text to read, or JSON."""
    of_pack = (options.pack, options.case, options.answer)
    if bool(options.job) == any(of_pack) or (any(of_pack) and not all(of_pack)):
        print("coder-sim: give JOB.json, or --pack PACK --case ID --answer FILE", file=sys.stderr)
        return Exit.USAGE
    # Answers are read first: a fault in a small file is told before a library is built.
    if options.job:
        job = read_job(options.job)
        with open_library(home) as library:
            _report(_bare(job), job.key, job.answers, library, options.json)
        return Exit.DONE
    sheet = read_answer(options.answer)
    with open_library(home) as library:
        brief, key = _case(options, library)
        _report(brief, key, (JobAnswer(options.answer.stem, sheet),), library, options.json)
    return Exit.DONE


def _bare(job: Job) -> CaseBrief:
    """Return a brief for a job, which has documents only if it states their text."""
    title = job.title or "Grading job"
    return CaseBrief(CaseId("job"), title, "", 1, (), job.encounter, job.documents)


def _case(options: argparse.Namespace, facts: CodeFacts) -> tuple[CaseBrief, AnswerKey]:
    path: Path = options.pack
    id: str = options.case
    pack = packs.read(path, facts, opener_of(options))
    if pack.sealed:
        raise AnswerError(
            Problem(
                what="The answer keys of this pack are sealed.",
                file=path.name,
                field="--pack",
                todo="Add --passphrase-file FILE (and --class-key FILE), or ask who sealed it.",
            )
        )
    cases = {case.brief.id: case for case in pack.cases}
    if id not in cases:
        raise AnswerError(
            Problem(
                what=f"There is no case '{id}' in this pack.",
                file=path.name,
                field="--case",
                todo=f"Choose one of: {', '.join(cases)}.",
            )
        )
    found = cases[CaseId(id)]
    return found.brief, found.key


def _report(
    brief: CaseBrief,
    key: AnswerKey,
    answers: tuple[JobAnswer, ...],
    facts: CodeFacts,
    as_json: bool,
) -> None:
    reports = []
    every = []
    for answer in answers:
        graded = grade_sheet(brief.encounter, key, answer.sheet, facts, brief.documents)
        every.append(Graded(key, graded))
        if as_json:
            texts = finding_texts(brief, key, answer.sheet, graded, facts)
            reports.append(answer_report(answer.id, graded, texts))
        else:
            print(f"{brief.title}: answer {answer.id}\n")
            print(as_text(compose(brief, key, answer.sheet, graded, facts)))
    whole = batch(every)
    if as_json:
        print(json.dumps({"answers": reports, "batch": batch_json(whole)}, indent=1))
    elif len(every) > 1:
        print(*batch_lines(whole), sep="\n")
