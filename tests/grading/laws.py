"""The laws of the grading model (section 4.11), each as a check of one drawn example."""

from collections import Counter
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from coder_sim.domain.answer import AnswerSheet, CodedLine, KeyLine
from coder_sim.domain.code_set import Kind, normal
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Grade, Scores
from coder_sim.grading.constants import FACETED
from coder_sim.grading.grader import grade
from tests.grading.mutations import POOL, contents, inserted, reordered, with_code, without
from tests.grading.oracles import Oracle


def graded(oracle: Oracle, sheet: AnswerSheet, facts: CodeFacts) -> Grade:
    return grade(oracle.job.encounter, oracle.job.key, sheet, facts)


def _no_copies(sheet: AnswerSheet) -> bool:
    codes = [normal(line.code) for line in sheet.lines]
    return len(codes) == len(set(codes))


def three(scores: Scores) -> tuple[float, float, float]:
    return scores.learning.pct, scores.code_over_code.pct, scores.practicum.pct


def unsupported_payment_gains_nothing(oracle: Oracle, sheet: AnswerSheet, facts: CodeFacts) -> None:
    result = graded(oracle, sheet, facts)
    costly = {match.answer for match in result.matches if match.over}
    costly |= {
        x.answer for x in result.findings if x.cls == "UNSUPPORTED_EXTRA" and len(x.detail) == 3
    }
    for number in costly:
        assert number is not None
        left = graded(oracle, without(sheet, number), facts)
        assert result.scores.learning.pct <= left.scores.learning.pct


def an_unrelated_diagnosis_raises_nothing(
    oracle: Oracle, sheet: AnswerSheet, facts: CodeFacts, data: st.DataObject
) -> None:
    keyed = {
        facts.section(line.code) for line in oracle.job.key.lines if line.kind is Kind.DIAGNOSIS
    }
    components = {code for line in oracle.job.key.lines for code in line.components}
    unrelated = [
        x
        for x in POOL
        if x.kind is Kind.DIAGNOSIS
        and facts.section(normal(x.code)) not in keyed
        and normal(x.code) not in components
        and not any(line.code.startswith(normal(x.code)) for line in oracle.job.key.lines)
    ]
    line = data.draw(st.sampled_from(unrelated))
    # In front it would change which line is first, and with that the pairing itself.
    first = next((i for i, x in enumerate(sheet.lines) if x.kind is Kind.DIAGNOSIS), -1)
    index = data.draw(st.integers(first + 1, len(sheet.lines)))
    before = three(graded(oracle, sheet, facts).scores)
    after = three(graded(oracle, inserted(sheet, line, index), facts).scores)
    assert all(x <= y for x, y in zip(after, before, strict=True)), (before, after)


def the_keys_code_lowers_nothing(oracle: Oracle, sheet: AnswerSheet, facts: CodeFacts) -> None:
    # A second copy of the wrong code is a duplicate before the change and a contradiction after.
    assume(_no_copies(sheet))
    result = graded(oracle, sheet, facts)
    for match in result.matches:
        line = oracle.job.key.line(match.key)
        wrong = match.cls not in ("EXACT", "ALTERNATE", "OPTIONAL_OK", "OMITTED")
        if line is None or not wrong or match.answer is None:
            continue
        better = graded(oracle, with_code(sheet, match.answer, line.code), facts)
        if match.cls not in FACETED and _facets_fail(better, match.key):
            # Modifiers, units and pointers count only from here on (section 4.3).
            continue
        before, after = three(result.scores), three(better.scores)
        assert all(x <= y for x, y in zip(before, after, strict=True)), (match, before, after)


def _facets_fail(result: Grade, key: str) -> bool:
    facets = ("MODIFIER", "UNITS", "POINTER")
    return any(x.key == key and x.cls.startswith(facets) for x in result.findings)


