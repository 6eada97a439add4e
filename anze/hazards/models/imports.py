"""A workbook of dangers on its way into the register; one with many rows is written in the background."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.hazards.excel.columns import TABLES
from anze.register.models import IncomingQuerySet, Staged


class DangerImport(Staged):
    """A workbook of dangers."""

    tables = TABLES

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="danger_imports", verbose_name="上传人")

    objects = IncomingQuerySet["DangerImport"].as_manager()

    class Meta:
        verbose_name = "隐患导入"
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="dangers_undone_after_applied",
                                              violation_error_message="没有导入的不能撤销。"),)
