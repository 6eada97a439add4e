"""Who answers for an undertaking in person: by post, as of a day; and whom a page may offer instead."""

from datetime import date

from anze.law.codes import POSTS
from anze.people.models import Officer, Tenure, Unit
from anze.supervision.codes import ANSWERING


def answering_in(unit: Unit, answering: str, day: date) -> list[Tenure]:
    """Return the tenures of those who answer in a unit on a day, in the order of the posts; each person once."""
    posts = ANSWERING[answering][1]
    rows = Tenure.objects.current().held_on(day).filter(unit=unit, post__in=posts).select_related("officer").order_by("pk")
    found: dict[int, Tenure] = {}
    for one in sorted(rows, key=lambda one: (posts.index(one.post), one.pk)):
        found.setdefault(one.officer_id, one)
    return list(found.values())


def leaders_of(unit: Unit, day: date) -> list[tuple[Officer, str]]:
    """Return everybody who holds a post in a unit on a day, each with the first of the posts, in their order."""
    rows = Tenure.objects.current().held_on(day).filter(unit=unit).select_related("officer")
    found: dict[int, tuple[Officer, str]] = {}
    for one in sorted(rows, key=lambda one: (list(POSTS).index(one.post), one.pk)):
        found.setdefault(one.officer_id, (one.officer, one.post))
    return list(found.values())
