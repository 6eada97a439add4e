"""Rows that hold from a day to a day, both included."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from anze.people.models import RecordedQuerySet

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class SpanQuerySet(RecordedQuerySet[M_co]):
    """Rows by the day on which they hold."""

    def held_on(self, day: date) -> Self:
        """Return the rows that cover `day`, both ends included."""
        return self.filter(Q(end=None) | Q(end__gte=day), start__lte=day)


def ends_after_start(name: str) -> models.CheckConstraint:
    """Return the constraint that the last day is not before the first."""
    return models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name=name,
                                  violation_error_message="终止日期早于起始日期，请改正其中一个。")
