"""Where items come from, named as far as the reader may see it, and the items that came from a thing: links both ways."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.acts.models import Act
from anze.duties.sources import Related, Told, told
from anze.law.question import Question
from anze.supervision.models import Task
from anze.supervision.policies import ASSIGN, TASK
from anze.supervision.queries.colours import colours_of, of_task

# The lists by which pages of others name a thing → what kind of origin it is; whatever else is on record is an origin as well.
KINDS: Final = {"acts": "act", "accidents": "accident", "interviews": "interview", "interview_items": "interview", "tours": "tour", "tour_findings": "tour"}


def named(origin_list: str, origin_id: str, rights: Rights) -> Told | None:
    """Return how a thing is called and where it leads; None where it is none or the reader may not see it."""
    if origin_list == "acts":
        act = Act.objects.visible_to(rights).filter(uid=origin_id).select_related("unit").first()
        return Told(f"{act.unit.name}{act.date.year}年{act.date.month}月{act.date.day}日{act}", reverse("acts:detail", args=[act.uid])) if act else None
    return told(origin_list, [origin_id], rights).get(origin_id)


def kind_of(origin_list: str) -> str:
    """Return what kind of origin the things of a list are."""
    return KINDS.get(origin_list, "tour" if origin_list.startswith("tour") else "other")


def about(name: str, one: str, rights: Rights, today: date) -> Iterator[Related]:
    """Yield the items that came from a thing, as far as the reader may see them, in their order."""
    rows = Task.objects.visible_to(rights).filter(origin_list=name, origin_id=one).with_state()
    tasks = list(rows.prefetch_related("undertakings__steps", "undertakings__unit").order_by("year", "serial"))
    every = [part for task in tasks for part in task.undertakings.all()]
    colours = colours_of(every, Question(today, today), today) if every else {}
    for task in tasks:
        state = TASK.states[task.state]  # type: ignore[attr-defined]
        found = of_task(colours, task.undertakings.all())
        units = "、".join(part.unit.name for part in task.undertakings.all())
        note = f"{units}，{task.due.year}年{task.due.month}月{task.due.day}日前"
        yield Related(f"{task.title}（{task.uid}）", note, found.lamp if found else state.lamp, found.words if found else state.label,
                      reverse("supervision:detail", args=[task.uid]))


def begin(name: str, one: str, rights: Rights) -> str:
    """Return the address on which items are planned from a thing; empty for who may not."""
    return f"{reverse('supervision:new')}?from={name}:{one}" if rights.may(ASSIGN) else ""
