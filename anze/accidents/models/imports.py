"""A workbook of accidents on its way into the register; one with many rows is written in the background."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.accidents.excel.columns import TABLES
from anze.register.models import Incoming, IncomingQuerySet

STAGES: Final = {"writing": "正在写入", "undoing": "正在撤销", "": "", "failed": "没有成功"}
UNDER_WAY: Final = ("writing", "undoing")


class AccidentImport(Incoming):
    """A workbook of accidents. `stage`: what is being done with it; `notice`: what went otherwise than asked."""

    tables = TABLES

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="accident_imports", verbose_name="上传人")
    stage = models.CharField("进度", max_length=10, choices=list(STAGES.items()), blank=True)
    notice = models.CharField("说明", max_length=400, blank=True)

    objects = IncomingQuerySet["AccidentImport"].as_manager()

    class Meta:
        verbose_name = "事故导入"
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="accidents_undone_after_applied",
                                              violation_error_message="没有导入的不能撤销。"),)

    @property
    def state(self) -> str:
        """In a word: as of any incoming workbook, or what is being done with it."""
        return self.stage or super().state

    @property
    def under_way(self) -> bool:
        """Whether it is still waited for."""
        return self.stage in UNDER_WAY
