"""Accidents told in tests in one breath."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from anze.accidents.actions.registering import register_accident
from anze.accidents.models import Accident
from anze.accidents.told import Told
from anze.people.moment import SHANGHAI
from tests.cast import Cast


def at(day: date | str, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment of a day in Shanghai."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=SHANGHAI)


def told(cast: Cast, day: str = "2026-06-01", **more: Any) -> Told:
    """Return what is told of a fall in 望埠镇 with one dead, at nine in the morning, unless said otherwise."""
    plain: dict[str, Any] = {"unit": cast.unit["望埠"], "happened_at": at(day), "sector": "工矿商贸", "nature": "高处坠落", "deaths": 1,
                             "loss": Decimal(90), "enterprise": "某建材厂", "address": "某工业园三号厂房"}
    return Told(**(plain | more))


def fall(cast: Cast, day: str = "2026-06-01", *, by: str = "英德安委办", recorded: datetime | None = None, **more: Any) -> Accident:
    """Register it on its own day at noon, unless said otherwise."""
    return register_accident(cast.account[by], recorded or at(day, 12), told(cast, day, **more))
