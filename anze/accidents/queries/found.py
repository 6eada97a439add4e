"""What the search box finds of accidents."""

from django.db.models import Q

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.people.typed import serial_number


def named(wanted: str, rights: Rights, most: int) -> list[Accident]:
    """Return accidents by number, enterprise or credit code, newest first; too short a word would find everything."""
    if len(wanted) < 2:
        return []
    fits = Q(enterprise__icontains=wanted) | Q(address__icontains=wanted)
    if wanted.isascii():
        fits = Q(code__istartswith=wanted) | Q(enterprise__icontains=wanted) | Q(credit_code__istartswith=wanted)
    if number := serial_number(wanted, "sg"):
        fits = Q(year=number[0], serial=number[1])
    return list(Accident.objects.visible_to(rights).filter(fits).select_related("unit").order_by("-date", "-pk")[:most])
