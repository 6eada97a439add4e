"""Dangers, listings and patrols of the demo, by the site's own verbs as of their days: the listed ones that the demo tells, one in every other state."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from anze.duties.queries.workdays import first_workday
from anze.enterprises.models import Cell, Enterprise
from anze.hazards.actions import dangers, listing
from anze.hazards.actions.patrols import record_patrol
from anze.hazards.actions.proposing import drop
from anze.hazards.models import Danger, Listing
from anze.hazards.queries.clocks import clocks
from anze.hazards.queries.days import last_to_ask
from anze.hazards.told import Found, Stated, Terms
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.project.demo.city import CITY
from anze.project.demo.dice import stream
from anze.project.demo.process import hazard_rows
from anze.project.loading.accounts import demo_town
from anze.project.loading.register import City

FAULTS: Final = ("配电箱没有接地", "安全出口堆放杂物", "灭火器过期", "粉尘没有按期清扫", "高处作业平台缺护栏", "应急照明不亮",
                 "危险化学品混放", "特种作业证过期")
MAJOR: Final = "甲类仓库与厂房防火间距不足，可燃气体报警装置停用"
TERM: Final = 120  # days from the listing to the deadline that the demo tells
# what is on the way at the demo's end: the state it is left in, how many days before the end it was found
LATELY: Final = (("proposed", 2), ("proposed", 5), ("extending", 60), ("listed", 45), ("declined", 30), ("dropped", 20), ("accepted", 80))
PATROLLED: Final = 7  # towns whose patrols are told, and how many each
PATROLS: Final = 6
Deed = Callable[[datetime], object]


class _Way:
    """One danger on its way: verbs on their days, each where the demo has not ended by then."""

    def __init__(self, city: City, key: str, unit: Unit) -> None:
        self.city, self.key, self.unit = city, key, unit
        self.made: Danger | None = None
        self.last: datetime | None = None

    def do(self, day: date, name: str, deed: Deed) -> None:
        """Have something done on a day, after what was done before."""
        at = self.city.clock.at(day, "hazard", self.key, name)
        at = max(at, self.last + timedelta(minutes=5)) if self.last else at
        if day <= self.city.clock.until and at <= self.city.clock.now:
            self.last = at
            self.city.journal.do(at, partial(self._done, at, deed, name))

    def _done(self, at: datetime, deed: Deed, name: str) -> None:
        if self.made is not None or name == "found":
            deed(at)

    def find(self, day: date, level: str, source: str, deadline: date) -> None:
        """Have it recorded by the office of its place."""
        self.do(day, "found", lambda at: self._found(at, day, level, source, deadline))

    def _found(self, at: datetime, day: date, level: str, source: str, deadline: date) -> None:
        dice = stream(self.city.clock.seed, "hazard", self.key)
        trade = "化工厂" if level == "major" else ""  # what is told of a major one is told of a chemical plant
        firms = list(Enterprise.objects.filter(unit__path__startswith=self.unit.path, on_record=True, state="open", name__endswith=trade).order_by("pk")[:40])
        firm = dice.choice(firms) if firms else None
        unit = firm.unit if firm else self.unit
        told = Stated(level=level, text=MAJOR if level == "major" else dice.choice(FAULTS), owner=firm.name if firm else "某化工厂", deadline=deadline,
                      enterprise=firm, cell=firm.cell if firm and firm.cell and firm.cell.unit_id == unit.pk else None)
        self.made = dangers.record_danger(self.city.account[self.unit.code], at,
                                          Found(unit=unit, source=source, on=day, lister=self.city.unit[CITY]), told)

    @property
    def listing(self) -> Listing:
        """The listing."""
        assert self.made is not None, self.key
        return Listing.objects.get(danger=self.made)

    def take(self, day: date, verb: Callable[..., Any], by: str, **told: Any) -> None:
        """Have a verb of the listing taken by an account on a day."""
        self.do(day, verb.__name__ + str(told.get("of", "")), lambda at: verb(self.city.account[by], at, self.listing, **told))

    def list(self, day: date, deadline: date) -> None:
        """Have it listed by the head of the city's office, and published."""
        county = self.city.unit.get(self.unit.code[:6], self.unit)
        department = self.city.unit[f"{county.code}-yjj"]

        def approve(at: datetime) -> None:
            found = self.listing
            terms = Terms(title=found.title, owner=found.owner, person="王某 主要负责人", department=department)
            listing.approve(self.city.account[f"office_head:{CITY}"], at, found, terms, deadline=deadline, note="同意挂牌。")

        day = first_workday(day)
        self.do(day, "approve", approve)
        published = first_workday(day + timedelta(days=3))
        self.take(published, listing.publish, CITY, of="listing", on=published, published_at="市应急管理局网站")

    def end(self, finished: date) -> None:
        """Have it accepted, delisted and published."""
        accepted = first_workday(finished + timedelta(days=3))
        ended = first_workday(accepted + timedelta(days=2))
        published = first_workday(ended + timedelta(days=2))
        self.take(accepted, listing.accept, CITY, on=accepted, finished_on=finished, note="现场核验，整改到位（演示）。")
        self.take(ended, listing.delist, CITY, on=ended)
        self.take(published, listing.publish, CITY, of="closing", on=published, published_at="市应急管理局网站")


