"""The investigation of an accident up to its approved report, and the review a year on (国务院令第493号第三、四章, 安全生产法第八十六条)."""

from django.db import models
from django.db.models import F, Q

from anze.accidents.codes import INVESTIGATORS, OUTCOMES, STEPS
from anze.accidents.models.accident import Accident
from anze.people.models import Recorded, RecordedQuerySet, Unit


class InvestigationStep(Recorded):
    """A step: the group set up, the term of the report or of the reply extended (`days`), a technical appraisal (`on` to `until`, both
    included), the report handed in."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="steps", verbose_name="事故")
    kind = models.CharField("步骤", max_length=16, choices=list(STEPS.items()))
    on = models.DateField("日期")
    until = models.DateField("结束日期", null=True, blank=True)
    days = models.PositiveSmallIntegerField("延长日数", null=True, blank=True)
    tier = models.CharField("负责调查的政府", max_length=10, choices=list(INVESTIGATORS.items()), blank=True)
    organ = models.CharField("机关", max_length=80, blank=True)
    document = models.CharField("文号", max_length=80, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    objects = RecordedQuerySet["InvestigationStep"].as_manager()

    class Meta:
        verbose_name = "调查步骤"
        ordering = ("accident", "on", "id")
        constraints = (
            models.UniqueConstraint(fields=("accident", "kind"), condition=Q(struck_at=None, kind__in=("opened", "submitted")), name="step_once",
                                    violation_error_message="这一步已经登记；登记错了的请先撤下。"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("on")), name="appraisal_ends_after_start",
                                   violation_error_message="结束日期早于开始日期，请改正其中一个。"),
            models.CheckConstraint(condition=~Q(kind__in=("extended", "reply_extended")) | Q(days__gte=1), name="extended_by_days",
                                   violation_error_message="请写明延长多少日。"),
        )


class ApprovedReport(Recorded):
    """The report as the government approved it (批复, 第三十二条), with responsibility by area: areas that answer, and areas in reach that do
    not (责任不在本地区, 第二十七条第三款)."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="approvals", verbose_name="事故")
    on = models.DateField("批复日期")
    organ = models.CharField("批复机关", max_length=80)
    document = models.CharField("批复文号", max_length=80, blank=True)
    conclusion = models.TextField("原因、性质和责任认定", blank=True)
    responsible = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name="负有责任的地区")
    outside = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name="责任不在本地区的")

    objects = RecordedQuerySet["ApprovedReport"].as_manager()

    class Meta:
        verbose_name = "批复的调查报告"
        ordering = ("accident", "on", "id")
        constraints = (models.UniqueConstraint(fields=("accident",), condition=Q(struck_at=None), name="one_approval_stands",
                                               violation_error_message="批复已经登记；要改请更正原来的一条。"),)


class Review(Recorded):
    """The review of whether measures were carried out (评估), within a year of the 批复, published (安全生产法第八十六条)."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="reviews", verbose_name="事故")
    on = models.DateField("评估日期")
    organ = models.CharField("评估机关", max_length=80)
    outcome = models.CharField("落实情况", max_length=10, choices=list(OUTCOMES.items()))
    published_on = models.DateField("公开日期", null=True, blank=True)
    note = models.TextField("评估意见", blank=True, max_length=2000)

    objects = RecordedQuerySet["Review"].as_manager()

    class Meta:
        verbose_name = "整改和防范措施落实情况评估"
        ordering = ("accident", "on", "id")
        constraints = (models.CheckConstraint(condition=Q(published_on=None) | Q(published_on__gte=F("on")), name="published_after_review",
                                              violation_error_message="公开日期早于评估日期，请改正其中一个。"),)
