"""Casualties and loss change after an accident was first stated (第十三条)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError

from anze.accidents.actions.changing import Deed, Outcome, carry_out, keep
from anze.accidents.models import Accident, FigureUpdate
from anze.law.national.grades import table
from anze.people.models import Account
from anze.people.moment import day_of

FIGURES: Final = ("deaths", "serious_injuries", "missing", "loss")


def update_figures(by: Account | None, now: datetime, accident: Accident, *, on: date, figures: Mapping[str, int | Decimal | None], note: str = "") -> Outcome:
    """Restate totals as of the day on which they became so; a figure that is None or left out stays as it was. Raises ValidationError by field."""
    told = {name: figures.get(name) for name in FIGURES}
    faults = {}
    if on < accident.date:
        faults["on"] = "变化日期早于事故发生日。事故当天的数报错了的，请用“更正情况”。"
    elif on > day_of(now):
        faults["on"] = "变化日期晚于今天，请改成人数实际变化的那一天。"
    if all(value is None for value in told.values()):
        faults["deaths"] = "至少写一个变化了的数；没有变的空着。"
    if any(value is not None and value < 0 for value in told.values()):
        faults["loss"] = "人数和损失都不能小于0。"
    if faults:
        raise ValidationError(faults)

    def write(found: Accident) -> FigureUpdate:
        row = FigureUpdate(accident=found, date=on, note=note, recorded_at=now, recorded_by=by, **told)
        keep(row)
        return row

    before = {name: _plain(getattr(accident, name)) for name, value in told.items() if value is not None}
    after = {name: _plain(value) for name, value in told.items() if value is not None}
    return carry_out(by, now, accident, Deed(verb="更新伤亡和损失", write=write, happened_on=on, note=note, before=before, after=after,
                                             provision=f"{table(accident.date).number}第十三条"))


def _plain(value: int | Decimal | None) -> int | str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value
