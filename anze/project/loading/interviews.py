"""Interviews of the demo, by the site's own verbs as of their days: some in every state, one trigger declined, some joined, one waiting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Final

from anze.acts.pack import pack_in_force
from anze.interviews.actions import deciding, meeting, opening, rectifying
from anze.interviews.actions.superior import record_decision, record_superior
from anze.interviews.models import Answer, Interview
from anze.interviews.policies import JOINABLE
from anze.interviews.queries.officers import named_people
from anze.interviews.queries.people import candidates
from anze.interviews.queries.saying import posts_of, reason_of, said_of
from anze.interviews.queries.triggers import Trigger, answered, around, standing
from anze.interviews.told import Case, Presence, ToldSuperior, Wanted
from anze.law.question import Question
from anze.people.moment import SHANGHAI, day_of
from anze.project.demo.city import CITY
from anze.project.loading.register import City

# county, rule, proposed on, held on: over the accidents, hazards and decisions that the demo tells
OVER: Final = (("441823", "21.2.5", date(2026, 2, 11), date(2026, 2, 24)), ("441881", "21.2.2", date(2026, 4, 7), date(2026, 4, 20)),
               ("441803", "21.2.3", date(2026, 5, 19), date(2026, 6, 1)), ("441882", "21.2.6", date(2026, 6, 5), date(2026, 6, 16)),
               ("441802", "21.2.1", date(2026, 7, 10), date(2026, 7, 20)), ("441821", "21.2.5", date(2026, 10, 22), date(2026, 11, 3)))
# county, rule, day: the same accidents bring a second trigger, which joins the interview that is open, or is declined
JOINED: Final = (("441802", "21.2.5", date(2026, 7, 11)), ("441803", "21.2.3", date(2026, 5, 29)))
DECLINED: Final = ("441881", "21.2.5", date(2026, 4, 9))
# without a trigger, long ago: county, proposed on, held on
EARLIER: Final = (("441881", date(2025, 9, 1), date(2025, 9, 10)), ("441881", date(2026, 6, 5), date(2026, 6, 12)))
# what is on the way at the demo's end: the state it is left in, how many days before the end it was proposed, whom
LATELY: Final = (("proposed", 3, "441881-yjj", ""), ("returned", 6, "441802-yjj", ""), ("approved", 8, "441826", "某锰业公司"),
                 ("noticed", 9, "441825-yjj", ""), ("held", 14, "441823", "某烟花批发公司"),
                 ("minuted", 19, "441803-yjj", ""), ("rectifying", 38, "441882-yjj", ""),
                 ("reported", 52, "441881", "某水泥厂"), ("sent_back", 70, "441821", "某石场"), ("dropped", 30, "441802", "某商贸公司"),
                 ("cancelled", 41, "441826-yjj", ""))
WAITING: Final = ("441825", 2)  # a decision of the city so many days before the end: nobody has answered it yet
PROBLEMS: Final = ("企业主体责任不落实，作业现场没有防护。", "日常排查走过场，发现的问题没有闭环。")
COMMITMENTS: Final = ("一个月内完成同类企业专项排查。", "每月听取一次整改进展。")
WAY: Final = ("approve", "notify", "hold", "minute", "require", "item_report", "report", "close")
STOPS: Final = {"proposed": 0, "returned": 0, "dropped": 0, "approved": 1, "cancelled": 1, "noticed": 2, "held": 3, "minuted": 4, "rectifying": 5,
                "reported": 7, "sent_back": 7}
Deed = Callable[[datetime], object]


@dataclass
class _Way:
    """One interview on its way: verbs on their days, each where the demo has not ended by then."""

    city: City
    key: str
    county: str
    made: Interview | None = None

    def do(self, day: date, name: str, deed: Deed) -> None:
        """Have something done on a day, in the order of the hours of the steps."""
        at = self.city.clock.at(day, "interview", self.key, name)
        if day <= self.city.clock.until and at <= self.city.clock.now:
            self.city.journal.do(at, partial(self._done, at, deed, name))

    def _done(self, at: datetime, deed: Deed, name: str) -> None:
        if self.made is not None or name == "propose":
            deed(at)

    @property
    def office(self) -> Any:
        """The account of the city's office."""
        return self.city.account[CITY]

    def walk(self, opened: date, held: date, stop: int = len(WAY)) -> None:
        """Take the steps of the straight way up to the one where it stops."""
        days = {"approve": opened + timedelta(days=1), "notify": opened + timedelta(days=2), "hold": held, "minute": held + timedelta(days=2),
                "require": held + timedelta(days=4), "item_report": held + timedelta(days=26), "report": held + timedelta(days=28),
                "close": held + timedelta(days=34)}
        for name in WAY[:stop]:
            self.do(days[name], name, partial(getattr(self, f"_{name}"), held))

    def _approve(self, held: date, at: datetime) -> None:
        deciding.approve(self.city.account[f"office_head:{CITY}"], at, self._now(), note="同意。")

    def _notify(self, held: date, at: datetime) -> None:
        hour = self.city.clock.at(held, "interview", self.key, "hold").astimezone(SHANGHAI).hour  # a full hour, before what was said there is told
        meets = max(datetime.combine(held, time(hour if hour > 13 else min(hour, 11)), SHANGHAI), at)
        meeting.notify(self.office, at, self._now(), meets_at=meets, place="清远市应急管理局三楼会议室", contact="张某", phone="0763-0000000")

    def _hold(self, held: date, at: datetime) -> None:
        people = list(self._now().interviewees.current())
        presence = {one.pk: Presence("stand_in", "分管副职") if place == 2 else Presence("in_person") for place, one in enumerate(people)}
        meeting.hold_interview(self.office, at, self._now(), on=day_of(at), presence=presence, problems=PROBLEMS, commitments=COMMITMENTS)

    def _minute(self, held: date, at: datetime) -> None:
        meeting.minute(self.office, at, self._now())

    def _require(self, held: date, at: datetime) -> None:
        found = self._now()
        bureau = self.city.unit.get(f"{self.county}-yjj", found.unit)
        leader = self.city.in_post(self.county, "gov_executive_deputy", day_of(at))
        deadline = day_of(at) + timedelta(days=30)
        rectifying.require(self.office, at, found, [Wanted("开展同类企业专项排查，建立台账", bureau, leader, deadline),
                                                    Wanted("健全隐患排查闭环制度并报备", self.city.unit[self.county], None, deadline + timedelta(days=15))])

    def _item_report(self, held: date, at: datetime) -> None:
        for item in self._now().items.current():
            rectifying.report_item(self.city.account[self.county], at, item, on=day_of(at), text="已按要求完成，台账附后（演示）。")

    def _report(self, held: date, at: datetime) -> None:
        rectifying.report(self.city.account[self.county], at, self._now())

    def _close(self, held: date, at: datetime) -> None:
        rectifying.close(self.office, at, self._now(), note="复核到位。")

    def _now(self) -> Interview:
        assert self.made is not None, self.key
        return Interview.objects.select_related("unit", "committee").get(pk=self.made.pk)


