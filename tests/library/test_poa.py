"""The approximate POA rules name the well-known codes right."""

from datetime import date

import pytest

from coder_sim.domain.code_set import System
from coder_sim.library.lookup import Library
from coder_sim.library.poa import approximately_exempt

EXEMPT = """
    Z794 Z7984 Z7985 Z7901 Z7982 Z79811 Z87891 Z66 Z23 Z370 Z3A39 Z6835 Z6841 Z8673 Z853 Z86718
    Z951 Z9861 Z96641 Z880 Z91148 Z992 Z940 Z90410 Z3800 Z1211 Z0000 Z515 Z7189 Z5941 Z8719
    Y92017 Y9301 Y990 Y92230 I252 I69351 O80 O665 O0993 P000 Q909 B909 E640
    W1830XD W11XXXS S72001D S72001K S72001S T8450XD V4352XA W090XXA
"""
NOT_EXEMPT = """
    I10 E119 E1122 N1831 I5033 A419 R6521 J9601 D62 U071 N179 L89153 F17210 E6601
    W11XXXA W1830XA W010XXA Z1611 Z1621 S72001A S72001B T451X5A T8450XA T39011A Z5111 O34211 O701
    M80051A R55 Y95 Y831 V00831A
"""


@pytest.mark.parametrize("code", EXEMPT.split())
def test_exempt_codes(facts: Library, code: str) -> None:
    assert facts.poa_exempt(code, date(2026, 6, 1))
    assert facts.ever(System.ICD10CM, code) is not None


@pytest.mark.parametrize("code", NOT_EXEMPT.split())
def test_codes_that_need_an_indicator(facts: Library, code: str) -> None:
    assert not facts.poa_exempt(code, date(2026, 6, 1))
    assert facts.ever(System.ICD10CM, code) is not None


def test_the_rules_come_near_the_size_of_the_publishers_list(facts: Library) -> None:
    connection = facts._tables.connection
    codes = connection.execute("SELECT code FROM code WHERE system = 'ICD-10-CM' AND billable")
    # The list of FY2026 has 38,349 codes.
    assert sum(approximately_exempt(code) for (code,) in codes) == pytest.approx(38_349, rel=0.005)
