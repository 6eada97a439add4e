"""Look for entries: by filters, a page at a time by number, never counting them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from django.db.models import Q, QuerySet

from anze.people.models import Account, Officer, Unit
from anze.people.moment import SHANGHAI, end_of
from anze.record.models import Entry

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of entries, newest first: `older` and `newer` are the numbers from which the next pages begin (None: no such page)."""

    entries: list[Entry]
    older: int | None
    newer: int | None


def looked_for(entries: QuerySet[Entry], wanted: Mapping[str, Any]) -> QuerySet[Entry]:
    """Return the entries that fit the filters of FilterForm."""
    exact = {"object_type": wanted.get("kind"), "object_id": wanted.get("object"), "verb": wanted.get("verb"), "provision": wanted.get("provision")}
    found = entries.filter(**{name: value for name, value in exact.items() if value})
    if wanted.get("who"):
        accounts = Account.objects.filter(Q(username=wanted["who"]) | Q(name=wanted["who"])).values("username")
        officers = Officer.objects.filter(Q(code=wanted["who"]) | Q(name=wanted["who"])).values("code")
        found = found.filter(Q(actor__in=accounts) | Q(on_behalf__in=officers) | Q(object_type="officer", object_id__in=officers))
    if wanted.get("unit"):
        found = found.filter(unit__in=Unit.objects.filter(Q(code=wanted["unit"]) | Q(name__contains=wanted["unit"])).values("code"))
    if wanted.get("since"):
        found = found.filter(at__gte=datetime.combine(wanted["since"], time(), SHANGHAI))
    if wanted.get("until"):
        found = found.filter(at__lt=end_of(wanted["until"]))
    return found


def leaf(entries: QuerySet[Entry], before: int | None, after: int | None) -> Leaf:
    """Return the page of entries older than `before`, or newer than `after`, or the newest."""
    if after is not None:
        taken = list(entries.filter(seq__gt=after).order_by("seq").select_related("sealed")[:PAGE + 1])
        more, shown = len(taken) > PAGE, taken[:PAGE][::-1]
        return Leaf(shown, shown[-1].seq if shown else None, shown[0].seq if more else None)
    found = entries.filter(seq__lt=before) if before is not None else entries
    taken = list(found.order_by("-seq").select_related("sealed")[:PAGE + 1])
    shown = taken[:PAGE]
    return Leaf(shown, shown[-1].seq if len(taken) > PAGE else None, shown[0].seq if before is not None and shown else None)
