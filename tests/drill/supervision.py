"""The verbs of items under supervision (第十七条) and of the year's tasks, for the drill: what each is done to, and how it is done."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from anze.access.rights import rights_of
from anze.duties.world import pack_in_force
from anze.law.question import Question
from anze.register.actions import add_officer, begin_tenure
from anze.supervision.actions import joining, planning, reviewing, undertaking
from anze.supervision.told import Origin
from anze.yearly.actions import report, tasks
from anze.yearly.queries.plan import planned
from anze.yearly.queries.report import drafted
from tests.apps.accidents.telling import at
from tests.apps.supervision import telling
from tests.apps.supervision.telling import CITY, COUNTY, HEAD, NOW, of_unit
from tests.cast import Cast

APRIL, JULY, OWN = date(2026, 4, 10), date(2026, 7, 1), {"text": "自定的一件事", "due": date(2026, 9, 1), "provision": "", "note": ""}
Verb = tuple[Callable[[Cast], Any], Callable[[Cast, Any], object]]


def _by(city: Cast, name: str = CITY) -> Any:
    return city.account[name]


def _head_of_qingxin(city: Cast) -> None:
    officer = add_officer(None, at("2026-01-05"), code="p11", name="子某")
    begin_tenure(None, at("2026-01-05"), officer=officer, unit=city.unit["清新"], post="gov_head", start=date(2026, 1, 5))


def _two(city: Cast) -> Any:
    """An item that two undertake."""
    _head_of_qingxin(city)
    return telling.assigned(city, assists=("清新",))


def _one(city: Cast) -> Any:
    _head_of_qingxin(city)
    return telling.assigned(city)


def _given(city: Cast) -> Any:
    return of_unit(city, telling.assigned(city))


def _signed(city: Cast) -> Any:
    one = _given(city)
    undertaking.sign(_by(city, COUNTY), NOW, one)
    return one


def _asked(city: Cast) -> Any:
    one = _signed(city)
    undertaking.ask_extension(_by(city, COUNTY), NOW, one, due=APRIL, note="检测排期")
    return one


SUPERVISION: Final[Mapping[str, Verb]] = {
    "plan an item": (lambda city: None, lambda city, _: telling.planned(city)),
    "plan and assign an item": (lambda city: None, lambda city, _: planning.plan_and_assign(
        _by(city), NOW, city.unit["清远"], Origin(), [telling.wanted(city)], contact="张某", phone="0763-0000000")),
    "change an item under supervision": (telling.planned, lambda city, one: planning.change(_by(city), NOW, one, telling.wanted(city, title="另一件事"))),
    "assign an item": (telling.planned, lambda city, one: planning.assign(_by(city), NOW, one)),
    "send a slip": (telling.assigned, lambda city, one: reviewing.send_slip(_by(city), at("2026-03-25"), one, colour="red")),
    "join an item": (_one, lambda city, one: joining.join(_by(city), at("2026-03-06"), one, unit=city.unit["清新"], due=date(2026, 3, 27), note="涉及")),
    "withdraw an item": (_two, lambda city, one: planning.withdraw(_by(city), at("2026-03-06"), one, note="并入另一件")),
    "sign for an item": (_given, lambda city, one: undertaking.sign(_by(city, COUNTY), NOW, one)),
    "tell progress of an item": (_signed, lambda city, one: undertaking.progress(_by(city, COUNTY), NOW, one, note="过半")),
    "report an item": (_signed, lambda city, one: undertaking.report(_by(city, COUNTY), NOW, one, on=NOW.date(), note="办完")),
    "ask for more time": (_signed, lambda city, one: undertaking.ask_extension(_by(city, COUNTY), NOW, one, due=APRIL, note="检测排期")),
    "grant more time": (_asked, lambda city, one: reviewing.grant(_by(city, HEAD), NOW, one, due=APRIL)),
    "refuse more time": (_asked, lambda city, one: reviewing.refuse(_by(city, HEAD), NOW, one, note="要见底")),
    "accept an item and close it": (telling.reported, lambda city, one: reviewing.accept(_by(city), at("2026-03-11"), one)),
    "send an item back": (telling.reported, lambda city, one: reviewing.send_back(_by(city), at("2026-03-11"), one, note="没有台账")),
    "hand an item on": (_given, lambda city, one: reviewing.hand_on(_by(city), at("2026-03-06"), one, officers=[city.officer["丙某"]], note="分工调整")),
    "release an undertaker": (_two, lambda city, one: reviewing.release(_by(city), at("2026-03-06"), of_unit(city, one, "清新"), note="不涉及")),
}


def _task(city: Cast) -> Any:
    return tasks.add_task(_by(city, COUNTY), NOW, unit=city.unit["英德"], year=2026, **OWN)


def _drafted(city: Cast) -> Any:
    return drafted(city.officer["甲某"], 2026, Question(JULY, JULY), JULY, rights_of(city.account["甲"]))


def _sign(city: Cast, parts: Any) -> object:
    seen = report.digest_of(report.body_of(parts, "", ""))
    return report.sign_report(city.account["甲"], at("2026-07-01"), officer=city.officer["甲某"], year=2026, on=JULY, parts=parts, seen=seen, sure=True)


YEARLY: Final[Mapping[str, Verb]] = {
    "lay a year out": (lambda city: planned(pack_in_force(), "county", 2026, has_subordinates=True), lambda city, plan: tasks.lay_out(
        _by(city, COUNTY), NOW, unit=city.unit["英德"], year=2026, plan=plan)),
    "add a year's task": (lambda city: None, lambda city, _: _task(city)),
    "change a year's task": (_task, lambda city, one: tasks.change_task(_by(city, COUNTY), NOW, one, reason="错", text="另一件事")),
    "drop a year's task": (_task, lambda city, one: tasks.drop_task(_by(city, COUNTY), NOW, one, reason="不办")),
    "mark a year's task": (_task, lambda city, one: tasks.mark_task(_by(city, COUNTY), NOW, one, on=NOW.date(), done=True)),
    "write a duty report": (lambda city: None, lambda city, _: report.write_report(
        city.account["甲"], NOW, officer=city.officer["甲某"], year=2026, shortcomings="不足", plans="打算")),
    "sign a duty report": (_drafted, _sign),
}
