"""Of whom a case is pending: yes or no, for vetting (第二十三条), and nothing else of it."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from anze.accountability.models import Concerned, Step
from anze.accountability.policies import PENDING
from anze.people.moment import end_of


def pending(officers: Collection[str], today: date) -> frozenset[str]:
    """Return those of some officers (codes) of whom a case was opened by a day and nothing is served yet. What is only proposed is no case."""
    opened = Step.objects.filter(case=OuterRef("case"), concerned=None, kind="approve", at__lt=end_of(today))
    rows = Concerned.objects.in_state(*PENDING).filter(Exists(opened), officer__code__in=officers)
    return frozenset(rows.values_list("officer__code", flat=True))
