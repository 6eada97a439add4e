"""What an account may do, worked out once a request from its grants and the table of permissions."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from anze.access.models import Grant, RecordsFor
from anze.access.permissions import LEADER, PERMISSIONS
from anze.people.models import Account, Officer, Tenure, Unit


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a permission reaches: everything, whole subtrees (by path), single units, officers."""

    everything: bool = False
    trees: frozenset[str] = frozenset()
    units: frozenset[int] = frozenset()
    officers: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.trees or self.units or self.officers)

    def covers_unit(self, unit: Unit) -> bool:
        """Say whether the unit lies in reach, as a unit (not by way of an officer)."""
        return self.everything or unit.pk in self.units or any(unit.path.startswith(tree) for tree in self.trees)

    def covers_officer(self, officer: Officer) -> bool:
        """Say whether the officer is one of those named, or has or had a post in a unit in reach."""
        if self.everything or officer.pk in self.officers:
            return True
        return bool(self.trees or self.units) and Tenure.objects.current().filter(self.of_units("unit"), officer=officer).exists()

    def holds_officer(self, officer: Officer, today: date) -> bool:
        """Say whether the officer is one of those named, or holds a post in a unit in reach today or later; who holds none any more,
        whether the last one was there. Whoever has gone elsewhere is changed there."""
        if self.everything or officer.pk in self.officers:
            return True
        tenures = Tenure.objects.current().filter(officer=officer).select_related("unit")
        standing = tenures.filter(Q(end=None) | Q(end__gte=today)) or tenures.order_by("-end")[:1]
        return any(self.covers_unit(one.unit) for one in standing)

    def of_units(self, field_name: str = "") -> Q:
        """Return the filter for rows whose unit (at the lookup `field_name`; empty for units themselves) lies in reach."""
        if self.everything:
            return Q()
        at = f"{field_name}__" if field_name else ""
        found = Q(**{f"{at}pk__in": self.units})
        for tree in sorted(self.trees):
            found |= Q(**{f"{at}path__startswith": tree})
        return found

    def of_officers(self, field_name: str = "") -> Q:
        """Return the filter for rows whose officer is named, or has or had a post in a unit in reach."""
        if self.everything:
            return Q()
        at = f"{field_name}__" if field_name else ""
        found = Q(**{f"{at}pk__in": self.officers})
        if self.trees or self.units:
            found |= Q(**{f"{at}pk__in": Tenure.objects.current().filter(self.of_units("unit")).values("officer")})
        return found


NOTHING = Reach()


@dataclass(slots=True)
class Rights:
    """The rights of one account: its grants in force, the officer it is, the officers it records for."""

    account: Account
    grants: list[Grant]
    named: frozenset[int]
    _reach: dict[str, Reach] = field(default_factory=dict)

    @property
    def roles(self) -> frozenset[str]:
        """The roles the account has."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def key(self) -> Hashable:
        """All that these rights rest on: where it is the same, so is what the account may see and do."""
        given = frozenset((grant.role, grant.unit_id, grant.unit.path if grant.unit else "") for grant in self.grants)
        return self.account.pk, self.account.officer_id, given, self.named

    def units(self, *roles: str) -> list[Unit]:
        """Return the units on which the account has one of `roles`, in the order of the tree."""
        found = {grant.unit.pk: grant.unit for grant in self.grants if grant.unit and (not roles or grant.role in roles)}
        return sorted(found.values(), key=lambda unit: unit.path)

    def reach(self, permission: str) -> Reach:
        """Return how far `permission` reaches. A permission that is not in the table is a fault of ours: KeyError."""
        if permission not in self._reach:
            self._reach[permission] = self._worked_out(permission)
        return self._reach[permission]

    def may(self, permission: str, *, unit: Unit | None = None, officer: Officer | None = None) -> bool:
        """Say whether the account may, at all, or on that unit or about that officer (either is enough)."""
        reach = self.reach(permission)
        if unit is None and officer is None:
            return bool(reach)
        return (unit is not None and reach.covers_unit(unit)) or (officer is not None and reach.covers_officer(officer))

    def _worked_out(self, permission: str) -> Reach:
        scopes = PERMISSIONS[permission]
        everything = False
        trees: set[str] = set()
        units: set[int] = set()
        officers: set[int] = set()
        for grant in self.grants:
            scope = scopes.get(grant.role)
            if scope == "tree" and grant.unit:
                trees.add(grant.unit.path)
            elif scope == "unit" and grant.unit:
                units.add(grant.unit.pk)
            elif scope == "named":
                officers |= self.named
            if self.account.officer_id and (scope == "own" or (scope and grant.role == LEADER)):
                officers.add(self.account.officer_id)  # what a leader sees of a unit, he sees of himself wherever it was
            everything = everything or scope == "all" or (permission == "signed_in" and scope is not None)
        return Reach(everything, frozenset(trees), frozenset(units), frozenset(officers))


def rights_of(account: Account) -> Rights:
    """Return the rights of an account as they are now: two queries. A disabled account has none."""
    if not account.is_active:
        return Rights(account, [], frozenset())
    grants: Iterable[Grant] = Grant.objects.in_force().filter(account=account).select_related("unit").order_by("role", "unit__path")
    named = RecordsFor.objects.in_force().filter(account=account).values_list("officer", flat=True)
    return Rights(account, list(grants), frozenset(named))
