"""Kinds of production units and the department that supervises each kind in a place (分级属地, 第六条（五）)."""

from django.db import models

from anze.enterprises.models.spans import SpanQuerySet, ends_after_start
from anze.people.models import Recorded, Unit


class Kind(models.Model):
    """A kind of production units (工贸、危险化学品……): data of the city's own table, never the law's. One table serves the whole city."""

    code = models.CharField("类别编号", max_length=20, unique=True)
    name = models.CharField("类别", max_length=40, unique=True, error_messages={"unique": "已有这个类别，请换个名称。"})
    sector = models.CharField("行业", max_length=40, blank=True, help_text="新登记的单位按它预填行业。")
    note = models.CharField("说明", max_length=200, blank=True)
    position = models.PositiveIntegerField("次序", default=0)
    closed_on = models.DateField("停用日期", null=True, blank=True, help_text="最后使用的一天")

    class Meta:
        verbose_name = "单位类别"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name


class Charge(Recorded):
    """A department has the supervision of a kind in a place (the city, a county, a town) from a day to a day; the nearest place governs."""

    place = models.ForeignKey(Unit, models.PROTECT, related_name="charges", verbose_name="地方")
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="charges", verbose_name="类别")
    department = models.ForeignKey(Unit, models.PROTECT, related_name="charged_with", verbose_name="监管部门")
    start = models.DateField("自")
    end = models.DateField("至", null=True, blank=True)
    document = models.CharField("依据文件", max_length=120, blank=True)

    objects = SpanQuerySet["Charge"].as_manager()

    class Meta:
        verbose_name = "监管分工"
        ordering = ("place__path", "kind__position", "start", "id")
        indexes = (models.Index(fields=("place", "kind"), name="charge_place_kind"),)
        constraints = (ends_after_start("charge_ends_after_start"),)

    def __str__(self) -> str:
        return f"{self.place.name}{self.kind.name}：{self.department.name}"
