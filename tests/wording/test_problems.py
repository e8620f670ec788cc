"""A problem is told in one line: where it stands, what it is, what to do."""

from coder_sim.errors import Problem
from coder_sim.wording.problems import problem_line, summary

HEADING = Problem(
    what="S72.14 is a heading.",
    file="first-flights/cases/hip-01/key.json",
    case="hip-01",
    field="lines[2].code",
    todo="Choose one of: S72.141A, S72.141D.",
)


def test_a_problem_in_a_case_names_pack_case_file_and_field() -> None:
    assert problem_line(HEADING) == (
        "first-flights: case hip-01: key.json lines[2].code: "
        "S72.14 is a heading. Choose one of: S72.141A, S72.141D."
    )


def test_a_problem_of_the_whole_pack_names_its_file() -> None:
    problem = Problem(what="Is missing.", file="my-pack/pack.json", field="version")

    assert problem_line(problem) == "my-pack/pack.json version: Is missing."


def test_a_case_whose_file_is_unknown_is_still_named() -> None:
    problem = Problem(what="Is not listed.", file="my-pack", case="hip-01")

    assert problem_line(problem) == "my-pack: case hip-01: Is not listed."


def test_a_problem_without_a_place_is_just_said() -> None:
    assert problem_line(Problem(what="Nothing to read.")) == "Nothing to read."


def test_control_characters_from_a_pack_never_reach_the_terminal() -> None:
    line = problem_line(Problem(what="Bad \x1b[31m name\nhere.", file="a\u202eb"))

    assert line == "a b: Bad  [31m name here."


def test_a_summary_counts_problems_and_cases() -> None:
    other = Problem(what="Is missing.", file="first-flights/cases/er-01/case.json", case="er-01")

    assert summary([]) == "No problems."
    assert summary([HEADING]) == "1 problem in case hip-01."
    assert summary([HEADING, HEADING, other]) == "3 problems in 2 cases."
    assert summary([Problem(what="Not a case pack.")]) == "1 problem."
