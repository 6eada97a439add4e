"""Reports of duties for a year (述职): the person's own words while it is being written, the whole as it was signed afterwards."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.people.models import Officer, Unit


class DutyReportQuerySet(models.QuerySet["DutyReport"]):
    """Reports by who may see them."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the reports that the account may see: those it writes or helps to write, and of officers in reach those that were signed."""
        writes, reads = rights.reach("report.write"), rights.reach("report.view")
        own = Q(officer__in=writes.officers)
        return self.filter(own | (Q(signed_at__isnull=False) & reads.of_officers("officer"))).distinct()

    def standing(self) -> Self:
        """Return the signed reports whose act was not withdrawn."""
        return self.filter(signed_at__isnull=False, act__withdrawal=None)


class DutyReport(models.Model):
    """An officer's report of a year. `shortcomings` and `plans` are the person's own words; `body` (JSON) the whole as it was signed,
    `digest` of its canonical text, `act` the document that it was recorded as. Nothing changes after it was signed."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="duty_reports", verbose_name="领导干部")
    year = models.PositiveIntegerField("年度")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    shortcomings = models.TextField("存在的问题和原因", blank=True)
    plans = models.TextField("改进措施", blank=True)
    saved_at = models.DateTimeField("保存时间")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保存人")
    on = models.DateField("述职日期", null=True, blank=True)
    body = models.JSONField("内容", null=True, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    signed_at = models.DateTimeField("签署时间", null=True, blank=True)
    act = models.OneToOneField("acts.Act", models.PROTECT, null=True, blank=True, related_name="signed_report", verbose_name="履职记录")

    objects = DutyReportQuerySet.as_manager()

    class Meta:
        verbose_name = "述职报告"
        ordering = ("-year", "officer__code", "id")
        constraints = (
            models.UniqueConstraint(fields=("officer", "year"), condition=Q(signed_at=None), name="one_unsigned_duty_report",
                                    violation_error_message="这一年的述职报告已经在写，请刷新页面。"),
            models.CheckConstraint(condition=Q(signed_at=None, act=None) | Q(signed_at__isnull=False, act__isnull=False, body__isnull=False)
                                   & ~Q(digest=""), name="signed_report_is_whole", violation_error_message="签署的述职报告要有内容和履职记录。"),
        )

    @property
    def whole(self) -> dict[str, Any]:
        """The report as it was signed; nothing before that."""
        return self.body or {"parts": [], "shortcomings": self.shortcomings, "plans": self.plans}

    def __str__(self) -> str:
        return f"{self.officer.name}{self.year}年度述职报告"
