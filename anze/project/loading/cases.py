"""Cases of the demo (第二十五至三十三条), by the site's own verbs as of their days: decided and served, one altered, one exempt, some still under way.

Who is on a case held the post on the day of the facts. What becomes of him follows from the test of full performance (第三十条), made by what was on record
that day: who missed something answers by his measure, who had done everything is not held accountable.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

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
from anze.accountability.models import Case, Concerned, Evidence
from anze.accountability.told import Drafted, Ended, Proposal, Wanted
from anze.people.models import Account, Tenure, Unit
from anze.people.moment import day_of
from anze.project.demo.city import CITY
from anze.project.loading.accidents import Registered
from anze.project.loading.accounts import COUNTY, shown_leaders
from anze.project.loading.journal import Row
from anze.project.loading.register import City

INVESTIGATED: Final = 90  # days after an accident, by which the demo's reports are approved
# How many days after the case began what is done of it.
WAY: Final = {"propose": 0, "approve": 2, "list": 3, "find": 4, "notify": 5, "state": 10, "draft": 19, "decide": 26, "serve": 28, "receive": 29, "close": 34}
CONTESTED, ANSWERED = 37, 61
BODIES: Final = {"discipline": "清远市纪委", "supervision": "清远市监委"}
ANSWER: Final = "我当时已经布置排查，但跟踪落实不够，接受组织处理（演示）。"
PERFORMED: Final = "本人按照职责清单按期部署、检查、督促整改，记录都在案（演示）。"
TO_EXPLAIN: Final = "经查，拟核查您对事故防范的履职情况，请就本人履职作出说明（演示）。"
CLEARED: Final = "经查实，事故当日以前职责任务都已按期完成，记录当时在案，符合全面履职的情形，不予追究（演示）。"
INTENDED: Final = "经查，您对事故防范工作部署落实不到位，拟认定负有领导责任，拟予问责（演示）。"
Deed = Callable[[datetime], object]


@dataclass(frozen=True, slots=True)
class Answers:
    """Somebody who answers for an accident: by which post, of the county or the town, with which measure; as altered later, where it was."""

    post: str
    measure: str
    share: str
    county: bool = False
    by: str = "discipline"
    altered: str = ""
    lifted: int = 0  # days after the decision; of who had missed something


# The accidents of the demo's tables after which somebody was held accountable, with who was. The city's discipline office has them all in hand.
DECIDED: Final[Mapping[str, tuple[Answers, ...]]] = {
    "a05": (Answers("gov_deputy", "诫勉", "important", county=True, lifted=190), Answers("party_head", "通报", "important"),
            Answers("gov_head", "通报", "main"), Answers("safety_deputy", "诫勉", "main")),
    "a06": (Answers("gov_deputy", "诫勉", "important", county=True), Answers("party_head", "党内警告", "important"),
            Answers("gov_head", "政务记过", "main", by="supervision"), Answers("safety_deputy", "政务警告", "main", by="supervision"),
            Answers("other_leader", "政务警告", "direct", by="supervision")),
    "a07": (Answers("gov_head", "政务记大过", "main", by="supervision", altered="政务记过"),),
}
BEGUN: Final = 66  # days after the accident


class _Told:
    """One case on its way: what is done when, in the order of the days. What lies after the demo's end has not happened yet, nor what follows it."""

    def __init__(self, city: City, key: str, place: str, begun: date) -> None:
        self.city, self.key, self.unit, self.begun = city, key, city.unit[place], begun
        self.by: Account = city.account[f"discipline:{place}"]
        self.second: Account = city.account[f"second:{place}"]
        self.case: Case | None = None
        self.proof: Evidence | None = None
        self.people: dict[str, Concerned] = {}
        self.exempt: dict[str, bool] = {}
        self.last, self.ended = city.clock.at(begun, "case", key), False

    def do(self, after: int, deed: Deed, *more: str) -> None:
        """Have something done so many days after the beginning, never before the one before it."""
        day = self.begun + timedelta(days=after)
        at = max(self.city.clock.at(day, "case", self.key, str(after), *more), self.last + timedelta(minutes=4))
        self.ended = self.ended or day > self.city.clock.until or at > self.city.clock.now
        if not self.ended:
            self.last = at
            self.city.journal.do(at, lambda: deed(at))

    def open(self, accident: Registered | None, *, day: date, rule: str, title: str, reasons: str) -> None:
        """Have it proposed and approved."""
        self.propose(accident, day=day, rule=rule, title=title, reasons=reasons)
        self.do(WAY["approve"], lambda at: opening.approve(self.second, at, self.now, note="同意立案（演示）。"))

    def propose(self, accident: Registered | None, *, day: date, rule: str, title: str, reasons: str) -> None:
        """Have it proposed."""
        def proposed(at: datetime) -> None:
            code = accident.made.code if accident and accident.made else ""
            self.case = opening.propose(self.by, at, Proposal(unit=self.unit, organ="discipline", rule=rule, day=day, title=title, reasons=reasons,
                                                              approver=self.second, accident=code))
        self.do(WAY["propose"], proposed)

    @property
    def now(self) -> Case:
        """The case, once it was proposed."""
        assert self.case is not None, self.key
        return self.case

    def list_person(self, held: Tenure, *, share: str, managed_by: str) -> None:
        """Have somebody put on it by the post he held on the day of the facts."""
        def listed(at: datetime) -> None:
            self.people[held.officer.code] = people.list_person(self.by, at, self.now, held, managed_by=managed_by, share=share)
        self.do(WAY["list"], listed, held.officer.code)

    def find(self, on: date, text: str, rules: str, proof: str) -> None:
        """Have a fact and what proves it entered."""
        def found(at: datetime) -> None:
            fact = finding.add_fact(self.by, at, self.now, on=on, text=text, rules=rules, about=list(self.people.values()))
            self.proof = finding.add_evidence(self.by, at, self.now, kind="other", text=proof, fact=fact)
        self.do(WAY["find"], found)

    def test(self, code: str) -> None:
        """Have tested whether he had fully performed, which a notice and a decision after an accident need (第三十条)."""
        def tested(at: datetime) -> None:
            self.exempt[code] = weighing.test(self.by, at, self.people[code]).exempt
        self.do(WAY["find"], tested, "test", code)

    def where(self, after: int, deed: Deed, code: str, *, exempt: bool = False) -> None:
        """Have something done about somebody who had missed something; `exempt`: about somebody who had done everything."""
        self.do(after, lambda at: deed(at) if self.exempt[code] == exempt else None, code)

    def notify(self, code: str, text: str, *, after: int = WAY["notify"], within: int = 10, kinds: tuple[str, ...] | None = None) -> None:
        """Have somebody told what is held against him, and which measures are intended."""
        def told(at: datetime) -> None:
            on = day_of(at)
            held = not self.exempt.get(code, False)
            serving.notify(self.by, at, self.people[code], text=text if held else TO_EXPLAIN, on=on, way="direct", due=on + timedelta(days=within),
                           measures=kinds if held else None)
        self.do(after, told, code)

    def state(self, code: str, text: str) -> None:
        """Have him acknowledge that and state his case, by his own account."""
        def stated(at: datetime) -> None:
            one, own = self.people[code], self.city.account[code]
            answering.receive(own, at, one.served.get())
            answering.state(own, at, one, text=PERFORMED if self.exempt.get(code, False) else text)
        self.do(WAY["state"], stated, code)

    def close(self, after: int) -> None:
        """Have it closed."""
        self.do(after, lambda at: opening.close(self.by, at, self.now, note="有关人员都已办结（演示）。"))


