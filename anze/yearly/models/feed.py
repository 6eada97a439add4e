"""Addresses under which a phone's calendar fetches somebody's year: only the digest of each is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """An account's calendar address, in force until it is ended; one at a time. Nothing is noted of who fetched it when."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feeds", verbose_name="账号")
    digest = models.CharField("地址摘要", max_length=64, unique=True)
    made_at = models.DateTimeField("生成时间")
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = "日历订阅"
        ordering = ("-made_at",)
        constraints = (models.UniqueConstraint(fields=("account",), condition=Q(ended_at=None), name="one_calendar_feed_in_force"),)
