"""Who is on a case, and who read what of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.access.models import SealedRow, SealedText
from anze.accountability.codes import READ, ROLES
from anze.accountability.models.case import Case


class Member(SealedRow):
    """An account on a case in a role, until it leaves or recuses itself: then it sees nothing of it any more."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="members", verbose_name="案件")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases", verbose_name="账号")
    role = models.CharField("角色", max_length=12, choices=list(ROLES.items()))
    reason = SealedText("原因")
    added_at = models.DateTimeField("加入时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="加入的人")
    ended_at = models.DateTimeField("退出时间", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="让其退出的人")
    end_reason = SealedText("退出的原因", blank=True)
    recused = models.BooleanField("回避", default=False)

    class Meta:
        verbose_name = "办案人员"
        ordering = ("case", "id")
        constraints = (models.UniqueConstraint(fields=("case", "account"), condition=Q(ended_at=None), name="case_member_once",
                                               violation_error_message="这个账号已经在案内。"),)


class Reading(models.Model):
    """A page, paper or file of a case was read. Rows are only added; each has its entry in the ledger."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="readings", verbose_name="案件")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="账号")
    at = models.DateTimeField("时间", db_index=True)
    page = models.CharField("页面", max_length=12, choices=list(READ.items()))
    entry = models.PositiveBigIntegerField("账本序号")

    class Meta:
        verbose_name = "案件查阅"
        ordering = ("-at", "-id")