def later_order_changes_no_match(
    oracle: Oracle, sheet: AnswerSheet, facts: CodeFacts, data: st.DataObject
) -> None:
    kinds = [line.kind for line in sheet.lines]
    # Of two copies only one is paired, and pointers may stand at either.
    assume(Kind.DIAGNOSIS in kinds and _no_copies(sheet))
    first = kinds.index(Kind.DIAGNOSIS)
    rest = data.draw(st.permutations([i for i in range(len(kinds)) if i != first]))
    other = reordered(sheet, [first, *rest])
    one, two = graded(oracle, sheet, facts), graded(oracle, other, facts)

    def rows(result: Grade, of: AnswerSheet) -> Counter[object]:
        return Counter((x.key, contents(of, x.answer), x.cls, x.credit) for x in result.matches)

    assert rows(one, sheet) == rows(two, other)
    if not oracle.job.key.constraints:
        assert three(one.scores) == three(two.scores)


def both_of_two_contradictory_codes_are_no_better_than_a_guess(
    oracle: Oracle, facts: CodeFacts, data: st.DataObject
) -> None:
    perfect = AnswerSheet(tuple(_keyed(line) for line in oracle.job.key.lines if line.required))
    index = data.draw(st.integers(0, len(perfect.lines) - 1))
    line = perfect.lines[index]
    twin = data.draw(st.sampled_from([x for x in POOL if x.kind is line.kind]))
    both = inserted(perfect, twin, len(perfect.lines))
    result = graded(oracle, both, facts)
    assume(
        any(
            x.cls == "CONTRADICTION"
            and x.answer == len(both.lines)
            and x.key == oracle.job.key.lines[index].id
            for x in result.findings
        )
    )
    only_twin = graded(oracle, with_code(perfect, index + 1, twin.code), facts)
    right = graded(oracle, perfect, facts)
    mean = (right.scores.learning.pct + only_twin.scores.learning.pct) / 2
    assert result.scores.learning.pct <= mean


def nothing_scores_nothing_and_the_key_everything(oracle: Oracle, facts: CodeFacts) -> None:
    empty, full = graded(oracle, AnswerSheet(), facts), graded(oracle, own_answer(oracle), facts)
    assert three(empty.scores) == (0.0, 0.0, 0.0)
    assert not empty.scores.case_financial
    assert not empty.scores.first_dx_correct
    assert three(full.scores) == (100.0, 100.0, 100.0)
    assert [x.cls for x in full.findings] == []
    assert full.scores.case_financial


def a_distractor_that_overpays_is_no_better_than_an_omission(
    oracle: Oracle, facts: CodeFacts
) -> None:
    perfect = own_answer(oracle)
    asked = _asked(oracle)
    for number, line in enumerate(asked, start=1):
        for distractor in line.distractors:
            wrong = graded(oracle, with_code(perfect, number, distractor.code), facts)
            if any(x.over and x.key == line.id for x in wrong.matches):
                left = graded(oracle, without(perfect, number), facts)
                assert wrong.scores.learning.pct <= left.scores.learning.pct


def own_answer(oracle: Oracle) -> AnswerSheet:
    """Return the sheet that the key itself asks for, its pointers as positions."""
    asked = _asked(oracle)
    diagnoses = [line.id for line in asked if line.kind is Kind.DIAGNOSIS]
    return AnswerSheet(
        tuple(
            replace(
                _keyed(line),
                pointers=tuple(diagnoses.index(x) + 1 for x in line.pointers if x in diagnoses),
            )
            for line in asked
        )
    )


def _asked(oracle: Oracle) -> list[KeyLine]:
    """Return the lines to report: required ones, and of each group as many as it asks for."""
    key, taken = oracle.job.key, Counter[str]()
    wanted = {group.id: group.min for group in key.any_of}
    found = []
    for line in key.lines:
        if line.any_of in wanted:
            taken[line.any_of] += 1
            if taken[line.any_of] <= wanted[line.any_of]:
                found.append(line)
        elif line.required:
            found.append(line)
    return sorted(found, key=lambda line: line.id not in key.first_allowed)


def _keyed(line: KeyLine) -> CodedLine:
    poa = next((x for x in line.poa or () if x != "exempt"), None)
    return CodedLine(line.system, line.code, poa, line.modifiers, line.units)
