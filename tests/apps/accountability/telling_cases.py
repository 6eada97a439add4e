"""A case told in tests in one breath: 甲某 of 英德, handled by its discipline office; words that must never be seen elsewhere bear the canary."""

from datetime import date, datetime
from typing import Any

from anze.access.models import Grant
from anze.accountability.actions import (
    answering,
    deciding,
    ending,
    finding,
    lifting,
    opening,
    people,
    serving,
    weighing,
)
from anze.accountability.models import Case, Concerned, Decision, Fact, Lifting
from anze.accountability.told import Drafted, Ended, Proposal, Wanted
from anze.acts.evidence.examine import examined
from anze.acts.evidence.store import Staged
from anze.people.models import Account, Tenure
from tests.apps.accidents.telling import at, fall
from tests.cast import LONG_AGO, Cast
from tests.hostile.office import pdf

DAY = date(2026, 3, 10)
NOW = at("2026-04-01", 10)
WORD = "鸬鹚滩"  # in every text of a case, and nowhere else


def discipline(cast: Cast, name: str, unit: str = "英德", role: str = "discipline") -> Account:
    """Return a further account with a role in a unit."""
    found = Account.objects.create_user(username=name, name=name, password_changed_at=LONG_AGO)
    Grant.objects.create(account=found, role=role, unit=cast.unit[unit], given_at=LONG_AGO)
    cast.account[name] = found
    return found


def crew(cast: Cast) -> None:
    """Bring in who handles cases: 纪委 proposes, 纪委乙 approves, 纪委丙 reviews; 纪委丁 is on no case."""
    for name in ("纪委乙", "纪委丙", "纪委丁"):
        discipline(cast, name)


def proposal(cast: Cast, **more: Any) -> Proposal:
    """Return what is told of the case."""
    plain: dict[str, Any] = {"unit": cast.unit["英德"], "organ": "discipline", "rule": "25.1", "day": DAY, "title": f"{WORD}坍塌事故的领导责任",
                             "reasons": f"{WORD}：事故调查报告认定负有领导责任", "approver": cast.account["纪委乙"], "accident": ""}
    return Proposal(**(plain | more))


def proposed(cast: Cast, *, now: datetime = NOW, **more: Any) -> Case:
    """Propose a case."""
    if "纪委乙" not in cast.account:
        crew(cast)
    return opening.propose(cast.account["纪委"], now, proposal(cast, **more))


def opened(cast: Cast, **more: Any) -> Case:
    """And have it approved."""
    found = proposed(cast, **more)
    opening.approve(cast.account["纪委乙"], NOW, found, note=f"{WORD}：同意立案")
    return found


def after_accident(cast: Cast, **more: Any) -> Case:
    """Return one opened about an accident of that day (第二十五条第四项): what 第二十八至三十条 are about."""
    return opened(cast, rule="25.4", accident=fall(cast, DAY.isoformat()).code, **more)


def grounded(cast: Cast, one: Concerned) -> Concerned:
    """Have a fact with its evidence on record, and the test made where the case is about an accident: no decision rests on less."""
    by, case = cast.account["纪委"], one.case
    if not one.facts.exists():
        fact = finding.add_fact(by, NOW, case, on=DAY, text=f"{WORD}：没有落实", about=[one])
        finding.add_evidence(by, NOW, case, kind="other", text=f"{WORD}：调查报告", fact=fact)
    if case.accident and not one.tests.exists():
        weighing.test(by, NOW, one)
    return one


def proven(cast: Cast, case: Case, text: str, on: date = DAY, **more: Any) -> Fact:
    """Have a fact on record with evidence of its own."""
    made = finding.add_fact(cast.account["纪委"], NOW, case, on=on, text=text, **more)
    finding.add_evidence(cast.account["纪委"], NOW, case, kind="other", text=f"{text}：记录", fact=made)
    return made


def tenure(cast: Cast, name: str = "甲某") -> Tenure:
    """Return the tenure of an officer on the day of the facts."""
    return Tenure.objects.current().held_on(DAY).filter(officer=cast.officer[name]).order_by("pk")[0]


def concerned(cast: Cast, name: str = "甲某", case: Case | None = None, **more: Any) -> Concerned:
    """And put a person on it."""
    return people.list_person(cast.account["纪委"], NOW, case or opened(cast), tenure(cast, name), managed_by="city", share="main", **more)


def notified(cast: Cast, one: Concerned | None = None, **more: Any) -> Concerned:
    """And tell him."""
    found = grounded(cast, one or concerned(cast, **more))
    serving.notify(cast.account["纪委"], NOW, found, text=f"{WORD}：拟认定您负有主要领导责任", on=date(2026, 4, 1), way="direct", due=date(2026, 4, 11))
    return found


