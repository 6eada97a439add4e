"""Exports that take long: they wait under 我的导出 until they are fetched or expire."""

import uuid
from datetime import timedelta
from typing import Any, Final, Self

from django.conf import settings
from django.db import models

KEPT: Final = timedelta(days=7)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATES: Final = {"waiting": "排队中", "running": "正在生成", "ready": "可以下载", "failed": "没有成功", "cancelled": "已取消"}


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports by whose they are."""

    def of(self, account: Any) -> Self:
        """Return the exports of one account."""
        return self.filter(account=account)

    def under_way(self) -> Self:
        """Return the exports that are waited for."""
        return self.filter(state__in=("waiting", "running"))


class Export(models.Model):
    """A workbook, or another file, that is being written, or was. `maker` is the function that gives its sheets, or names what makes it; `asked` what it is
    called with; `done` and `total` count rows, or what `counted` says."""

    uid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports", verbose_name="导出人")
    name = models.CharField("文件名", max_length=200)
    maker = models.CharField("由何生成", max_length=200)
    asked = models.JSONField("条件", default=dict)
    state = models.CharField("状态", max_length=10, choices=list(STATES.items()), default="waiting")
    done = models.PositiveIntegerField("已写行数", default=0)
    total = models.PositiveIntegerField("估计行数", default=0)
    counted = models.CharField("计数的单位", max_length=10, default="行")
    media_type = models.CharField("类型", max_length=100, default=XLSX)
    content = models.BinaryField("文件", null=True)  # empty for one that lies as a file beside the database (`kept.py`)
    size = models.PositiveBigIntegerField("字节", default=0)
    made_at = models.DateTimeField("提交时间")
    expires_at = models.DateTimeField("保留至")

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "导出"
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.name

    @property
    def under_way(self) -> bool:
        """Whether it is still waited for."""
        return self.state in {"waiting", "running"}

    @property
    def limit(self) -> int:
        """What the bar of its progress counts to: never less than what is done."""
        return max(self.total, self.done, 1)
