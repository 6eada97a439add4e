"""What a day's digest tells of delegations: those that lapse soon."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from anze.duties.queries.workdays import first_workday
from anze.duties.sources import News
from anze.enterprises.models import Delegation
from anze.enterprises.policies import DAILY, LAPSES_SOON


def lapsing_news(today: date) -> Iterator[News]:
    """Yield a line for the office of the town and of the delegating unit for each delegation that lapses soon and has no renewal."""
    weekly = today == first_workday(today - timedelta(days=today.weekday()))
    found = Delegation.objects.current().filter(end__gte=today, end__lte=today + timedelta(days=LAPSES_SOON), start__lte=today)
    for one in found.exclude(renewals__struck_at=None, renewals__isnull=False).select_related("unit", "organ"):
        left = (one.end - today).days
        if left > DAILY and not weekly:
            continue
        text = f"{one}，{one.end.year}年{one.end.month}月{one.end.day}日到期（{f'还有 {left} 天' if left else '今天到期'}），还没有续期"
        for unit in {one.unit.code, one.organ.code}:
            yield News(topic="lapsing", text=text, unit=unit, provision="11.4", address=f"{reverse('enterprises:delegations')}?show=soon")
