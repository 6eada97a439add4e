"""Tours are planned, changed, cancelled and announced; the group is settled, and changed once more where somebody must stand back (回避)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.actions import hold
from anze.tours.actions.documents import issue_of, numbered
from anze.tours.actions.stepping import needed, ready, take
from anze.tours.models import Member, Schedule, Step, Tour
from anze.tours.policies import STATES
from anze.tours.queries.cycle import in_cycle, subordinates_of
from anze.tours.queries.group import checked, ties
from anze.tours.told import Plan, Someone, Visit

LONGEST_DAYS: Final = 120  # a tour longer than this is a slip of the pen
FARTHEST_YEARS: Final = 6  # a day farther off is a slip of the year
PREFIX: Final = "xc"


def plan(by: Account, now: datetime, told: Plan) -> list[Tour]:
    """Plan a tour of each unit and return them. Raises ValidationError for a unit that is none of the superior's, that stands planned already in
    this cycle, for dates that cannot be, or for a group that may not go there: everything at once."""
    with transaction.atomic():
        hold()
        faults = [*_places(told, day_of(now)), *_days(told.visit, told.year), *_group(told.visit.people, told.units, told.visit.start)]
        if faults:
            raise ValidationError(faults)
        return [_planned(by, now, told, unit) for unit in told.units]


def _places(told: Plan, today: date) -> list[str]:
    if not told.units:
        return ["请至少选一个被巡查的单位。"]
    own = subordinates_of(told.superior, today)
    faults = [f"{unit.name}不是{told.superior.name}的直接下级党委、政府，不能由它巡查。" for unit in told.units if unit.code not in own]
    if not told.sides:
        faults.append("请选巡查党委、政府，或者两者。")
    for unit in told.units:
        standing = Tour.objects.filter(superior=told.superior, unit=unit).in_state(*(state for state in STATES if state not in {"closed", "cancelled"}))
        clash = next((one for one in standing if in_cycle(one.year, told.year) and set(one.sides) & set(told.sides)), None)
        if clash is not None:
            faults.append(f"{unit.name}在本周期已经安排了（{clash.uid}），不用再安排。要换时间的，打开它更改安排。")
    return faults


def _days(visit: Visit, year: int | None = None) -> list[str]:
    faults = []
    if visit.end < visit.start:
        faults.append("离场日期早于进驻日期，请改正。")
    elif visit.end - visit.start > timedelta(days=LONGEST_DAYS):
        faults.append(f"进驻到离场超过 {LONGEST_DAYS} 天，请核对日期。")
    if year is not None and visit.start.year != year:
        faults.append(f"进驻日期不在{year}年，请改正日期或者年度。")
    return faults


def _group(people: Sequence[Someone], units: Sequence[Unit], day: date) -> list[str]:
    """Return what is wrong with a group for these units."""
    faults = [] if people else ["请写明巡查组人员。"]
    if people and sum(one.lead for one in people) != 1:
        faults.append("巡查组应当有一位组长。")
    forbidden, asked = checked(people, units, day)
    unanswered = [words for words in asked if not any(one.flag for one in people if words.startswith(one.name))]
    return faults + forbidden + unanswered


def _planned(by: Account, now: datetime, told: Plan, unit: Unit) -> Tour:
    serial = (Tour.objects.filter(year=told.year).aggregate(last=Max("serial"))["last"] or 0) + 1
    found = Tour(uid=f"{PREFIX}-{told.year}-{serial:04d}", year=told.year, serial=serial, round=told.round, superior=told.superior, unit=unit,
                 sides=[side for side in ("party", "government") if side in told.sides], opened_at=now, opened_by=by)
    found.full_clean(exclude=("superior", "unit", "opened_by"))
    found.save()
    _enter(by, now, found, told.visit)
    take(by, now, found, "plan", after=told.plain())
    return found


def _enter(by: Account | None, now: datetime, tour: Tour, visit: Visit) -> None:
    """Write the dates and the group of a tour; flags only of those who have a tie with this very unit."""
    made = Schedule(tour=tour, group=needed(visit.group, "group", "请写明巡查组的名称。"), start=visit.start, end=visit.end, recorded_at=now, recorded_by=by)
    made.full_clean(exclude=("tour", "recorded_by", "replaces"), validate_unique=False)
    made.save()
    _enter_people(by, now, tour, visit.people, visit.start)


def _enter_people(by: Account | None, now: datetime, tour: Tour, people: Sequence[Someone], day: date) -> None:
    for one in people:
        flag = one.flag if ties(one, tour.unit, day)[1] else ""
        row = Member(tour=tour, officer=one.officer, account=one.account, name=one.name, title=one.title, lead=one.lead, flag=flag, recorded_at=now,
                     recorded_by=by)
        row.full_clean(exclude=("tour", "officer", "account", "recorded_by", "replaces"))
        row.save()


def visit_of(tour: Tour) -> Visit:
    """Return the dates and the group as they stand."""
    schedule = tour.schedules.current().get()
    people = [Someone(name=one.name, officer=one.officer, account=one.account, title=one.title, lead=one.lead, flag=one.flag)
              for one in tour.members.current().select_related("officer", "account").order_by("-lead", "pk")]
    return Visit(group=schedule.group, start=schedule.start, end=schedule.end, people=tuple(people))


def change(by: Account, now: datetime, tour: Tour, visit: Visit, *, note: str) -> Step:
    """Settle other dates or another group, with the reason; the former stay on record."""
    note = needed(note, "note", "请写明更改的原因。")
    with transaction.atomic():
        found = ready(tour, "change")
        before = visit_of(found)
        faults = [*_days(visit), *_group(visit.people, [found.unit], visit.start)]
        if not faults and before.plain() == visit.plain():
            faults = ["日期和巡查组都没有变。"]
        if faults:
            raise ValidationError(faults)
        _strike(now, found, note, dates=True)
        _enter(by, now, found, visit)
        return take(by, now, found, "change", note=note, before=before.plain(), after=visit.plain())


def recuse(by: Account, now: datetime, tour: Tour, people: Sequence[Someone], *, note: str) -> Step:
    """Settle another group once the notice is out or the tour has begun: somebody stands back (回避) or is replaced, with the reason."""
    note = needed(note, "note", "请写明调整的原因，如：某某提出与被巡查单位负责人有亲属关系，回避。")
    with transaction.atomic():
        found = ready(tour, "recuse")
        before = visit_of(found)
        faults = _group(people, [found.unit], before.start)
        after = replace(before, people=tuple(people))
        if not faults and before.plain() == after.plain():
            faults = ["巡查组没有变。"]
        if faults:
            raise ValidationError(faults)
        _strike(now, found, note, dates=False)
        _enter_people(by, now, found, people, before.start)
        return take(by, now, found, "recuse", note=note, before={"members": before.plain()["members"]}, after={"members": after.plain()["members"]})


def _strike(now: datetime, tour: Tour, note: str, *, dates: bool) -> None:
    for rows in (tour.members.current(), *([tour.schedules.current()] if dates else [])):
        rows.update(struck_at=now, struck_reason=note[:200])


def cancel(by: Account, now: datetime, tour: Tour, *, note: str) -> Step:
    """Cancel a tour before it begins, with the reason: it counts for nothing, and its unit is to be visited still."""
    note = needed(note, "note", "请写明取消的原因。")
    with transaction.atomic():
        return take(by, now, ready(tour, "cancel"), "cancel", note=note)


def notify(by: Account, now: datetime, tour: Tour, *, contact: str, phone: str, wish: str = "") -> Step:
    """Send the notice: it gets its number and is issued; from now on the unit visited sees the tour."""
    with transaction.atomic():
        found = ready(tour, "notify")
        number = numbered(by, now, found, "notice")
        step = take(by, now, found, "notify", number=number.text, after={"number": number.text})
        issue_of(by, now, found, "notice", number, contact=needed(contact, "contact", "请写明联系人。"), phone=needed(phone, "phone", "请写明联系电话。"),
                 wish=wish.strip())
    return step
