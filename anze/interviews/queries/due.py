"""What of interviews wants looking at today, for the home page: triggers that wait, proposals to decide on, items due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.interviews.models import Interview, Item, Step
from anze.interviews.policies import PROPOSING, SOON_DAYS
from anze.interviews.queries.items import due_until, lamp_of, stands
from anze.interviews.queries.lists import pending
from anze.law.question import Question
from anze.people.moment import day_of

MOST: Final = 500
AGAIN: Final = {"revise": "批准后更改了被约谈人，重新报批：", "joined": "批准后并入了约谈情形，重新报批："}  # the last step → what comes before


def triggers_due(rights: Rights, asked: Question, today: date) -> list[Due]:
    """Return the triggers that wait for the account's office, the longest first."""
    return [Due(one.unit.name, one.trigger.words, "waiting", one.trigger.on, "interviews:trigger", (one.trigger.key,))
            for one in pending(rights, asked, today, "interview.propose")[:MOST]]


def proposals_due(rights: Rights) -> list[Due]:
    """Return the proposals that wait for the account's decision, but for its own."""
    own = Step.objects.filter(interview=OuterRef("pk"), by=rights.account, kind__in=PROPOSING)
    rows = Interview.objects.in_state("proposed").filter(~Exists(own), rights.reach("interview.decide").of_units("committee"))
    return [Due(one.unit.name, f"{AGAIN.get(one.last, '')}{one}：{one.told_reason}"[:160], "waiting", day_of(one.opened_at), "interviews:detail", (one.uid,))
            for one in rows.select_related("unit").order_by("opened_at")[:MOST]]


def items_due(rights: Rights, today: date) -> list[Due]:
    """Return the items of interviews that the account may see which are due soon or overdue, the most urgent first."""
    return sorted(_items(rights, today), key=lambda one: one.day)


def _items(rights: Rights, today: date) -> Iterator[Due]:
    seen = Interview.objects.visible_to(rights).in_state("rectifying", "sent_back").values("pk")
    soon = today + timedelta(days=SOON_DAYS)
    rows = Item.objects.current().filter(due_until(soon), interview__in=seen)
    for one in rows.select_related("interview", "owner").prefetch_related("reports__review")[:MOST]:
        if one.due <= soon and stands(one) in {"open", "returned"}:
            yield Due(one.owner.name, one.content, lamp_of(one, today), one.due, "interviews:detail", (one.interview.uid,))
