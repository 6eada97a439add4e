"""How a safety fund grew beside fiscal revenue (第六条（四）)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from anze.acts.facts import law_facts
from anze.acts.told import Told
from anze.law.recurring.columns import grows


@dataclass(frozen=True, slots=True)
class Growth:
    """The growth of the fund and of revenue in per cent, two places; None for a fund before of nought. `enough` by the law, exactly."""

    fund: Decimal | None
    revenue: Decimal
    enough: bool


def growth_of(told: Told, recorded_on: date) -> Growth | None:
    """Return how the figures of a budget compare; None where one is missing."""
    if told.type != "budget" or told.fund is None or told.fund_before is None or told.revenue_growth is None:
        return None
    grown = (told.fund / told.fund_before - 1) if told.fund_before else None
    [fact] = law_facts(told, "new", recorded_on)
    return Growth(None if grown is None else _per_cent(grown), _per_cent(told.revenue_growth), grows(fact))


def _per_cent(share: Decimal) -> Decimal:
    return (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