def load_cases(city: City, accidents: Mapping[str, Registered]) -> None:
    """Have the cases of the demo brought about. Nothing is done before the journal is written."""
    for key in DECIDED:
        if key in accidents:
            _decided(city, key, accidents[key])
    _under_way(city)
    until, investigated = city.clock.until, _investigated(accidents, city.clock.until)
    if investigated:
        _waiting(city, investigated[-1])
    here = [one for one in investigated if one.unit.path.startswith(city.unit[COUNTY].path)]
    if here:
        _performed(city, here[-1], until - timedelta(days=40))


def _investigated(accidents: Mapping[str, Registered], until: date) -> list[Registered]:
    """Return the accidents whose report was approved by now and lays the responsibility where it happened, in the order of the days."""
    def laid_here(row: Row) -> bool:
        return not row["responsibility_outside"] and not row["written_off_on"]

    return [one for one in accidents.values() if one.day + timedelta(days=INVESTIGATED) <= until and laid_here(one.row)]


def _held(city: City, unit: Unit, post: str, day: date) -> Tenure | None:
    """Return the first tenure of a post of a unit on a day."""
    return next((one for one in city.tenures if one.unit == unit and one.post == post and one.start <= day and (one.end is None or day <= one.end)), None)


def _decided(city: City, key: str, accident: Registered) -> None:
    """A case after an accident, from its proposal to its end: each answers by his measure; who contests his is heard again."""
    told = _Told(city, key, CITY, accident.day + timedelta(days=BEGUN))
    county = accident.unit.parent
    on_it = [(one, held) for one in DECIDED[key] if (held := _held(city, county if one.county and county else accident.unit, one.post, accident.day))]
    told.open(accident, day=accident.day, rule="25.4", title=f"{accident.unit.name}“{accident.row['nature']}”事故的领导责任（演示）",
              reasons="经批复的事故调查报告建议追究领导责任，市纪委监委提级办理（演示）。")
    for one, held in on_it:
        told.list_person(held, share=one.share, managed_by="city" if one.county else "county")
    told.find(accident.day, "事故企业的同类隐患在事故以前没有整改到位（演示）。", "25.4", "事故调查报告第三部分（演示）。")
    for _, held in on_it:
        told.test(held.officer.code)
    for one, held in on_it:
        told.notify(held.officer.code, INTENDED, kinds=(one.measure,))
    for _, held in on_it:
        told.state(held.officer.code, ANSWER)
    for step in (_weigh, _draft, _decide, _serve, _receive):
        for one, held in on_it:
            step(told, one, held.officer.code)
    altered = [(one, held.officer.code) for one, held in on_it if one.altered]
    for one, code in altered:
        _contest(told, one, code)
    told.close(ANSWERED + 3 if altered else WAY["close"])
    for one, held in on_it:
        if one.lifted:
            _lift(told, one, held.officer.code)


