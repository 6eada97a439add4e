"""Whose report of a year is due (第二十二条第二款), and who has signed it: from the law's own obligations."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.obligations import LAMPS, in_reach, rows_of, table_of
from anze.law.codes import POSTS
from anze.law.question import Question
from anze.yearly.models import DutyReport

DOCUMENT = "duty_report"


@dataclass(frozen=True, slots=True)
class Owed:
    """An officer's report of a year: who, where, how it stands; the report where it was signed here."""

    code: str
    name: str
    unit: str
    post: str
    lamp: str
    report: int = 0
    on: date | None = None
    act: str = ""

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return {"met": "已述职", "backfilled": "已述职（补录）", "missed": "未述职", "soon": "临期", "pending": "未到期"}[self.lamp]


def reports_due(rights: Rights, year: int, asked: Question, today: date) -> list[Owed]:
    """Return the reports that officers in reach owe for a year, each officer once, what is not done first."""
    table = table_of(asked, today)
    chosen = narrow(in_reach(table, rights.reach("report.view")), Filters(year=str(year)))
    wanted = np.array([duty.act.document == DOCUMENT for duty in table.duties], dtype=np.bool_)
    rows = rows_of(chosen.where(wanted.take(table.duty))) if len(table) else []
    signed = {one.officer.code: one for one in DutyReport.objects.standing().filter(year=year).select_related("officer", "act")}
    index, found = table.world.index, dict[str, Owed]()
    for row in rows:
        code, name = row.officers[0]
        posts = [tenure for tenure in index.tenures_of.get(code, ()) if index.tree.name(tenure.unit) == row.unit_name and tenure.start.year <= year]
        post = POSTS[max(posts, key=lambda one: one.start).post] if posts else ""
        report = signed.get(code)
        one = Owed(code, name, row.unit_name, post, row.lamp, report.pk if report else 0, report.on if report else None,
                   report.act.uid if report and report.act else "")
        if code not in found or LAMPS.index(found[code].lamp) < LAMPS.index(one.lamp):
            found[code] = one
    return sorted(found.values(), key=lambda one: (one.lamp in {"met", "backfilled"}, one.unit, one.code))


def begun_from(name: str, one: str, rights: Rights) -> str:
    """Return the page of the draft for a document (`documents`, its kind) that is a duty report; empty for whoever writes none."""
    return reverse("yearly:own_report") if (name, one) == ("documents", DOCUMENT) and rights.may("report.write") else ""
