"""Work-safety committees with their directors, and the list of problem towns."""

from django.db import models
from django.db.models import F, Q

from anze.people.models.officer import Officer
from anze.people.models.recorded import Recorded, RecordedQuerySet
from anze.people.models.unit import Unit


class Committee(Recorded):
    """A unit's work-safety committee (安委会) and its directors from a day to a day (第四条第三款)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="committees", verbose_name="单位")
    directors = models.ManyToManyField(Officer, related_name="committees_directed", verbose_name="主任")
    start = models.DateField("自")
    end = models.DateField("至", null=True, blank=True)

    objects = RecordedQuerySet["Committee"].as_manager()

    class Meta:
        verbose_name = "安全生产委员会"
        ordering = ("unit__path", "start", "id")
        constraints = (models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="committee_ends_after_start",
                                              violation_error_message="终止日期早于起始日期，请改正其中一个。"),)


class ProblemTown(Recorded):
    """A town on the list of 安全生产问题突出镇 from a day to a day; `document` listed it, `end_document` took it off."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="problem_periods", verbose_name="镇")
    start = models.DateField("自")
    end = models.DateField("至", null=True, blank=True)
    document = models.CharField("列入文件", max_length=120, blank=True)
    end_document = models.CharField("移出文件", max_length=120, blank=True)

    objects = RecordedQuerySet["ProblemTown"].as_manager()

    class Meta:
        verbose_name = "安全生产问题突出镇"
        ordering = ("unit__path", "start", "id")
        constraints = (models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="problem_town_ends_after_start",
                                              violation_error_message="终止日期早于起始日期，请改正其中一个。"),)
