"""What the law core finds of one unit on one day, in the form of case files: each list as far as the page of that name shows it to this account."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.accidents.queries.findings import around
from anze.accidents.queries.findings import findings as of_accidents
from anze.api.asking import Clocks, Code, question
from anze.api.authentication import Right
from anze.api.problems import not_found
from anze.duties.queries.boardrows import seen
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.standing import standing_rows
from anze.interviews.queries.lists import cities_of
from anze.law.evaluate import obligation_findings
from anze.law.findings import Finding, heading, in_order
from anze.law.question import Question
from anze.law.rules.shape import structure
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.register.queries.shape import known_of

router = Router(tags=["结论"], auth=Right("board.view"))


class UnitDay(Clocks):
    """Of which unit."""

    unit: Code = Field(min_length=1, description="单位编号")


class Findings(Schema):
    """Findings in the form of case files. A list for which the account lacks the permission is null: that is not the same as an empty one."""

    pack: str = Field(description="规则包")
    as_of: str
    known_at: str
    effective_from: str
    unit: str
    obligations: list[dict[str, Any]] = Field(description="截至日那一年的定期任务")
    standing: list[dict[str, Any]] = Field(description="常设职责")
    structure: list[dict[str, Any]] | None = Field(description="班子结构，要名册的权限")
    accidents: list[dict[str, Any]] | None = Field(description="事故，要事故的权限")
    outlook: list[dict[str, Any]] | None = Field(description="预警，要事故的权限")
    triggers: list[dict[str, Any]] | None = Field(description="约谈情形，约谈方才看得到")


def _obligations(rights: Rights, unit: Unit, asked: Question, today: date) -> Iterator[Finding]:
    table, reachable = seen(rights, asked, today)
    for row in narrow(reachable, Filters(unit=unit.code, span="only", year=str(asked.as_of.year))).at.tolist():
        yield from obligation_findings(table.world.recurrence, table.block(row), asked)


def _standing(rights: Rights, unit: Unit, asked: Question, today: date) -> Iterator[Finding]:
    table, _ = seen(rights, asked, today)
    rows = standing_rows(table.world, asked, rights.reach("board.view"))
    return ({name: getattr(row, name) for name in ("duty", "unit", "officer", "status", "why")} for row in rows if row.unit == unit.code)


def _process(rights: Rights, unit: Unit, asked: Question, today: date) -> dict[str, list[Finding] | None]:
    """Return what rests on accidents. Leaders' measures are not told apart in it, here as on the page of an accident."""
    lists = of_accidents(around([unit.code], asked.as_of, asked, today)).lists
    mine = {name: [one for one in lists[name] if one["unit"] == unit.code] for name in ("accidents", "outlook", "triggers")}
    may = rights.reach("accident.view").covers_unit(unit)
    visible = set(Accident.objects.visible_to(rights).filter(code__in=[one["id"] for one in mine["accidents"]]).values_list("code", flat=True))
    city = cities_of([unit]).get(unit.code)
    decides = city is not None and rights.reach("interview.view").covers_unit(city)
    return {"accidents": [one for one in mine["accidents"] if one["id"] in visible] if rights.may("accident.view") else None,
            "outlook": mine["outlook"] if may else None, "triggers": mine["triggers"] if decides else None}


@router.get("/findings", response=Findings, summary="规则对一个单位某一天的结论")
def findings(request: Any, given: Query[UnitDay]) -> Any:
    """Return the findings by both clocks."""
    asked, today, rights = question(request, given), day_of(request.now), request.rights
    unit = Unit.objects.filter(rights.reach("board.view").of_units(), code=given.unit).first()
    if unit is None:
        raise not_found()
    shape = in_order("structure", structure(known_of(asked, [unit.pk]))) if rights.may("register.view", unit=unit) else None
    table, _ = seen(rights, asked, today)
    return heading(table.world.pack, asked) | {
        "effective_from": table.world.pack.effective_from.isoformat(), "unit": unit.code, "obligations": list(_obligations(rights, unit, asked, today)),
        "standing": in_order("standing", _standing(rights, unit, asked, today)), "structure": shape, **_process(rights, unit, asked, today)}
