"""What somebody tells of an accident, before it is stored and as it is read back: plain, without a database behind it."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from anze.accidents.models.accident import StatedFields
from anze.people.models import Unit
from anze.people.moment import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The particulars of an accident; fields as of `StatedFields`."""

    unit: Unit
    happened_at: datetime
    address: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    learned_at: datetime | None = None
    enterprise: str = ""
    credit_code: str = ""
    sector: str = ""
    trade: str = ""
    nature: str = ""
    road_or_fire: bool = False
    deaths: int = 0
    serious_injuries: int = 0
    missing: int = 0
    loss: Decimal = Decimal(0)
    source: str = "enterprise"
    account: str = ""

    @property
    def date(self) -> date:
        """The day on which it happened, in Shanghai."""
        return day_of(self.happened_at)

    def columns(self) -> dict[str, Any]:
        """Return the fields as they are stored."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | {"date": self.date}

    def plain(self) -> dict[str, Any]:
        """Return the fields as plain values (JSON), those that say nothing left out: what the ledger keeps."""
        found = {field.name: getattr(self, field.name) for field in fields(self) if getattr(self, field.name) not in (None, "", False)}
        return {name: value.code if isinstance(value, Unit) else value.isoformat() if isinstance(value, datetime) else str(value)
                if isinstance(value, Decimal) else value for name, value in found.items()}


def told_of(row: StatedFields) -> Told:
    """Return what a stored row says."""
    return Told(**{field.name: getattr(row, field.name) for field in fields(Told)})
