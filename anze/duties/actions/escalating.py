"""What was missed goes to the superior office (逾期上报) on the first working day after the period's end and the days of grace, once."""

from datetime import date, datetime, timedelta

from django.db import transaction

from anze.duties.models import Escalation
from anze.duties.policies import ESCALATE_DAYS
from anze.duties.queries.owed import Owed, missed
from anze.duties.queries.workdays import first_workday, workday
from anze.duties.world import world
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.record.actions import Change, record


def escalate(now: datetime) -> int:
    """Report what is still missed now that its grace is over, and return how many. Nothing on a day off; what was reported stays reported."""
    today = day_of(now)
    if not workday(today).working:
        return 0
    asked = Question(today, today)
    facts = world(asked, today)
    grace = facts.pack.int("grace_days")
    found = [one for one in missed(facts, asked, today - timedelta(days=grace + ESCALATE_DAYS), today - timedelta(days=grace + 1))
             if report_day(one.last, grace) <= today]
    with transaction.atomic():
        there = set(Escalation.objects.filter(duty__in={one.duty for one in found}, at__gt=now - timedelta(days=400))
                    .values_list("unit__code", "duty", "period", "officer"))
        fresh = [one for one in found if (one.unit, one.duty, one.period, one.owner) not in there]
        units = Unit.objects.select_related("parent").in_bulk({one.unit for one in fresh}, field_name="code")
        rows = [_row(one, units[one.unit], today, now) for one in fresh if one.unit in units and units[one.unit].parent]
        Escalation.objects.bulk_create(rows, ignore_conflicts=True)
        if rows:
            record(Change(at=now, actor=None, verb="逾期上报", object_type="escalation", object_id=today.isoformat(), happened_on=today,
                          after={"count": len(rows)}))
    return len(rows)


def report_day(last: date, grace: int) -> date:
    """Return on which day a missed obligation is reported: the first working day once the grace after its period's last day is over."""
    return first_workday(last + timedelta(days=grace + 1))


def _row(one: Owed, unit: Unit, today: date, now: datetime) -> Escalation:
    return Escalation(office=unit.parent, unit=unit, duty=one.duty, period=one.period, officer=one.owner, officers=[code for code, _ in one.officers],
                      on=today, at=now)
