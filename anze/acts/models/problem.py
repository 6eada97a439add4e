"""Problems found in an inspection, followed to their closure (排查出的问题闭环)."""

from typing import Self

from django.conf import settings
from django.db import models

from anze.acts.codes import STEPS
from anze.acts.models.act import Act
from anze.people.models import Unit


class ProblemQuerySet(models.QuerySet["Problem"]):
    """Problems by whether they are closed."""

    def open(self) -> Self:
        """Return the problems that have not been closed, of acts that were not withdrawn."""
        return self.exclude(steps__kind="closed").filter(act__withdrawal=None)


class Problem(models.Model):
    """A problem found: what, who is to mend it, until when."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="problems", verbose_name="履职记录")
    position = models.PositiveSmallIntegerField("次序")
    text = models.CharField("问题", max_length=300)
    owner = models.CharField("整改单位", max_length=80, blank=True)
    follow_up_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="problems", verbose_name="跟进单位")
    deadline = models.DateField("整改期限", null=True, blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = "排查问题"
        ordering = ("act", "position")

    def __str__(self) -> str:
        return self.text


class ProblemStep(models.Model):
    """A step on the way to closure; steps are only added."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="steps", verbose_name="排查问题")
    kind = models.CharField("步骤", max_length=12, choices=list(STEPS.items()))
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "整改步骤"
        ordering = ("problem", "at", "id")
