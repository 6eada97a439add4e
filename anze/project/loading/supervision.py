"""Items under supervision of the demo, by the site's own verbs as of their days: those that the demo tells, twice a year for every county,
and one in every other state at its end."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from anze.acts.models import Act
from anze.duties.queries.workdays import first_workday
from anze.interviews.models import Interview
from anze.people.moment import day_of
from anze.project.demo.city import CITY
from anze.project.loading.accounts import COUNTY, demo_town
from anze.project.loading.register import City
from anze.supervision.actions import planning, reviewing, undertaking
from anze.supervision.models import Task, Undertaking
from anze.supervision.queries.people import answering_in
from anze.supervision.told import Origin, Wanted

SHOWN: Final = 3  # half-years
TERM: Final = 60  # days from the assignment of the half-yearly items to their deadline
HALVES: Final = {1: "上半年安全生产重点任务落实情况", 2: "今冬明春火灾防控和岁末年初安全防范部署"}
# What is on the way at the demo's end: its state, how many days before the end it was assigned, days of its term, title, where it comes from.
LATELY: Final = (
    ("closed", 40, 25, "全市液化气瓶专项清查", "document"), ("late", 45, 20, "山区公路临水临崖路段加装护栏", "act"),
    ("reported", 20, 15, "烟花爆竹批发仓库全覆盖检查", "act"), ("overdue", 25, 20, "小型水库除险加固进度督促", "act"),
    ("soon", 12, 14, "学校食堂燃气报警装置补装", "document"),
    ("signed", 9, 30, "高层住宅消防通道整治", "act"),
    ("assigned", 1, 20, "养老机构夜间值守检查", "document"), ("extending", 15, 17, "老旧厂房临时用电改造", "interview"),
    ("sent_back", 22, 30, "锅炉安全阀校验台账核对", "act"), ("withdrawn", 18, 20, "旅游包车动态监控补装", "act"),
    ("planned", 2, 30, "春运前客运站安检设备检修", "document"),
)
LEADERS: Final = "gov"


def load_supervision(city: City, rows: Sequence[dict[str, Any]]) -> None:
    """Have every item of the demo planned, assigned and carried on, up to its end. Nothing is done before the journal is written."""
    halves: dict[tuple[int, int, date], dict[str, date | None]] = defaultdict(dict)
    for row in rows:
        _, unit, year, number = str(row["id"]).rsplit("-", 3)
        halves[int(year), int(number), row["due"]][unit] = row["done_on"]
    for (of_year, half, due), done in sorted(halves.items())[-SHOWN:]:
        _half(city, f"{of_year}年{HALVES[half]}", due, done)
    counties = [unit.code for unit in city.unit.values() if unit.level == "county"]
    order = [COUNTY, *(code for code in counties if code != COUNTY)]
    for place, (state, before, term, title, origin) in enumerate(LATELY):
        day = first_workday(city.clock.until - timedelta(days=before))
        units = [COUNTY, demo_town(city)] if state in {"soon", "assigned"} else [order[place % len(order)], order[(place + 1) % len(order)]]
        _lately(_Way(city, f"lately-{state}", title, units[:1] if state in {"reported", "extending", "withdrawn"} else units, day + timedelta(days=term)),
                state, day, origin)


@dataclass
class _Way:
    """One item on its way: verbs on their days, each where the demo has not ended by then."""

    city: City
    key: str
    title: str
    units: list[str]
    due: date
    made: Task | None = None

    def do(self, day: date, name: str, deed: Callable[[datetime], object]) -> None:
        """Have something done on a day; nothing of an item that could not be assigned."""
        at = self.city.clock.at(day, "supervision", self.key, name)
        if day <= self.city.clock.until and at <= self.city.clock.now:
            self.city.journal.do(at, partial(self._done, at, name, deed))

    def _done(self, at: datetime, name: str, deed: Callable[[datetime], object]) -> None:
        if name == "plan" or self.made is not None:
            deed(at)

    def begin(self, day: date, origin: str, answering: str, *, assigned: bool = True) -> None:
        """Have it planned and assigned to those of its units in which somebody answers that day."""
        def plan(at: datetime) -> None:
            held = [self.city.unit[code] for code in self.units if answering_in(self.city.unit[code], answering, day_of(at))]
            if not held:
                return
            wanted = Wanted(title=self.title, text="逐项核对，建立台账，办结后附佐证（演示）。", due=self.due, main=held[0], assists=tuple(held[1:]),
                            answering=answering)
            asked = self.city.account[CITY], at, self.city.unit[CITY], _origin(self.city, origin, day_of(at)), [wanted]
            self.made = (planning.plan_and_assign(*asked, contact="张某", phone="0763-0000000") if assigned else planning.plan(*asked))[0]

        self.do(day, "plan", plan)

    def take(self, day: date, verb: Callable[..., Any], by: str, unit: str, **told: Any) -> None:
        """Have a verb of a unit's undertaking taken by an account on a day."""
        def taken(at: datetime) -> None:
            one = Undertaking.objects.filter(task=self.made, unit__code=unit).first()
            if one is not None:
                verb(self.city.account[by], at, one, **told)

        self.do(day, f"{verb.__name__}-{unit}", taken)

    def report(self, day: date, unit: str) -> None:
        """Have a unit report on a day that it is done."""
        self.take(day, undertaking.report, unit, unit, on=day, note="已逐项核对，台账齐全，问题全部整改（演示）。")


