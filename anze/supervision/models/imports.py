"""A workbook of items under supervision on its way into the register; one with many rows is written in the background."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.register.models import IncomingQuerySet, Staged
from anze.supervision.excel.columns import TABLES


class TaskImport(Staged):
    """A workbook of items."""

    tables = TABLES

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="task_imports", verbose_name="上传人")

    objects = IncomingQuerySet["TaskImport"].as_manager()

    class Meta:
        verbose_name = "督办事项导入"
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="tasks_undone_after_applied",
                                              violation_error_message="没有导入的不能撤销。"),)
