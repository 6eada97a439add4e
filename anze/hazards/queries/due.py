"""What of dangers and listings wants looking at today, for the home page, and what the search box finds: two queries a kind."""

from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.hazards.models import Danger, Listing, ListingStep
from anze.hazards.queries.clocks import clocks, unfound
from anze.hazards.queries.days import decide_by
from anze.law.findings import in_words
from anze.people.moment import day_of
from anze.people.typed import numbered, serial_number

MOST: Final = 500
PUBLISHING: Final = ("公布挂牌", "公布销号")


def late_dangers(rights: Rights, today: date) -> list[Due]:
    """Return the dangers whose deadline passed without their being put right, the oldest first."""
    rows = Danger.objects.visible_to(rights).filter(deadline__lt=today).in_state("open", "failed")
    return [Due(one.unit.name, f"{one.where}：{one.text}", "overdue", one.deadline, "hazards:danger", (one.uid,))
            for one in rows.select_related("unit", "enterprise").order_by("deadline", "pk")[:MOST]]


def unfound_listings(rights: Rights, today: date) -> list[Due]:
    """Return the overdue listings of which nobody has found why, where the account may do so."""
    dated = ListingStep.objects.filter(kind__in=("list", "grant"), deadline__lt=today).order_by().values("listing")
    rows = Listing.objects.filter(rights.reach("hazard.change").of_units("lister"), pk__in=dated).select_related("danger__unit")
    rows = rows.prefetch_related("steps", "findings").order_by("pk")
    return [Due(one.danger.unit.name, one.title, "overdue", clocks(one).deadline or today, "hazards:listing", (one.uid,))
            for one in rows[:MOST] if unfound(one, today)]


def waiting_decisions(rights: Rights) -> list[Due]:
    """Return the proposals and the extensions that wait for the account's decision, but for its own."""
    rows = Listing.objects.in_state("proposed", "extending").filter(rights.reach("hazard.list").of_units("lister"))
    rows = rows.select_related("danger__unit").prefetch_related("steps").order_by("pk")
    return [one for listing in rows[:MOST] if (one := _waiting(listing, rights)) is not None]


def _waiting(listing: Any, rights: Rights) -> Due | None:
    kind = "propose" if listing.state == "proposed" else "ask"
    step = [one for one in listing.steps.all() if one.kind == kind][-1]
    if step.by_id == rights.account.pk:
        return None
    day = day_of(step.at) if kind == "propose" else decide_by(step.on)
    words = "提请挂牌" if kind == "propose" else f"申请延期到{in_words(step.deadline)}"
    return Due(listing.danger.unit.name, f"{words}：{listing.title}", "waiting", day, "hazards:listing", (listing.uid,))


def publications_due(rights: Rights, today: date) -> list[Due]:
    """Return the listings and closings that are still to be published, where the account may record it, what is due first, first."""
    rows = Listing.objects.in_state("listed", "extending", "accepted", "delisted").filter(rights.reach("hazard.change").of_units("lister"))
    rows = rows.select_related("danger__unit").prefetch_related("steps").order_by("-pk")
    found = [Due(one.danger.unit.name, f"{term.label}：{one.title}", term.lamp(today), term.due, "hazards:listing", (one.uid,))
             for one in rows[:MOST] for term in clocks(one).terms if term.done is None and term.label in PUBLISHING]
    return sorted(found, key=lambda due: due.day)


def named(wanted: str, rights: Rights, most: int) -> list[Danger]:
    """Return dangers by number, words, or the production unit, newest first; too short a word would find everything."""
    if len(wanted) < 2:
        return []
    fits = Q(uid__istartswith=wanted) | Q(text__icontains=wanted) | Q(enterprise__name__icontains=wanted)
    if number := serial_number(wanted, "yh"):
        fits = Q(year=number[0], serial=number[1])
    return list(Danger.objects.visible_to(rights).filter(fits).select_related("unit", "enterprise").order_by("-year", "-serial")[:most])


def listings_named(wanted: str, rights: Rights, most: int) -> list[Listing]:
    """Return listings by number, the number of a document of theirs or the danger's name, newest first."""
    if len(wanted) < 2:
        return []
    of_steps = ListingStep.objects.filter(numbered("number", wanted)).order_by().values("listing")
    fits = Q(uid__istartswith=wanted) | Q(title__icontains=wanted) | Q(pk__in=of_steps)
    if number := serial_number(wanted, "gp"):
        fits = Q(year=number[0], serial=number[1])
    return list(Listing.objects.visible_to(rights).filter(fits).select_related("danger__unit", "lister").order_by("-year", "-serial")[:most])
