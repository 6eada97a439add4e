"""What the page of an interview shows: its triggers as they were said and as they stand now, who may be chosen, how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.acts.pack import pack_in_force
from anze.duties.sources import Told, told
from anze.interviews.models import Answer, Interview, Interviewee, Item
from anze.interviews.policies import STATES, WAY
from anze.interviews.queries.counts import Times, interviews_known, times
from anze.interviews.queries.drawing import Drawing, drawing_of
from anze.interviews.queries.people import Candidate, candidates
from anze.interviews.queries.ranking import ranked
from anze.interviews.queries.saying import posts_of, reason_of
from anze.interviews.queries.triggers import Now, around, now_of
from anze.law.known import Known
from anze.law.question import Question
from anze.people.models import Officer, Tenure, Unit
from anze.people.moment import day_of

HEADS: Final = ("dept_head", "party_head", "gov_head")  # who answers for a department or a town


@dataclass(frozen=True, slots=True)
class ToldTrigger:
    """A trigger as a page shows it: what was said, its accidents with their pages, its drawing, how it stands now."""

    said: Mapping[str, Any]
    on: date
    accidents: list[tuple[Mapping[str, Any], date, Told]]
    hazard: Told | None
    drawing: Drawing | None
    now: Now | None = None
    answer: Answer | None = None

    @property
    def lapsed(self) -> bool:
        """Whether it is still answered and stands no more."""
        return self.now is not None and self.now.state == "withdrawn" and self.answer is not None and self.answer.struck_at is None

    @property
    def as_of(self) -> date:
        """The day to which the facts were read."""
        return date.fromisoformat(self.said["as_of"])


def told_trigger(said: Mapping[str, Any], rights: Rights, key: str = "", known: Known | None = None, answer: Answer | None = None) -> ToldTrigger:
    """Return a trigger as a page shows it; how it stands now where `key` and `known` are given."""
    names = told("accidents", said["accidents"], rights)
    accidents = [(one, date.fromisoformat(one["date"]), names.get(one["id"], Told(one["id"]))) for one in said["told"]]
    hazard = said.get("hazard")
    now = now_of(key, dict(said), known) if known is not None else None
    return ToldTrigger(said, date.fromisoformat(said["on"]), accidents, told("hazards", [hazard], rights).get(hazard, Told(hazard)) if hazard else None,
                       drawing_of(said), now, answer)


def reason_over(said: Mapping[str, Any], rights: Rights) -> str:
    """Return the reason with which a proposal over a trigger begins; a major hazard by its name for whoever may see it."""
    hazard = said.get("hazard")
    named = told("hazards", [hazard], rights).get(hazard) if hazard else None
    return reason_of(said, named.label if named else "")


def triggers_of(interview: Interview, rights: Rights, today: date) -> list[ToldTrigger]:
    """Return the triggers that an interview answers, with how each stands now."""
    found = []
    for one in interview.answers.select_related("unit", "recorded_by").order_by("pk"):
        known = around(one.unit.code, date.fromisoformat(one.said["on"]), Question(today, today), today)
        found.append(told_trigger(one.told, rights, one.key, known, one))
    return found


def candidates_of(interview: Interview, today: date) -> list[Candidate]:
    """Return who may be interviewed: by the posts of its provision on the day of its first trigger; of another unit, whoever holds a post."""
    answer = interview.answers.order_by("pk").first()
    posts = posts_of(pack_in_force().clause(interview.rule)) if interview.rule else ()
    meeting = interview.meetings.current().first()
    return candidates(interview.unit, answer.on if answer else today, posts, today, day_of(meeting.at) if meeting else None)


def owners_of(interview: Interview, today: date, item: Item | None = None) -> dict[str, Any]:
    """Return which units and leaders may answer for an item: the unit interviewed, its departments and towns; who leads it, who heads those;
    each leader with the post held. Who answers for `item` now is among them, whatever became of the unit or the post."""
    unit = interview.unit
    units = list(Unit.objects.filter(path__startswith=unit.path, closed_on=None).order_by("path")[:400])
    held = Tenure.objects.current().held_on(today).filter(Q(unit=unit) | Q(unit__in=units, post__in=HEADS)).select_related("officer", "unit")
    posts: dict[Officer, str] = {}
    for one in held.order_by("unit__path", "pk"):
        posts.setdefault(one.officer, f"{one.officer.name}（{one if one.unit_id == unit.pk else one.in_full}）")
    if item is not None:
        units += [one for one in (item.owner,) if one not in units]
        posts |= {one: f"{one.name}（现在没有这些职务）" for one in (item.officer,) if one is not None and one not in posts}
    return {"owners": units, "officers": posts}


def people_of(interview: Interview, today: date) -> list[tuple[Interviewee, Times | None]]:
    """Return who is interviewed, each with how often within the span up to the interview's day, or today."""
    rows = ranked(interview.interviewees.current().select_related("officer", "unit", "attendance").order_by("pk"))
    on = interview.held_on or today
    counted = times(interviews_known(Question(today, today), today), [one.officer.code for one in rows if one.officer], on)
    return [(one, counted.get(one.officer.code) if one.officer else None) for one in rows]


def way_of(state: str, seen_from: str = "proposed") -> list[tuple[str, str]]:
    """Return the states of the straight way, each with done, here, or ahead."""
    beside = {"returned": "proposed", "sent_back": "rectifying"}.get(state, state)
    way = WAY[WAY.index(seen_from):]
    here = way.index(beside) if beside in way else -1
    return [(STATES[name].label, "done" if place < here or state == "closed" else "here" if place == here else "ahead") for place, name in enumerate(way)]
