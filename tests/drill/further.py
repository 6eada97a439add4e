"""Further verbs of processes whose first ones stand in `processes.py`: what each is done to, and how it is done."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from anze.acts.actions import drafts
from anze.acts.actions.recording import record_act
from anze.acts.models import Problem
from anze.acts.told import Told, ToldProblem
from anze.api.actions import make_token, revoke_token
from anze.enterprises.actions import cells, charges, delegations
from anze.hazards.actions import dangers, listing, proposing
from anze.interviews.actions import rectifying, superior
from anze.interviews.told import ToldSuperior
from anze.register.actions import close_unit, end_tenure, reopen_unit
from anze.yearly.actions import feed
from tests.apps.accidents.telling import at
from tests.apps.enterprises import firms
from tests.apps.hazards import telling as hazards
from tests.apps.hazards.test_listing import steps as listing_steps
from tests.apps.interviews import telling as interviews
from tests.cast import Cast

COUNTY, CITY, HEAD, TOWN = "英德安委办", "市安委办", "市安委办主任", "望埠安委办"
NOW, FALL = at("2026-06-20", 15), at("2026-09-10")
ON, END = date(2026, 6, 1), date(2026, 12, 31)
Verb = tuple[Callable[[Cast], Any], Callable[[Cast, Any], object]]


def _by(city: Cast, name: str = COUNTY) -> Any:
    return city.account[name]


def _listed(*kinds: str) -> Callable[[Cast], Any]:
    def ready(city: Cast) -> Any:
        found = hazards.listed(city)
        listing_steps(city, found, *kinds)
        return found
    return ready


def _find(city: Cast, found: Any) -> Any:
    return listing.find(_by(city, CITY), FALL, found, on=date(2026, 9, 2), kind="poor", reason="三个月没有到现场")


def _found(city: Cast) -> Any:
    found = _listed()(city)
    _find(city, found)
    return found


def _problem(city: Cast) -> Problem:
    act = record_act(_by(city, TOWN), NOW, Told(type="inspection", unit=city.unit["望埠"], date=date(2026, 6, 20), place="某厂", problems=(
        ToldProblem("通道堵塞", "某公司", city.unit["望埠"], date(2026, 7, 20)),), participants=((city.officer["丁某"], "lead"),)))
    return act.problems.get()


def _dropped(city: Cast) -> Any:
    one = hazards.danger(city, level="major", lister="清远")
    proposing.drop(_by(city), at("2026-03-03"), one.listings.get(), note="另报")
    return one


LISTINGS: Final[Mapping[str, Verb]] = {
    "make a danger of a problem": (_problem, lambda city, one: dangers.take_over(
        _by(city, TOWN), NOW, one, level="general", unit=city.unit["望埠"], deadline=date(2026, 7, 20))),
    "delist": (_listed("accept"), lambda city, one: listing.delist(_by(city, CITY), at("2026-08-21"), one, on=date(2026, 8, 21))),
    "publish a closing": (_listed("accept", "delist"), lambda city, one: listing.publish(
        _by(city, CITY), at("2026-08-24"), one, of="closing", on=date(2026, 8, 24), published_at="网站")),
    "grant an extension": (_listed("ask"), lambda city, one: listing.grant(
        _by(city, HEAD), at("2026-08-05"), one, on=date(2026, 8, 5), deadline=date(2026, 10, 9))),
    "refuse an extension": (_listed("ask"), lambda city, one: listing.refuse(_by(city, HEAD), at("2026-08-05"), one, on=date(2026, 8, 5), note="不准")),
    "find why it is overdue": (_listed(), _find),
    "take a finding back": (_found, lambda city, one: listing.unfind(_by(city, CITY), at("2026-09-12"), one, note="重新研究")),
    "propose a listing again": (_dropped, lambda city, one: proposing.propose(
        _by(city), at("2026-03-04"), one, city.unit["清远"])),
}


def _rectified(city: Cast) -> Any:
    interviews.two_falls(city)
    found = interviews.rectifying_one(city)
    for item in found.items.current():
        rectifying.report_item(_by(city), at("2026-07-06"), item, on=date(2026, 7, 5), text="已经排查。")
    return found


def _overdue(city: Cast) -> Any:
    interviews.two_falls(city)
    return interviews.rectifying_one(city)


def _circulated(city: Cast) -> Any:
    found = _overdue(city)
    rectifying.circulate(_by(city, CITY), at("2026-12-20"), found, note="逾期没有整改")
    return found


def _superior(city: Cast, text: str = "事由") -> Any:
    return superior.record_superior(_by(city, CITY), NOW, _told(city, text))


def _told(city: Cast, text: str) -> ToldSuperior:
    return ToldSuperior(unit=city.unit["英德"], by_level="state", officers=(city.officer["甲某"],), date=date(2026, 6, 20), text=text)


def _decision(city: Cast) -> Any:
    return superior.record_decision(_by(city, CITY), NOW, committee=city.unit["清远"], unit=city.unit["英德"], organ="both", date=date(2026, 6, 20),
                                    text="决定")


INTERVIEWS: Final[Mapping[str, Verb]] = {
    "report an interview": (_rectified, lambda city, one: rectifying.report(_by(city), at("2026-07-06", 10), one)),
    "circulate poor rectification": (_overdue, lambda city, one: rectifying.circulate(_by(city, CITY), at("2026-12-20"), one, note="逾期没有整改")),
    "hand poor rectification over": (_circulated, lambda city, one: rectifying.hand_over(_by(city, CITY), at("2026-12-21"), one, note="移交市纪委监委")),
    "correct a superior's interview": (_superior, lambda city, one: superior.correct_superior(_by(city, CITY), NOW, one, _told(city, "另一事由"), reason="错")),
    "strike a superior's interview": (_superior, lambda city, one: superior.strike_superior(_by(city, CITY), NOW, one, reason="错")),
    "strike a decision": (_decision, lambda city, one: superior.strike_decision(_by(city, CITY), NOW, one, reason="错")),
}


def _holder(city: Cast) -> Any:
    return cells.name_holder(_by(city), NOW, cell=firms.cell(city), role="cell_head", start=ON, officer=city.officer["丁某"])


def _delegation(city: Cast) -> Any:
    return delegations.delegate(_by(city), NOW, unit=city.unit["望埠"], organ=city.unit["应急局"], matter="执法", number="1号", start=ON, end=END)


def _closed(city: Cast) -> Any:
    close_unit(None, at("2026-06-02"), city.unit["大站"], on=date(2026, 6, 1), reason="撤并")
    return city.unit["大站"]


OTHERS: Final[Mapping[str, Verb]] = {
    "change a cell": (firms.cell, lambda city, one: cells.change_cell(_by(city), NOW, one, reason="错", name="另一网格")),
    "change a holder": (_holder, lambda city, one: cells.change_holder(_by(city), NOW, one, reason="错", officer=city.officer["戊某"])),
    "hand a cell over": (_holder, lambda city, one: cells.hand_over(_by(city), NOW, one, start=date(2026, 6, 20), reason="调整", officer=city.officer["戊某"])),
    "end a holder": (_holder, lambda city, one: cells.end_holder(_by(city), NOW, one, end=date(2026, 6, 20), reason="调整")),
    "strike a holder": (_holder, lambda city, one: cells.strike_holder(_by(city), NOW, one, reason="错")),
    "change a kind": (lambda city: firms.kind(), lambda city, one: charges.change_kind(_by(city), NOW, one, reason="错", note="另一说明")),
    "renew a delegation": (_delegation, lambda city, one: delegations.renew(_by(city), NOW, one, number="2号", start=date(2027, 1, 1), end=date(2027, 12, 31))),
    "change a delegation": (_delegation, lambda city, one: delegations.change_delegation(_by(city), NOW, one, reason="错", number="3号")),
    "end a delegation": (_delegation, lambda city, one: delegations.end_delegation(_by(city), NOW, one, end=date(2026, 6, 20), reason="收回")),
    "strike a delegation": (_delegation, lambda city, one: delegations.strike_delegation(_by(city), NOW, one, reason="错")),
    "end a tenure": (lambda city: city.officer["己某"].tenures.get(), lambda city, one: end_tenure(None, NOW, one, end=ON, reason="离任")),
    "take a closing back": (_closed, lambda city, one: reopen_unit(None, NOW, one, reason="登错")),
    "keep a draft": (lambda city: None, lambda city, _: drafts.save_draft(_by(city), NOW, "inspection", {"place": ["某厂"]})),
    "make a calendar address": (lambda city: None, lambda city, _: feed.make_feed(_by(city), NOW)),
    "end a calendar address": (lambda city: feed.make_feed(_by(city), NOW), lambda city, _: feed.end_feed(_by(city), NOW)),
    "make a token": (lambda city: None, lambda city, _: make_token(_by(city), NOW, name="月报", purpose="取履职数据", days=30)),
    "revoke a token": (lambda city: make_token(_by(city), NOW, name="月报", purpose="取履职数据", days=30)[0],
                       lambda city, one: revoke_token(_by(city), NOW, one)),
}
FURTHER: Final[Mapping[str, Verb]] = {**LISTINGS, **INTERVIEWS, **OTHERS}
