"""Tours of the demo, by the site's own verbs as of their days: those that the demo tells, one in rectification, one on site, one planned."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from anze.acts.pack import pack_in_force
from anze.duties.queries.dutylists import duty_list
from anze.people.moment import day_of
from anze.project.demo.city import CITY
from anze.project.demo.process import TOURED
from anze.project.loading.register import City
from anze.tours.actions import finding, looking, planning, rectifying, visiting
from anze.tours.actions.superior import record_superior
from anze.tours.models import Tour
from anze.tours.queries.group import ties
from anze.tours.queries.samples import seed_offered
from anze.tours.told import Found, Marked, Plan, Someone, ToldSuperior, Visit, Wanted

STAY: Final = timedelta(days=11)
# what is on the way at the demo's end: the state it is left in, how many days before the end the group came
LATELY: Final = (("rectifying", "441882", 75), ("on_site", "441825", 3), ("planned", "441826", -20))
WAY: Final = ("notify", "arrive", "draw", "check", "find", "verify", "leave", "propose", "feed_back", "require", "item_report", "report", "close")
LATELY_ONLY: Final = frozenset({"draw", "check", "verify"})  # of earlier years only what came of them is told
STOPS: Final = {"planned": 0, "on_site": 6, "rectifying": 10}
FOUND: Final = (("专题研究安全生产的会议没有形成议定事项，研究以后没有跟踪落实（演示）。", "5.2", "party_head"),
                ("带队排查发现的问题没有逐项登记整改结果（演示）。", "6.7", "gov_head"), ("挂点联系的镇没有更新（演示）。", "8.7.town", "gov_executive_deputy"))
Deed = Callable[[datetime], object]


class _Way:
    """One tour on its way: verbs on their days, each where the demo has not ended by then."""

    def __init__(self, city: City, county: str, came: date) -> None:
        self.city, self.county, self.came = city, county, came
        self.made: Tour | None = None
        self.last: datetime | None = None

    def do(self, day: date, name: str, deed: Deed) -> None:
        """Have something done on a day, after what was done before."""
        at = self.city.clock.at(day, "tour", self.county, name)
        at = max(at, self.last + timedelta(minutes=5)) if self.last else at
        if day <= self.city.clock.until and at <= self.city.clock.now:
            self.last = at
            self.city.journal.do(at, partial(self._done, deed, name, at))

    def _done(self, deed: Deed, name: str, at: datetime) -> None:
        if self.made is not None or name == "plan":
            deed(at)

    @property
    def office(self) -> Any:
        """The account of the city's office."""
        return self.city.account[CITY]

    def walk(self, stop: int = len(WAY)) -> None:
        """Plan it and take the steps up to the one where it stops."""
        left = self.came + STAY
        days = {"notify": self.came - timedelta(days=10), "arrive": self.came, "draw": self.came, "check": self.came + timedelta(days=2),
                "find": self.came + timedelta(days=5), "verify": self.came + timedelta(days=6), "leave": left, "propose": left + timedelta(days=5),
                "feed_back": left + timedelta(days=9), "require": left + timedelta(days=10), "item_report": left + timedelta(days=60),
                "report": left + timedelta(days=61), "close": left + timedelta(days=68)}
        self.do(self.came - timedelta(days=25), "plan", self._plan)
        for name in WAY[:stop]:
            if name in LATELY_ONLY and self.came.year < self.city.clock.until.year:
                continue
            self.do(days[name], name, getattr(self, f"_{name}"))

    def _now(self) -> Tour:
        assert self.made is not None, self.county
        return Tour.objects.select_related("unit", "superior").get(pk=self.made.pk)

    def _plan(self, at: datetime) -> None:
        unit = self.city.unit[self.county]
        leader = self.city.in_post(CITY, "gov_deputy", self.came)
        people = [Someone(name=leader.name, officer=leader, account=None, title="清远市人民政府副市长", lead=True)] if leader else []
        helper = self.city.account[f"{CITY}-yjj"]
        people.append(Someone(name=helper.name, account=helper, title="清远市应急管理局", lead=not people))
        flagged = tuple(replace(one, flag="曾在当地任职，不涉及所查事项（演示）。" if ties(one, unit, self.came)[1] else "") for one in people)
        visit = Visit(group="市安全生产第一巡查组", start=self.came, end=self.came + STAY, people=flagged)
        told = Plan(superior=self.city.unit[CITY], units=(unit,), year=self.came.year, round=1 + self.came.month // 7,
                    sides=("party", "government"), visit=visit)
        self.made = planning.plan(self.office, at, told)[0]

    def _notify(self, at: datetime) -> None:
        planning.notify(self.office, at, self._now(), contact="张某", phone="0763-0000000")

    def _arrive(self, at: datetime) -> None:
        visiting.arrive(self.office, at, self._now(), on=day_of(at))

    def _draw(self, at: datetime) -> None:
        today = day_of(at)
        tour = self._now()
        visiting.draw(self.office, at, tour, size=12, seed=seed_offered(tour), since=today - timedelta(days=365), until=today, span="only")

    def _check(self, at: datetime) -> None:
        tour = self._now()
        for post in ("party_head", "gov_head"):
            keys = [(post, one.id, one.quote) for one in duty_list(pack_in_force(), post, "county", "").entries]
            marks = [Marked(key, *(("partly", "有会议无跟踪落实（演示）") if place == 2 else ("kept", "")), 0) for place, key in enumerate(keys)]
            looking.check(self.office, at, tour, marks)

    def _find(self, at: datetime) -> None:
        tour, day = self._now(), self.came - timedelta(days=40)
        for text, provision, post in FOUND:
            officer = self.city.in_post(self.county, post, day)
            finding.find(self.office, at, tour, Found(text=text, provision=provision, unit=tour.unit, officer=officer, happened_on=day if officer else None))

    def _verify(self, at: datetime) -> None:
        draw = self._now().draws.current().get()
        marks = [Marked((one,), *(("unverified", "签到表没有找到（演示）") if place == 4 else ("verified", "")), 0) for place, one in enumerate(draw.acts[:10])]
        looking.verify(self.office, at, draw, marks)

    def _leave(self, at: datetime) -> None:
        visiting.leave(self.office, at, self._now(), on=day_of(at))

    def _propose(self, at: datetime) -> None:
        finding.propose(self.office, at, self._now(), note="党委、政府重视安全生产工作，班子成员带队排查基本落实；闭环整改、跟踪落实还不到位（演示）。",
                        reason="时间所限，其余留到日常核查（演示）。")

    def _feed_back(self, at: datetime) -> None:
        finding.feed_back(self.city.account[f"office_head:{CITY}"], at, self._now(), note="同意反馈。")

    def _require(self, at: datetime) -> None:
        tour, deadline = self._now(), day_of(at) + timedelta(days=60)
        rectifying.require(self.office, at, tour, [Wanted(one.text, one.unit, one.officer, deadline - timedelta(days=15 * place), one.pk)
                                                   for place, one in enumerate(tour.findings.current().select_related("unit", "officer").order_by("position"))])

    def _item_report(self, at: datetime) -> None:
        for item in self._now().items.current():
            rectifying.report_item(self.city.account[self.county], at, item, on=day_of(at) - timedelta(days=3), text="已按要求整改（演示）。")

    def _report(self, at: datetime) -> None:
        rectifying.report(self.city.account[self.county], at, self._now())

    def _close(self, at: datetime) -> None:
        rectifying.close(self.office, at, self._now(), note="复核到位。")


def load_tours(city: City) -> None:
    """Have every tour of the demo planned and carried on, up to its end. Nothing is done before the journal is written."""
    for county, came in TOURED.items():
        _Way(city, county, came).walk()
    for state, county, before in LATELY:
        _Way(city, county, city.clock.until - timedelta(days=before)).walk(STOPS[state])
    day = date(2026, 4, 20)
    at = city.clock.at(day, "tour", "superior")
    if day <= city.clock.until and at <= city.clock.now:
        told = ToldSuperior(unit=city.unit[CITY], by_name="省安全生产第三巡查组", start=date(2026, 3, 2), end=date(2026, 3, 13), found=12, put_right=9,
                            text="重点行业专项整治推进不平衡（演示）。")
        city.journal.do(at, lambda: record_superior(city.account[CITY], at, told))
