"""Rights given to accounts: roles on a part of the tree, and for which leaders a secretary records."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anze.access.roles import ROLES, WITHOUT_UNIT
from anze.people.models import Officer, Unit


class GivenQuerySet(models.QuerySet["Given"]):
    """What was given and not yet taken back."""

    def in_force(self) -> Self:
        """Return what has not ended."""
        return self.filter(ended_at=None)


class Given(models.Model):
    """Something given to an account by another, until it is taken back; the row stays."""

    given_at = models.DateTimeField("授予时间")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="授予人")
    ended_at = models.DateTimeField("收回时间", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收回人")

    objects = GivenQuerySet.as_manager()

    class Meta:
        abstract = True


class Grant(Given):
    """A role of an account on a unit (none for the three administrators)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants", verbose_name="账号")
    role = models.CharField("角色", max_length=20, choices=list(ROLES.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name="单位")

    class Meta:
        verbose_name = "授权"
        ordering = ("account", "role", "unit__path", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(given_by=F("account")), name="grant_not_to_oneself", violation_error_message="不能给自己授权。"),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="grant_role", violation_error_message="角色不在可选范围内。"),
            models.CheckConstraint(condition=Q(role__in=sorted(WITHOUT_UNIT), unit=None) | (~Q(role__in=sorted(WITHOUT_UNIT)) & Q(unit__isnull=False)),
                                   name="grant_unit", violation_error_message="管理员不按单位授权，其他角色必须选定单位。"),
            models.UniqueConstraint(fields=("account", "role", "unit"), condition=Q(ended_at=None), name="grant_once",
                                    violation_error_message="这个账号已有同样的授权。"),
        )


class RecordsFor(Given):
    """An account that records on behalf of a leader (秘书代录)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="records_for", verbose_name="账号")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="recorded_for_by", verbose_name="领导干部")

    class Meta:
        verbose_name = "代录关系"
        ordering = ("account", "officer")
        constraints = (
            models.CheckConstraint(condition=~Q(given_by=F("account")), name="records_for_not_to_oneself", violation_error_message="不能给自己授权。"),
            models.UniqueConstraint(fields=("account", "officer"), condition=Q(ended_at=None), name="records_for_once",
                                    violation_error_message="这个账号已经可以代该领导登记。"),
        )
