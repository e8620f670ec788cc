"""What a learner linked and asked is judged in words, beside the lines and beside the scores."""

from dataclasses import replace

from coder_sim.domain.answer import AnswerSheet, KeyQuery, Passage, ProviderQuery
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Feedback
from tests.grading.cases import a_key, a_sheet, keyed, reported
from tests.wording.composing import composed, part

NOTE = (
    "Type 2 diabetes with kidney disease, stage 3a. Feet without sores.\n"
    "Hypertension, at goal. Potassium 3.1 on day two, potassium given.\n"
)
KEY = a_key(
    keyed("d1", "E11.22", evidence=(Passage("n1", "Type 2 diabetes with kidney disease"),)),
    keyed("d2", "I10", evidence=(Passage("n1", "Hypertension, at goal"),)),
    keyed("d3", "N18.31"),
    queries=(
        KeyQuery("q1", "n1", "Potassium 3.1", "Please document the meaning.", why="No diagnosis."),
    ),
)


def linked(facts: CodeFacts, code: str, *quotes: str) -> str:
    """Return what is said of passages linked to one code of a sheet that has all the others."""
    evidence = tuple(Passage("n1", quote) for quote in quotes)
    codes = ("E11.22", "I10", "N18.31", *(() if code in {"E11.22", "I10", "N18.31"} else (code,)))
    lines = (reported(x, evidence=evidence if x == code else ()) for x in codes)
    feedback = composed(KEY, a_sheet(*lines), facts, texts=(NOTE,))
    (row,) = [x for x in feedback.rows if f"{code} " in x.headline]
    return part(row, "Your evidence")


def test_a_passage_that_holds_the_evidence_supports_the_code(facts: CodeFacts) -> None:
    said = linked(facts, "E11.22", "diabetes with kidney disease, stage 3a")
    assert said == "\u201cdiabetes with kidney disease, stage 3a\u201d supports this code."


def test_a_passage_that_only_touches_the_evidence_takes_in_too_little(facts: CodeFacts) -> None:
    said = linked(facts, "E11.22", "kidney disease, stage 3a. Feet without sores.\nHypertension")
    assert said.endswith(" touches the key's evidence, but takes in too little of it.")


def test_the_evidence_of_another_line_is_named_by_its_code(facts: CodeFacts) -> None:
    said = linked(facts, "E11.22", "Hypertension, at goal")
    assert said == "\u201cHypertension, at goal\u201d is evidence for I10, not for this line."


def test_what_the_key_does_not_quote_is_not_denied_to_stand_in_the_chart(facts: CodeFacts) -> None:
    said = linked(facts, "I10", "Feet without sores")
    assert said == "\u201cFeet without sores\u201d is not among the key's evidence."
    assert "not judged" in linked(facts, "N18.31", "stage 3a")


def test_passages_of_an_extra_line_are_judged_too(facts: CodeFacts) -> None:
    said = linked(facts, "E87.6", "Potassium 3.1", "Hypertension, at goal")
    assert said.split("\n") == [
        "\u201cPotassium 3.1\u201d is not among the key's evidence.",
        "\u201cHypertension, at goal\u201d is evidence for I10, not for this line.",
    ]


def test_a_long_passage_is_quoted_by_its_beginning(facts: CodeFacts) -> None:
    said = linked(facts, "I10", NOTE[:100])
    assert said.startswith("\u201cType 2 diabetes with kidney disease, stage 3a. ...\u201d ")


def asked(facts: CodeFacts, *quotes: str, accept: bool = False) -> Feedback:
    queries = tuple(ProviderQuery("n1", quote) for quote in quotes)
    key = replace(KEY, queries=(replace(KEY.queries[0], accept_answer=accept),))
    sheet = AnswerSheet(a_sheet("E11.22", "I10", "N18.31").lines, queries)
    return composed(key, sheet, facts, texts=(NOTE,))


def test_a_query_where_one_is_due_is_found_and_counted(facts: CodeFacts) -> None:
    feedback = asked(facts, "Potassium 3.1 on day two", "Feet without sores")
    first, second = feedback.queries
    assert first.heading == "You put a query at a passage that calls for one"
    assert "accepts the query" not in first.text
    assert second.heading == "Your query is not among the key's"
    assert second.text.endswith("Ask yourself which code waits for its answer.")
    (measure,) = [x for x in feedback.measures if x.name == "Provider queries"]
    assert (measure.value, measure.arithmetic) == (
        "1 of 1",
        "put where the key has one; 2 asked in all",
    )


def test_a_query_that_no_one_expects_is_not_counted_against_nothing(facts: CodeFacts) -> None:
    sheet = AnswerSheet(a_sheet("E11.22", "I10", "N18.31").lines, (ProviderQuery("n1", "Feet"),))
    feedback = composed(replace(KEY, queries=()), sheet, facts, texts=(NOTE,))
    (measure,) = [x for x in feedback.measures if x.name == "Provider queries"]
    assert (measure.value, measure.arithmetic) == ("not counted", "1 asked; the key asks none here")


def test_a_query_that_is_the_answer_is_said_to_be_one(facts: CodeFacts) -> None:
    (only,) = asked(facts, "Potassium 3.1", accept=True).queries
    assert "The key accepts the query itself as the answer here." in only.text.split("\n")


def test_asking_the_same_twice_counts_once(facts: CodeFacts) -> None:
    feedback = asked(facts, "Potassium 3.1", "Potassium 3.1 on day two")
    assert len(feedback.queries) == 1
    (measure,) = [x for x in feedback.measures if x.name == "Provider queries"]
    assert measure.value == "1 of 1"
    missed = asked(facts)
    assert missed.queries[0].heading == "A query was called for"


def test_a_long_passage_of_a_query_is_told_by_its_beginning(facts: CodeFacts) -> None:
    words = " ".join(f"word{n}" for n in range(40))
    query = KeyQuery("q1", "n1", words, "Please document the meaning.")
    key = replace(KEY, queries=(query,))
    (part,) = composed(key, a_sheet("E11.22", "I10", "N18.31"), facts, texts=(words,)).queries
    assert part.text.split("\n")[0].endswith("word19 ...\u201d")
