"""Working days: the official holiday notice of a year that the shipped calendar does not have yet, entered by an office."""

from django.conf import settings
from django.db import models


class CalendarDay(models.Model):
    """A day of the official notice: a holiday, or a weekend day worked instead (调休)."""

    day = models.DateField("日期", unique=True)
    working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40, blank=True)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "工作日历"
        ordering = ("day",)
