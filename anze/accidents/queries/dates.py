"""What of accidents falls due on a day of the year: the report of the investigation, the reply, the review of what was put right."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from anze.access.rights import Rights
from anze.accidents.models import Accident, ApprovedReport, InvestigationStep, Review, Statement
from anze.accidents.queries.clocks import Course, clocks_of
from anze.duties.sources import Due

LOOKED_BACK: Final = timedelta(days=3 * 366)  # longer than an investigation, its reply and the year until the review
CITED: Final = frozenset({"提交事故调查报告", "批复", "整改和防范措施落实情况评估"})


def dates(rights: Rights, first: date, last: date, today: date) -> Iterator[Due]:
    """Yield the days of the accidents that the account may see and that count: five queries, however many there are."""
    rows = Accident.objects.visible_to(rights).counting().filter(date__gte=first - LOOKED_BACK, date__lte=last).select_related("unit")
    accidents = {one.pk: one for one in rows}
    if not accidents:
        return
    steps, reviews = _by_accident(InvestigationStep, accidents), _by_accident(Review, accidents)
    approvals = _by_accident(ApprovedReport, accidents)
    stated = {one.accident_id: one for one in Statement.objects.current().filter(accident__in=accidents)}
    for key, one in accidents.items():
        approval = max(approvals[key], key=lambda row: row.recorded_at, default=None)
        for clock in clocks_of(stated[key], one.grade, Course([], steps[key], approval, reviews[key]), today):
            if clock.label in CITED and clock.due is not None and first <= clock.due <= last:
                yield Due(one.unit.name, f"{clock.label}：{one.title}", clock.lamp, clock.due, "accidents:detail", (one.code,))


def _by_accident(model: Any, accidents: dict[int, Accident]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in model.objects.current().filter(accident__in=accidents).order_by("pk"):
        found[row.accident_id].append(row)
    return found
