"""What of assessments wants looking at today, for the home page: one's own self-assessment, what the office has to do next, what to confirm."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from anze.access.rights import Rights
from anze.assessments.models import Assessment
from anze.assessments.policies import DECIDE, REPORT, RUN, STATES
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.deciders import confirmers, unscored
from anze.assessments.queries.entitled import drawn_up_by
from anze.assessments.queries.standing import approvals_of, changes, newest
from anze.duties.sources import Due
from anze.people.moment import day_of

SOON_DAYS: Final = 7
MOST: Final = 200


def self_due(rights: Rights, today: date) -> list[Due]:
    """Return the self-assessments that wait for the account's unit, the most urgent first."""
    reach = rights.reach(REPORT)
    found = []
    for one in Assessment.objects.in_state("self_assessing").select_related("by")[:MOST]:
        there = set(one.steps.filter(kind__in=("self_assess", "without")).values_list("unit", flat=True))
        lamp = "overdue" if one.self_due < today else "soon" if one.self_due <= today + timedelta(days=SOON_DAYS) else "waiting"
        found += [Due(unit.name, f"{one.title}：自评", lamp, one.self_due, "assessments:unit", (one.uid, unit.code))
                  for unit in covered_units(one) if unit.pk not in there and reach.covers_unit(unit)]
    return sorted(found, key=lambda due: due.day)


def running_due(rights: Rights, today: date) -> list[Due]:
    """Return the assessments in which the account's office is to do something next; those whose facts changed since they were frozen, and those in which nobody
    can go on, first."""
    found = list(_running(rights, today))
    return sorted(found, key=lambda due: (due.lamp != "invalid", due.day))


def _running(rights: Rights, today: date) -> Iterator[Due]:
    rows: Any = Assessment.objects.with_state().filter(rights.reach(RUN).of_units("by")).exclude(state__in=("dropped",)).select_related("by")
    for one in rows[:MOST]:
        last = one.steps.order_by("-pk").values_list("at", flat=True).first()
        day = day_of(last or one.opened_at)
        differs = changes(one, one.state, today) if one.state in {"frozen", "confirmed"} else []  # of published ones the day's digest tells
        if differs:
            yield Due(one.by.name, f"{one.title}：固定结果以后事实有变，审定不再有效", "invalid", day, "assessments:detail", (one.uid,))
        elif waiting := one.objections.filter(replied_at=None).count():
            yield Due(one.by.name, f"{one.title}：{waiting} 件异议待答复", "waiting", day, "assessments:detail", (one.uid,))
        elif nobody := unscored(one, today) if one.state in {"self_assessing", "scoring"} and one.recusals.current().exists() else []:
            yield Due(one.by.name, f"{one.title}：{nobody[0].partition('：')[0]}", "invalid", day, "assessments:detail", (one.uid,))
        elif one.state == "frozen" and _approved(one, today):
            able = confirmers(one, today).able
            words = f"两个会议都已审定，等{'、'.join(each.name for each in able)}确认" if able else "两个会议都已审定，没有人可以确认"
            yield Due(one.by.name, f"{one.title}：{words}", "waiting" if able else "invalid", day, "assessments:detail", (one.uid,))
        elif one.state != "published":
            yield Due(one.by.name, f"{one.title}：{STATES[one.state].label}", "waiting", day, "assessments:detail", (one.uid,))


def _frozen_on(one: Any) -> date:
    snapshot = newest(one)
    return day_of(snapshot.at if snapshot else one.opened_at)


def _approved(one: Any, today: date) -> bool:
    return all(approval.stands for approval in approvals_of(one, newest(one), [], today))


def confirm_due(rights: Rights, today: date) -> list[Due]:
    """Return the results that both meetings approved and that wait for the account's confirmation, but for those it drew up."""
    rows = Assessment.objects.in_state("frozen").filter(rights.reach(DECIDE).of_units("by")).select_related("by")
    return [Due(one.by.name, f"{one.title}：待确认", "waiting", _frozen_on(one), "assessments:detail", (one.uid,)) for one in rows[:MOST]
            if _approved(one, today) and not changes(one, "frozen", today) and rights.account.pk not in drawn_up_by(one)]
