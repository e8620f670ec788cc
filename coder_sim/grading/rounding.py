"""Percentages with one decimal, rounded half up."""

from decimal import ROUND_HALF_UP, Decimal

_ONE_DECIMAL = Decimal("0.1")


def percentage(part: float, whole: float) -> float:
    """Return 100 x part / whole, half up on the value rounded to 7 decimals; 0 of nothing is 0."""
    if not whole:
        return 0.0
    value = Decimal(repr(round(100 * part / whole, 7)))
    return float(value.quantize(_ONE_DECIMAL, ROUND_HALF_UP))
