"""Percentages round half up, on the value rounded to seven decimals."""

import pytest

from coder_sim.grading.rounding import percentage


@pytest.mark.parametrize(
    ("part", "whole", "wanted"),
    [
        (4.25, 8.5, 50.0),
        (4.5, 8.75, 51.4),
        (1, 3, 33.3),
        (2, 3, 66.7),
        (0.1235, 1, 12.4),
        (0.00049999, 1, 0.0),
        (0.0005, 1, 0.1),
        (0, 0, 0.0),
    ],
)
def test_percentages(part: float, whole: float, wanted: float) -> None:
    assert percentage(part, whole) == wanted
