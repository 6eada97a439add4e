"""A workbook of accidents on its way into the register; one with many rows is written in the background."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.accidents.excel.columns import TABLES
from anze.register.models import IncomingQuerySet, Staged


class AccidentImport(Staged):
    """A workbook of accidents. `coming` is what its corrections change of what follows, `coming_new` what its new rows bring (the first
    `lines`, and how many `more`), as the ledger keeps a difference; `reason` why its rows correct what was on record."""

    tables = TABLES

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="accident_imports", verbose_name="上传人")
    coming = models.JSONField("更正带来的变化", default=list)
    coming_new = models.JSONField("新登记带来的变化", default=dict)
    reason = models.TextField("更正原因", blank=True)

    objects = IncomingQuerySet["AccidentImport"].as_manager()

    class Meta:
        verbose_name = "事故导入"
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="accidents_undone_after_applied",
                                              violation_error_message="没有导入的不能撤销。"),)
