"""Exact sums: decimal numbers as they are written, never floats."""

from fractions import Fraction

from .world import Row


def growth_kept(budget: Row) -> bool:
    """6.4: "a safety fund exists, and its growth over the year before is not below the growth of fiscal revenue"."""
    numbers = [budget.get(key) for key in ("fund", "fund_before", "revenue_growth")]
    if any(number is None for number in numbers):
        return False  # an unknown number never reads as fine
    fund, before, revenue = (Fraction(str(number)) for number in numbers)
    if fund <= 0:
        return False
    return before == 0 or (fund - before) / before >= revenue
