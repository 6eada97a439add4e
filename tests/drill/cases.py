"""The verbs of cases (第二十五至三十三条), as `processes` breaks them: two persons, sealed texts, sealed files."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from anze.access.rights import rights_of
from anze.accountability.actions import (
    answering,
    deciding,
    drafts,
    ending,
    entering,
    finding,
    lifting,
    members,
    noting,
    opening,
    people,
    reading,
    serving,
    stopping,
    weighing,
)
from anze.accountability.queries.ground import Ground, grounds
from anze.accountability.queries.ground import Wanted as WantedGrounds
from anze.accountability.told import Drafted, Ended, Wanted
from anze.acts.evidence.examine import examined
from anze.law.question import Question
from tests.apps.accidents.telling import at
from tests.apps.accountability import telling_cases as cases
from tests.apps.accountability.test_grounds import NOW as SEPTEMBER
from tests.apps.accountability.test_grounds import late
from tests.cast import Cast
from tests.hostile.office import pdf

NOW, LATER, OVER, DAY = cases.NOW, at("2026-06-01", 9), at("2027-04-21", 10), date(2026, 3, 10)


def _by(city: Cast) -> Any:
    return city.account["纪委"]


def _cleared(city: Cast) -> Any:
    one = cases.heard(city, case=cases.after_accident(city))
    return cases.decided(city, one, kind="none", against="查实已经落实").concerned


ENDED: Final = Ended(outcome="alter", on=date(2026, 5, 29), body="清远市监委", text="结果", way="direct", served_on=date(2026, 6, 1),
                     measures=(Wanted(kind="政务警告"),))


def _piece(city: Cast) -> Any:
    one = cases.concerned(city, case=cases.after_accident(city))
    return one, finding.add_evidence(_by(city), NOW, one.case, kind="other", text="笔录")


def _ground(city: Cast) -> Ground:
    """A late report of an accident in 望埠镇."""
    today = date(2026, 9, 1)
    late(city)
    return grounds(rights_of(_by(city)), Question(today, today), today, WantedGrounds(rule="25.3"))[0]


def _two(city: Cast) -> Any:
    """Somebody with a fact, and another on the same case whom it does not concern yet."""
    one = cases.grounded(city, cases.concerned(city))
    return one, cases.concerned(city, "戊某", one.case)


def _to_lift(city: Cast) -> Any:
    one = cases.warned(city)
    cases.proposed_lift(city, one, "2026-10-21")
    return one


def _to_stop(city: Cast) -> Any:
    one = cases.served(city)
    _stop(city, one)
    return one


def _stopped(city: Cast) -> Any:
    one = _to_stop(city)
    stopping.approve_stop(city.account["纪委乙"], OVER, one)
    return one


def _stop(city: Cast, one: Any) -> object:
    return stopping.propose_stop(_by(city), OVER, one, measure=one.measures.get(), on=date(2026, 8, 1), text="又违法", basis="某号")


def _file() -> Any:
    return examined("a.pdf", len(pdf()), iter([pdf()]))


DRAFT: Final = Drafted(kind="measures", by="supervision", body="清远市监委", reasons="理由", measures=(Wanted(kind="政务记过"),))
CASES: Final[Mapping[str, tuple[Callable[[Cast], Any], Callable[[Cast, Any], object]]]] = {
    "decline a ground": (_ground, lambda city, one: noting.decline(_by(city), SEPTEMBER, one, reason="某理由")),
    "weigh a ground again": (lambda city: noting.decline(_by(city), SEPTEMBER, _ground(city), reason="某理由"),
                             lambda city, one: noting.reconsider(_by(city), SEPTEMBER, one)),
    "propose a case": (cases.crew, lambda city, _: opening.propose(_by(city), NOW, cases.proposal(city))),
    "approve a case": (cases.proposed, lambda city, one: opening.approve(city.account["纪委乙"], NOW, one)),
    "refuse a case": (cases.proposed, lambda city, one: opening.refuse(city.account["纪委乙"], NOW, one, note="不立案")),
    "bring a member to a case": (cases.opened, lambda city, one: members.add_member(_by(city), NOW, one, city.account["纪委丙"], "handler", reason="办案")),
    "leave a case": (cases.opened, lambda city, one: members.leave(_by(city), NOW, one.members.get(account=_by(city)), reason="换角色",
                                                                 successor=city.account["纪委丙"])),
    "stand back from a case": (cases.opened, lambda city, one: members.recuse(
        city.account["纪委乙"], NOW, one.members.get(account=city.account["纪委乙"]), reason="是亲属", successor=city.account["纪委丙"])),
    "keep the draft of a form of a case": (cases.opened, lambda city, one: drafts.save_case_draft(_by(city), NOW, "/a/", {"text": ["某"]}, one)),
    "read a case": (cases.opened, lambda city, one: reading.read(_by(city), NOW, one, "case")),
    "put a person on a case": (cases.opened, lambda city, one: people.list_person(_by(city), NOW, one, cases.tenure(city), managed_by="city")),
    "take a person off a case": (cases.concerned, lambda city, one: people.drop(_by(city), NOW, one, note="列错")),
    "enter a fact": (cases.opened, lambda city, one: finding.add_fact(_by(city), NOW, one, on=DAY, text="事实", rules="5.7")),
    "enter evidence": (cases.opened, lambda city, one: finding.add_evidence(_by(city), NOW, one, kind="other", text="笔录")),
    "file to a case": (cases.opened, lambda city, one: finding.add_files(_by(city), NOW, one, [_file()])),
    "strike evidence": (_piece, lambda city, made: finding.strike(_by(city), NOW, made[0].case, made[1], reason="错")),
    "enter a circumstance": (_piece, lambda city, made: weighing.add_circumstance(_by(city), NOW, made[0], rule="29.p2", on=DAY, text="补救",
                                                                                  evidence=[made[1]])),
    "test full performance": (lambda city: cases.concerned(city, case=cases.after_accident(city)), lambda city, one: weighing.test(_by(city), NOW, one)),
    "tell the person": (lambda city: cases.grounded(city, cases.concerned(city)), lambda city, one: serving.notify(
        _by(city), NOW, one, text="告知", on=date(2026, 4, 1), way="direct", due=date(2026, 4, 11))),
    "state one's case": (cases.notified, lambda city, one: answering.state(city.account["甲"], NOW, one, text="申辩")),
    "note that nothing was stated": (cases.notified, lambda city, one: serving.waive(_by(city), at("2026-05-20", 9), one)),
    "draft a decision": (cases.heard, lambda city, one: deciding.draft(_by(city), LATER, one, DRAFT)),
    "send a draft back": (cases.drafted, lambda city, one: deciding.send_back(city.account["纪委乙"], LATER, one, note="再写")),
    "approve a decision": (cases.drafted, lambda city, one: deciding.decide(city.account["纪委乙"], LATER, one, on=date(2026, 6, 1))),
    "serve a decision": (lambda city: cases.decided(city).concerned, lambda city, one: serving.serve(_by(city), LATER, one, on=date(2026, 6, 1), way="post")),
    "acknowledge receipt": (lambda city: cases.served(city).served.latest("pk"), lambda city, one: answering.receive(city.account["甲"], LATER, one)),
    "contest a decision": (cases.served, lambda city, one: answering.contest(city.account["甲"], at("2026-05-08", 9), one, scheme="supervision",
                                                                             route="re_examination", text="请求")),
    "enter an outcome": (cases.contested, lambda city, one: ending.propose_outcome(_by(city), LATER, one, ENDED)),
    "send an outcome back": (cases.entered, lambda city, one: ending.return_outcome(city.account["纪委乙"], LATER, one, note="再核")),
    "serve that nobody is held accountable": (_cleared,
                                              lambda city, one: serving.serve(_by(city), LATER, one, on=date(2026, 6, 1), way="post")),
    "uphold a decision": (cases.entered, lambda city, one: serving.outcome(city.account["纪委乙"], LATER, one, "uphold")),
    "alter a decision": (lambda city: cases.entered(city, outcome="alter", kinds=("政务警告",)),
                         lambda city, one: serving.outcome(city.account["纪委乙"], LATER, one, "alter")),
    "revoke a decision": (lambda city: cases.entered(city, outcome="revoke"),
                          lambda city, one: serving.outcome(city.account["纪委乙"], LATER, one, "revoke")),
    "take a proposal back": (cases.proposed, lambda city, one: opening.withdraw(_by(city), NOW, one)),
    "extend a fact": (_two, lambda city, made: finding.extend_fact(_by(city), NOW, made[0].case, fact=made[0].facts.get(), whom=[made[1]])),
    "change how far somebody answers": (cases.concerned, lambda city, one: people.change(_by(city), NOW, one, managed_by="county", share="direct",
                                                                                         note="组织部门认定")),
    "enter a statement on paper": (cases.notified, lambda city, one: entering.enter_statement(_by(city), NOW, one, on=date(2026, 4, 1), text="申辩",
                                                                                              files=[_file()])),
    "enter a review on paper": (cases.served, lambda city, one: entering.enter_contest(
        _by(city), at("2026-05-08", 9), one, on=date(2026, 5, 7), scheme="supervision", route="re_examination", text="请求", files=[_file()])),
    "take a draft back": (cases.drafted, lambda city, one: deciding.withdraw_draft(_by(city), LATER, one)),
    "propose a lifting": (cases.warned, lambda city, one: lifting.propose_lift(_by(city), OVER, one, on=date(2026, 10, 21), way="direct")),
    "send a lifting back": (_to_lift, lambda city, one: lifting.return_lift(city.account["纪委乙"], OVER, one, note="再核")),
    "lift a measure": (_to_lift, lambda city, one: lifting.approve_lift(city.account["纪委乙"], OVER, one)),
    "propose that a measure does not end by itself": (cases.served, _stop),
    "send back that a measure does not end by itself": (_to_stop, lambda city, one: stopping.return_stop(city.account["纪委乙"], OVER, one, note="再核")),
    "approve that a measure does not end by itself": (_to_stop, lambda city, one: stopping.approve_stop(city.account["纪委乙"], OVER, one)),
    "take back that a measure does not end by itself": (_stopped, lambda city, one: stopping.strike_stop(city.account["纪委乙"], OVER, one, note="撤销")),
    "close a case": (lambda city: cases.served(city).case, lambda city, one: opening.close(_by(city), LATER, one)),
}
