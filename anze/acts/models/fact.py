"""The facts of the law that an act stands for, resolved when the act is written: one row for each officer or body that it counts for."""

from typing import Self

from django.db import models
from django.db.models import Q

from anze.acts.models.act import Act


class ActFactQuerySet(models.QuerySet["ActFact"]):
    """Facts by what was on record."""

    def current(self) -> Self:
        """Return the facts that have not been struck."""
        return self.filter(struck_on=None)

    def changed_since(self, seq: int) -> Self:
        """Return the facts written or struck by an entry of the ledger later than `seq`."""
        return self.filter(Q(written_seq__gt=seq) | Q(struck_seq__gt=seq))


class ActFact(models.Model):
    """One `anze.law.facts.Act`. A projection of acts, rebuilt by `anze rebuild`; units and officers by their codes.

    `written_seq` and `struck_seq` name the entries of the ledger by which it came and went: a reader that knows the
    ledger's head of its last look reads only what is new.
    """

    code = models.CharField(max_length=80, unique=True)
    act = models.ForeignKey(Act, models.PROTECT, related_name="facts")
    type = models.CharField(max_length=12)
    unit = models.CharField(max_length=40, db_index=True)
    officer = models.CharField(max_length=40, blank=True, db_index=True)
    body = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    role = models.CharField(max_length=8, blank=True)
    topics = models.CharField(max_length=80, blank=True)
    date = models.DateField()
    recorded_on = models.DateField()
    struck_on = models.DateField(null=True, blank=True)
    year = models.PositiveIntegerField(null=True, blank=True)
    fund = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    fund_before = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    revenue_growth = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    written_seq = models.PositiveBigIntegerField(db_index=True)
    struck_seq = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)

    objects = ActFactQuerySet.as_manager()

    class Meta:
        verbose_name = "履职事实"