def _weigh(told: _Told, one: Answers, code: str) -> None:
    """What speaks for who answers most."""
    if one.share == "main":
        told.where(WAY["draft"] - 2, lambda at: weighing.add_circumstance(
            told.by, at, told.people[code], rule="29.p3", on=told.begun, text="主动说明情况，积极配合调查（演示）。",
            evidence=[told.proof] if told.proof else []), code)


def _draft(told: _Told, one: Answers, code: str) -> None:
    held = Drafted(kind="measures", by=one.by, body=BODIES[one.by], reasons="检验发现的未做到事项查证属实，应负领导责任；陈述申辩的理由不影响认定（演示）。",
                   measures=(Wanted(kind=one.measure),), authority="市纪委监委提级办理，报经市委批准（演示）。")
    cleared = Drafted(kind="none", by=one.by, body=BODIES[one.by], reasons=CLEARED)
    told.do(WAY["draft"], lambda at: deciding.draft(told.by, at, told.people[code], cleared if told.exempt[code] else held), code)


def _decide(told: _Told, one: Answers, code: str) -> None:
    told.do(WAY["decide"], lambda at: deciding.decide(told.second, at, told.people[code], on=day_of(at)), code)


def _serve(told: _Told, one: Answers, code: str) -> None:
    told.do(WAY["serve"], lambda at: serving.serve(told.by, at, told.people[code], on=day_of(at), way="direct"), code)


def _receive(told: _Told, one: Answers, code: str) -> None:
    told.do(WAY["receive"], lambda at: answering.receive(told.city.account[code], at, told.people[code].served.get(kind="decision")), code)


def _contest(told: _Told, one: Answers, code: str) -> None:
    """The person asks for a re-examination, and his measure is altered: entered by one, approved by the other."""
    told.where(CONTESTED, lambda at: answering.contest(told.city.account[code], at, told.people[code], scheme="supervision", route="re_examination",
                                                    text="已经提前布置停产检修，处分偏重，请求复审（演示）。"), code)
    told.where(ANSWERED - 1, lambda at: ending.propose_outcome(told.by, at, told.people[code], Ended(
        outcome="alter", on=day_of(at), body=BODIES[one.by], text="原决定认定的情节有变化，变更处分（演示）。", way="direct", served_on=day_of(at),
        measures=(Wanted(kind=one.altered),))), code)
    told.where(ANSWERED, lambda at: serving.outcome(told.second, at, told.people[code], "alter"), code)