def load_interviews(city: City) -> None:
    """Have every interview of the demo proposed and carried on, up to its end. Nothing is done before the journal is written."""
    for number, (county, rule, opened, held) in enumerate(OVER):
        way = _Way(city, f"over-{number}", county)
        way.do(opened, "propose", partial(_over, way, rule))
        way.walk(opened, held, 7 if county == "441882" else len(WAY))
        if county == "441882":
            _poor(way, held + timedelta(days=34), again=True)
    for number, (county, opened, held) in enumerate(EARLIER):
        way = _Way(city, f"earlier-{number}", county)
        way.do(opened, "propose", partial(_earlier, way))
        way.walk(opened, held)
    for county, rule, day in (*JOINED, DECLINED):
        way = _Way(city, f"answer-{county}-{rule}", county)
        way.do(day, "propose", partial(_join_or_decline, way, rule))
    _decisions(city)
    for state, before, unit, enterprise in LATELY:
        _lately(city, state, city.clock.until - timedelta(days=before), unit, enterprise)


def _trigger(way: _Way, rule: str, at: datetime) -> Trigger | None:
    """Return the trigger of a rule that stands for the county and has not been answered."""
    today = day_of(at)
    stand = standing(Question(today, today), today)
    given = answered(Answer.objects.current(), stand)
    found = [one for one in stand.values() if one.unit == way.county and one.rule == rule and one.key not in given]
    return found[-1] if found else None


def _over(way: _Way, rule: str, at: datetime) -> None:
    trigger, today = _trigger(way, rule, at), day_of(at)
    if trigger is None:
        return
    known, unit = around(way.county, today, Question(today, today), today), way.city.unit[way.county]
    people = [one.whom(unit) for one in candidates(unit, trigger.on, posts_of(pack_in_force().clause(rule)), today) if one.named]
    way.made = opening.propose(way.office, at, trigger, known, reason=reason_of(said_of(trigger, known)), people=people)


def _join_or_decline(way: _Way, rule: str, at: datetime) -> None:
    trigger, today = _trigger(way, rule, at), day_of(at)
    if trigger is None:
        return
    known = around(way.county, today, Question(today, today), today)
    into: Any = Interview.objects.in_state(*JOINABLE).filter(unit__code=way.county).first()
    if (way.county, rule) == DECLINED[:2] or into is None:
        opening.decline(way.office, at, trigger, known, reason="起因是同一批事故，已另案提请约谈，不重复约谈。")
    else:
        opening.join(way.office, at, trigger, known, into, reason="起因相同，一并约谈。")
        if into.state == "approved":  # what was joined to it is decided on too
            deciding.approve(way.city.account[f"office_head:{CITY}"], at, into, note="并入的情形一并约谈，同意。")


