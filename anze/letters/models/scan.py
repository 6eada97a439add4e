"""Pages of a scan: filed under the letter whose code they bear, or kept until somebody says whose they are."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.acts.evidence.kinds import Kind, kind_of
from anze.acts.models import Blob
from anze.letters.models.letter import Letter
from anze.people.models import Unit


class ScanQuerySet(models.QuerySet["Scan"]):
    """Scans by who may see them and how they stand."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the scans of letters that the account may see, and those not filed yet that came from a unit whose scans it files."""
        letters = Letter.objects.visible_to(rights).values("pk")
        return self.filter(Q(letter__in=letters) | (Q(letter=None) & rights.reach("letter.file").of_units("unit")))

    def current(self) -> Self:
        """Return the scans that were not taken down."""
        return self.filter(struck_at=None)


class Scan(models.Model):
    """Some pages of an uploaded file. `blob` holds these pages alone; `source` is the digest of the whole file, `pages` are their numbers in it.

    Without a `letter` they wait: `said` is the code that was read (if any), `trouble` why they were not filed.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letter_scans", verbose_name="上传单位")
    year = models.PositiveSmallIntegerField("年度")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="scans", verbose_name="责任书")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="文件内容")
    source = models.CharField("原文件摘要", max_length=64, db_index=True)
    pages = models.JSONField("页码", default=list)
    name = models.CharField("文件名", max_length=160)
    said = models.CharField("读出的编号", max_length=20, blank=True)
    trouble = models.CharField("没有归档的原因", max_length=200, blank=True)
    at = models.DateTimeField("上传时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上传人")
    filed_at = models.DateTimeField("归档时间", null=True, blank=True)
    struck_at = models.DateTimeField("撤下时间", null=True, blank=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤下人")
    struck_reason = models.CharField("撤下原因", max_length=200, blank=True)

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = "责任书扫描件"
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(struck_at=None) | ~Q(struck_reason=""), name="letter_scan_struck_reason",
                                              violation_error_message="请写明撤下的原因。"),)

    def __str__(self) -> str:
        return f"{self.name}，{self.where}"

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return kind_of(self.blob.media_type)

    @property
    def where(self) -> str:
        """Which pages of the uploaded file these are."""
        return f"第 {'、'.join(map(str, self.pages))} 页"
