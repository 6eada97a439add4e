"""Of whom a case is pending: yes or no, for vetting (第二十三条), and nothing else of it."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from anze.accountability.models import Case, Concerned, Remedy, Step
from anze.accountability.policies import DONE, PENDING
from anze.people.moment import end_of


def pending(officers: Collection[str], today: date) -> frozenset[str]:
    """Return those of some officers (codes) of whom a case was opened by a day and is not closed yet, or of whom something is still to be decided: a review
    or appeal, another decision after the case was closed. Whoever was taken off a case or told that nobody holds him accountable is none of them. What is
    only proposed is no case."""
    opened = Step.objects.filter(case=OuterRef("case"), concerned=None, kind="approve", at__lt=end_of(today))
    contested = Remedy.objects.filter(concerned=OuterRef("pk"), outcome="")
    running = Q(case__in=Case.objects.in_state("open").values("pk")) & ~Q(state__in=DONE)
    rows = Concerned.objects.with_state().filter(Exists(opened), running | Q(state__in=PENDING) | Exists(contested), officer__code__in=officers)
    return frozenset(rows.values_list("officer__code", flat=True))
