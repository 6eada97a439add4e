"""Interviews told in tests in one breath: two falls with three dead each in 英德 make a trigger of 21.2.2."""

from datetime import date, datetime, timedelta
from typing import Any

from anze.interviews.actions import deciding, meeting, opening, rectifying
from anze.interviews.models import Interview
from anze.interviews.queries.people import candidates
from anze.interviews.queries.saying import posts_of
from anze.interviews.queries.triggers import Trigger, around, standing
from anze.interviews.told import Presence, Wanted
from anze.law.known import Known
from anze.law.question import Question
from anze.people.moment import day_of
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW = at("2026-06-15", 10)
LATER = NOW + timedelta(days=2)
MEETS = at("2026-06-18", 9, 30)
CALL: dict[str, Any] = {"meets_at": MEETS, "place": "清远市应急管理局三楼会议室", "contact": "张某", "phone": "0763-0000000"}
OFFICE, HEAD, COUNTY = "市安委办", "市安委办主任", "英德安委办"


def two_falls(cast: Cast, first: str = "2026-06-01", second: str = "2026-06-08") -> tuple[str, str]:
    """Register the two accidents and return their codes."""
    return fall(cast, first, deaths=3).code, fall(cast, second, deaths=3).code


def trigger_of(cast: Cast, unit: str = "英德", now: datetime = NOW, rule: str = "21.2.2") -> tuple[Trigger, Known]:
    """Return the last trigger of a rule that stands for a unit, with what is known."""
    today = day_of(now)
    asked = Question(today, today)
    found = [one for one in standing(asked, today).values() if one.unit == cast.unit[unit].code and one.rule == rule]
    return found[-1], around(cast.unit[unit].code, today, asked, today)


def proposed(cast: Cast, now: datetime = NOW, by: str = OFFICE, **more: Any) -> Interview:
    """Propose an interview over the trigger that stands."""
    trigger, known = trigger_of(cast, now=now, **more)
    unit = cast.unit["英德"]
    people = [one.whom(unit) for one in candidates(unit, trigger.on, posts_of(known.pack.clause(trigger.rule)), day_of(now)) if one.named]
    return opening.propose(cast.account[by], now, trigger, known, reason="三十日内发生两起较大事故。", people=people)


def approved(cast: Cast, **more: Any) -> Interview:
    """Propose and approve."""
    found = proposed(cast, **more)
    deciding.approve(cast.account[HEAD], NOW, found)
    return found


def noticed(cast: Cast, **more: Any) -> Interview:
    """And send the notice."""
    found = approved(cast, **more)
    meeting.notify(cast.account[OFFICE], NOW, found, **CALL)
    return found


def held(cast: Cast, on: date = date(2026, 6, 18), came: str = "in_person", **more: Any) -> Interview:
    """And hold it: everybody came, unless said otherwise."""
    found = noticed(cast, **more)
    presence = {one.pk: Presence(came, "丙某副市长" if came == "stand_in" else "") for one in found.interviewees.current()}
    meeting.hold_interview(cast.account[OFFICE], at("2026-06-18", 16), found, on=on, presence=presence, problems=["高处作业没有防护。", "排查走过场。"],
                           commitments=["六月底前完成专项排查。"])
    return found


def rectifying_one(cast: Cast, deadline: date = date(2026, 7, 10), **more: Any) -> Interview:
    """And issue the minutes and require two items."""
    found = held(cast, **more)
    meeting.minute(cast.account[OFFICE], at("2026-06-19"), found)
    rectifying.require(cast.account[OFFICE], at("2026-06-19", 10), found, [
        Wanted("专项排查高处作业", cast.unit["应急局"], cast.officer["丙某"], deadline),
        Wanted("约谈有关企业", cast.unit["英德"], cast.officer["乙某"], deadline)])
    return found


def reported(cast: Cast, **more: Any) -> Interview:
    """And report both items."""
    found = rectifying_one(cast, **more)
    for item in found.items.current():
        rectifying.report_item(cast.account[COUNTY], at("2026-07-06"), item, on=date(2026, 7, 5), text="已经排查，隐患全部整改。")
    rectifying.report(cast.account[COUNTY], at("2026-07-06", 10), found)
    return found


def state_of(interview: Interview) -> str:
    """Return where an interview stands."""
    return str(Interview.objects.with_state().get(pk=interview.pk).state)  # type: ignore[attr-defined]
