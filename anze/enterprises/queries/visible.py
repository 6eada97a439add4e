"""Which production units an account may see: those in the places in reach, and those that a department in reach supervises."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.db.models.query import QuerySet
from django.http import Http404

from anze.access.rights import Reach, Rights
from anze.enterprises.models import Enterprise, EnterpriseVersion
from anze.enterprises.queries.supervisors import Supervisors
from anze.law.question import Question
from anze.people.models import Unit

VIEW, CHANGE, CONTACT = "enterprise.view", "enterprise.change", "enterprise.contact"


def in_sight(reach: Reach, table: Supervisors) -> Q:
    """Return the filter for rows of production units in reach. By keys of places, not by joining each row's unit: fifty thousand rows."""
    if reach.everything:
        return Q()
    places = [pk for pk, unit in table.places.items() if reach.covers_unit(unit)]
    found = Q() if len(places) == len(table.places) else Q(unit__in=places)
    departments = list(granted_departments(reach))
    return found | table.supervised(departments) if departments and found else found


def granted_departments(reach: Reach) -> Iterator[int]:
    """Yield the keys of departments that one has a grant on, as such: whoever reaches a whole place sees what lies in it already."""
    if reach.units or reach.trees:
        granted = Q(pk__in=reach.units) | Q(path__in=reach.trees)
        yield from Unit.objects.filter(granted, level="department").values_list("pk", flat=True)


def rows_asked(asked: Question, *, now_on: bool) -> QuerySet[Any]:
    """Return production units as they are now (`now_on`), else what held of them on `as_of` as it was on record at `known_at`."""
    if now_on:
        return Enterprise.objects.standing()
    return EnterpriseVersion.objects.on_record(asked.known_at).held_on(asked.as_of)


def visible(rights: Rights, table: Supervisors, permission: str = VIEW) -> QuerySet[Enterprise]:
    """Return the production units on record that the account may see, as they are now."""
    return Enterprise.objects.standing().filter(in_sight(rights.reach(permission), table))


def enterprise_or_404(rights: Rights, table: Supervisors, code: str, permission: str = VIEW) -> Enterprise:
    """Return the production unit of that code, taken off or not; 404 for one that the account may not see."""
    one = Enterprise.objects.filter(in_sight(rights.reach(permission), table), code=code).select_related(
        "unit", "kind", "department", "cell", "cell__unit").first()
    if one is None:
        raise Http404
    return one
