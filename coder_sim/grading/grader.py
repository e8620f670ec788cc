"""Grades one answer sheet: normalise, pair, judge, score. Pure; asks only for code facts."""

from coder_sim.domain.answer import AnswerKey, AnswerSheet
from coder_sim.domain.encounter import Document, Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Grade, Match, Ratio, Scores, Severity, Support
from coder_sim.grading.candidates import first_diagnosis
from coder_sim.grading.claim import Claim, assess, paid_as_keyed
from coder_sim.grading.constants import MODEL_VERSION, first_weight
from coder_sim.grading.edits import beside, edits
from coder_sim.grading.judge import LineJudge, LineVerdict, diagnosis_targets
from coder_sim.grading.ledger import Ledger
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.matching import match, weigh
from coder_sim.grading.money import Money
from coder_sim.grading.normalise import Line, normalise
from coder_sim.grading.pairs import Pair, Pairing
from coder_sim.grading.rounding import percentage
from coder_sim.grading.sequence import judge_constraints, judge_first
from coder_sim.grading.support import asked, links, texts_of
from coder_sim.grading.surplus import judge_leftover


def grade(
    encounter: Encounter,
    key: AnswerKey,
    sheet: AnswerSheet,
    facts: CodeFacts,
    documents: tuple[Document, ...] = (),
) -> Grade:
    """Grade a sheet against a key.

    Any sheet can be graded: unknown codes and nonsense become findings, never errors.
    ``documents`` are needed only to judge linked passages and provider queries.
    """
    look = Lookup(facts, encounter.service_date)
    lines = normalise(sheet.lines)
    pairing = match(key, lines, look)
    money = Money(encounter, key, pairing.required, facts)
    pairing = weigh(pairing, money)
    claim = assess(encounter, lines, money, look)
    ledger = Ledger()
    verdicts = _judge_lines(encounter, key, lines, pairing, look, ledger)
    selected = _judge_order(encounter, key, lines, pairing, claim, ledger)
    for finding in claim.findings:
        ledger.report(finding)
    paid = paid_as_keyed(encounter, key, lines, pairing, verdicts, selected, claim.drg, look)
    checks = edits(encounter, lines, facts, look, key.excludes1_exceptions)
    texts = texts_of(documents, key, sheet)
    linked = links(key, lines, pairing.pairs, texts)
    questions = asked(key, sheet, texts)
    return Grade(
        model_version=MODEL_VERSION,
        matches=_matches(key, pairing),
        findings=tuple(ledger.findings),
        scores=_scores(lines, pairing, verdicts, ledger, claim, selected, paid),
        prompts=beside(checks, ledger.findings),
        evidence=(sum(x.support is Support.SUPPORTED for x in linked), len(linked)),
        queries=(sum(x.key is not None for x in questions), len(questions), len(key.queries)),
        tally=tuple(ledger.tally),
        links=linked,
        asked=questions,
    )


def _judge_lines(
    encounter: Encounter,
    key: AnswerKey,
    lines: tuple[Line, ...],
    pairing: Pairing,
    look: Lookup,
    ledger: Ledger,
) -> tuple[LineVerdict, ...]:
    pairs = pairing.by_key()
    required = {line.id for line in pairing.required}
    targets = diagnosis_targets(lines, pairing.pairs)
    judge = LineJudge(encounter, key, targets, frozenset(required), look, ledger)
    verdicts = []
    for line in key.lines:
        pair = pairs.get(str(line.id))
        if line.id in required:
            verdicts.append(judge.judge(line, pair))
        elif pair and not pair.right:
            judge.wrong_code(pair)
    return tuple(verdicts)


def _judge_order(
    encounter: Encounter,
    key: AnswerKey,
    lines: tuple[Line, ...],
    pairing: Pairing,
    claim: Claim,
    ledger: Ledger,
) -> bool:
    """Enter first diagnosis, constraints and leftovers; return whether the selection is right."""
    pairs, first = pairing.by_key(), first_diagnosis(lines)
    selected = judge_first(encounter, key, pairs, first, ledger, claim.direction)
    judge_constraints(key, pairs, first, selected, ledger)
    for leftover in pairing.leftovers:
        judge_leftover(leftover, first, first_weight(encounter.setting), ledger)
    return selected


def _matches(key: AnswerKey, pairing: Pairing) -> tuple[Match, ...]:
    pairs = pairing.by_key()
    required = {line.id for line in pairing.required}
    rows = []
    for line in key.lines:
        pair = pairs.get(str(line.id))
        if pair:
            rows.append(_row(pair))
        elif line.id in required:
            rows.append(Match(str(line.id), None, "OMITTED", 0.0))
    return tuple(rows)


def _row(pair: Pair) -> Match:
    cls = "OPTIONAL_OK" if pair.right and not pair.required else pair.cls
    credit = pair.credit if pair.required and not pair.over else 0.0
    return Match(str(pair.line.id), pair.answer.number, cls, credit, over=pair.over is not None)


def _scores(
    lines: tuple[Line, ...],
    pairing: Pairing,
    verdicts: tuple[LineVerdict, ...],
    ledger: Ledger,
    claim: Claim,
    selected: bool,
    paid: bool,
) -> Scores:
    correct = sum(verdict.fully_right for verdict in verdicts)
    optional = sum(pair.right and not pair.required for pair in pairing.pairs)
    entered = max(len(verdicts), len(lines) - optional)
    pointers = [verdict.pointers for verdict in verdicts if verdict.pointers]
    return Scores(
        learning=ledger.learning(),
        code_over_code=Ratio(correct, len(verdicts), percentage(correct, len(verdicts))),
        practicum=Ratio(correct, entered, percentage(correct, entered)),
        first_dx_correct=selected,
        poa=(sum(x.poa_right for x in verdicts), sum(x.poa_counted for x in verdicts)),
        record_over_record=all(x.severity is Severity.INFO for x in ledger.findings),
        case_financial=paid,
        pointers=(sum(x.right for x in pointers), sum(x.required for x in pointers)),
        drg=claim.drg,
        risk=claim.risk,
    )
