"""What units said of themselves, what was sampled and checked, which points were given, who keeps out of whose scores."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.assessments.models.assessment import Assessment
from anze.assessments.models.indicator import Indicator
from anze.people.models import Recorded, RecordedQuerySet, Unit


class SelfReport(Recorded):
    """What a unit says of itself under an indicator: the points it claims where points are given, its words. Files stand with it as a case."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="reports", verbose_name="考核")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被考核单位")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="reports", verbose_name="指标")
    claimed = models.DecimalField("自评分", max_digits=5, decimal_places=2, null=True, blank=True)
    text = models.CharField("自评说明", max_length=600, blank=True)

    objects = RecordedQuerySet["SelfReport"].as_manager()

    class Meta:
        verbose_name = "自评"
        ordering = ("assessment", "unit", "indicator__position", "id")
        constraints = (models.UniqueConstraint(fields=("assessment", "unit", "indicator"), condition=Q(struck_at=None), name="one_self_report",
                                               violation_error_message="自评刚被别人改过，请刷新页面。"),)


class Sample(Recorded):
    """The records of a unit that are checked under an indicator: drawn with a seed that nobody chose, so that anybody can draw them again.

    `items` are [key, label] in the order drawn, out of `population` records.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="samples", verbose_name="考核")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被考核单位")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="samples", verbose_name="指标")
    seed = models.CharField("种子", max_length=60)
    population = models.PositiveIntegerField("总数")
    items = models.JSONField("抽到的")

    objects = RecordedQuerySet["Sample"].as_manager()

    class Meta:
        verbose_name = "抽样"
        ordering = ("assessment", "unit", "indicator__position", "id")
        constraints = (models.UniqueConstraint(fields=("assessment", "unit", "indicator"), condition=Q(struck_at=None), name="one_sample",
                                               violation_error_message="样本刚被重新抽取，请刷新页面。"),)


class Checked(Recorded):
    """What checking a sampled record found: it holds, or not and why."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="checks", verbose_name="抽样")
    key = models.CharField("记录", max_length=200)
    passed = models.BooleanField("属实")
    note = models.CharField("说明", max_length=200, blank=True)

    objects = RecordedQuerySet["Checked"].as_manager()

    class Meta:
        verbose_name = "核查"
        ordering = ("sample", "id")
        constraints = (models.UniqueConstraint(fields=("sample", "key"), condition=Q(struck_at=None), name="checked_once",
                                               violation_error_message="这条刚被别人核查过，请刷新页面。"),)


class Given(Recorded):
    """Points that a person gave a unit under an indicator; or that the indicator does not apply to it, and why."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="given", verbose_name="考核")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被考核单位")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="given", verbose_name="指标")
    points = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True, blank=True)
    absent = models.BooleanField("不适用", default=False)
    note = models.CharField("理由", max_length=200, blank=True)

    objects = RecordedQuerySet["Given"].as_manager()

    class Meta:
        verbose_name = "评分"
        ordering = ("assessment", "unit", "indicator__position", "id")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "unit", "indicator"), condition=Q(struck_at=None), name="one_score",
                                    violation_error_message="这一项刚被别人评过分，请刷新页面。"),
            models.CheckConstraint(condition=Q(absent=True, points__isnull=True) | Q(absent=False, points__gte=0), name="score_or_absent",
                                   violation_error_message="写得分，或者勾不适用。"),
            models.CheckConstraint(condition=~Q(absent=True, note=""), name="absent_reason", violation_error_message="不适用的，请写明理由。"),
        )


class Recusal(Recorded):
    """An account that keeps out of the scores of a unit (回避), and why."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="recusals", verbose_name="考核")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="回避的人")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被考核单位")
    reason = models.CharField("回避的原因", max_length=200)

    objects = RecordedQuerySet["Recusal"].as_manager()

    class Meta:
        verbose_name = "回避"
        ordering = ("assessment", "id")
        constraints = (models.UniqueConstraint(fields=("assessment", "account", "unit"), condition=Q(struck_at=None), name="recused_once",
                                               violation_error_message="已经登记过回避。"),)
