"""What the group looked at: lines of the checklist, the sample of acts, what each was found to be."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.law.codes import POSTS
from anze.people.models import Recorded, RecordedQuerySet
from anze.tours.codes import OUTCOMES, SPANS, VERDICTS


class Check(models.Model):
    """What a duty of a post was found to be, with the words of the clause as they stood; a later one does not replace it, it counts."""

    tour = models.ForeignKey("tours.Tour", models.PROTECT, related_name="checks", verbose_name="巡查")
    post = models.CharField("职务类别", max_length=24, choices=list(POSTS.items()))
    clause = models.CharField("条款", max_length=20)
    quote = models.TextField("原文")
    outcome = models.CharField("核对结果", max_length=12, blank=True, choices=list(OUTCOMES.items()))
    note = models.CharField("说明", max_length=400, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "清单的一次核对"
        ordering = ("tour", "id")
        indexes = (models.Index(fields=("tour", "post", "clause"), name="tour_checks"),)
        constraints = (models.CheckConstraint(condition=Q(outcome__in=["", *OUTCOMES]), name="tour_check_outcome",
                                              violation_error_message="核对结果不在可选范围内。"),)

    @property
    def mark(self) -> str:
        """What it was found to be, by the name that both kinds of marks share."""
        return self.outcome


class Draw(Recorded):
    """A sample of acts: its seed, its size, and out of how many it was drawn, so that anybody can draw it again.

    `population` is the number of acts it was drawn from, `digest` the SHA-256 of their sorted numbers, a line each.
    """

    tour = models.ForeignKey("tours.Tour", models.PROTECT, related_name="draws", verbose_name="巡查")
    seed = models.CharField("种子", max_length=60)
    size = models.PositiveSmallIntegerField("抽取条数")
    since = models.DateField("履职日期自")
    until = models.DateField("履职日期至")
    span = models.CharField("范围", max_length=8, blank=True, choices=list(SPANS.items()))
    population = models.PositiveIntegerField("总条数")
    digest = models.CharField("总体摘要", max_length=64)
    acts = models.JSONField("抽到的回执号", default=list)

    objects = RecordedQuerySet["Draw"].as_manager()

    class Meta:
        verbose_name = "履职记录抽样"
        ordering = ("tour", "id")
        constraints = (models.UniqueConstraint(fields=("tour",), condition=Q(struck_at=None), name="one_tour_draw_stands",
                                               violation_error_message="已经抽过了，请刷新页面。重抽要写明原因。"),)


class Verification(models.Model):
    """What an act of the sample was found to be; a later one does not replace it, it counts."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="verifications", verbose_name="抽样")
    act = models.CharField("回执号", max_length=60)
    verdict = models.CharField("核实结果", max_length=12, blank=True, choices=list(VERDICTS.items()))
    note = models.CharField("说明", max_length=400, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "履职记录的一次核实"
        ordering = ("draw", "id")
        constraints = (models.CheckConstraint(condition=Q(verdict__in=["", *VERDICTS]), name="tour_verification_verdict",
                                              violation_error_message="核实结果不在可选范围内。"),)

    @property
    def mark(self) -> str:
        """What it was found to be, by the name that both kinds of marks share."""
        return self.verdict
