"""What the search box finds of issued documents."""

from django.db.models import Q

from anze.access.rights import Rights
from anze.papers.models import Issued
from anze.papers.policies import may_see
from anze.people.typed import document_number


def named(wanted: str, rights: Rights, most: int) -> list[Issued]:
    """Return documents by number, in whatever brackets, or by title, newest first. Whoever sees a case finds its documents by their whole number."""
    if len(wanted) < 2:
        return []
    parts, rows = document_number(wanted), Issued.objects.select_related("unit", "number__series").order_by("-day", "-pk")
    if parts is None:
        return list(rows.visible_to(rights).filter(Q(title__icontains=wanted) | Q(number__series__code=wanted))[:most])
    rows = rows.filter(number__series__code__icontains=parts[0], number__series__year=parts[1])
    if parts[2] is None:
        return list(rows.visible_to(rights)[:most])
    found = list(rows.filter(number__ordinal=parts[2])[:most])
    seen = set(Issued.objects.visible_to(rights).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    return [one for one in found if one.pk in seen or may_see(rights, one.object_type, one.object_id)]
