"""Contact points (挂点联系)."""

from django.db import models
from django.db.models import F, Q

from anze.law.codes import TARGETS
from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit


class ContactPoint(Recorded):
    """A county, a town or a sector with which an officer keeps in touch, from a day to a day (第五条（七） and the like)."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="contact_points", verbose_name="领导干部")
    target = models.CharField("联系对象", max_length=8, choices=list(TARGETS.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="contact_points", verbose_name="联系的地方")
    sector = models.CharField("联系的行业", max_length=40, blank=True)
    department = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联系的部门")
    start = models.DateField("自")
    end = models.DateField("至", null=True, blank=True)
    document = models.CharField("依据文件", max_length=120, blank=True)

    objects = RecordedQuerySet["ContactPoint"].as_manager()

    class Meta:
        verbose_name = "挂点联系"
        ordering = ("officer", "target", "start", "id")
        constraints = (
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="contact_ends_after_start",
                                   violation_error_message="终止日期早于起始日期，请改正其中一个。"),
            models.CheckConstraint(condition=Q(target="sector", unit=None) & ~Q(sector="") | ~Q(target="sector") & Q(unit__isnull=False),
                                   name="contact_target", violation_error_message="联系行业的写行业名称，联系县、镇的选定地方。"),
        )
