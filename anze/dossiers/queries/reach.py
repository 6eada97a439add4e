"""Of whom a pack may be asked: of oneself, and by discipline of whoever held a post in its tree on the day, wherever he is now (第三十一条)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from anze.access.rights import Rights
from anze.people.models import Officer, Tenure, Unit

MAKE = "dossier.make"


def within_reach(rights: Rights, day: date) -> QuerySet[Officer]:
    """Return the officers of whom the account may ask a pack of a day."""
    reach = rights.reach(MAKE)
    if reach.everything:
        return Officer.objects.all()
    held = Tenure.objects.current().held_on(day).filter(reach.of_units("unit"), officer=OuterRef("pk"))
    there = Q(Exists(held)) if reach.trees or reach.units else Q()
    mine = Q(pk__in=reach.officers)
    return Officer.objects.filter(there | mine if there else mine)


def unit_for(rights: Rights, officer: str) -> Unit | None:
    """Return the unit for whose discipline a pack of an officer (code) is made; None for what somebody asks of himself."""
    own, trees = rights.account.officer, sorted(rights.reach(MAKE).trees)
    return None if (own and own.code == officer) or not trees else Unit.objects.get(path=trees[0])


def may_ask(rights: Rights, officer: Officer, day: date) -> bool:
    """Say whether the account may ask a pack of an officer and a day."""
    return within_reach(rights, day).filter(pk=officer.pk).exists()


def everyone_within(rights: Rights) -> QuerySet[Officer]:
    """Return the officers of whom the account may ask a pack of some day: what a form offers while the day is not known."""
    return Officer.objects.filter(rights.reach(MAKE).of_officers())
