"""A workbook of production units on its way into the register; large ones are checked and written in the background."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.enterprises.excel.columns import TABLES
from anze.register.models import Incoming, IncomingQuerySet

# stage → what its page says while it is under way
STAGES: Final = {"checking": "正在检查", "writing": "正在写入", "undoing": "正在撤销", "": "", "failed": "没有成功", "cancelled": "已取消"}
UNDER_WAY: Final = ("checking", "writing", "undoing")
KEPT: Final = timedelta(days=90)  # a workbook's cells; what it wrote stays in any case


class EnterpriseImport(Incoming):
    """A workbook of production units. `stage`: what is being done with it; `done` of `total` rows; `notice`: what went otherwise than asked."""

    tables = TABLES

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enterprise_imports", verbose_name="上传人")
    stage = models.CharField("进度", max_length=10, choices=list(STAGES.items()), blank=True)
    done = models.PositiveIntegerField("已办行数", default=0)
    total = models.PositiveIntegerField("总行数", default=0)
    notice = models.CharField("说明", max_length=400, blank=True)

    objects = IncomingQuerySet["EnterpriseImport"].as_manager()

    class Meta:
        verbose_name = "生产经营单位导入"
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="enterprises_undone_after_applied",
                                              violation_error_message="没有导入的不能撤销。"),)

    @property
    def state(self) -> str:
        """In a word: as of any incoming workbook, or what is being done with it."""
        if self.stage or self.undone_at or self.applied_at:
            return self.stage or super().state
        doing = sum(count["added"] + count["changed"] for count in self.counts.values())  # not `changes`: fifty thousand lines for a word
        return "wrong" if self.faults else "ready" if doing else "empty"

    @property
    def under_way(self) -> bool:
        """Whether it is still waited for."""
        return self.stage in UNDER_WAY

    @property
    def limit(self) -> int:
        """What the bar of its progress counts to."""
        return max(self.total, self.done, 1)
