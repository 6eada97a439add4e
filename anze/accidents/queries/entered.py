"""What is on record of an accident with a time of its own: none of it can lie before the accident itself."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anze.accidents.models import (
    ApprovedReport,
    ChainReport,
    Concealment,
    FigureUpdate,
    InvestigationStep,
    Review,
    WriteOff,
)
from anze.accidents.told import Told
from anze.law.findings import in_words
from anze.people.moment import SHANGHAI

AT_ONCE = 400  # keys of one question


@dataclass(frozen=True, slots=True)
class Entered:
    """Something on record: what it is, and when it was; `at` is None where only the day is known."""

    label: str
    on: date
    at: datetime | None = None

    def before(self, told: Told) -> bool:
        """Say whether it would lie before the accident, if that happened as told."""
        return self.at < told.happened_at if self.at else self.on < told.date

    @property
    def words(self) -> str:
        """What it is called with its time: 2026年6月1日 09:40向县级的事故报告."""
        return f"{in_words(self.on)}{f' {self.at.astimezone(SHANGHAI):%H:%M}' if self.at else ''}{self.label}"


def entered(accidents: Collection[int]) -> Mapping[int, list[Entered]]:
    """Return what stands on record of some accidents (by their keys) with a time of its own, the earliest first: seven queries for some hundred."""
    found: dict[int, list[Entered]] = defaultdict(list)
    keys = sorted(accidents)
    for low in range(0, len(keys), AT_ONCE):
        some = keys[low:low + AT_ONCE]
        for row in _of(ChainReport, some):
            found[row.accident_id].append(Entered(f"向{row.get_to_display()}的事故报告", row.made_at.astimezone(SHANGHAI).date(), row.made_at))
        for row in _of(InvestigationStep, some):
            found[row.accident_id].append(Entered(f"的“{row.get_kind_display()}”", row.on))
        for row in _of(Concealment, some):
            found[row.accident_id].append(Entered(f"的{row.get_kind_display()}认定", row.found_on))
        for row in _of(WriteOff, some):
            found[row.accident_id].append(Entered("的核销公示", row.notice_from))
        for model, label, field in ((ApprovedReport, "的批复", "on"), (Review, "的整改评估", "on"), (FigureUpdate, "的伤亡和损失变化", "date")):
            for row in _of(model, some):
                found[row.accident_id].append(Entered(label, getattr(row, field)))
    return {key: sorted(rows, key=lambda one: one.on) for key, rows in found.items()}


def _of(model: Any, keys: list[int]) -> Any:
    return model.objects.current().filter(accident__in=keys).order_by("pk")


def preceded(told: Told, stands: Collection[Entered]) -> str:
    """Return why an accident cannot have happened as told: something on record would lie before it; empty where nothing would."""
    early = [one.words for one in stands if one.before(told)]
    if not early:
        return ""
    here = told.happened_at.astimezone(SHANGHAI)
    return (f"发生时间晚于在案的{'、'.join(early[:3])}{'等' if len(early) > 3 else ''}。事故不会发生在它的报告、调查和批复以后："
            f"请核对{in_words(here.date())} {here:%H:%M}是否写错；确实是那些登记写错了的，先撤下或者更正它们，再更正发生时间。")
