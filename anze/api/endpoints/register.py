"""The register: units, officers, tenures."""

from datetime import date
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from anze.api.asking import Clocks, Code, Page, Paged, Text, paged, question, wanted
from anze.api.authentication import Right
from anze.law.codes import FUNCTIONS, LEVELS, POSTS
from anze.law.question import Question
from anze.people.moment import day_of
from anze.register.queries import officers, scope, units

router = Router(tags=["名册"], auth=Right("register.view"))
Level = Literal[*LEVELS]  # type: ignore[valid-type]
Function = Literal[*FUNCTIONS]  # type: ignore[valid-type]
Post = Literal[*POSTS]  # type: ignore[valid-type]


class UnitFilters(Paged):
    """Narrow the units."""

    q: Text = Field("", description="名称、编号、拼音、首字母")
    under: Code = Field("", description="某单位及其所辖")
    level: Level | None = None
    function: Function | None = Field(None, description="部门类别")
    closed: bool = Field(False, description="连同已撤销的")


class UnitLine(Schema):
    """A unit."""

    code: str
    name: str
    level: str
    level_label: str
    function: str | None = Field(description="部门才有")
    kind: str
    parent: str | None = Field(description="上级单位的编号；不在查看范围内的不写")
    closed_on: date | None


class Held(Schema):
    """A tenure with its unit."""

    unit: str
    unit_name: str
    post: str
    post_label: str
    title: str
    start: date
    end: date | None
    acting: bool
    party_committee_member: bool


class Holder(Held):
    """A tenure with its officer."""

    officer: str
    officer_name: str


class Seat(Schema):
    """A post of a unit with its holders on the day asked."""

    post: str
    label: str
    wanted: bool = Field(description="规定要有人担任")
    vacant: bool
    holders: list[Holder]


class UnitWhole(UnitLine):
    """A unit with its posts."""

    on_record: bool = Field(description="那天是否在案")
    seats: list[Seat]


class OfficerFilters(Paged):
    """Narrow the officers."""

    q: Text = Field("", description="姓名、编号、拼音、首字母")
    unit: Code = Field("", description="在某单位及其所辖任职")
    post: Post | None = None
    state: Literal["held", "out", "all"] = Field("held", description="在职、不在职、全部")


class OfficerLine(Schema):
    """An officer with the posts held on the day asked."""

    code: str
    name: str
    posts: list[Held]


class OfficerWhole(Schema):
    """An officer with all tenures in reach."""

    code: str
    name: str
    on_record: bool
    held: list[Held]
    past: list[Held]
    coming: list[Held]


class TenureFilters(Paged):
    """Narrow the tenures."""

    unit: Code = Field("", description="某单位及其所辖")
    officer: Code = ""
    post: Post | None = None
    ended: bool = Field(False, description="连同截至日已不在任和尚未到任的")


def _unit(one: Any, rights: Any) -> dict[str, Any]:
    shown = one.parent if one.parent_id and rights.reach(scope.VIEW).covers_unit(one.parent) else None
    return {"code": one.code, "name": one.name, "level": one.level, "level_label": LEVELS[one.level], "kind": one.kind, "closed_on": one.closed_on,
            "function": one.function if one.level == "department" else None, "parent": shown.code if shown else None}


def _held(one: Any) -> dict[str, Any]:
    return {"unit": one.unit.code, "unit_name": one.unit.name, "post": one.post, "post_label": POSTS[one.post], "title": one.title, "start": one.start,
            "end": one.end, "acting": one.acting, "party_committee_member": one.party_committee_member}


def _holder(one: Any) -> dict[str, Any]:
    return _held(one) | {"officer": one.officer.code, "officer_name": one.officer.name}


@router.get("/units", response=Page[UnitLine], summary="单位")
def unit_list(request: Any, given: Query[UnitFilters]) -> Any:
    """List units in the order of the tree."""
    asked, today, query = question(request, given), day_of(request.now), wanted(given) | {"closed": "1" if given.closed else ""}
    past = asked != Question(today, today)
    found: Any = units.wanted_then(request.rights, query, asked) if past else units.wanted(request.rights, query).select_related("parent")
    return paged(asked, given.page, units.in_tree_order(found), lambda one: _unit(one, request.rights))


@router.get("/units/{code}", response=UnitWhole, summary="一个单位，连同职务和任职的人")
def unit_one(request: Any, code: Code, given: Query[Clocks]) -> Any:
    """Show one unit by both clocks."""
    asked, found = question(request, given), scope.unit_or_404(request.rights, code)
    shown = units.page(request.rights, found, asked)
    seats = [{"post": one.post, "label": one.label, "wanted": one.wanted, "vacant": one.vacant,
              "holders": [_holder_of(found, held) for held in one.holders]} for one in shown.seats]
    said = shown.version or found
    return _unit(found, request.rights) | {"name": said.name, "closed_on": said.closed_on, "on_record": shown.version is not None, "seats": seats}


def _holder_of(unit: Any, tenure: Any) -> dict[str, Any]:
    tenure.unit = unit  # one query less a holder
    return _holder(tenure)


@router.get("/officers", response=Page[OfficerLine], summary="领导干部")
def officer_list(request: Any, given: Query[OfficerFilters]) -> Any:
    """List officers by their pinyin."""
    asked = question(request, given)
    rows = officers.wanted(request.rights, wanted(given), asked)
    return paged(asked, given.page, rows, lambda one: {"code": one.code, "name": one.name, "posts": [_held(held) for held in one.posts_held]})


@router.get("/officers/{code}", response=OfficerWhole, summary="一名领导干部，连同任期")
def officer_one(request: Any, code: Code, given: Query[Clocks]) -> Any:
    """Show one officer by both clocks; of the tenures those in reach."""
    asked, found = question(request, given), scope.officer_or_404(request.rights, code)
    shown = officers.page(request.rights, found, asked)
    return {"code": found.code, "name": (shown.version or found).name, "on_record": shown.version is not None,
            **{name: [_held(one) for one in getattr(shown, name)] for name in ("held", "past", "coming")}}


@router.get("/tenures", response=Page[Holder], summary="任期")
def tenure_list(request: Any, given: Query[TenureFilters]) -> Any:
    """List tenures that were on record, by unit and post."""
    asked = question(request, given)
    found = scope.tenures(request.rights).on_record(asked.known_at)
    found = found if given.ended else found.held_on(asked.as_of)
    if given.unit:
        try:
            found = found.filter(unit__path__startswith=scope.unit_or_404(request.rights, given.unit).path)
        except Http404:
            found = found.none()
    if given.officer:
        found = found.filter(officer__in=scope.officers(request.rights).filter(code=given.officer))
    if given.post:
        found = found.filter(post=given.post)
    return paged(asked, given.page, found.select_related("officer", "unit"), _holder)
