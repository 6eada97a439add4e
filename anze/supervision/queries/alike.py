"""Items that say the same as what is about to be planned: shown before a second one goes out under a number of its own."""

from collections.abc import Sequence

from anze.people.models import Unit
from anze.supervision.models import Task
from anze.supervision.policies import TASK
from anze.supervision.told import Wanted


def alike(unit: Unit, wanted: Sequence[Wanted]) -> list[Task]:
    """Return the open items of a place that bear the title of one of these and have a unit of it at work; the same sending again is not meant."""
    rows = Task.objects.in_state(*TASK.open).filter(unit=unit, title__in={one.title.strip() for one in wanted}).prefetch_related("undertakings__unit")
    keys = {one.key for one in wanted if one.key}
    return [task for task in rows.order_by("pk") if task.device_key not in keys and any(
        task.title == one.title.strip() and {part.unit_id for part in task.undertakings.all()} & {one.main.pk, *(assist.pk for assist in one.assists)}
        for one in wanted)]
