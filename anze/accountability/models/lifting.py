"""The lifting of measures (解除): one person proposes it, another approves it."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anze.access.models import SealedRow, SealedText
from anze.accountability.codes import WAYS
from anze.accountability.models.concerned import Concerned
from anze.accountability.models.decision import Measure

_WAITING: Final = Q(approved_at=None, returned_at=None)


class Lifting(SealedRow):
    """Measures that are to be lifted from a day on. `body`, `basis`: which body found that the effect is over, and by what, where no rule fixes a period
    of one of them. It waits until another approves it (`approved_at`) or sends it back (`returned_at`)."""

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="liftings", verbose_name="有关人员")
    measures = models.ManyToManyField(Measure, related_name="liftings", verbose_name="要解除的措施")
    on = models.DateField("解除日期")
    way = models.CharField("送达方式", max_length=10, choices=list(WAYS.items()))
    body = SealedText("认定机关", blank=True)
    basis = SealedText("认定的依据", blank=True)
    note = SealedText("说明", blank=True)
    proposed_at = models.DateTimeField("提请时间")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提请人")
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准人")

    class Meta:
        verbose_name = "解除"
        ordering = ("concerned", "id")
        constraints = (models.UniqueConstraint(fields=("concerned",), condition=_WAITING, name="case_one_lifting",
                                               violation_error_message="已有一件解除等待批准，请刷新页面。"),
                       models.CheckConstraint(condition=Q(approved_at=None) | (Q(approved_by__isnull=False) & ~Q(approved_by=F("proposed_by"))),
                                              name="case_lifting_two_persons", violation_error_message="提请解除的人不能批准，请由另一人批准。"))
