"""What people tell of schemes and scores, before it is stored: plain, without a database behind it."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from anze.assessments.codes import KINDS, RULES, SOURCES
from anze.assessments.models import Indicator
from anze.people.models import Unit

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIndicator:
    """An indicator as it is told; fields as of `models.Indicator`."""

    name: str
    kind: str = "score"
    weight: Decimal
    source: str
    figure: str = ""
    rule: str
    each: Decimal = ZERO
    target: Decimal = ZERO
    size: int = 0
    asks: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        found = asdict(self) | {"kind": KINDS[self.kind], "source": SOURCES[self.source], "rule": RULES[self.rule]}
        return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in found.items() if value not in ("", 0, ZERO)}


def told_of(row: Indicator) -> ToldIndicator:
    """Return what a stored indicator says."""
    return ToldIndicator(**{name: getattr(row, name) for name in ToldIndicator.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a scheme; fields as of `models.Assessment`."""

    title: str
    as_of: date
    self_due: date
    excellent_from: Decimal = Decimal(90)
    good_from: Decimal = Decimal(80)
    fair_from: Decimal = Decimal(60)
    bonus_cap: Decimal = Decimal(5)
    deduction_cap: Decimal = Decimal(20)

    def plain(self) -> dict[str, Any]:
        """Return them as the ledger says them."""
        return {name: f"{value:f}" if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else value
                for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Points:
    """Points for a unit under an indicator (by its key); None with `note`: it does not apply, and why."""

    unit: Unit
    key: str
    points: Decimal | None
    note: str = ""

    @property
    def absent(self) -> bool:
        """Whether the indicator does not apply."""
        return self.points is None


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says of itself under an indicator (by its key)."""

    key: str
    claimed: Decimal | None = None
    text: str = ""
