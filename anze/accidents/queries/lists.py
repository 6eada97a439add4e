"""The register of accidents (台账): filters, order, by both clocks, and the same as a sheet."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.db.models import Case, DateField, F, Q, QuerySet, Value, When

from anze.access.rights import Rights
from anze.accidents.codes import SECTORS, SOURCES
from anze.accidents.models import Accident
from anze.accidents.queries.narrowing import TEXTS, Filters, fits_then, moved_since
from anze.accidents.queries.then import as_known
from anze.law.national.accident_types import tables
from anze.law.national.grades import GRADES, grade_label
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import SHANGHAI, day_named, day_of, end_of
from anze.people.moment import asked as asked_by
from anze.workbook.exporting import exporter
from anze.workbook.write import Column, Sheet

MOST_ROWS, AT_ONCE = 200_000, 2000  # of a sheet; rows that are read and put back as they were at once
# What is asked of how an accident counts: the default is all of them, those that no longer count among them.
STATES: Final[Mapping[str, str]] = {"counting": "计入统计", "written_off": "已核销", "withdrawn": "登记已撤销"}
NATURES: Final = tuple(dict.fromkeys(name for table in reversed(tables()) for _, name in table.types))
COLUMNS: Final = (
    Column("台账编号", 12), Column("单位编码", 14), Column("发生地", 16), Column("具体地点", 30), Column("发生时间", 18), Column("单位负责人接报时间", 18),
    Column("事故发生单位", 28), Column("统一社会信用代码", 22), Column("行业（领域）", 12), Column("细分行业", 14), Column("事故类别", 16),
    Column("道路交通或火灾", 10), Column("死亡", 8), Column("重伤", 8), Column("失踪", 8), Column("直接经济损失（万元）", 14), Column("信息来源", 18),
    Column("事故经过", 40), Column("等级", 12), Column("状态", 12), Column("登记时间", 18),
)


def filters(query: Mapping[str, str]) -> Filters:
    """Return the filters of a URL; what is none of the choices counts as not given."""
    said = {name: str(value).replace("\x00", "").strip() for name, value in query.items()}  # which no database can look for

    def one(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
        return said.get(name, "") if said.get(name, "") in known else ""

    unit = Unit.objects.filter(code=said["unit"]).first() if said.get("unit") else None
    return Filters(unit, one("grade", GRADES), one("sector", SECTORS), one("nature", NATURES), one("state", STATES), day_named(said.get("from", "")),
                   day_named(said.get("to", "")), said.get("q", "")[:80])


def listed(rights: Rights, asked: Question, chosen: Filters, today: date) -> QuerySet[Accident]:
    """Return the accidents that the account may see, that had happened by `as_of` and were on record by `known_at`, newest first.

    They are looked for, and stand in the order of, what was on record then; their rows are today's: `as_known` says what was on record then.
    """
    seen = Accident.objects.visible_to(rights).filter(recorded_at__lt=end_of(asked.known_at))
    fits = _fitting(chosen) & Q(date__lte=asked.as_of)
    if asked.as_of >= today and asked.known_at >= today:
        return _of_state(seen.filter(fits), chosen.state, asked)
    moved = seen.filter(moved_since(asked))
    days = {one.pk: one.date for one in moved}
    then = {one.pk: one.date for one in as_known(moved.select_related("unit"), asked.known_at, today, asked.as_of)
            if one.date <= asked.as_of and fits_then(one, chosen)}
    found = _of_state(seen.filter(Q(pk__in=then) | (fits & ~Q(pk__in=list(days)))), chosen.state, asked)
    redated = [When(pk=pk, then=Value(day)) for pk, day in then.items() if day != days[pk]]
    if not redated:
        return found
    return found.annotate(day_then=Case(*redated, default=F("date"), output_field=DateField())).order_by("-day_then", "-id")


def _fitting(chosen: Filters) -> Q:
    """Return what the filters ask of an accident's own row; `fits_then` asks the same of one as it was on record."""
    given = {"unit__path__startswith": chosen.unit.path if chosen.unit else None, "grade": chosen.grade, "sector": chosen.sector, "nature": chosen.nature,
             "date__gte": chosen.since, "date__lte": chosen.until}
    found = Q(**{name: value for name, value in given.items() if value})
    if not chosen.text:
        return found
    said = Q(code=chosen.text)
    for place in TEXTS:
        said |= Q(**{f"{place}__icontains": chosen.text})
    year, _, serial = chosen.text.partition("-")
    if year.isdecimal() and serial.isdecimal() and len(chosen.text) <= 12:
        said |= Q(year=int(year), serial=int(serial))
    return found & said


def _of_state(found: QuerySet[Accident], state: str, asked: Question) -> QuerySet[Accident]:
    moment = end_of(asked.known_at)
    gone = Q(withdrawn_at__isnull=False, withdrawn_at__lt=moment)
    stood = Q(write_offs__struck_at=None) | Q(write_offs__struck_at__gte=moment)
    off = Q(write_offs__decided_on__lte=asked.as_of, write_offs__recorded_at__lt=moment) & stood
    if state == "withdrawn":
        return found.filter(gone)
    if state == "written_off":
        return found.filter(~gone, pk__in=Accident.objects.filter(off).order_by().values("pk"))
    if state == "counting":
        return found.filter(~gone).exclude(pk__in=Accident.objects.filter(off).order_by().values("pk"))
    return found


@exporter
def accident_book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return the register by the filters of a URL as a sheet; what is exported can be imported unchanged, unless it is that of a past day."""
    asked, today = asked_by(query, now), day_of(now)
    found = listed(rights, asked, filters(query), today).select_related("unit").order_by("year", "serial")[:MOST_ROWS]
    return [Sheet("事故", COLUMNS, _rows(found, asked, today))]


def _rows(found: QuerySet[Accident], asked: Question, today: date) -> Iterator[list[Any]]:
    rows = found.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        yield from map(_row, as_known(some, asked.known_at, today, asked.as_of))


def _row(one: Accident) -> list[Any]:
    state = STATES["withdrawn"] if one.withdrawn_at else STATES["written_off"] if one.written_off_on else STATES["counting"]
    return [one.number, one.unit.code, one.unit.name, one.address, _moment(one.happened_at), _moment(one.learned_at), one.enterprise, one.credit_code,
            one.sector, one.trade, one.nature, "是" if one.road_or_fire else "否", one.deaths, one.serious_injuries, one.missing, one.loss,
            SOURCES[one.source], one.account, grade_label(one.grade), state, _moment(one.recorded_at)]


def _moment(value: datetime | None) -> str:
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if value else ""
