"""Dangers (隐患) and listings (挂牌督办)."""

from datetime import date
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from anze.api.asking import Code, Page, Paged, Text, no_such_unit, paged, question, wanted
from anze.api.authentication import Right
from anze.hazards.codes import LEVELS, SOURCES
from anze.hazards.policies import DANGER, LISTING
from anze.hazards.queries import lists
from anze.hazards.queries.then import as_known
from anze.people.moment import day_of

router = Router(tags=["隐患"], auth=Right("hazard.view"))
Level = Literal[*LEVELS]  # type: ignore[valid-type]
Source = Literal[*SOURCES]  # type: ignore[valid-type]
View = Literal[*lists.VIEWS]  # type: ignore[valid-type]
Listed = Literal[*lists.LISTED]  # type: ignore[valid-type]


class HazardFilters(Paged):
    """Narrow the dangers."""

    unit: Code = Field("", description="某地及其所辖")
    view: View = Field("open", description="整改中、逾期、已办结、全部")
    level: Level | None = None
    source: Source | None = None
    q: Text = Field("", description="编号、内容、责任单位、企业、地点")


class ListingFilters(Paged):
    """Narrow the listings."""

    unit: Code = Field("", description="某地及其所辖")
    view: Listed = Field("open", description="进行中、逾期、待认定、延期待审批、已结、全部")
    q: Text = Field("", description="编号、名称、责任单位")


class Hazard(Schema):
    """A danger as it was on record."""

    uid: str
    level: str
    level_label: str
    unit: str
    unit_name: str
    place: str
    enterprise: str | None
    text: str
    owner: str = Field(description="整改责任单位")
    department: str | None = Field(description="跟进部门的编号")
    found_on: date
    deadline: date
    source: str
    state: str
    state_label: str
    lamp: str


class Listing(Schema):
    """A listing with its days."""

    uid: str
    title: str
    hazard: str = Field(description="隐患编号")
    unit: str
    unit_name: str
    owner: str
    lister: str = Field(description="挂牌单位的编号")
    department: str | None = Field(description="督办部门的编号")
    state: str
    state_label: str
    lamp: str
    listed_on: date | None
    deadline: date | None
    finished_on: date | None
    delisted_on: date | None
    late_because: str | None = Field(description="逾期原因的认定")


def _hazard(one: Any, day: date) -> dict[str, Any]:
    plain = ("uid", "level", "place", "text", "owner", "found_on", "deadline", "source", "state")
    return {name: getattr(one, name) for name in plain} | {
        "level_label": LEVELS[one.level], "unit": one.unit.code, "unit_name": one.unit.name, "enterprise": one.enterprise.name if one.enterprise else None,
        "department": one.department.code if one.department else None, "state_label": DANGER.states[one.state].label, "lamp": lists.lamp_of(one, day)}


def _listing(row: tuple[Any, Any, Any], day: date) -> dict[str, Any]:
    one, days, why = row
    return {"uid": one.uid, "title": one.title, "hazard": one.danger.uid, "unit": one.danger.unit.code, "unit_name": one.danger.unit.name,
            "owner": one.owner, "lister": one.lister.code, "department": one.department.code if one.department else None, "state": one.state,
            "state_label": LISTING.states[one.state].label, "lamp": lists.listing_lamp(one, days, day), "listed_on": days.listed_on,
            "deadline": days.deadline, "finished_on": days.finished_on, "delisted_on": days.delisted_on,
            "late_because": why.get_kind_display() if why else None}


@router.get("/hazards", response=Page[Hazard], summary="隐患")
def hazard_list(request: Any, given: Query[HazardFilters]) -> Any:
    """List dangers, the most urgent first."""
    asked, today = question(request, given), day_of(request.now)
    rows: Any = [] if no_such_unit(given.unit) else lists.dangers(request.rights, wanted(given), asked, today)
    return paged(asked, given.page, rows, lambda one: _hazard(one, asked.as_of), lambda some: as_known(some, asked.known_at, today))


@router.get("/listings", response=Page[Listing], summary="挂牌督办")
def listing_list(request: Any, given: Query[ListingFilters]) -> Any:
    """List the dangers under listed supervision, the most urgent first."""
    asked = question(request, given)
    rows: Any = [] if no_such_unit(given.unit) else lists.listings(request.rights, wanted(given), asked, day_of(request.now))
    return paged(asked, given.page, rows, lambda row: _listing(row, asked.as_of))
