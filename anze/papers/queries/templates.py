"""Which template counts: the unit's own, else that of the nearest unit above with one, else the built-in one."""

from anze.papers.models import Template
from anze.people.models import Unit


def template_for(unit: Unit, kind: str) -> Template | None:
    """Return the template by which a unit drafts documents of a kind; None for the built-in one."""
    above = [int(key) for key in unit.path.split("/") if key]
    newest = {one.unit_id: one for one in Template.objects.filter(unit__in=above, kind=kind).select_related("blob", "unit").order_by("version")}
    return next((newest[key] for key in reversed(above) if key in newest and newest[key].blob_id), None)
