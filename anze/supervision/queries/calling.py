"""How items under supervision are called on the pages of other apps, and where they lead."""

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Entered, Told
from anze.supervision.models import Responsible, Task
from anze.supervision.queries.slips import OBJECT


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the tasks (each by the code of its person, or its item's number) that the account may see."""
    if name != "tasks":
        return {}
    seen = Task.objects.visible_to(rights)
    people = Responsible.objects.filter(code__in=ids, undertaking__task__in=seen.order_by().values("pk")).select_related("undertaking__task")
    found = {one.code: one.undertaking.task for one in people} | {one.uid: one for one in seen.filter(Q(uid__in=ids))}
    return {key: Told(f"{task.title}（{task.uid}）", reverse("supervision:detail", args=[task.uid])) for key, task in found.items()}


def entries(name: str, ids: Collection[str], rights: Rights) -> Iterator[Entered]:
    """Yield what the ledger calls the items of tasks (each by the code of its person) that the account may see: their own steps and those of the unit that
    undertakes for the person, not what other units do of the same item."""
    if name == "tasks":
        seen = Task.objects.visible_to(rights).order_by().values("pk")
        people = Responsible.objects.filter(code__in=ids, undertaking__task__in=seen)
        for item, office, unit in people.values_list("undertaking__task__uid", "undertaking__task__unit__code", "undertaking__unit__code"):
            yield from (Entered(OBJECT, item, one) for one in (office, unit))
