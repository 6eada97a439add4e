"""Scans that were sent in: those of many pages are read in the background, while their page says how far it is."""

import uuid
from typing import Any, Final, Self

from django.conf import settings
from django.db import models

from anze.letters.models.letter import Letter
from anze.people.models import Unit

STAGES: Final = {"reading": "正在读取", "done": "已读完", "failed": "没有成功"}


class UploadQuerySet(models.QuerySet["ScanUpload"]):
    """Uploads by whose they are."""

    def of(self, account: Any) -> Self:
        """Return the uploads of one account: what it sent in is nobody else's business until it is filed."""
        return self.filter(account=account)

    def under_way(self) -> Self:
        """Return the uploads that are waited for."""
        return self.filter(stage="reading")


class ScanUpload(models.Model):
    """Files of scans of one sending; they are set aside (`acts`) under `key` until they are read. `done` of `total` pages; `said`: how it ended, each
    sentence with its kind (success, warning, info, error)."""

    uid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letter_scan_uploads", verbose_name="上传人")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="上传单位")
    year = models.PositiveSmallIntegerField("年度")
    on = models.DateField("签订日期")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任书")
    stage = models.CharField("进度", max_length=10, choices=list(STAGES.items()), default="reading")
    done = models.PositiveIntegerField("已读页数", default=0)
    total = models.PositiveIntegerField("总页数", default=0)
    said = models.JSONField("结果", default=list)
    made_at = models.DateTimeField("上传时间")

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "扫描件上传"
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"{self.unit.name}{self.year}年责任书扫描件，{self.total} 页"

    @property
    def key(self) -> str:
        """Under what its files are set aside."""
        return self.uid.hex

    @property
    def under_way(self) -> bool:
        """Whether it is still waited for."""
        return self.stage == "reading"
