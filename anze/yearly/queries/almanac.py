"""The year's calendar of an account: what its own duties fall due on, what its area owes, the year's tasks, and what the processes bring."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from django.urls import NoReverseMatch, reverse

from anze.access.rights import Reach, Rights
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.grid import cell_query
from anze.duties.queries.obligations import LAMPS, OPEN, Chosen, in_reach, rows_of, table_of
from anze.duties.queries.tiles import query_of
from anze.duties.sources import sources
from anze.law.codes import ACT_TYPES
from anze.law.days import PERIOD_KINDS, Period
from anze.law.question import Question
from anze.law.recurring.calendar import day_number, first_days
from anze.yearly.queries.tasks import states, units_for

DISCREET: Final = "有一件事到期，请登录安责看年历"
KINDS = {"duty": "职责", "task": "年度任务", "process": "业务事项"}


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One thing on one day: what kind, where, what, how it stands, the page about it, its provision.

    `brief` is what leaves for a phone's calendar: without what a case says. `key` is the same whenever it is asked for.
    """

    day: date
    kind: str
    where: str
    text: str
    lamp: str
    address: str = ""
    provision: str = ""
    brief: str = ""
    key: str = ""
    said: str = ""  # what the lamp says where its own word does not fit
    discreet: bool = False  # neither its place nor its page leaves for a phone

    @property
    def label(self) -> str:
        """The kind, in words."""
        return KINDS[self.kind]


def almanac(rights: Rights, first: date, last: date, asked: Question, today: date) -> list[Entry]:
    """Return what lies between two days (both included) for an account, by day. What has not begun by `as_of` stands as not yet due."""
    found: list[Entry] = []
    for year in range(first.year, last.year + 1):
        found += _duties(rights, year, asked, today)
        found += _tasks(rights, year, asked, today)
    found += _processes(rights, first, last, today)
    return sorted(one for one in found if first <= one.day <= last)


def _duties(rights: Rights, year: int, asked: Question, today: date) -> Iterator[Entry]:
    """Yield the obligations of a year: one's own each by itself, those of the units one looks after by kind of act and period.

    What has begun by `as_of` stands as it stood then; what begins later is what the posts held now will owe.
    """
    now = table_of(asked, today)
    later = table_of(Question(max(asked.as_of, date(year, 12, 31)), asked.known_at), today)
    own, area = Reach(officers=rights.reach("duty.own").officers), rights.reach("urge.send")
    for table, begun in ((now, True), (later, False)):
        starts = first_days(table.month, "month") <= day_number(asked.as_of)
        part = narrow(Chosen(table, np.flatnonzero(starts == begun)), Filters(year=str(year)))
        if own:
            yield from _singly(_within(part, own), begun)
        if area:
            yield from _together(_within(part, area), begun)


def _within(part: Chosen, reach: Reach) -> Chosen:
    return Chosen(part.table, np.intersect1d(part.at, in_reach(part.table, reach).at))


def _singly(chosen: Chosen, begun: bool) -> Iterator[Entry]:
    """Yield each obligation by itself."""
    bodies = {duty.id for duty in chosen.table.duties if duty.owner == "body"}
    for row in rows_of(chosen):
        text = f"{row.what}（{row.period_label}）"
        officer = "" if row.duty in bodies or not row.officers else row.officers[0][0]
        query = cell_query(row.duty, row.unit, officer, row.period, row.twin)
        yield Entry(row.last, "duty", row.unit_name, text, row.lamp if begun else "pending", f"{reverse('duties:cell')}?{query}" if begun else "", row.duty,
                    text, query)


def _together(chosen: Chosen, begun: bool) -> Iterator[Entry]:
    """Yield for each period and kind of act how many obligations there are and how many are not done."""
    table = chosen.table
    if not len(chosen):
        return
    acts = list(ACT_TYPES)
    act = np.array([acts.index(duty.act.type) for duty in table.duties], dtype=np.int64).take(table.duty[chosen.at])
    key = (table.kind[chosen.at].astype(np.int64) * 10**6 + table.period[chosen.at]) * len(acts) + act
    keys, group = np.unique(key, return_inverse=True)
    lamps = chosen.by(group, len(keys))
    for number, counted in zip(keys.tolist(), lamps.tolist(), strict=True):
        rest, at = divmod(number, len(acts))
        period = Period(PERIOD_KINDS[rest // 10**6], rest % 10**6)
        counts, total = dict(zip(LAMPS, counted, strict=True)), sum(counted)
        left = counts["soon"] + counts["pending"] + counts["missed"]
        lamp = next((one for one in ("missed", "soon", "pending", "backfilled") if counts[one]), "met") if begun else "pending"
        said = f"{period.label}{ACT_TYPES[acts[at]]}到期：共 {total} 项" + ((f"，未完成 {left} 项" if left else "，都已完成") if begun else "")
        query = query_of(Filters(period=period.name, type=acts[at], lamp=OPEN if left else ""))
        yield Entry(period.last, "duty", "所辖", said, lamp, f"{reverse('duties:board')}?{query}" if begun else "", brief=said,
                    key=f"{period.name}:{acts[at]}")


def _tasks(rights: Rights, year: int, asked: Question, today: date) -> Iterator[Entry]:
    """Yield the year's tasks of the units whose office the account is; those that only count obligations stand there already."""
    for unit in units_for(rights, "year_task.change"):
        for one in states(unit, year, asked, today):
            if not one.counted:
                yield Entry(one.task.due, "task", unit.name, one.task.text, one.status, reverse("yearly:tasks", args=(unit.code, year)),
                            one.task.provision, one.task.text, f"{unit.code}:{year}:{one.task.line}")


def _processes(rights: Rights, first: date, last: date, today: date) -> Iterator[Entry]:
    """Yield what the processes have on those days: deadlines, meetings, terms that end."""
    for source in sources():
        for one in source.dates(rights, first, last, today):
            try:
                address = reverse(one.name, args=one.args)
            except NoReverseMatch:
                address = ""
            waits = one.lamp == "pending" and one.day < today  # past its day and not overdue: it is another's turn
            brief = f"{one.where}：{one.text}" if source.open_dates else DISCREET
            yield Entry(one.day, "process", one.where, one.text, "waiting" if waits else one.lamp, address, brief=brief, discreet=not source.open_dates,
                        key=f"{one.name}:{':'.join(one.args)}:{one.day}", said="待复核、办理" if waits else "")
