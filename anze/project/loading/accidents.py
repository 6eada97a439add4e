"""Accidents of the demo, by the site's own verbs as of their days: registered, reported, updated, investigated, written off."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final

from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.investigating import approve_report, record_review, record_step
from anze.accidents.actions.registering import register_accident
from anze.accidents.actions.reporting import record_concealment, record_report
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.accidents.models import Accident
from anze.accidents.told import Told
from anze.law.national.grades import grade_of
from anze.law.national.investigation import investigated_by, report_chain
from anze.people.models import Account
from anze.people.moment import SHANGHAI, day_of
from anze.project.demo.city import CITY
from anze.project.loading.journal import Row
from anze.project.loading.register import City

AT_COUNTY: Final = timedelta(minutes=45)  # after the enterprise learned of it
AT_NEXT: Final = timedelta(minutes=70)    # after the tier below was told
FIRMS: Final = ("某建材厂", "某石材加工厂", "某建筑工地", "某物流公司", "某机械厂", "某食品厂")
LONG: Final = frozenset({"a10", "a21"})     # their investigation was extended, with a technical appraisal
OVERDUE: Final = frozenset({"a16"})         # whose report was handed in late
UNREVIEWED: Final = frozenset({"a04"})      # whose review has been forgotten
CONCEALED: Final = "a16"
Verb = Callable[..., Any]


class Registered:
    """One accident on its way into the register: what is done when, kept in the order of the days."""

    def __init__(self, city: City, row: Row) -> None:
        self.city, self.row, self.key = city, row, str(row["id"])
        self.unit, self.day = city.unit[str(row["unit"])], row["date"]
        county = self.unit if self.unit.level in {"county", "zone"} else self.unit.parent
        assert county is not None, self.key
        self.by: Account = city.account[county.code]
        self.made: Accident | None = None
        self.last = datetime.combine(self.day, time(7 if self._late_to("city") else 9), SHANGHAI)

    def _late_to(self, tier: str) -> bool:
        return any(report["to"] == tier for report in self.row["reports"])

    def do(self, day: date, verb: Verb, *, by: Account | None = None, **told: Any) -> None:
        """Have a verb done on a day, never before the one before it; what lies after the demo's end has not happened yet."""
        at = max(self.city.clock.at(day, "accident", self.key, verb.__name__), self.last + timedelta(minutes=7))
        if day > self.city.clock.until or at > self.city.clock.now:
            return
        self.last = at
        self.city.journal.do(at, partial(self._done, verb, by or self.by, at, told))

    def _done(self, verb: Verb, by: Account, at: datetime, told: dict[str, Any]) -> None:
        assert self.made is not None, self.key
        self.made.refresh_from_db()
        verb(by, at, self.made, **told)

    def register(self) -> None:
        """Register it on the afternoon of its day."""
        happened = self.last
        at = datetime.combine(self.day, time(14), SHANGHAI) + timedelta(minutes=int(self.city.clock.chance("accident", self.key) * 150))
        self.last = at
        self.city.journal.do(at, partial(self._register, at, happened))

    def _register(self, at: datetime, happened: datetime) -> None:
        row = self.row
        firm = "" if row["sector"] != "工矿商贸" else FIRMS[int(self.city.clock.chance("firm", self.key) * len(FIRMS))]
        told = Told(unit=self.unit, happened_at=happened, sector=row["sector"], nature=row["nature"], road_or_fire=row["road_or_fire"], deaths=row["deaths"],
                    serious_injuries=row["serious_injuries"], loss=Decimal(row["loss"]), enterprise=firm, address=f"{self.unit.name}（演示地点）",
                    source="department" if row["road_or_fire"] else "enterprise", account=f"演示事故：{row['nature']}，情况是编造的。")
        self.made = register_accident(self.by, at, told)


def load_accidents(city: City, rows: list[Row]) -> dict[str, Registered]:
    """Have every accident of the tables registered and carried on, up to the demo's end; return them by their ids of the tables.

    Nothing is done before the journal is written.
    """
    found = {}
    for row in rows:
        if row["date"] > city.clock.until or datetime.combine(row["date"], time(17), SHANGHAI) > city.clock.now:
            continue
        one = found[str(row["id"])] = Registered(city, row)
        happened = one.last
        one.register()
        _reports(one, happened)
        for update in row["updates"]:
            figures = {name: update[name] for name in ("deaths", "serious_injuries", "loss")}
            one.do(update["date"], update_figures, on=update["date"], figures=figures, note="医院死亡证明（演示）")
        if row["written_off_on"]:
            _written_off(one, row["written_off_on"])
        else:
            _investigated(one)
    return found


