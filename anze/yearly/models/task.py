"""Tasks of a year: copied from the regulation or written by the office; marks say when one was done."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.people.models import Recorded, RecordedQuerySet, Unit


class YearTaskQuerySet(RecordedQuerySet["YearTask"]):
    """Tasks by who may see them."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the tasks of the units in reach."""
        return self.filter(rights.reach("year_task.view").of_units("unit"))


class YearTask(Recorded):
    """One task of a unit's year. `key` names where it was copied from (clause and period), empty for one of the office's own;
    `line` stays the same when it is stated anew, and marks hang on it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="year_tasks", verbose_name="单位")
    year = models.PositiveIntegerField("年度")
    line = models.CharField("编号", max_length=40)
    key = models.CharField("来源", max_length=60, blank=True)
    text = models.CharField("任务", max_length=300)
    due = models.DateField("期限")
    provision = models.CharField("依据", max_length=20, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    objects = YearTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "年度任务"
        ordering = ("unit__path", "year", "due", "id")
        constraints = (models.UniqueConstraint(fields=("unit", "year", "line"), condition=Q(struck_at=None), name="one_year_task_a_line"),
                       models.UniqueConstraint(fields=("unit", "year", "key"), condition=Q(struck_at=None) & ~Q(key=""), name="one_year_task_a_key"))

    def __str__(self) -> str:
        return self.text


class TaskMark(models.Model):
    """A task was done, or found not to be: on which day, said when and by whom. Marks are only added; the last one counts."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveIntegerField("年度")
    line = models.CharField("编号", max_length=40)
    on = models.DateField("日期")
    done = models.BooleanField("已完成")
    note = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "任务完成情况"
        ordering = ("id",)
        indexes = (models.Index(fields=("unit", "year"), name="mark_of_unit_and_year"),)
