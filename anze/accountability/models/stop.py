"""What keeps a measure from ending by itself (政务处分法第二十六条): one person proposes to put it on record, another approves it."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anze.access.models import SealedRow, SealedText
from anze.accountability.models.concerned import Concerned
from anze.accountability.models.decision import Measure

_STANDS: Final = Q(returned_at=None, struck_at=None)


class Stop(SealedRow):
    """That a person did not repent or broke the law again within the period of a measure. `on`: the day of it, or of its finding; `basis`: which body found
    it, by what. It waits until another approves it (`approved_at`) or sends it back (`returned_at`); `struck_at`: approved once, it was taken back."""

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="stops", verbose_name="有关人员")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="stops", verbose_name="措施")
    on = models.DateField("发生日期")
    text = SealedText("情形")
    basis = SealedText("认定的机关和依据")
    proposed_at = models.DateTimeField("提请时间")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提请人")
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准人")
    struck_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        verbose_name = "不自动解除的情形"
        ordering = ("concerned", "id")
        constraints = (models.UniqueConstraint(fields=("measure",), condition=_STANDS, name="case_one_stop",
                                               violation_error_message="这项措施已经提请或者登记了不自动解除的情形，请刷新页面。"),
                       models.CheckConstraint(condition=Q(approved_at=None) | (Q(approved_by__isnull=False) & ~Q(approved_by=F("proposed_by"))),
                                              name="case_stop_two_persons", violation_error_message="提请的人不能批准，请由另一人批准。"))
