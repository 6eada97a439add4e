"""Lists of assessments: those that one's own office holds and those by which one is assessed; and the same as a sheet."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from anze.access.rights import Rights
from anze.assessments.codes import GROUPS
from anze.assessments.models import Assessment
from anze.assessments.policies import RUN, STATES
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.entitled import seen_units
from anze.assessments.queries.standing import newest, result_of
from anze.law.codes import ASSESSMENT_GRADES
from anze.people.models import Unit
from anze.workbook.write import Column, Sheet

VIEWS: Final = {"all": "全部", "ours": "我们组织的", "others": "考核我们的"}
COLUMNS: Final = (Column("序号", 6), Column("编号", 16), Column("年度", 8), Column("组织考核的单位", 18), Column("考核对象", 16), Column("方案", 36),
                  Column("状态", 20),
                  Column("被考核单位数", 12))
RESULT_COLUMNS: Final = (Column("序号", 6), Column("考核编号", 16), Column("年度", 8), Column("单位代码", 16), Column("被考核单位", 18), Column("计分合计", 10),
                         Column("加分", 8), Column("扣分", 8), Column("总分", 10), Column("一票否决", 10), Column("等次", 8), Column("结果", 14))


def listed(rights: Rights, wanted: Mapping[str, str], known_at: date | None = None) -> QuerySet[Assessment]:
    """Return the assessments that fit the filters of the address: `view`, `year`, `state`."""
    found: Any = Assessment.objects.visible_to(rights).with_state(known_at).select_related("by")
    if known_at is not None:
        found = found.exclude(state="")
    units = Unit.objects.filter(rights.reach(RUN).of_units()).order_by().values("pk")
    if wanted.get("view") == "ours":
        found = found.filter(by__in=units)
    elif wanted.get("view") == "others":
        found = found.exclude(by__in=units)
    if wanted.get("year", "").isascii() and wanted.get("year", "").isdecimal() and len(wanted["year"]) == 4:
        found = found.filter(year=int(wanted["year"]))
    if wanted.get("state") in STATES:
        found = found.filter(state=wanted["state"])
    return found.order_by("-year", "by__path", "-pk")


def sheets(rights: Rights, rows: Iterable[Any]) -> list[Sheet]:
    """Return assessments as a sheet, and the results that the account sees as another."""
    some = list(rows)
    lines = [[place, one.uid, one.year, one.by.name, GROUPS[one.group], one.title, STATES[one.state].label, len(covered_units(one))]
             for place, one in enumerate(some, 1)]
    return [Sheet("考核", COLUMNS, lines), Sheet("结果", RESULT_COLUMNS, _results(rights, some))]


def _results(rights: Rights, rows: Iterable[Any]) -> list[list[Any]]:
    found: list[list[Any]] = []
    for one in rows:
        snapshot = shown_snapshot(one, one.state)
        for unit in seen_units(rights, one) if snapshot else ():
            result = result_of(snapshot)["results"].get(unit.code)
            if result:
                found.append([len(found) + 1, one.uid, one.year, unit.code, unit.name, result["base"], result["bonus"], result["deduction"], result["total"],
                              "是" if result["vetoed"] else "", ASSESSMENT_GRADES[result["grade"]], STATES[one.state].label])
    return found


def shown_snapshot(assessment: Assessment, state: str, known_at: date | None = None) -> Any:
    """Return the snapshot whose results a page shows: the newest; units see theirs from the draft on."""
    if state in {"", "drawing_up", "dropped", "self_assessing", "scoring", "scored"}:
        return None
    return newest(assessment, "draft" if state == "drafted" else "frozen", known_at)
