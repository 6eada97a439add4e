"""Number series of official documents (发文字号): per unit, series and year, without gaps; a voided number stays listed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.papers.kinds import CLOSED
from anze.people.models import Unit


class Series(models.Model):
    """A series of a year: `code` is what stands before the year (清安委办约); `last` the number given last."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="series", verbose_name="单位")
    code = models.CharField("发文代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = "发文编号"
        ordering = ("unit__path", "code", "-year")
        constraints = (models.UniqueConstraint(fields=("unit", "code", "year"), name="one_series_a_year"),)

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕"


class NumberQuerySet(models.QuerySet["Number"]):
    """Numbers by what they were given out for."""

    def open_kinds(self) -> Self:
        """Return the numbers but for those of papers of closed kinds: no register of others shows them."""
        return self.exclude(paper__kind__in=CLOSED)


class Number(models.Model):
    """A number that was given out. Nothing but its being voided changes afterwards, and it is never given out again."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers", verbose_name="发文编号")
    ordinal = models.PositiveIntegerField("序号")
    reserved_at = models.DateTimeField("取号时间")
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="取号人")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="作废人")
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = NumberQuerySet.as_manager()

    class Meta:
        verbose_name = "发文字号"
        ordering = ("series", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("series", "ordinal"), name="number_given_once"),
            models.CheckConstraint(condition=Q(voided_at=None) | ~Q(void_reason=""), name="number_void_reason", violation_error_message="请写明作废的原因。"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The number as it stands on the paper: 清安委办约〔2026〕3号."""
        return f"{self.series.code}〔{self.series.year}〕{self.ordinal}号"
