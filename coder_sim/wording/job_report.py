"""A grade in the shape that ``coder-sim grade --json`` prints."""

from dataclasses import asdict

from coder_sim.domain.grade import Finding, Grade, Ratio


def answer_report(id: str, grade: Grade, texts: tuple[str, ...] = ()) -> dict[str, object]:
    """Return one answer's report; ``texts`` are the findings' explanations, in their order."""
    padded = (*texts, *("" for _ in grade.findings[len(texts) :]))
    return {
        "id": id,
        "matches": [
            {"key": x.key, "answer": x.answer, "class": x.cls, "credit": x.credit}
            for x in grade.matches
        ],
        "findings": [
            _finding(finding, text) for finding, text in zip(grade.findings, padded, strict=True)
        ],
        "scores": _scores(grade),
        "prompts": [_prompt(prompt) for prompt in grade.prompts],
        "evidence": [
            {"answer": x.answer, "passage": x.passage, "support": x.support.value, "key": x.key}
            for x in grade.links
        ],
        "queries": [{"query": x.query, "key": x.key, "accepted": x.accepted} for x in grade.asked],
        "model_version": grade.model_version,
    }


def _finding(finding: Finding, text: str) -> dict[str, object]:
    return {
        "class": finding.cls,
        "key": finding.key,
        "answer": finding.answer,
        "severity": finding.severity.value,
        "direction": finding.direction.value,
        "cite": "; ".join(finding.cites),
        "text": text,
        **({"axes": [asdict(axis) for axis in finding.axes]} if finding.axes else {}),
    }


def _prompt(prompt: Finding) -> dict[str, object]:
    codes = {"code": prompt.reported, "other": prompt.expected, "detail": list(prompt.detail)}
    about = {"others": list(prompt.others), "repeats": prompt.repeats or None}
    return {**_finding(prompt, ""), "certainty": prompt.certainty.value, **about, **codes}


def _ratio(ratio: Ratio, name: str) -> dict[str, object]:
    return {"correct": ratio.correct, name: ratio.out_of, "pct": ratio.pct}


def _scores(grade: Grade) -> dict[str, object]:
    scores = grade.scores
    learning = scores.learning
    report: dict[str, object] = {
        "learning": {
            "earned": learning.earned,
            "penalty": learning.penalty,
            "possible": learning.possible,
            "pct": learning.pct,
        },
        "code_over_code": _ratio(scores.code_over_code, "key"),
        "practicum": _ratio(scores.practicum, "denominator"),
        "first_dx_correct": int(scores.first_dx_correct),
        "poa": list(scores.poa),
        "record_over_record": int(scores.record_over_record),
        "case_financial": int(scores.case_financial),
        "pointers": list(scores.pointers),
        "evidence": list(grade.evidence),
        "queries": list(grade.queries),
    }
    if scores.drg:
        report["drg"] = {"key": scores.drg.key, "answer": scores.drg.answer}
    if scores.risk:
        report["hcc"] = {"key": list(scores.risk.key), "answer": list(scores.risk.answer)}
    return report
