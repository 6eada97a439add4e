"""The verbs of tours (第十八条), for the drill: what each is done to, and how it is done."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from anze.duties.world import pack_in_force
from anze.tours.actions import finding, looking, planning, rectifying, superior, visiting
from anze.tours.told import Found, Marked, ToldSuperior, Wanted
from tests.apps.tours import telling
from tests.apps.tours.telling import COUNTY, END, HEAD, NOW, OFFICE, START, at
from tests.cast import Cast

JUNE: Final = date(2026, 6, 1)


def _by(city: Cast, name: str = OFFICE) -> Any:
    return city.account[name]


def _found(city: Cast) -> Any:
    return telling.find(city, telling.on_site(city))


def _draw(city: Cast, tour: Any) -> Any:
    return visiting.draw(_by(city), at("2026-06-08"), tour, size=2, seed="1", since=date(2026, 1, 1), until=JUNE, span="only")


def _met(city: Cast) -> Any:
    telling.meetings(city, 3)
    return telling.on_site(city)


def _drawn(city: Cast) -> Any:
    return _draw(city, _met(city))


def _item(city: Cast) -> Any:
    return telling.rectifying_one(city).items.current().get()


def _said(city: Cast) -> Any:
    found = telling.rectifying_one(city)
    rectifying.report_item(_by(city, COUNTY), at("2026-07-20"), found.items.current().get(), on=date(2026, 7, 20), text="开了。")
    return found


def _require(city: Cast, found: Any) -> object:
    wanted = [Wanted("召开会议", city.unit["英德"], city.officer["甲某"], date(2026, 7, 31), one.pk) for one in found.findings.current()]
    return rectifying.require(_by(city), at("2026-06-17"), found, wanted)


def _send_back(city: Cast, found: Any) -> object:
    returned = {one.pk: "没有佐证。" for one in found.items.current()}
    return rectifying.send_back(_by(city), at("2026-08-11"), found, returned=returned, note="没有佐证。")


def _superior(city: Cast, number: str = "1号") -> Any:
    return superior.record_superior(_by(city), at("2026-07-01"), _told(city, number))


def _told(city: Cast, number: str) -> ToldSuperior:
    return ToldSuperior(unit=city.unit["英德"], by_name="省安委会巡查组", start=START, end=END, number=number, found=2, put_right=1, text="总体较好。")


TOURS: Final[Mapping[str, tuple[Callable[[Cast], Any], Callable[[Cast, Any], object]]]] = {
    "plan a tour": (telling.people, lambda city, _: telling.planned(city)),
    "change a tour": (telling.planned, lambda city, found: planning.change(
        _by(city), NOW, found, telling.visit(city, end=date(2026, 6, 15)), note="延长。")),
    "cancel a tour": (telling.planned, lambda city, found: planning.cancel(_by(city), NOW, found, note="另行安排。")),
    "notify of a tour": (telling.planned, lambda city, found: planning.notify(_by(city), NOW, found, contact="张某", phone="0763-0000000")),
    "settle another group": (telling.notified, lambda city, found: planning.recuse(
        _by(city), at("2026-06-02"), found, telling.people(city, "癸某"), note="回避。")),
    "arrive": (telling.notified, lambda city, found: visiting.arrive(_by(city), at("2026-06-08"), found, on=START)),
    "draw a sample": (_met, _draw),
    "mark a checklist": (telling.on_site, lambda city, found: looking.check(_by(city), at("2026-06-09"), found, [
        Marked(("party_head", "5.2", pack_in_force().clause("5.2").quote), "kept", "", 0)])),
    "verify a sample": (_drawn, lambda city, one: looking.verify(_by(city), at("2026-06-09"), one, [Marked((one.acts[0],), "verified", "", 0)])),
    "write a finding down": (telling.on_site, telling.find),
    "state a finding anew": (_found, lambda city, one: finding.restate(
        _by(city), at("2026-06-10"), one, Found(text="另一问题。", provision="5.2", unit=city.unit["英德"]), reason="写错。")),
    "strike a finding": (_found, lambda city, one: finding.strike(_by(city), at("2026-06-11"), one, reason="不成立。")),
    "leave": (lambda city: _found(city).tour, lambda city, found: visiting.leave(_by(city), at("2026-06-12"), found, on=END)),
    "propose the feedback": (telling.left, lambda city, found: finding.propose(_by(city), at("2026-06-15"), found, note="总体较好。", reason="时间所限。")),
    "turn the feedback back": (telling.proposed, lambda city, found: finding.turn_back(_by(city, HEAD), at("2026-06-16"), found, note="依据写准。")),
    "feed back": (telling.proposed, lambda city, found: finding.feed_back(_by(city, HEAD), at("2026-06-16"), found)),
    "require what is put right": (telling.fed_back, _require),
    "change what is put right": (_item, lambda city, one: rectifying.change_item(
        _by(city), at("2026-06-20"), one, Wanted("另一事", city.unit["英德"], None, date(2026, 8, 31)), reason="延长。")),
    "report what was put right": (_item, lambda city, one: rectifying.report_item(
        _by(city, COUNTY), at("2026-07-20"), one, on=date(2026, 7, 20), text="开了。")),
    "report a tour": (_said, lambda city, found: rectifying.report(_by(city, COUNTY), at("2026-07-21"), found)),
    "send a tour back": (telling.reported, _send_back),
    "close a tour": (telling.reported, lambda city, found: rectifying.close(_by(city), at("2026-08-12"), found)),
    "record a superior's tour": (lambda city: None, lambda city, _: _superior(city)),
    "correct a superior's tour": (_superior, lambda city, one: superior.correct_superior(_by(city), at("2026-07-02"), one, _told(city, "2号"), reason="错")),
    "strike a superior's tour": (_superior, lambda city, one: superior.strike_superior(_by(city), at("2026-07-02"), one, reason="错")),
}
