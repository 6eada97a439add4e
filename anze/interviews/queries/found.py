"""What the search box finds of interviews: the committee's own, and those that superiors held."""

from django.db.models import Q

from anze.access.rights import Rights
from anze.interviews.models import Interview, Step, SuperiorInterview
from anze.people.typed import numbered, serial_number


def named(wanted: str, rights: Rights, most: int) -> list[Interview]:
    """Return interviews by number, the number of a document of theirs or the enterprise, newest first; too short a word would find everything."""
    if len(wanted) < 2:
        return []
    fits = Q(uid__istartswith=wanted) | Q(enterprise__icontains=wanted) | Q(pk__in=Step.objects.filter(numbered("number", wanted)).values("interview"))
    if number := serial_number(wanted, "yt"):
        fits = Q(year=number[0], serial=number[1])
    return list(Interview.objects.visible_to(rights).filter(fits).select_related("unit", "committee").order_by("-opened_at", "-pk")[:most])


def superior_named(wanted: str, rights: Rights, most: int) -> list[SuperiorInterview]:
    """Return the interviews that superiors held by number or by the number of the notice, newest first."""
    if len(wanted) < 2:
        return []
    fits = Q(uid__istartswith=wanted) | numbered("number", wanted)
    return list(SuperiorInterview.objects.current().visible_to(rights).filter(fits).select_related("unit").order_by("-date", "-pk")[:most])
