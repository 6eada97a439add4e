"""Interviews (约谈), as far as the list of the page and its sheet show them."""

from datetime import date
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from anze.api.asking import Code, Page, Paged, Text, Year, paged, question, wanted
from anze.api.authentication import Right
from anze.interviews.policies import STATES
from anze.interviews.queries.lists import held_then, listed
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.people.moment import day_of, end_of

router = Router(tags=["约谈"], auth=Right("interview.view"))
State = Literal[*STATES]  # type: ignore[valid-type]


class InterviewFilters(Paged):
    """Narrow the interviews."""

    view: Literal["open", "done"] = Field("open", description="进行中、已结")
    unit: Code = Field("", description="被约谈单位")
    rule: Code = Field("", description="依据的条款编号")
    state: State | None = None
    year: Year | None = None
    q: Text = Field("", description="编号、单位、企业、事由")


class Rule(Schema):
    """A provision."""

    id: str
    label: str


class Interview(Schema):
    """An interview as it stood on the day asked."""

    uid: str
    whom: str
    unit: str
    unit_name: str
    committee: str = Field(description="约谈方的编号")
    rules: list[Rule]
    reason: str
    state: str
    state_label: str
    opened_on: date
    held_on: date | None
    people: list[str] = Field(description="被约谈人")


def _line(one: Any, asked: Question) -> dict[str, Any]:
    moment, held = end_of(asked.known_at), held_then(one, asked)
    there = [who.name for who in one.interviewees.all() if who.recorded_at < moment and (who.struck_at is None or who.struck_at >= moment)]
    return {"uid": one.uid, "whom": one.whom, "unit": one.unit.code, "unit_name": one.unit.name, "committee": one.committee.code,
            "rules": [{"id": rule, "label": provision_label(rule)} for rule in one.rules], "reason": one.told_reason, "state": one.state,
            "state_label": STATES[one.state].label, "opened_on": day_of(one.opened_at), "held_on": held, "people": there}


@router.get("/interviews", response=Page[Interview], summary="约谈")
def interview_list(request: Any, given: Query[InterviewFilters]) -> Any:
    """List interviews, the newest first."""
    asked, today = question(request, given), day_of(request.now)
    then = None if asked == Question(today, today) else asked
    rows = listed(request.rights, given.view, wanted(given), then).prefetch_related("interviewees", "steps")
    return paged(asked, given.page, rows, lambda one: _line(one, asked))
