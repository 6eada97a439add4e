"""Reports of an accident up the chain, and findings that something was left out, falsified or concealed (国务院令第493号第四、九至十三条)."""

from django.db import models
from django.db.models import Q

from anze.accidents.codes import FALSE_REPORTS, TIERS
from anze.accidents.models.accident import Accident
from anze.people.models import Recorded, RecordedQuerySet


class ChainReport(Recorded):
    """A report made to a level. When it was due is worked out by the law core (anze/law/national/investigation.py), never stored.

    `supplementary`: told again because something changed (补报, 第十三条); it is kept and shown, its clock is not the chain's.
    """

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="reports", verbose_name="事故")
    to = models.CharField("报告对象", max_length=10, choices=list(TIERS.items()))
    made_at = models.DateTimeField("报告时间")
    made_by = models.CharField("报告单位", max_length=80, blank=True)
    supplementary = models.BooleanField("补报", default=False)
    note = models.CharField("方式和说明", max_length=200, blank=True)

    objects = RecordedQuerySet["ChainReport"].as_manager()

    class Meta:
        verbose_name = "事故报告"
        ordering = ("accident", "made_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("accident", "to"), condition=Q(struck_at=None, supplementary=False), name="one_report_a_tier",
                                    violation_error_message="向这一级的首次报告已经登记；后来的报告请选“补报”，登记错了的请先撤下。"),
        )


class Concealment(Recorded):
    """A person's finding that an accident was left out, falsified or concealed, with the evidence. The program never finds it."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="concealments", verbose_name="事故")
    kind = models.CharField("认定", max_length=12, choices=list(FALSE_REPORTS.items()))
    found_on = models.DateField("认定日期")
    found_by = models.CharField("认定机关", max_length=80)
    whose = models.CharField("责任单位或者人员", max_length=120)
    evidence = models.TextField("证据", max_length=2000)
    document = models.CharField("文号", max_length=80, blank=True)

    objects = RecordedQuerySet["Concealment"].as_manager()

    class Meta:
        verbose_name = "漏报、谎报、瞒报的认定"
        ordering = ("accident", "found_on", "id")
