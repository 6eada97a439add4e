"""What somebody tells of an accident, before it is stored and as it is read back: plain, without a database behind it."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field, Model

from anze.accidents.codes import SOURCES
from anze.accidents.models.accident import StatedFields
from anze.people.models import Recorded, Unit
from anze.people.moment import SHANGHAI, day_of


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
    loss: Decimal | None = None
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
        """Return the fields as plain values (JSON), those that say nothing left out: what the ledger keeps and a reader sees."""
        found = {field.name: plain(getattr(self, field.name)) for field in fields(self)}
        return {name: value for name, value in (found | {"source": SOURCES.get(self.source, "")}).items() if value not in (None, "", False)}


def told_of(row: StatedFields) -> Told:
    """Return what a stored row says."""
    return Told(**{field.name: getattr(row, field.name) for field in fields(Told)})


def row_plain(row: Recorded) -> dict[str, Any]:
    """Return what a record about an accident says as plain values, those that say nothing left out."""
    kept = {field.name for field in Recorded._meta.get_fields()} | {"id", "accident", "replaced_by"}
    names = [field.name for field in row._meta.get_fields() if isinstance(field, Field) and field.name not in kept]
    found = {name: _shown(row, name) for name in names}
    return {name: value for name, value in found.items() if value not in (None, "", False, [])}


def _shown(row: Model, name: str) -> Any:
    if hasattr(row, f"get_{name}_display"):
        return getattr(row, f"get_{name}_display")()
    value = getattr(row, name)
    return [plain(one) for one in value.all()] if hasattr(value, "all") else plain(value)


def plain(value: Any) -> Any:
    """Return a value as JSON has it and a reader sees it."""
    if isinstance(value, Unit):
        return f"{value.name}（{value.code}）"
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
