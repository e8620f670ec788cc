"""The pairing is the best there is, and the one chosen among equals is always the same."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from coder_sim.grading.assignment import best_pairing

ROWS, COLUMNS = 4, 4
edges = st.dictionaries(
    st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1)), st.integers(1, 4)
)


def by_trying_all(worth: dict[tuple[int, int], int]) -> dict[int, int]:
    """Return the pairing of greatest sum; among equals the first by column of each row."""
    places = [*range(COLUMNS), *([None] * ROWS)]
    best: tuple[int, list[int]] | None = None
    for choice in set(permutations(places, ROWS)):
        pairs = {i: j for i, j in enumerate(choice) if j is not None}
        if any(pair not in worth for pair in pairs.items()):
            continue
        total = sum(worth[pair] for pair in pairs.items())
        preference = [pairs.get(row, COLUMNS) for row in range(ROWS)]
        if best is None or (-total, preference) < best:
            best = (-total, preference)
    assert best is not None
    return {row: column for row, column in enumerate(best[1]) if column < COLUMNS}


@given(edges)
@settings(max_examples=60, deadline=None)
def test_it_agrees_with_trying_all_pairings(worth: dict[tuple[int, int], int]) -> None:
    assert best_pairing(worth) == by_trying_all(worth)


def test_nothing_pairs_with_nothing() -> None:
    assert best_pairing({}) == {}


def test_thirty_lines_that_all_resemble_each_other_are_paired() -> None:
    worth = {(i, j): 500 + (i * j) % 7 for i in range(30) for j in range(30)}
    pairing = best_pairing(worth)
    assert sorted(pairing) == sorted(pairing.values()) == list(range(30))
