"""A row of a register that is never overwritten: it comes on record, and may be struck when another takes its place."""

from datetime import date
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.people.moment import end_of

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class RecordedQuerySet(models.QuerySet[M_co]):
    """Rows by what was on record."""

    def on_record(self, known_at: date) -> Self:
        """Return the rows that were on record at the end of `known_at`."""
        moment = end_of(known_at)
        return self.filter(Q(struck_at=None) | Q(struck_at__gte=moment), recorded_at__lt=moment)

    def current(self) -> Self:
        """Return the rows that have not been struck."""
        return self.filter(struck_at=None)


class Recorded(models.Model):
    """A row on record from `recorded_at` until it is struck (`struck_at`), perhaps because another replaces it.

    Nothing but `struck_at` and `struck_reason` changes after the row was written.
    """

    recorded_at = models.DateTimeField("登记时间", db_index=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")
    struck_at = models.DateTimeField("撤下时间", null=True, blank=True)
    struck_reason = models.CharField("撤下原因", max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正的原记录")

    class Meta:
        abstract = True
