"""Accidents: the register (台账)."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from anze.accidents.codes import SECTORS
from anze.accidents.models import Accident
from anze.accidents.queries.lists import STATES, filters, listed
from anze.accidents.queries.then import as_known
from anze.api.asking import Clocks, Code, Day, Moment, Page, Paged, Text, no_such_unit, paged, question, wanted
from anze.api.authentication import Right
from anze.api.problems import not_found
from anze.law.national.grades import GRADES, grade_label
from anze.law.question import Question
from anze.people.moment import day_of

router = Router(tags=["事故"], auth=Right("accident.view"))
Grade = Literal[*GRADES]  # type: ignore[valid-type]
Sector = Literal[*SECTORS]  # type: ignore[valid-type]
State = Literal[*STATES]  # type: ignore[valid-type]


class AccidentFilters(Paged):
    """Narrow the accidents."""

    unit: Code = Field("", description="某单位及其所辖")
    grade: Grade | None = None
    sector: Sector | None = None
    state: State | None = Field(None, description="计入统计、已核销、登记已撤销")
    since: Day | None = Field(None, description="发生日期不早于")
    until: Day | None = Field(None, description="发生日期不晚于")
    q: Text = Field("", description="台账编号、企业、地点、信用代码")


class AccidentLine(Schema):
    """An accident as it was on record."""

    code: str
    number: str = Field(description="台账编号")
    title: str
    unit: str
    unit_name: str
    address: str
    happened_at: Moment
    date: date
    learned_at: Moment | None
    enterprise: str
    credit_code: str
    sector: str
    nature: str
    road_or_fire: bool
    deaths: int
    serious_injuries: int
    missing: int
    loss: Decimal | None = Field(description="直接经济损失，万元；查明以前没有")
    grade: str
    grade_label: str
    state: str
    state_label: str
    recorded_at: Moment


class AccidentWhole(AccidentLine):
    """An accident with its account."""

    account: str = Field(description="事故经过")


def _line(one: Accident) -> dict[str, Any]:
    state = "withdrawn" if one.withdrawn_at else "written_off" if one.written_off_on else "counting"
    plain = ("code", "number", "title", "address", "happened_at", "date", "learned_at", "enterprise", "credit_code", "sector", "nature", "road_or_fire",
             "deaths", "serious_injuries", "missing", "loss", "grade", "recorded_at", "account")
    return {name: getattr(one, name) for name in plain} | {"unit": one.unit.code, "unit_name": one.unit.name, "grade_label": grade_label(one.grade),
                                                           "state": state, "state_label": STATES[state]}


def _found(request: Any, asked: Question, query: dict[str, str]) -> Any:
    return listed(request.rights, asked, filters(query), day_of(request.now)).select_related("unit")


@router.get("/accidents", response=Page[AccidentLine], summary="事故台账")
def accident_list(request: Any, given: Query[AccidentFilters]) -> Any:
    """List accidents, the newest first."""
    asked, today = question(request, given), day_of(request.now)
    if no_such_unit(given.unit):
        return paged(asked, given.page, [], _line)
    found = _found(request, asked, wanted(given) | {"from": str(given.since or ""), "to": str(given.until or "")})
    return paged(asked, given.page, found, _line, lambda some: as_known(some, asked.known_at, today, asked.as_of))


@router.get("/accidents/{code}", response=AccidentWhole, summary="一起事故")
def accident_one(request: Any, code: Code, given: Query[Clocks]) -> Any:
    """Show one accident by both clocks."""
    asked = question(request, given)
    there = as_known(_found(request, asked, {}).filter(code=code), asked.known_at, day_of(request.now), asked.as_of)
    if not there:
        raise not_found()
    return _line(there[0])
