"""Whom and what an office may change: the leaders who hold a post within its reach today, and their contact points."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from anze.access.rights import Reach
from anze.duties.models import ContactPoint
from anze.people.models import Officer, Tenure, Unit


def leaders_in(reach: Reach, today: date) -> QuerySet[Officer]:
    """Return the officers who hold a post in a unit in reach today, each with `posts_now`."""
    held = Tenure.objects.current().held_on(today).filter(reach.of_units("unit"))
    posts = Prefetch("tenures", Tenure.objects.current().held_on(today).select_related("unit"), to_attr="posts_now")
    return Officer.objects.filter(pk__in=held.values("officer")).prefetch_related(posts)


def points_to_change(reach: Reach, today: date) -> QuerySet[ContactPoint]:
    """Return the contact points that stand on record, of officers who hold a post in reach today."""
    officers = leaders_in(reach, today).prefetch_related(None).values("pk")
    return ContactPoint.objects.current().filter(officer__in=officers).select_related("officer", "unit", "department")


def places_in(reach: Reach) -> QuerySet[Unit]:
    """Return the places in reach with which a leader may keep in touch: counties, zones, towns, subdistricts."""
    return Unit.objects.filter(reach.of_units()).places().exclude(level="city").filter(closed_on=None)


def departments_in(reach: Reach) -> QuerySet[Unit]:
    """Return the departments in reach."""
    return Unit.objects.filter(reach.of_units(), level="department", closed_on=None)