def _reports(one: Registered, happened: datetime) -> None:
    row = one.row
    grade, _ = grade_of(row["deaths"], row["serious_injuries"], Decimal(row["loss"]), one.day)
    given = {report["to"]: report["at"].replace(tzinfo=SHANGHAI) for report in row["reports"]}
    late, made = next(iter(given)), happened
    for clock in report_chain(happened.replace(tzinfo=None), grade, {}):
        made = made + (AT_COUNTY if clock.to == "county" else AT_NEXT)
        if late == "city" and clock.to == "county":
            made = happened + timedelta(hours=1)
        made = max(made, given.get(clock.to, made))
        one.do(max(one.day, day_of(made)), record_report, to=clock.to, made_at=made,
               made_by="事故发生单位" if clock.to == "county" else "", note="电话快报" if clock.to == "county" else "书面续报")
    if one.key == CONCEALED:
        one.do(one.day + timedelta(days=40), record_concealment, kind="concealed", on=one.day + timedelta(days=40), organ="市应急管理局",
               whose=f"{one.unit.name}某起重设备租赁公司", evidence="现场监控录像（演示证据一）；值班电话记录（演示证据二）。")


def _written_off(one: Registered, on: date) -> None:
    start = on - timedelta(days=10)
    one.do(start, give_notice, start=start, place="市应急管理局网站", reason="经认定为非生产经营活动中的溺水，不属于生产安全事故（演示）")
    one.do(on, write_off, by=one.city.account[CITY], on=on, organ="市应急管理局", document="演示核销〔2026〕1号")


def _investigated(one: Registered) -> None:
    """Carry the investigation on: most in time, one extended, one late; the reply lays responsibility outside where the tables do."""
    day, key = one.day, one.key
    one.do(day + timedelta(days=1), record_step, kind="opened", on=day + timedelta(days=1), tier="", organ="事故调查组")
    if key in LONG:
        begun, ended = day + timedelta(days=5), day + timedelta(days=12)
        one.do(ended, record_step, kind="appraisal", on=begun, until=ended, organ="省检验检测院（演示）")
        one.do(day + timedelta(days=55), record_step, kind="extended", on=day + timedelta(days=55), days=20, note="案情复杂")
    submitted = day + timedelta(days=75 if key in LONG else 66 if key in OVERDUE else 48)
    one.do(submitted, record_step, kind="submitted", on=submitted, organ="负责调查的人民政府")
    approved = submitted + timedelta(days=12)
    outside = [one.city.unit[code] for code in one.row["responsibility_outside"]]
    areas = [] if outside else [one.unit]
    by = one.city.account[CITY] if outside else None  # no office relieves its own area
    one.do(approved, approve_report, by=by, on=approved, organ=_government(one), document=f"演示批复〔{approved.year}〕{int(key.strip('a'))}号",
           conclusion="演示结论：原因和责任认定是编造的。", responsible=areas, outside=outside)
    reviewed = approved + timedelta(days=330)
    if key not in UNREVIEWED:
        one.do(reviewed, record_review, on=reviewed, organ="县（市、区）安委办", outcome="done", published_on=reviewed, note="整改和防范措施已经落实（演示）。")


def _government(one: Registered) -> str:
    """Return the government that investigates by the gravest figures that there were (第十九条); a higher one always may."""
    most = {name: max([one.row[name], *(update[name] or 0 for update in one.row["updates"])]) for name in ("deaths", "serious_injuries", "loss")}
    grade, _ = grade_of(most["deaths"], most["serious_injuries"], Decimal(most["loss"]), one.day)
    county = one.unit if one.unit.level in {"county", "zone"} else one.unit.parent
    above = {"county": county, "city": one.city.unit[CITY]}.get(investigated_by(grade, one.day))
    return f"{above.name if above else '广东省'}人民政府"


def accident_codes(found: dict[str, Registered]) -> Iterator[tuple[str, str]]:
    """Yield the ids of the tables with the codes of the register, once the journal is written."""
    for key, one in found.items():
        if one.made is not None:
            yield key, one.made.code
