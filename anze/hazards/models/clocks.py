"""Steps by both clocks: taken by a day, on record by a day."""

from django.db.models import Q

from anze.law.question import Question
from anze.people.moment import end_of


def by_both_clocks(asked: Question | None) -> Q:
    """Return the filter for steps that had been taken by `as_of` and were on record by `known_at`; for all steps where nothing is asked."""
    return Q() if asked is None else Q(on__lte=asked.as_of, at__lt=end_of(asked.known_at))
