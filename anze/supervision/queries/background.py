"""When a task was assigned and that came on record; from whom and by which document it comes, for whoever may see the item."""

from collections.abc import Collection
from datetime import date

from anze.access.rights import Rights
from anze.duties.backgrounds import Background
from anze.people.moment import day_of, end_of
from anze.supervision.codes import ORIGINS
from anze.supervision.models import Responsible, Step, Task


def background(ids: Collection[str], known_at: date, rights: Rights) -> dict[str, Background]:
    """Return the backgrounds of tasks (by the code of the person's assignment) as they were on record at the end of `known_at`."""
    people = Responsible.objects.filter(code__in=ids).select_related("undertaking__task__unit")
    seen = set(Task.objects.visible_to(rights).filter(pk__in=people.order_by().values("undertaking__task")).order_by().values_list("pk", flat=True))
    rows = Step.objects.filter(kind="assign", at__lt=end_of(known_at), undertaking__in=people.order_by().values("undertaking")).order_by("pk")
    steps = {one.undertaking_id: one for one in rows}
    return {one.code: Background(assigned_on=step.on, assigned_recorded_on=day_of(max(step.at, one.recorded_at)),
                                 origin=_origin(one.undertaking.task) if one.undertaking.task_id in seen else "")
            for one in people if (step := steps.get(one.undertaking_id))}


def _origin(task: Task) -> str:
    """Return who assigned it, and the document it comes from, or what else it comes from."""
    if task.document:
        on = task.issued_on
        issued = f"{on.year}年{on.month}月{on.day}日" if on else ""
        return f"{task.unit.name}交办；{task.issuer}{issued}{task.document}"
    return f"{task.unit.name}交办；{ORIGINS[task.origin]}"
