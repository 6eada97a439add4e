"""A workbook that somebody sent in, what was found in it, and whether it was taken over or taken back."""

import uuid
from typing import Any, Final, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.register.excel.columns import TABLES, Table

STAGES: Final = {"writing": "正在写入", "undoing": "正在撤销", "": "", "failed": "没有成功"}
UNDER_WAY: Final = ("writing", "undoing")
M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class IncomingQuerySet(models.QuerySet[M_co]):
    """Incoming workbooks by whose they are."""

    def of(self, account: Any) -> Self:
        """Return the imports of one account: a workbook is nobody else's business."""
        return self.filter(account=account)


class Incoming(models.Model):
    """A workbook on its way into a register; `tables` are the sheets that it may have.

    `typed` is what stands in its cells now (corrected in place: `edits`), `faults` every wrong cell, `changes` what it would do
    (or did), `counts` how many of each; `entered` are the rows that it wrote, by kind.
    """

    tables: tuple[Table, ...] = TABLES

    uid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("文件名", max_length=200)
    content = models.BinaryField("文件")
    digest = models.CharField("文件摘要", max_length=64)
    typed = models.JSONField("单元格", default=dict)
    edits = models.JSONField("在线修改", default=dict)
    faults = models.JSONField("错误", default=list)
    changes = models.JSONField("变动", default=list)
    counts = models.JSONField("计数", default=dict)
    entered = models.JSONField("写入的记录", default=dict)
    revision = models.PositiveIntegerField("第几次检查", default=0)
    last_entry = models.PositiveBigIntegerField("账本最后一条", null=True, blank=True)
    made_at = models.DateTimeField("上传时间")
    applied_at = models.DateTimeField("导入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """In a word: undone, applied, wrong, empty (nothing to do) or ready."""
        if self.undone_at:
            return "undone"
        if self.applied_at:
            return "applied"
        return "wrong" if self.faults else "ready" if self.changes else "empty"


class Staged(Incoming):
    """A workbook that may be worked on in the background. `stage`: what is being done with it; `notice`: what went otherwise than asked."""

    stage = models.CharField("进度", max_length=10, choices=list(STAGES.items()), blank=True)
    notice = models.CharField("说明", max_length=400, blank=True)
    account: Any  # each kind's own foreign key

    class Meta:
        abstract = True

    @property
    def state(self) -> str:
        """In a word: as of any incoming workbook, or what is being done with it."""
        return self.stage or super().state

    @property
    def under_way(self) -> bool:
        """Whether it is still waited for."""
        return self.stage in UNDER_WAY


class Import(Incoming):
    """A workbook on its way into the roster."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports", verbose_name="上传人")

    objects = IncomingQuerySet["Import"].as_manager()

    class Meta:
        verbose_name = "名册导入"
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="undone_after_applied",
                                              violation_error_message="没有导入的不能撤销。"),)
