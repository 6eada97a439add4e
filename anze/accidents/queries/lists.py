"""The register of accidents (台账): filters, order, by both clocks, and the same as a sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from anze.access.rights import Rights
from anze.accidents.codes import SECTORS, SOURCES
from anze.accidents.models import Accident
from anze.law.national.accident_types import tables
from anze.law.national.grades import GRADES, grade_label
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import SHANGHAI, day_named, end_of
from anze.people.moment import asked as asked_by
from anze.workbook.exporting import exporter
from anze.workbook.write import Column, Sheet

MOST_ROWS: Final = 200_000  # of a sheet
# What is asked of how an accident counts: the default is all of them, those that no longer count among them.
STATES: Final[Mapping[str, str]] = {"counting": "计入统计", "written_off": "已核销", "withdrawn": "登记已撤销"}
NATURES: Final = tuple(dict.fromkeys(name for table in reversed(tables()) for _, name in table.types))
COLUMNS: Final = (
    Column("台账编号", 12), Column("单位编码", 14), Column("发生地", 16), Column("具体地点", 30), Column("发生时间", 18), Column("单位负责人接报时间", 18),
    Column("事故发生单位", 28), Column("统一社会信用代码", 22), Column("行业（领域）", 12), Column("细分行业", 14), Column("事故类别", 16),
    Column("道路交通或火灾", 10), Column("死亡", 8), Column("重伤", 8), Column("失踪", 8), Column("直接经济损失（万元）", 14), Column("信息来源", 18),
    Column("事故经过", 40), Column("等级", 12), Column("状态", 12), Column("登记时间", 18),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to, as the URL says it; an empty field does not narrow."""

    unit: Unit | None
    grade: str
    sector: str
    nature: str
    state: str
    since: date | None
    until: date | None
    text: str

    @property
    def any(self) -> bool:
        """Say whether anything is narrowed."""
        return bool(self.unit or self.grade or self.sector or self.nature or self.state or self.since or self.until or self.text)


def filters(query: Mapping[str, str]) -> Filters:
    """Return the filters of a URL; what is none of the choices counts as not given."""
    said = {name: str(value).replace("\x00", "").strip() for name, value in query.items()}  # which no database can look for

    def one(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
        return said.get(name, "") if said.get(name, "") in known else ""

    unit = Unit.objects.filter(code=said["unit"]).first() if said.get("unit") else None
    return Filters(unit, one("grade", GRADES), one("sector", SECTORS), one("nature", NATURES), one("state", STATES), day_named(said.get("from", "")),
                   day_named(said.get("to", "")), said.get("q", "")[:80])


def listed(rights: Rights, asked: Question, chosen: Filters) -> QuerySet[Accident]:
    """Return the accidents that the account may see, that had happened by `as_of` and were on record by `known_at`, newest first.

    They are looked for by what is on record of them now; `as_known` says what was on record then.
    """
    moment = end_of(asked.known_at)
    found = Accident.objects.visible_to(rights).filter(date__lte=asked.as_of, recorded_at__lt=moment)
    given = {"unit__path__startswith": chosen.unit.path if chosen.unit else None, "grade": chosen.grade, "sector": chosen.sector, "nature": chosen.nature,
             "date__gte": chosen.since, "date__lte": chosen.until}
    found = found.filter(**{name: value for name, value in given.items() if value})
    if chosen.text:
        said = Q(code=chosen.text)
        for place in ("enterprise", "credit_code", "address", "account", "unit__name"):
            said |= Q(**{f"{place}__icontains": chosen.text})
        year, _, serial = chosen.text.partition("-")
        if year.isdecimal() and serial.isdecimal() and len(chosen.text) <= 12:
            said |= Q(year=int(year), serial=int(serial))
        found = found.filter(said)
    return _of_state(found, chosen.state, moment)


def _of_state(found: QuerySet[Accident], state: str, moment: datetime) -> QuerySet[Accident]:
    gone = Q(withdrawn_at__isnull=False, withdrawn_at__lt=moment)
    off = Q(write_offs__decided_on__isnull=False, write_offs__recorded_at__lt=moment) & (Q(write_offs__struck_at=None) | Q(write_offs__struck_at__gte=moment))
    if state == "withdrawn":
        return found.filter(gone)
    if state == "written_off":
        return found.filter(~gone, pk__in=Accident.objects.filter(off).order_by().values("pk"))
    if state == "counting":
        return found.filter(~gone).exclude(pk__in=Accident.objects.filter(off).order_by().values("pk"))
    return found


@exporter
def accident_book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return the register by the filters of a URL as a sheet; what is exported can be imported unchanged."""
    found = listed(rights, asked_by(query, now), filters(query)).select_related("unit").order_by("year", "serial")[:MOST_ROWS]
    return [Sheet("事故", COLUMNS, _rows(found))]


def _rows(found: QuerySet[Accident]) -> Iterator[list[Any]]:
    for one in found.iterator(chunk_size=2000):
        state = STATES["withdrawn"] if one.withdrawn_at else STATES["written_off"] if one.written_off_on else STATES["counting"]
        yield [one.number, one.unit.code, one.unit.name, one.address, _moment(one.happened_at), _moment(one.learned_at), one.enterprise, one.credit_code,
               one.sector, one.trade, one.nature, "是" if one.road_or_fire else "否", one.deaths, one.serious_injuries, one.missing, one.loss,
               SOURCES[one.source], one.account, grade_label(one.grade), state, _moment(one.recorded_at)]


def _moment(value: datetime | None) -> str:
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if value else ""
