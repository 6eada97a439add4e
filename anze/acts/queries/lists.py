"""The list of acts: filters, order, what each row needs, and the same as a sheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Prefetch, Q, QuerySet

from anze.access.rights import Rights
from anze.acts.codes import PARTS
from anze.acts.models import Act, Participant
from anze.acts.queries.counted import Counted, count_kept
from anze.acts.queries.statuses import STATUSES, lamps_of, of_status
from anze.law.codes import ACT_TYPES
from anze.law.question import Question
from anze.people.models import Officer, Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_named, end_of
from anze.workbook.exporting import exporter
from anze.workbook.write import Column, Sheet

MOST_ROWS: Final = 50_000  # of a sheet
PER_PAGE: Final = 50
MANY, NEAR = 1_000, 500  # with so many in the list, the newest so many are soon found
PEOPLE: Final = Participant.objects.select_related("officer").order_by("pk")
# As plain lists: a related manager makes a query of its own for each act, although it was fetched.
FETCHED: Final = (Prefetch("participants", PEOPLE, to_attr="people"), Prefetch("confirmations", to_attr="answers"))
# What the list shows of an act and what its lamps are told by: minutes and findings stay where they are.
SHOWN: Final = ("uid", "type", "title", "date", "recorded_at", "on_behalf_of", "backfilled", "unit__code", "unit__name", "withdrawal__at")
COLUMNS: Final = (
    Column("序号", 6), Column("回执号", 24), Column("种类", 10), Column("标题", 40), Column("单位", 18), Column("发生日期", 12),
    Column("登记时间", 18), Column("登记人", 14), Column("代何人登记", 12), Column("牵头、主持或署名", 20), Column("参加", 40), Column("状态", 16),
    Column("撤回或不认可的原因", 30),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to, as the URL says it."""

    unit: Unit | None
    officer: Officer | None
    type: str
    status: str
    since: date | None
    until: date | None
    text: str

    @property
    def any(self) -> bool:
        """Say whether anything is narrowed."""
        return bool(self.unit or self.officer or self.type or self.status or self.since or self.until or self.text)


def filters(query: Mapping[str, str], rights: Rights) -> Filters:
    """Return the filters of a URL; what is none of the choices, and whoever is out of reach, counts as not given."""
    query = {name: str(value).replace("\x00", "") for name, value in query.items()}  # which no database can look for
    unit, officer = query.get("unit", ""), query.get("officer", "")
    return Filters(
        Unit.objects.filter(code=unit).first() if unit else None,
        Officer.objects.filter(rights.reach("act.view").of_officers(), code=officer).first() if officer else None,
        query.get("type", "") if query.get("type", "") in ACT_TYPES else "", query.get("status", "") if query.get("status", "") in STATUSES else "",
        day_named(query.get("from", "")), day_named(query.get("to", "")), query.get("q", "").strip()[:80])


def listed(rights: Rights, asked: Question, chosen: Filters, *, whole: bool = True) -> QuerySet[Act]:
    """Return the acts that the account may see, dated by `as_of` and recorded by `known_at`, newest first: withdrawn ones among them.

    Not `whole`: only the first of many are looked at (`visible_to`).
    """
    moment = end_of(asked.known_at)
    found = Act.objects.visible_to(rights, whole=whole).filter(date__lte=asked.as_of, recorded_at__lt=moment)
    if chosen.unit:
        found = found.filter(Q(unit__path__startswith=chosen.unit.path))
    if chosen.officer:
        found = found.filter(pk__in=Participant.objects.filter(officer=chosen.officer).values("act"))
    if chosen.type:
        found = found.filter(type=chosen.type)
    if chosen.since:
        found = found.filter(date__gte=chosen.since)
    if chosen.until:
        found = found.filter(date__lte=chosen.until)
    if chosen.text:
        by_name = Participant.objects.filter(officer__name__icontains=chosen.text).values("act")
        places = ("title", "uid", "place", "number", "minutes", "findings")
        said = Q(pk__in=by_name)
        for place in places:
            said |= Q(**{f"{place}__icontains": chosen.text})
        found = found.filter(said)
    return (of_status(found, chosen.status, moment).select_related("unit", "withdrawal")
            .prefetch_related(*FETCHED).order_by("-date", "-id"))


def page_of(rights: Rights, asked: Question, chosen: Filters, number: str | None) -> Page[Act]:
    """Return a page of the list. Where there are many, the first pages are looked for from the newest act on, and soon full."""
    def counted(after: int) -> Counted:
        found = listed(rights, asked, chosen, whole=not after).order_by().filter(pk__gt=after).aggregate(count=Count("pk"), last=Max("pk"))
        return found["count"], found["last"] or 0

    # What becomes of an act is told by its status; what it says, in the words of others, may be erased.
    count = count_kept((rights.reach("act.view"), asked, chosen), counted, MANY, grows=not (chosen.status or chosen.text))
    page: Page[Any] = Paginator(range(count), PER_PAGE).get_page(number)
    start, end = max(0, page.start_index() - 1), page.end_index()
    page.object_list = listed(rights, asked, chosen, whole=count < MANY or end > NEAR).only(*SHOWN)[start:end]
    return page


def rows(acts: Iterable[Act], asked: Question) -> Iterator[dict[str, Any]]:
    """Yield acts with what a list shows of each: lamps, who did it, who came."""
    moment = end_of(asked.known_at)
    for act in acts:
        fetched: Any = act
        people, answers = fetched.people, fetched.answers
        yield {"act": act, "people": people, "answers": answers, "lamps": lamps_of(act, moment, answers),
               "doers": [one.officer.name for one in people if one.part != "attend"],
               "attended": [one.officer.name for one in people if one.part == "attend"]}


@exporter
def act_book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return all acts that the account may see and the filters of a URL let through, as a workbook's sheets."""
    asked = asked_by(query, now)
    found = listed(rights, asked, filters(query, rights)).select_related("unit", "withdrawal", "recorded_by", "on_behalf_of")
    return [sheet(found[:MOST_ROWS].iterator(chunk_size=1000), asked)]


def sheet(acts: Iterable[Act], asked: Question) -> Sheet:
    """Return a list as a sheet."""
    return Sheet("履职记录", COLUMNS, (_line(number, row) for number, row in enumerate(rows(acts, asked), 1)))


def _line(number: int, row: dict[str, Any]) -> list[Any]:
    act: Act = row["act"]
    said = "、".join(STATUSES[lamp] for lamp in row["lamps"]) or STATUSES["stands"]
    doers = "、".join(f"{one.officer.name}（{PARTS[one.part]}）" for one in row["people"] if one.part != "attend")
    why = act.withdrawal.reason if hasattr(act, "withdrawal") else "；".join(one.note for one in row["answers"] if not one.accepted)
    return [number, act.uid, act.get_type_display(), str(act), act.unit.name, act.date, act.recorded_at, act.recorded_by.name if act.recorded_by else "",
            act.on_behalf_of.name if act.on_behalf_of else "", doers, "、".join(row["attended"]), said, why]
