"""An indicator of a scheme: what it counts, how much it weighs, where its facts come from, how they become points."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from anze.assessments.codes import KINDS, RULES, SOURCES
from anze.assessments.models.assessment import Assessment
from anze.people.models import Recorded, RecordedQuerySet


class Indicator(Recorded):
    """An indicator. `key` names it within its assessment, whatever becomes of it; `figure` is the name of what the system counts, of a
    sample also whose records are drawn; `weight` of a bonus or deduction is the most it may come to; `size` of the sample."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="indicators", verbose_name="考核")
    key = models.CharField("代号", max_length=8)
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("指标", max_length=80)
    kind = models.CharField("性质", max_length=10, choices=list(KINDS.items()), default="score")
    weight = models.DecimalField("分值", max_digits=5, decimal_places=2)
    source = models.CharField("数据来源", max_length=8, choices=list(SOURCES.items()))
    figure = models.CharField("系统数据", max_length=40, blank=True)
    rule = models.CharField("计分办法", max_length=12, choices=list(RULES.items()))
    each = models.DecimalField("每件多少分", max_digits=5, decimal_places=2, default=Decimal(0))
    target = models.DecimalField("目标完成率（%）", max_digits=5, decimal_places=2, default=Decimal(0))
    size = models.PositiveSmallIntegerField("抽样件数", default=0)
    asks = models.CharField("评分要求", max_length=300, blank=True)

    objects = RecordedQuerySet["Indicator"].as_manager()

    class Meta:
        verbose_name = "考核指标"
        ordering = ("assessment", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "key"), condition=Q(struck_at=None), name="indicator_key",
                                    violation_error_message="这个指标刚被别人改过，请刷新页面。"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="indicator_weight", violation_error_message="分值要大于 0，不超过 100。"),
            models.CheckConstraint(condition=Q(each__gte=0, target__gte=0, target__lte=100), name="indicator_numbers",
                                   violation_error_message="每件的分值不能小于 0，目标完成率在 0 到 100 之间。"),
        )

    def __str__(self) -> str:
        return self.name
