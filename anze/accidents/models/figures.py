"""What changed of an accident's figures after it was first stated, and its way out of the statistics (统计核销)."""

from django.db import models
from django.db.models import F, Q

from anze.accidents.models.accident import Accident
from anze.people.models import Recorded, RecordedQuerySet


class FigureUpdate(Recorded):
    """Totals restated as of `date`, the day on which they became so (第十三条); an empty figure leaves it as it was. `loss` in 万元."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="updates", verbose_name="事故")
    date = models.DateField("变化日期")
    deaths = models.PositiveIntegerField("死亡人数", null=True, blank=True)
    serious_injuries = models.PositiveIntegerField("重伤人数（含急性工业中毒）", null=True, blank=True)
    missing = models.PositiveIntegerField("失踪（下落不明）人数", null=True, blank=True)
    loss = models.DecimalField("直接经济损失（万元）", max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField("依据和说明", max_length=200, blank=True)

    objects = RecordedQuerySet["FigureUpdate"].as_manager()

    class Meta:
        verbose_name = "伤亡和损失的变化"
        ordering = ("accident", "date", "id")
        constraints = (
            models.CheckConstraint(condition=Q(deaths__isnull=False) | Q(serious_injuries__isnull=False) | Q(missing__isnull=False) | Q(loss__isnull=False),
                                   name="update_says_something", violation_error_message="至少写一个变化了的数。"),
        )


class WriteOff(Recorded):
    """An accident's way out of the statistics: the public notice from a day to a day, then the decision, which replaces the row of the notice.

    `decided_on` is empty while the notice runs; an objection strikes the row.
    """

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="write_offs", verbose_name="事故")
    reason = models.CharField("核销理由", max_length=300)
    notice_from = models.DateField("公示起始日")
    notice_until = models.DateField("公示截止日")
    notice_place = models.CharField("公示处", max_length=120, blank=True)
    decided_on = models.DateField("核销日期", null=True, blank=True)
    decided_by = models.CharField("决定机关", max_length=80, blank=True)
    document = models.CharField("核销文号", max_length=80, blank=True)

    objects = RecordedQuerySet["WriteOff"].as_manager()

    class Meta:
        verbose_name = "统计核销"
        ordering = ("accident", "recorded_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("accident",), condition=Q(struck_at=None), name="one_write_off_stands",
                                    violation_error_message="这起事故已经在办核销，请刷新页面。"),
            models.CheckConstraint(condition=Q(notice_until__gte=F("notice_from")), name="notice_ends_after_start",
                                   violation_error_message="公示截止日早于起始日，请改正其中一个。"),
            models.CheckConstraint(condition=Q(decided_on=None) | Q(decided_on__gt=F("notice_until")), name="decided_after_notice",
                                   violation_error_message="核销应在公示期满以后决定。"),
        )