def _earlier(way: _Way, at: datetime) -> None:
    unit = way.city.unit[way.county]
    people = [one.whom(unit) for one in candidates(unit, day_of(at), ("gov_head",), day_of(at)) if one.named]
    case = Case(committee=way.city.unit[CITY], unit=unit, reason="安全生产工作部署落实不力，重点任务滞后（演示）。")
    way.made = opening.order(way.office, at, case, people)


def _decisions(city: City) -> None:
    """The decisions of the city, one answered long ago, one that waits; and an interview that the province held."""
    county, before = WAITING
    for code, day in (("441882", date(2026, 6, 3)), (county, city.clock.until - timedelta(days=before))):
        way = _Way(city, f"decision-{code}", code)
        way.do(day, "propose", partial(_decide, way, code))
    way = _Way(city, "superior", "441802")
    way.do(date(2026, 8, 6), "propose", partial(_superior, way))


def _decide(way: _Way, code: str, at: datetime) -> None:
    record_decision(way.office, at, committee=way.city.unit[CITY], unit=way.city.unit[code], organ="both", date=day_of(at),
                    text="没有落实市委、市政府关于重点行业专项整治的部署（演示）。")


def _superior(way: _Way, at: datetime) -> None:
    officer = way.city.in_post(way.county, "gov_head", date(2026, 8, 5))
    if officer is not None:
        record_superior(way.office, at, ToldSuperior(unit=way.city.unit[way.county], by_level="province_committee", officers=(officer,), date=date(2026, 8, 5),
                                                     place="省应急管理厅", text="重大事故（演示）。"))


def _lately(city: City, state: str, opened: date, unit: str, enterprise: str) -> None:
    """One that is left in a state at the demo's end."""
    place = city.unit[unit]
    county = place.code if place.level != "department" else unit.rsplit("-", 1)[0]
    way = _Way(city, f"lately-{state}", county)
    way.do(opened, "propose", partial(_order, way, unit, enterprise))
    held = city.clock.until + timedelta(days=3) if state == "noticed" else opened + timedelta(days=8)
    way.walk(opened, held, STOPS[state])
    head = city.account[f"office_head:{CITY}"]
    more: dict[str, tuple[int, Deed]] = {
        "returned": (1, lambda at: deciding.turn_back(head, at, way._now(), note="事由写清楚，附上检查记录。")),
        "dropped": (2, lambda at: opening.drop(way.office, at, way._now(), reason="企业已停产，改由县（市、区）约谈。")),
        "cancelled": (4, lambda at: deciding.cancel(head, at, way._now(), note="省里已就同一事项约谈。")),
    }
    if state in more:
        way.do(opened + timedelta(days=more[state][0]), state, more[state][1])
    if state == "sent_back":
        _poor(way, held + timedelta(days=34), again=False)


def _order(way: _Way, unit: str, enterprise: str, at: datetime) -> None:
    place, day = way.city.unit[unit], day_of(at)
    subject = "enterprise" if enterprise else "department"
    heads = way.city.holders(unit, "dept_head", day)
    lines: Sequence[str] = ["王某 总经理"] if enterprise else [one.code for one in heads]
    people, faults = named_people({"unit": place, "subject": subject, "people": lines}, day)
    if people and not faults:
        case = Case(committee=way.city.unit[CITY], unit=place, subject=subject, enterprise=enterprise,
                    reason="重大隐患整改拖延，主体责任不落实（演示）。" if enterprise else "行业监管不到位，同类问题反复出现（演示）。")
        way.made = opening.order(way.office, at, case, people)


def _poor(way: _Way, day: date, *, again: bool) -> None:
    """Rectification is sent back and, where it was so `again`, circulated and handed over."""
    def back(at: datetime) -> None:
        item = way._now().items.current().first()
        if item is not None:
            rectifying.send_back(way.office, at, way._now(), returned={item.pk: "没有台账"}, note="没有台账，专项排查走过场。",
                                  deadline=day_of(at) + timedelta(days=20))

    way.do(day, "send_back", back)
    if again:
        way.do(day + timedelta(days=6), "circulate", lambda at: rectifying.circulate(way.office, at, way._now(), note="专项排查没有台账，走过场。"))
        way.do(day + timedelta(days=8), "hand_over", lambda at: rectifying.hand_over(way.office, at, way._now(), note="线索移交市纪委监委。"))
