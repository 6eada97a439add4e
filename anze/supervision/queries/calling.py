"""How items under supervision are called on the pages of other apps, and where they lead."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Told
from anze.supervision.models import Responsible, Task


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the tasks (each by the code of its person, or its item's number) that the account may see."""
    if name != "tasks":
        return {}
    seen = Task.objects.visible_to(rights)
    people = Responsible.objects.filter(code__in=ids, undertaking__task__in=seen.order_by().values("pk")).select_related("undertaking__task")
    found = {one.code: one.undertaking.task for one in people} | {one.uid: one for one in seen.filter(Q(uid__in=ids))}
    return {key: Told(f"{task.title}（{task.uid}）", reverse("supervision:detail", args=[task.uid])) for key, task in found.items()}
