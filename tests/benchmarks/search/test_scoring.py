import pytest

from tests.benchmarks.search.queries import KINDS, Query
from tests.benchmarks.search.scoring import Answer, figures, is_hit, mean, percentiles, place

COLLES = "S52.531"
"""Colles' fracture of the right radius, any encounter."""


def _answer(*codes: str, accepted: str = "I10") -> Answer:
    return Answer(Query(KINDS[0], "text", (accepted,)), codes, 1.0)


def test_the_accepted_code_is_a_hit_with_or_without_its_dot() -> None:
    assert is_hit("E11.65", ("E1165",))
    assert is_hit("e1165", ("E11.65",))


def test_a_descendant_is_a_hit() -> None:
    assert is_hit("S52.531A", (COLLES,))
    assert is_hit("0FT44ZZ", ("0FT4",))


def test_an_ancestor_is_no_hit() -> None:
    assert not is_hit("S52.53", (COLLES,))
    assert not is_hit("E11", ("E11.65",))


def test_the_other_side_is_no_hit() -> None:
    assert not is_hit("S52.532A", (COLLES,))
    assert not is_hit("S52.539A", (COLLES,))


def test_any_of_several_accepted_codes_is_a_hit_and_the_best_place_counts() -> None:
    assert place(("A00.0", "J18.1", "J18.9"), ("J18.9", "J18.1")) == 2


def test_nothing_found_has_no_place() -> None:
    assert place((), ("I10",)) is None
    assert place(("I11.9",), ("I10",)) is None


def test_figures_count_the_first_ten_the_first_and_the_reciprocal_of_the_place() -> None:
    nine = tuple(f"A00.{digit}" for digit in range(9))
    scored = figures(
        [_answer("I10"), _answer("A00.0", "I10"), _answer(*nine, "B00", "I10"), _answer()]
    )
    assert scored.count == 4
    assert scored.hit_10 == 0.5
    assert scored.hit_1 == 0.25
    assert scored.mrr == pytest.approx((1 + 1 / 2 + 1 / 11) / 4)


def test_each_kind_weighs_the_same_in_the_mean() -> None:
    small, large = figures([_answer("I10")]), figures([_answer()] * 9)
    assert mean([small, large]).hit_10 == 0.5


def test_percentiles_are_of_the_times_given() -> None:
    assert percentiles([float(value) for value in range(101)]) == (50, 95, 99)
