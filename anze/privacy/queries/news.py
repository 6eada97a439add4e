"""What of requests is told in a digest: to the office what waits and until when, to the person what was decided."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from anze.duties.sources import News
from anze.people.moment import day_of
from anze.privacy.models import DataRequest, Step
from anze.privacy.policies import OPEN, STATES


def news(today: date) -> Iterator[News]:
    """Yield the news of a day."""
    rows: Any = DataRequest.objects.with_state()
    for one in rows.filter(state__in=OPEN).select_related("unit"):
        late = "已过答复期限" if one.due_on < today else f"答复期限 {one.due_on.month}月{one.due_on.day}日"
        yield News(topic="data_request", text=f"个人信息请求（{one.get_kind_display()}）{STATES[one.state].label}，{late}", unit=one.unit.code,
                   address=reverse("privacy:detail", args=[one.uid]), key=f"data_request {one.uid} {one.state}")
    for step in Step.objects.filter(kind__in=("grant", "refuse", "carry")).select_related("request__officer").order_by("-pk")[:200]:
        if day_of(step.at) == today:
            yield News(topic="data_request", text=f"您的个人信息请求（{step.request.get_kind_display()}）：{step.get_kind_display()}",
                       officer=step.request.officer.code, address=reverse("privacy:own", args=[step.request.uid]), key=f"data_request {step.pk}")