def _lift(told: _Told, one: Answers, code: str) -> None:
    told.where(WAY["decide"] + one.lifted, lambda at: lifting.propose_lift(told.by, at, told.people[code], on=day_of(at), way="direct"), code)
    told.where(WAY["decide"] + one.lifted, lambda at: lifting.approve_lift(told.second, at, told.people[code], note="同意解除（演示）。"), code)


def _under_way(city: City) -> None:
    """A case of the county whose person concerned has just been told, and may state his case: one of the leaders who sign in with one press."""
    until, shown = city.clock.until, {name: code for code, name in shown_leaders(city).items()}
    day = until - timedelta(days=45)
    codes = [shown[name] for name in ("demo-leader-town", "demo-leader-department", "demo-leader-county") if name in shown]
    found = [one for code in codes for one in city.tenures if one.officer.code == code and one.start <= day and one.end is None
             and one.unit.path.startswith(city.unit[COUNTY].path)]
    if not found:
        return
    held, told = found[0], _Told(city, "under way", COUNTY, until - timedelta(days=20))
    told.open(None, day=day, rule="25.1", title=f"{held.unit.name}带队检查不落实的责任（演示）",
              reasons="核查发现所列检查有登记、无跟踪整改，需要查清责任（演示）。")
    told.list_person(held, share="open", managed_by="county")
    told.find(day, "带队检查发现的问题没有逐项跟踪整改（演示）。", "25.1", "检查记录和整改台账的比对（演示）。")
    told.notify(held.officer.code, "经核查，您带队检查发现的问题没有逐项跟踪整改，拟认定履行职责不到位，拟予通报。请在期限内陈述申辩（演示）。",
                after=18, within=10, kinds=("通报",))


def _waiting(city: City, accident: Registered) -> None:
    """A case that waits for the second person's approval at the city's discipline office."""
    told = _Told(city, "waiting", CITY, city.clock.until - timedelta(days=2))
    told.propose(accident, day=accident.day, rule="25.4", title=f"{accident.unit.name}“{accident.row['nature']}”事故的领导责任（演示）",
                 reasons="事故调查报告已经批复，建议对有关领导干部的责任立案查清（演示）。")


def _performed(city: City, accident: Registered, begun: date) -> None:
    """A case of the county after an accident about the town's head, who had done everything: he is not held accountable (第三十条). Had he missed something,
    it stays open once he has stated his case."""
    held = next((one for post in ("gov_head", "safety_deputy", "party_head") if (one := _held(city, accident.unit, post, accident.day))), None)
    if held is None:
        return
    told, code = _Told(city, "tested", COUNTY, begun), held.officer.code
    told.open(accident, day=accident.day, rule="25.4", title=f"{accident.unit.name}“{accident.row['nature']}”事故的领导责任（演示）",
              reasons="经批复的事故调查报告提出，请核查属地党政领导干部的责任（演示）。")
    told.list_person(held, share="open", managed_by="county")
    told.find(accident.day, "事故企业违规作业，属地近三年的检查、排查记录已经调取（演示）。", "25.4", "事故调查报告第三部分（演示）。")
    told.test(code)
    told.notify(code, TO_EXPLAIN)
    told.state(code, PERFORMED)
    wanted = Drafted(kind="none", by="discipline", body="英德市纪委", reasons=CLEARED)
    told.where(WAY["draft"], lambda at: deciding.draft(told.by, at, told.people[code], wanted), code, exempt=True)
    told.where(WAY["decide"], lambda at: deciding.decide(told.second, at, told.people[code], on=day_of(at)), code, exempt=True)
    told.where(WAY["serve"], lambda at: serving.serve(told.by, at, told.people[code], on=day_of(at), way="direct"), code, exempt=True)
    told.where(WAY["close"], lambda at: opening.close(told.by, at, told.now, note="有关人员已作不予追究的决定（演示）。"), code, exempt=True)
