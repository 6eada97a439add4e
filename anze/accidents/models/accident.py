"""An accident as it is now, and each statement of its particulars that was on record."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.accidents.codes import SECTORS, SOURCES
from anze.law.national.grades import GRADES, MEASURES, grade_label, measure_label
from anze.people.models import Recorded, RecordedQuerySet, Unit

_SECTOR = [(sector, sector) for sector in SECTORS]


class AccidentQuerySet(models.QuerySet["Accident"]):
    """Accidents by who may see them and by whether they count."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the accidents that the account may see (permission accident.view): of units in reach; departments see those of
        the place whose organ they are (第十四条)."""
        reach = rights.reach("accident.view")
        if reach.everything:
            return self
        within = Q(pk__in=reach.units)
        for tree in reach.trees:
            within |= Q(path__startswith=tree)
        own = Unit.objects.filter(within).order_by()
        for path in own.filter(level="department", parent__isnull=False).values_list("parent__path", flat=True).distinct():
            within |= Q(path__startswith=path)
        tops = Unit.objects.filter(parent=None).order_by()
        if tops.exists() and not tops.exclude(within).exists():
            return self  # who sees the whole tree sees every accident: nothing to look up row by row
        return self.filter(unit__in=Unit.objects.filter(within).order_by().values("pk"))

    def on_record(self) -> Self:
        """Return the accidents whose registration was not withdrawn."""
        return self.filter(withdrawn_at=None)

    def counting(self) -> Self:
        """Return the accidents on record that have not been written off the statistics."""
        return self.on_record().filter(written_off_on=None)


class StatedFields(models.Model):
    """What is stated of an accident. `date` is the day of `happened_at` in Shanghai; `loss` in 10,000 yuan (万元), empty
    while it is being found out: to the law that is zero (decisions/0014).

    `learned_at`: when the enterprise's head learned of it (第九条); the moment it happened where nobody says. `nature` is the name
    of a type of the table in force on the day (anze/law/national/accident_types).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="%(class)s_set", verbose_name="发生地")
    address = models.CharField("具体地点", max_length=200, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True, blank=True)
    happened_at = models.DateTimeField("发生时间")
    date = models.DateField("发生日期")
    learned_at = models.DateTimeField("单位负责人接报时间", null=True, blank=True)
    enterprise = models.CharField("事故发生单位", max_length=120, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    sector = models.CharField("行业（领域）", max_length=20, choices=_SECTOR, blank=True)
    trade = models.CharField("细分行业", max_length=20, blank=True)
    nature = models.CharField("事故类别", max_length=40, blank=True)
    road_or_fire = models.BooleanField("道路交通事故、火灾事故", default=False)
    deaths = models.PositiveIntegerField("死亡人数", default=0)
    serious_injuries = models.PositiveIntegerField("重伤人数（含急性工业中毒）", default=0)
    missing = models.PositiveIntegerField("失踪（下落不明）人数", default=0)
    loss = models.DecimalField("直接经济损失（万元）", max_digits=12, decimal_places=2, null=True, blank=True)
    source = models.CharField("信息来源", max_length=12, choices=list(SOURCES.items()), default="enterprise")
    account = models.TextField("事故经过", blank=True)

    class Meta:
        abstract = True


class Accident(StatedFields):
    """An accident as it is now: its particulars as last stated, its figures as last updated, its grade by them.

    `code` is its id everywhere (sg-2026-0001): opaque, never parsed. `grade`, `measure` and the figures are what the law core said
    when it was last written; what pages say of another day is asked of the law. `withdrawn_at`: entered by mistake, none of its
    statements stands any more. `device_key`: the same sending counts once.
    """

    code = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("台账年度")
    serial = models.PositiveIntegerField("台账序号")
    recorded_at = models.DateTimeField("登记时间", db_index=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")
    grade = models.CharField("等级", max_length=16, choices=[(grade, grade_label(grade)) for grade in GRADES])
    measure = models.CharField("定级依据", max_length=16, choices=[(measure, measure_label(measure)) for measure in MEASURES])
    written_off_on = models.DateField("核销日期", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤销登记时间", null=True, blank=True)
    device_key = models.CharField("防重号", max_length=40, unique=True, null=True, blank=True)

    objects = AccidentQuerySet.as_manager()

    class Meta:
        verbose_name = "事故"
        ordering = ("-date", "-id")
        indexes = (models.Index(fields=("unit", "date"), name="accident_place"), models.Index(fields=("-date", "-id"), name="accident_newest"),
                   models.Index(fields=("grade", "date"), name="accident_grade"))
        constraints = (models.UniqueConstraint(fields=("year", "serial"), name="accident_number", violation_error_message="台账编号重复，请再提交一次。"),)

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """The number of the register: 2026-0001."""
        return f"{self.year}-{self.serial:04d}"

    @property
    def title(self) -> str:
        """How people call it: 望埠镇“5·1”高处坠落事故."""
        return f"{self.unit.name}“{self.date.month}·{self.date.day}”{self.nature.removesuffix('事故')}事故"


class Statement(StatedFields, Recorded):
    """What was on record of an accident's particulars from `recorded_at` until struck: the figures are those first stated."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="statements", verbose_name="事故")
    reason = models.CharField("更正原因", max_length=200, blank=True)

    objects = RecordedQuerySet["Statement"].as_manager()

    class Meta:
        verbose_name = "事故情况的一次登记"
        ordering = ("recorded_at", "id")
        indexes = (models.Index(fields=("unit", "date"), name="statement_place"), models.Index(fields=("date",), name="statement_date"))
        constraints = (models.UniqueConstraint(fields=("accident",), condition=Q(struck_at=None), name="one_statement_stands",
                                               violation_error_message="另一个人刚刚更正了这起事故，请刷新页面再改。"),)
