"""A check says on whose word it stands, and names the codes it is about."""

from pathlib import Path

import pytest

from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Part
from coder_sim.grading.edits import edits
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import normalise
from coder_sim.library.lookup import Library
from coder_sim.wording.check_texts import CHECKS
from coder_sim.wording.checks import check_words
from tests.grading.cases import STAY, a_sheet, reported


class Listed(Library):
    """A library into which the official POA exempt list has been imported."""

    def poa_exact(self, on: object) -> bool:
        return True


def told(facts: CodeFacts, *codes: str) -> list[Part]:
    """Return every check of a stay's diagnoses, each with POA Y, in words."""
    lines = normalise(a_sheet(*(reported(code, "Y") for code in codes)).lines)
    day = STAY.service_date
    found = edits(STAY, lines, facts, Lookup(facts, day))
    return [check_words(x, lines, facts, day) for x in found]


@pytest.mark.parametrize(("exact", "word"), [(False, "approximate"), (True, "exact")])
def test_exemption_from_poa_says_how_well_it_is_known(
    exact: bool, word: str, library_file: Path
) -> None:
    with (Listed if exact else Library)(library_file) as facts:
        (part,) = told(facts, "I10", "Z79.4")
    assert part.heading == "POA"
    assert part.text.startswith("Z79.4 is exempt from POA reporting by ")
    assert f"({word}" in part.text


def test_an_excludes1_note_is_quoted_with_the_node_it_stands_at(facts: CodeFacts) -> None:
    (part,) = told(facts, "E11.9", "R73.9")
    assert part.heading == "E11.9 with R73.9"
    assert part.text.startswith("The Tabular List states at R73 (Excludes1): ")


def test_no_check_says_never_or_overrules_the_key() -> None:
    texts = " ".join(text for _, text in CHECKS.values())
    assert " wrong" not in texts
    assert " never " not in texts
    assert all(text.endswith((".", "{detail}.")) for _, text in CHECKS.values())
