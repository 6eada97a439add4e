"""Tours told in tests in one breath: the city visits 英德 in June 2026."""

from datetime import date, datetime
from typing import Any

from anze.acts.actions.recording import record_act
from anze.acts.told import Told, ToldTopic
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.tours.actions import finding, planning, rectifying, visiting
from anze.tours.models import Finding, Tour
from anze.tours.queries.group import named_people
from anze.tours.told import Found, Plan, Someone, Visit, Wanted
from tests.cast import Cast

OFFICE, HEAD, COUNTY, OTHER, LIAISON = "市安委办", "市安委办主任", "英德安委办", "清新安委办", "应急局联络员"
NOW = datetime(2026, 6, 1, 10, tzinfo=SHANGHAI)
START, END = date(2026, 6, 8), date(2026, 6, 12)


def at(day: str, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment in Shanghai."""
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}").replace(tzinfo=SHANGHAI)


def member(cast: Cast, name: str = "组员") -> Account:
    """Return the account of somebody of the city who goes with the group: a liaison of no unit that is visited."""
    found = Account.objects.filter(username=name).first()
    if found is None:
        from anze.access.models import Grant

        found = Account.objects.create_user(username=name, name=name, password_changed_at=NOW)
        Grant.objects.create(account=found, role="liaison", unit=cast.unit["清新"], given_at=NOW)
        cast.account[name] = found
    return found


def people(cast: Cast, *names: str) -> tuple[Someone, ...]:
    """Return a group: 癸某 of the city leads it, unless others are named."""
    from dataclasses import replace

    member(cast)
    found, faults = named_people(names or ("癸某", "组员"), cast.unit["清远"], START)
    assert not faults, faults
    return tuple(replace(one, lead=place == 0) for place, one in enumerate(found))


def visit(cast: Cast, start: date = START, end: date = END, group: str = "市安全生产第一巡查组", who: tuple[Someone, ...] = ()) -> Visit:
    """Return dates and group."""
    return Visit(group=group, start=start, end=end, people=who or people(cast))


def told(cast: Cast, *units: str, sides: tuple[str, ...] = ("party", "government"), year: int = 2026, superior: str = "清远", **more: Any) -> Plan:
    """Return the plan of a round."""
    return Plan(superior=cast.unit[superior], units=tuple(cast.unit[name] for name in units or ("英德",)), year=year, round=1, sides=sides,
                visit=visit(cast, **more))


def planned(cast: Cast, *units: str, **more: Any) -> Tour:
    """Plan a tour of 英德."""
    return planning.plan(cast.account[OFFICE], NOW, told(cast, *units, **more))[0]


def notified(cast: Cast, *units: str, **more: Any) -> Tour:
    """And send the notice."""
    found = planned(cast, *units, **more)
    planning.notify(cast.account[OFFICE], NOW, found, contact="张某", phone="0763-0000000")
    return found


def on_site(cast: Cast, *units: str, **more: Any) -> Tour:
    """And come."""
    found = notified(cast, *units, **more)
    visiting.arrive(cast.account[OFFICE], at("2026-06-08", 9), found, on=START)
    return found


def left(cast: Cast, *units: str, findings: int = 1, **more: Any) -> Tour:
    """And find something, and leave."""
    found = on_site(cast, *units, **more)
    for number in range(findings):
        find(cast, found, text=f"第{number + 1}个问题：二季度没有召开常委会会议专题研究安全生产。")
    visiting.leave(cast.account[OFFICE], at("2026-06-12", 17), found, on=END)
    return found


def find(cast: Cast, tour: Tour, **more: Any) -> Finding:
    """Write a problem of 甲某 down."""
    given: dict[str, Any] = {"text": "二季度没有召开常委会会议专题研究安全生产。", "provision": "5.2", "unit": tour.unit, "officer": cast.officer["甲某"],
                             "happened_on": date(2026, 6, 9)} | more
    return finding.find(cast.account[OFFICE], at("2026-06-10"), tour, Found(**given))


def proposed(cast: Cast, *units: str, **more: Any) -> Tour:
    """And propose the feedback."""
    found = left(cast, *units, **more)
    finding.propose(cast.account[OFFICE], at("2026-06-15"), found, note="总体上重视安全生产，专题研究不够。", reason="时间所限。")
    return found


def fed_back(cast: Cast, *units: str, **more: Any) -> Tour:
    """And decide on it."""
    found = proposed(cast, *units, **more)
    finding.feed_back(cast.account[HEAD], at("2026-06-16"), found)
    return found


def rectifying_one(cast: Cast, deadline: date = date(2026, 7, 31), **more: Any) -> Tour:
    """And require what is to be put right."""
    found = fed_back(cast, **more)
    rectifying.require(cast.account[OFFICE], at("2026-06-17"), found, [
        Wanted("召开常委会会议专题研究安全生产", cast.unit["英德"], cast.officer["甲某"], deadline, one.pk) for one in found.findings.current()])
    return found


def reported(cast: Cast, on: date = date(2026, 7, 20), **more: Any) -> Tour:
    """And report it."""
    found = rectifying_one(cast, **more)
    for item in found.items.current():
        rectifying.report_item(cast.account[COUNTY], at("2026-08-10"), item, on=on, text="已经召开。")
    rectifying.report(cast.account[COUNTY], at("2026-08-10", 11), found)
    return found


def closed(cast: Cast, **more: Any) -> Tour:
    """And close it."""
    found = reported(cast, **more)
    rectifying.close(cast.account[OFFICE], at("2026-08-12"), found)
    return found


def state_of(tour: Tour) -> str:
    """Return where a tour stands."""
    return str(Tour.objects.with_state().get(pk=tour.pk).state)  # type: ignore[attr-defined]


def meetings(cast: Cast, count: int, unit: str = "英德") -> list[str]:
    """Record meetings of a unit and return their receipt numbers."""
    return [record_act(cast.account[COUNTY], at("2026-05-20"), Told(
        type="meeting", unit=cast.unit[unit], date=date(2026, 5, 1 + number), title=f"第{number + 1}次常委会会议", bodies=("standing_committee",),
        participants=((cast.officer["甲某"], "chair"),), topics=(ToldTopic("研究安全生产工作", "work_safety", True),))).uid for number in range(count)]