def load_hazards(city: City) -> None:
    """Have every danger of the demo recorded and carried on, up to its end. Nothing is done before the journal is written."""
    for row in hazard_rows():
        _listed(city, row)
    counties = [unit for unit in city.unit.values() if unit.level == "county"]
    for number, (state, before) in enumerate(LATELY):
        _lately(_Way(city, f"lately-{number}", counties[number % len(counties)]), state, city.clock.until - timedelta(days=before))
    _patrols(city)


def _listed(city: City, row: dict[str, Any]) -> None:
    way, deadline, finished, finding = _Way(city, str(row["id"]), city.unit[str(row["unit"])]), row["deadline"], row["finished_on"], row["finding_on"]
    began = deadline - timedelta(days=TERM)
    if began > city.clock.until:
        return
    way.find(first_workday(began - timedelta(days=14)), "major", "department", began + timedelta(days=40))
    way.list(began, deadline)
    report = first_workday(began + timedelta(days=24))
    way.take(report, listing.progress, str(row["unit"]), on=report, note="已停用仓库，改造方案通过评审（演示）。")
    if finished:
        way.end(finished)
    if finding:
        way.take(finding, listing.find, CITY, on=finding, kind="poor", reason="督办部门三个月没有到现场，企业改造资金没有落实（演示）。")


def _lately(way: _Way, state: str, found: date) -> None:
    head = f"office_head:{CITY}"
    way.find(found, "major", "department", found + timedelta(days=60))
    day = found + timedelta(days=4)
    if state == "dropped":
        way.take(day, drop, way.unit.code, note="企业已停产拆除（演示）。")
    elif state == "declined":
        way.take(day, listing.decline, head, note="整改周期短，由县级督办（演示）。")
    elif state != "proposed":
        deadline = day + timedelta(days=100)
        way.list(day, deadline)
        if state == "extending":
            asked = way.city.clock.until - timedelta(days=3)
            way.do(asked, "ask", lambda at: _ask(way, at))
        if state == "accepted":
            way.take(day + timedelta(days=60), listing.accept, CITY, on=day + timedelta(days=60), finished_on=day + timedelta(days=58),
                     note="现场核验，整改到位（演示）。")


def _ask(way: _Way, at: datetime) -> None:
    deadline, day = clocks(way.listing).deadline, day_of(at)
    if deadline is not None and day <= last_to_ask(deadline):
        listing.ask_extension(way.city.account[way.unit.code], at, way.listing, on=day, deadline=deadline + timedelta(days=60),
                              note="主要设备没有到货（演示）。")


def _patrols(city: City) -> None:
    """Some towns go round in the demo's last weeks; here and there they find something, most of which is put right."""
    towns = [unit for unit in city.unit.values() if unit.level in {"town", "subdistrict"}]
    shown = city.unit[demo_town(city)]
    for town in [shown, *(one for one in towns[::len(towns) // PATROLLED] if one != shown)][:PATROLLED]:
        for number in range(PATROLS):
            dice = stream(city.clock.seed, "patrol", town.code, str(number))
            day = city.clock.until - timedelta(days=1 + number * 5 + dice.randrange(4))
            at = city.clock.at(day, "patrol", town.code, str(number))
            if at <= city.clock.now:
                city.journal.do(at, partial(_patrol, city, town, at, f"demo-{town.code}-{number}", number))


def _patrol(city: City, town: Unit, at: datetime, key: str, number: int) -> None:
    dice, day, by = stream(city.clock.seed, "found", key), day_of(at), city.account[town.code]
    cells = list(Cell.objects.filter(unit=town).order_by("code"))
    cell = cells[number % len(cells)] if cells else None
    firms = list(Enterprise.objects.filter(cell=cell, on_record=True, state="open").order_by("pk")[:4])
    found = [Stated(level="general", text=dice.choice(FAULTS), owner=firm.name, enterprise=firm, cell=cell, deadline=day + timedelta(days=10))
             for firm in firms[:1] if dice.random() < 0.6]
    patrol = record_patrol(by, at, unit=town, cell=cell, on=day, people="张某、李某", device_key=key, enterprises=firms, text="查看了用电、消防和特种作业。",
                           found=found)
    for one in patrol.dangers.all():
        _put_right(city, one, at, dice.random())


def _put_right(city: City, one: Danger, at: datetime, luck: float) -> None:
    """Some are put right on the spot: rectified, re-checked, closed."""
    by, on = city.account[one.unit.code], day_of(at)
    if luck < 0.2:
        return
    dangers.rectify(by, at, one, on=on, note="当场整改（演示）。")
    if luck > 0.4:
        dangers.recheck(by, at, one, passed=luck > 0.5, on=on, note="" if luck > 0.5 else "没有挂牌警示",
                        deadline=None if luck > 0.5 else on + timedelta(days=7))
    if luck > 0.55:
        dangers.close(by, at, one)