def heard(cast: Cast, one: Concerned | None = None, **more: Any) -> Concerned:
    """And hear him."""
    found = notified(cast, one, **more)
    answering.state(cast.account["甲"], at("2026-04-02", 9), found, text=f"{WORD}：我当时已经布置整改")
    return grounded(cast, found)


def drafted(cast: Cast, one: Concerned | None = None, *, kinds: tuple[str, ...] = ("政务记过",), kind: str = "measures", **more: Any) -> Concerned:
    """And draft a decision."""
    found = grounded(cast, one or heard(cast))
    measures = tuple(Wanted(kind=each) for each in kinds) if kind == "measures" else ()
    deciding.draft(cast.account["纪委"], at("2026-04-15", 9), found,
                   Drafted(kind=kind, by="supervision", body="清远市监委", reasons=f"{WORD}：工作部署没有落实", measures=measures, **more))
    return found


def decided(cast: Cast, one: Concerned | None = None, **more: Any) -> Decision:
    """And have it approved by another."""
    found = drafted(cast, one, **more)
    return deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), found, on=date(2026, 4, 20))


def served(cast: Cast, one: Concerned | None = None, **more: Any) -> Concerned:
    """And serve it."""
    found = decided(cast, one, **more).concerned
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), found, on=date(2026, 4, 22), way="direct")
    return found


def warned(cast: Cast) -> Concerned:
    """Have 诫勉 served, whose effect lasts until 2026-10-20; whether a decision lifts it then, no rule that was read says."""
    found = heard(cast)
    deciding.draft(cast.account["纪委"], at("2026-04-15", 9), found, Drafted(kind="measures", by="party_committee", body="清远市委", reasons=f"{WORD}：理由",
                                                                            measures=(Wanted(kind="诫勉"),), authority="市委某号"))
    deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), found, on=date(2026, 4, 20))
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), found, on=date(2026, 4, 22), way="direct")
    return found


def contested(cast: Cast, one: Concerned | None = None, **more: Any) -> Concerned:
    """And have him ask for a re-examination."""
    found = one or served(cast, **more)
    answering.contest(cast.account["甲"], at("2026-05-08", 9), found, scheme="supervision", route="re_examination", text=f"{WORD}：请求复审")
    return found


def entered(cast: Cast, one: Concerned | None = None, *, outcome: str = "uphold", kinds: tuple[str, ...] = (), by: str = "纪委",
            body: str = "清远市监委") -> Concerned:
    """And enter what came of it."""
    found = one or contested(cast)
    ending.propose_outcome(cast.account[by], at("2026-06-01", 9), found, Ended(
        outcome=outcome, on=date(2026, 5, 29), body=body, text=f"{WORD}：结果和理由", way="direct", served_on=date(2026, 6, 1),
        measures=tuple(Wanted(kind=kind) for kind in kinds)))
    return found


def ended(cast: Cast, one: Concerned | None = None, *, outcome: str = "uphold", kinds: tuple[str, ...] = (), note: str = "") -> Concerned:
    """And have it approved by another."""
    found = entered(cast, one, outcome=outcome, kinds=kinds)
    serving.outcome(cast.account["纪委乙"], at("2026-06-01", 10), found, outcome, note=note)
    return found


def proposed_lift(cast: Cast, one: Concerned, when: str, **more: Any) -> Lifting:
    """Propose at nine of a day that what is over is lifted from that day on, or from another (`on`)."""
    plain: dict[str, Any] = {"on": date.fromisoformat(when), "way": "direct"}
    return lifting.propose_lift(cast.account["纪委"], at(when, 9), one, **(plain | more))


def lifted(cast: Cast, one: Concerned, when: str, **more: Any) -> Concerned:
    """And have another approve it."""
    proposed_lift(cast, one, when, **more)
    lifting.approve_lift(cast.account["纪委乙"], at(when, 10), one)
    return one


def scan(name: str = "申请书.pdf") -> Staged:
    """Return the scan of a paper, examined."""
    return examined(name, len(pdf()), iter([pdf()]))


def state_of(one: Case | Concerned) -> str:
    """Return where it stands."""
    found: Any = type(one).objects.with_state().get(pk=one.pk)
    return str(found.state)


__all__ = ["DAY", "NOW", "WORD", "after_accident", "concerned", "contested", "crew", "decided", "discipline", "drafted", "ended", "entered", "finding",
           "grounded", "heard", "lifted", "notified", "opened", "proposal", "proposed", "proposed_lift", "proven", "scan", "served", "state_of",
           "tenure", "warned", "weighing"]
