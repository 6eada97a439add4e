"""Accidents on record that are so like one about to be registered that it may be the same: shown, and asked about, never refused."""

from django.db.models import Q

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.accidents.told import Told

SHOWN = 3


def alike(rights: Rights, told: Told, device_key: str = "") -> list[Accident]:
    """Return accidents on record of the same place and moment with the same enterprise or of the same nature; three at most.

    `device_key` is that of the sending itself: sent again, it is not like itself.
    """
    same = Q(nature=told.nature)
    if told.enterprise:
        same |= Q(enterprise=told.enterprise)
    found = Accident.objects.visible_to(rights).on_record().filter(same, unit=told.unit, happened_at=told.happened_at)
    if device_key:
        found = found.exclude(device_key=device_key)
    return list(found.select_related("unit").order_by("pk")[:SHOWN])
