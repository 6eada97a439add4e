"""What supervision brings to the year's calendar: the deadlines of the undertakings that the account may see."""

from collections.abc import Iterator
from datetime import date

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.law.question import Question
from anze.supervision.facts import with_steps
from anze.supervision.models import Task, Undertaking
from anze.supervision.queries.colours import colours_of


def dates(rights: Rights, first: date, last: date, today: date) -> Iterator[Due]:
    """Yield each deadline of an assigned item on some days, with the lamp under which it stands today."""
    seen = Task.objects.visible_to(rights).in_state("assigned", "closed").order_by().values("pk")
    rows = list(with_steps(Undertaking.objects.filter(task__in=seen, due__gte=first, due__lte=last).select_related("task", "unit").order_by("due", "pk")))
    colours = colours_of(rows, Question(today, today), today)
    for one in rows:
        if colours[one.pk].colour:
            yield Due(one.unit.name, f"督办事项到期：{one.task.title}", colours[one.pk].lamp, one.due, "supervision:detail", (one.task.uid,))
