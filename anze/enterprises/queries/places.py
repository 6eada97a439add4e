"""The places and departments that the filters of these pages offer, each with how deep it stands."""

from django.db.models import Q

from anze.access.rights import Rights
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import VIEW
from anze.people.models import Unit


def places_shown(rights: Rights, table: Supervisors) -> tuple[list[Unit], list[Unit]]:
    """Return the places in reach (for a department's own people: where it supervises), and the departments that supervise anything there."""
    reach = rights.reach(VIEW)
    mine = [unit for unit in table.places.values() if unit.closed_on is None and reach.covers_unit(unit)]
    departments = {charge.department_id: charge.department for rows in table.charges.values() for charge in rows}
    if not mine:
        own = {pk for pk, unit in departments.items() if reach.covers_unit(unit)}
        roots = {charge.place.path for rows in table.charges.values() for charge in rows if charge.department_id in own}
        mine = [unit for unit in table.places.values() if unit.closed_on is None and any(unit.path.startswith(root) for root in roots)]
    tops = {unit.path for unit in mine}
    shown = [unit for unit in departments.values() if reach.covers_unit(unit) or (unit.parent_id and any(
        path.startswith(f"/{unit.parent_id}/") or f"/{unit.parent_id}/" in path for path in tops))]
    return mine, sorted(shown, key=lambda unit: unit.path)


def place_asked(rights: Rights, code: str) -> Unit | None:
    """Return the place of that code in reach; without a code the highest in reach, for a department's people the place it belongs to."""
    reach = rights.reach(VIEW)
    places = Unit.objects.places().filter(closed_on=None).select_related("parent")
    departments = Unit.objects.filter(Q(pk__in=reach.units) | Q(path__in=reach.trees), level="department").values("parent")
    mine = places.filter(reach.of_units() | Q(pk__in=departments)).order_by("path")
    return mine.filter(code=code).first() if code else mine.first()
