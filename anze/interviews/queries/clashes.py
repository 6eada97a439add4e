"""Another interview of the same officer on the same day that is on record already, and who held no post there: none counts twice or for a
stranger under 第二十五条（五）."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from anze.access.rights import Rights
from anze.interviews.models import Interview, Interviewee, Step, SuperiorInterview
from anze.interviews.policies import HOLDING
from anze.interviews.told import ToldSuperior
from anze.law.findings import in_words
from anze.people.models import Officer, Tenure, Unit

OWN: Final = "city_committee"  # the level under which an interview that a city's own committee held outside the system is recorded


@dataclass(frozen=True, slots=True)
class Clash:
    """An interview on record of the same officer on the same day: its number, who held it, of which unit; whether that is the same holder, and
    whether it is one of the system's own."""

    officer: Officer
    day: date
    uid: str
    holder: str
    unit: Unit
    same: bool
    own: bool


def beside_superior(told: ToldSuperior, officers: Collection[Officer], but: str = "") -> list[Clash]:
    """Return what is on record of these officers on the day of an interview that a superior held, but for that interview itself (its number)."""
    named = told.by_name.strip()
    own = _own(officers, told.date, lambda one: one.committee.level == "city" and told.by_level == OWN)
    return [*own, *_superiors(officers, told.date, lambda one: one.by_level == told.by_level and (not named or one.by_name in {"", named}), but)]


def beside_own(interview: Interview, officers: Collection[Officer], day: date) -> list[Clash]:
    """Return what else is on record of these officers on the day on which an interview of the system was held. Another one of the system's own
    has its own notice: it is asked about, never refused."""
    at_city = interview.committee.level == "city"
    own = [one for one in _own(officers, day, lambda _: False) if one.uid != interview.uid]
    return [*own, *_superiors(officers, day, lambda one: at_city and one.by_level == OWN)]


def _own(officers: Collection[Officer], day: date, same: Any) -> Iterator[Clash]:
    last = Step.objects.filter(interview=OuterRef("interview"), kind__in=HOLDING).order_by("-pk").values("on")[:1]
    there = Interviewee.objects.current().filter(officer__in=officers, attendance__isnull=False).exclude(attendance__came="absent")
    rows = there.annotate(held=Subquery(last)).filter(held=day).select_related("officer", "interview__committee", "interview__unit")
    for one in rows.order_by("pk"):
        if one.officer is not None:
            found = one.interview
            yield Clash(one.officer, day, found.uid, f"{found.committee.name}安委会", found.unit, same(found), own=True)


def _superiors(officers: Collection[Officer], day: date, same: Any, but: str = "") -> Iterator[Clash]:
    rows = SuperiorInterview.objects.current().filter(date=day, officers__in=officers).exclude(uid=but).distinct()
    for one in rows.select_related("unit").prefetch_related("officers").order_by("pk"):
        for officer in one.officers.all():
            if officer in officers:
                yield Clash(officer, day, one.uid, one.by, one.unit, same(one), own=False)


def said(clash: Clash, rights: Rights) -> SafeString:
    """Return a clash as its reader is told: with the way to the interview on record, where that is in reach."""
    told = format_html("{}{}已由{}约谈", clash.officer.name, in_words(clash.day), clash.holder)
    place = _address(clash, rights)
    return format_html('{}，在案的是<a href="{}">{}</a>', told, place, clash.uid) if place else format_html("{}，在案的一次不在您的所辖范围", told)


def _address(clash: Clash, rights: Rights) -> str:
    if clash.own:
        seen = Interview.objects.visible_to(rights).filter(uid=clash.uid).exists()
        return reverse("interviews:detail", args=[clash.uid]) if seen else ""
    if rights.reach("interview.propose").covers_unit(clash.unit):
        return reverse("interviews:superior_correct", args=[clash.uid])
    return reverse("interviews:superior") if SuperiorInterview.objects.current().visible_to(rights).filter(uid=clash.uid).exists() else ""


def strangers(unit: Unit, officers: Collection[Officer], day: date) -> list[Officer]:
    """Return those of the officers who held no post of the unit, or of one under it, on a day."""
    held = Tenure.objects.current().held_on(day).filter(unit__path__startswith=unit.path, officer__in=officers).values_list("officer", flat=True)
    there = set(held)
    return [one for one in officers if one.pk not in there]
