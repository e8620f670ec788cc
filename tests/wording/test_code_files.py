"""The report of an import names each file, what it is, its count, and why it was refused."""

from coder_sim.domain.code_files import FileVerdict, ImportReport, LeftOut, Outcome
from coder_sim.errors import Problem
from coder_sim.wording.code_files import closing_line, report_lines

TAKEN = FileVerdict(
    *("a.zip/hcpcs.txt", Outcome.TAKEN, "HCPCS Level II", "January 2019", 6440, "codes", 360),
    left_out=(LeftOut(12, "codes of CPT", "line 7"),),
    replaces="old.txt (6,000 codes)",
)
REFUSED = FileVerdict(
    *("b.txt", Outcome.REFUSED, "CPT long descriptors"),
    problems=(Problem("it breaks off", "b.txt", field="line 9", todo="Take it again."),),
)


def test_a_file_that_was_taken_is_told_with_all_that_matters() -> None:
    assert report_lines(ImportReport((TAKEN,))) == (
        "a.zip/hcpcs.txt: HCPCS Level II, January 2019",
        "  6,440 codes and 360 modifiers taken",
        "  in place of old.txt (6,000 codes)",
        "  left out: 12 codes of CPT (first: line 7)",
        "1 file imported.",
    )


def test_a_refusal_says_where_why_and_what_to_do() -> None:
    assert report_lines(ImportReport((REFUSED,))) == (
        "b.txt (CPT long descriptors): REFUSED",
        "  line 9: it breaks off. Take it again.",
        "Nothing was imported; 1 file refused; the code library is as it was.",
    )


def test_of_many_files_passed_over_some_are_named_and_all_are_counted() -> None:
    passed = (FileVerdict(f"{n}.pdf", Outcome.PASSED_OVER, remark="a PDF") for n in range(20))
    lines = report_lines(ImportReport((TAKEN, *passed)))
    assert lines.count("  and 8 files more") == 1
    assert sum(line.endswith(": a PDF") for line in lines) == 12


def test_the_end_says_what_is_new_and_what_was_there() -> None:
    again = FileVerdict("c.txt", Outcome.ALREADY, "MUE", count=2, unit="codes")
    assert closing_line(ImportReport((TAKEN, again, REFUSED))) == (
        "1 file imported; 1 file imported before; 1 file refused."
    )
    assert closing_line(ImportReport(())) == "Nothing was found there."


def test_a_name_from_a_zip_cannot_reach_the_terminal_as_a_command() -> None:
    hostile = FileVerdict("\x1b[2Jx\nREFUSED", Outcome.TAKEN, "MUE", count=1, unit="codes")
    assert all(line.isprintable() for line in report_lines(ImportReport((hostile,))))
