"""Whom a case may be given to, and who may be put on it: accounts with the permission there, tenures of the day of the facts."""

from django.db.models import Q, QuerySet

from anze.access.models import Grant
from anze.access.permissions import PERMISSIONS
from anze.access.rights import Rights
from anze.accountability.models import Case
from anze.accountability.policies import HANDLE, OPEN
from anze.people.models import Account, Tenure, Unit


def accounts_for(permission: str, *units: Unit) -> QuerySet[Account]:
    """Return the active accounts that have a permission on any of some units, by name."""
    wanted = Q(pk__in=())
    for unit in units:
        above = [int(part) for part in unit.path.split("/") if part.isdecimal()]
        for role, scope in PERMISSIONS[permission].items():
            wanted |= Q(role=role, unit__in=above) if scope == "tree" else Q(role=role, unit=unit)
    return Account.objects.filter(is_active=True, pk__in=Grant.objects.in_force().filter(wanted).values("account")).order_by("name", "pk")


def tenures_of(case: Case) -> QuerySet[Tenure]:
    """Return the tenures held on the day of the facts in the part of the tree in which the case is handled."""
    return Tenure.objects.current().held_on(case.day).filter(unit__path__startswith=case.unit.path).select_related("officer", "unit")


def places_of(rights: Rights, permission: str) -> QuerySet[Unit]:
    """Return the places, without their departments, for which the account opens cases."""
    own = [unit.pk for unit in rights.units() if unit.level != "department"]
    return Unit.objects.filter(rights.reach(permission).of_units(), pk__in=own, closed_on=None).order_by("path")


def offered_members(case: Case, role: str = "") -> QuerySet[Account]:
    """Return the accounts that may still be brought to a case, in a role where one is told."""
    there = case.members.filter(Q(ended_at=None) | Q(recused=True)).values("account")
    concerned = case.people.values("officer")
    fit = accounts_for(OPEN if role == "approver" else HANDLE, case.unit).exclude(pk__in=there).exclude(officer__in=concerned)
    return fit.exclude(pk=case.proposed_by_id) if role == "approver" else fit
