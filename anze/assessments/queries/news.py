"""What assessments have to tell in the digest of a day: schemes, drafts, objections and replies, results that facts overtook, reports due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse

from anze.assessments.models import Assessment, Objection, Step
from anze.assessments.policies import BOUND
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.due import SOON_DAYS
from anze.assessments.queries.papers import OBJECT
from anze.assessments.queries.standing import changes
from anze.duties.policies import DIGEST_AT
from anze.duties.queries.workdays import workdays
from anze.duties.sources import News
from anze.papers.models import Issued
from anze.people.models import Unit
from anze.people.moment import SHANGHAI

TOPIC = "assessment"
TOLD = {"issue": "考核方案已印发，请自评", "draft": "考核初步结果已送达，可以提出异议", "redraft": "考核结果有变，初步结果重新告知，可以提出异议",
        "refreeze": "考核结果按变化的事实重新固定", "publish": "考核结果已公布",
        "retract": "考核结果的公布已撤回，更正以后另行公布"}


def news(today: date) -> Iterator[News]:
    """Yield what is to be told today."""
    days = workdays(today - timedelta(days=20), today - timedelta(days=1))
    last = next((one.day for one in reversed(days) if one.working), today - timedelta(days=1))
    since, until = (datetime.combine(day, DIGEST_AT, SHANGHAI) for day in (last, today))
    for step in Step.objects.filter(at__gte=since, at__lt=until, kind__in=TOLD).select_related("assessment__by").order_by("pk"):
        for unit in _those(step):
            yield _to(unit, f"{TOLD[step.kind]}：{step.assessment.title}", step.assessment, unit)
    for one in Objection.objects.filter(at__gte=since, at__lt=until).select_related("assessment__by", "unit").order_by("pk"):
        yield _to(one.assessment.by, f"{one.unit.name}对考核初步结果提出异议：{one.text}"[:200], one.assessment)
    for one in Objection.objects.filter(replied_at__gte=since, replied_at__lt=until).select_related("assessment", "unit").order_by("pk"):
        yield _to(one.unit, f"对考核结果的异议已答复（{'采纳' if one.accepted else '不采纳'}）：{one.reply}"[:200], one.assessment, one.unit)
    yield from _self_due(today)
    for held in Assessment.objects.in_state(*BOUND).select_related("by").order_by("pk"):
        if changes(held, held.state, today):
            yield _to(held.by, f"固定结果以后事实有变，审定不再有效：{held.title}", held)


def _those(step: Step) -> list[Unit]:
    """Return the units that a step is news to: a draft formed anew to those that it was sent to."""
    units = covered_units(step.assessment)
    if step.kind != "redraft":
        return units
    ids = [f"{step.assessment.uid}~{one.code}" for one in units]
    sent = set(Issued.objects.filter(object_type=OBJECT, object_id__in=ids, issued_at=step.at).values_list("object_id", flat=True))
    return [one for one, name in zip(units, ids, strict=True) if name in sent]


def _self_due(today: date) -> Iterator[News]:
    for one in Assessment.objects.in_state("self_assessing").filter(self_due__lte=today + timedelta(days=SOON_DAYS)).select_related("by").order_by("pk"):
        there = set(one.steps.filter(kind__in=("self_assess", "without")).values_list("unit", flat=True))
        left = (one.self_due - today).days
        when = f"已过截止日 {-left} 天" if left < 0 else "今天截止" if left == 0 else f"还有 {left} 天截止"
        for unit in covered_units(one):
            if unit.pk not in there:
                yield _to(unit, f"考核自评{when}：{one.title}", one, unit)


def _to(unit: Unit, text: str, assessment: Assessment, about: Unit | None = None) -> News:
    address = reverse("assessments:unit", args=[assessment.uid, about.code]) if about else reverse("assessments:detail", args=[assessment.uid])
    return News(topic=TOPIC, text=text, unit=unit.code, provision="20.p1", address=address)
