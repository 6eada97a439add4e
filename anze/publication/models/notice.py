"""Notices: prepared by one person, published by another, never changed after that."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anze.access.rights import Rights
from anze.people.models import Unit


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by who may see them."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the notices of the units in reach, drafts too (permission publication.view)."""
        return self.filter(rights.reach("publication.view").of_units("unit"))

    def public(self) -> Self:
        """Return the notices that anybody may read, newest first; those that were withdrawn too: what stands there instead is a note."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-id")


class Notice(models.Model):
    """A notice of a unit. `digest` of what was published (canonical JSON of its public fields)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="notices", verbose_name="发布单位")
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    title = models.CharField("标题", max_length=120)
    text = models.TextField("内容", max_length=20_000)
    prepared_at = models.DateTimeField("起草时间")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公布人")
    digest = models.CharField("摘要", max_length=64, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "公告"
        ordering = ("-prepared_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("year", "serial"), name="notice_number", violation_error_message="编号重复，请再提交一次。"),
            models.CheckConstraint(condition=Q(published_by=None) | ~Q(published_by=F("prepared_by")), name="notice_two_persons",
                                   violation_error_message="起草的人不能公布，请由另一人公布。"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """Its number: gg-2026-0001."""
        return f"gg-{self.year}-{self.serial:04d}"
