"""What was done: acts."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from anze.acts.models import Act
from anze.acts.queries.lists import filters, page_of, rows
from anze.acts.queries.statuses import STATUSES, lamps_of
from anze.api.asking import Code, Day, Moment, Page, Paged, Text, no_such_unit, paged, question, wanted
from anze.api.authentication import Right
from anze.law.codes import ACT_TYPES
from anze.people.models import Officer
from anze.people.moment import day_of, end_of

router = Router(tags=["履职"], auth=Right("act.view"))
ActType = Literal[*ACT_TYPES]  # type: ignore[valid-type]
Status = Literal[*STATUSES]  # type: ignore[valid-type]


class ActFilters(Paged):
    """Narrow the acts."""

    unit: Code = Field("", description="某单位及其所辖")
    officer: Code = ""
    type: ActType | None = None
    status: Status | None = None
    since: Day | None = Field(None, description="发生日期不早于")
    until: Day | None = Field(None, description="发生日期不晚于")
    q: Text = Field("", description="标题、回执号、地点、文号、姓名……")


class Taking(Schema):
    """Who took part, and how."""

    officer: str
    name: str
    part: str
    part_label: str


class ActLine(Schema):
    """An act as the list shows it; both clocks stand beside each other."""

    uid: str = Field(description="回执号")
    type: str
    type_label: str
    title: str
    unit: str
    unit_name: str
    date: date
    recorded_at: Moment
    backfilled: bool
    statuses: list[str] = Field(description="没有别的就是有效")
    participants: list[Taking]


class Topic(Schema):
    """A topic of a meeting."""

    title: str
    code: str
    special: bool


class Problem(Schema):
    """A problem that an inspection found."""

    text: str
    owner: str
    deadline: date | None


class ActWhole(ActLine):
    """An act with what was said of it. Files are opened on the page."""

    place: str
    number: str
    findings: str
    minutes: str
    bodies: list[str]
    year: int | None
    fund: Decimal | None
    fund_before: Decimal | None
    recorded_by: str | None
    on_behalf_of: str | None
    topics: list[Topic]
    problems: list[Problem]
    withdrawn_at: Moment | None
    withdrawn_because: str
    files: int = Field(description="附件数")


def _line(row: dict[str, Any]) -> dict[str, Any]:
    act = row["act"]
    people = [{"officer": one.officer.code, "name": one.officer.name, "part": one.part, "part_label": one.get_part_display()}
              for one in row["people"]]
    return {"uid": act.uid, "type": act.type, "type_label": ACT_TYPES[act.type], "title": str(act), "unit": act.unit.code, "unit_name": act.unit.name,
            "date": act.date, "recorded_at": act.recorded_at, "backfilled": act.backfilled, "statuses": row["lamps"], "participants": people}


@router.get("/acts", response=Page[ActLine], summary="履职记录")
def act_list(request: Any, given: Query[ActFilters]) -> Any:
    """List acts, the newest first."""
    asked, rights = question(request, given), request.rights
    unknown = given.officer and not Officer.objects.filter(rights.reach("act.view").of_officers(), code=given.officer).exists()
    if no_such_unit(given.unit) or unknown:
        return paged(asked, given.page, [], _line)
    query = wanted(given) | {"from": str(given.since or ""), "to": str(given.until or "")}
    leaf = page_of(rights, asked, filters(query, rights), str(given.page))
    here = leaf.object_list if leaf.number == given.page else []  # past the last page the pages of the site show the last
    return paged(asked, given.page, [], _line, count=leaf.paginator.count) | {"items": [_line(row) for row in rows(here, asked)]}


@router.get("/acts/{uid}", response=ActWhole, summary="一条履职记录")
def act_one(request: Any, uid: Code) -> Any:
    """Show one act as it is now."""
    seen = Act.objects.visible_to(request.rights).select_related("unit", "recorded_by", "on_behalf_of", "withdrawal")
    one = get_object_or_404(seen.prefetch_related("participants__officer", "confirmations", "topics", "problems", "attachments"), uid=uid)
    gone = one.withdrawal if hasattr(one, "withdrawal") else None
    return _line({"act": one, "people": one.participants.all(), "lamps": lamps_of(one, end_of(day_of(request.now)))}) | {
        "place": one.place, "number": one.number, "findings": one.findings, "minutes": one.minutes, "bodies": one.bodies, "year": one.year,
        "fund": one.fund, "fund_before": one.fund_before, "recorded_by": one.recorded_by.name if one.recorded_by else None,
        "on_behalf_of": one.on_behalf_of.code if one.on_behalf_of else None,
        "topics": [{"title": topic.title, "code": topic.code, "special": topic.special} for topic in one.topics.all()],
        "problems": [{"text": found.text, "owner": found.owner, "deadline": found.deadline} for found in one.problems.all()],
        "withdrawn_at": gone.at if gone else None, "withdrawn_because": gone.reason if gone else "", "files": len(one.attachments.all())}