def _origin(city: City, kind: str, day: date) -> Origin:
    """Return where an item comes from: the last meeting of the city, the last interview, or a document of the province."""
    act = Act.objects.filter(unit=city.unit[CITY], type="meeting", date__lte=day, withdrawal=None).order_by("date", "pk").last() if kind == "act" else None
    if act is not None:
        return Origin(kind="act", list="acts", id=act.uid)
    interview = Interview.objects.filter(steps__kind="require").order_by("pk").last() if kind == "interview" else None
    if interview is not None:
        return Origin(kind="interview", list="interviews", id=interview.uid)
    return Origin(kind="document", document=f"粤安办函〔{day.year}〕{day.timetuple().tm_yday // 7}号", issuer="省安委办", issued_on=day - timedelta(days=6))


def _half(city: City, title: str, due: date, done: dict[str, date | None]) -> None:
    """What every county's executive deputy answers for twice a year: most in time, some late, some never."""
    way, began = _Way(city, f"half-{due}", title, list(done), due), first_workday(due - timedelta(days=TERM))
    if began > city.clock.until:
        return
    way.begin(began, "document", "safety")
    for unit, day in done.items():
        way.take(began + timedelta(days=2), undertaking.sign, unit, unit)
        if day is not None:
            way.report(day, unit)
            way.take(day + timedelta(days=2), reviewing.accept, CITY, unit)


def _lately(way: _Way, state: str, day: date, origin: str) -> None:
    way.begin(day, origin, LEADERS, assigned=state != "planned")
    first, until = way.units[0], way.city.clock.until
    if state in {"planned", "assigned"}:
        return
    if state == "withdrawn":
        way.do(day + timedelta(days=5), "withdraw", lambda at: planning.withdraw(way.city.account[CITY], at, _made(way), note="并入另一事项（演示）。"))
        return
    for unit in way.units:
        way.take(day + timedelta(days=1), undertaking.sign, unit, unit)
    if state in {"closed", "late"}:
        for unit in way.units:
            finished = way.due + timedelta(days=3 if state == "late" and unit == first else -4)
            way.report(finished, unit)
            way.take(finished + timedelta(days=2), reviewing.accept, CITY, unit)
    elif state == "reported":
        way.report(until - timedelta(days=1), first)
    elif state == "extending":
        way.take(until - timedelta(days=1), undertaking.ask_extension, first, first, due=way.due + timedelta(days=20), note="施工队排期靠后（演示）。")
    elif state == "sent_back":
        way.report(until - timedelta(days=5), first)
        way.take(until - timedelta(days=3), reviewing.send_back, CITY, first, note="缺安全阀校验报告（演示）。")
    elif state == "overdue":
        way.take(day + timedelta(days=6), undertaking.progress, first, first, note="已完成六成（演示）。")


def _made(way: _Way) -> Task:
    assert way.made is not None, way.key
    return way.made
