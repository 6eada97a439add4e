"""Units of the tree: the city, its counties, towns and subdistricts, zones, and the departments beside each."""

from typing import Self

from django.db import models
from django.db.models import Q

from anze.law.codes import FUNCTIONS, LEVELS, ZONE_LEVELS
from anze.people.models.recorded import Recorded, RecordedQuerySet


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units by their place in the tree."""

    def within(self, *roots: "Unit") -> Self:
        """Return the units that are one of `roots` or lie below one; none for no roots."""
        wanted = Q(pk__in=[])
        for root in roots:
            wanted |= Q(path__startswith=root.path)
        return self.filter(wanted)

    def places(self) -> Self:
        """Return the units that are no departments."""
        return self.exclude(level="department")


class UnitFields(models.Model):
    """What is said of a unit, by the unit itself (as it is now) and by each of its versions (第二条)."""

    name = models.CharField("名称", max_length=80)
    level = models.CharField("级别", max_length=12, choices=list(LEVELS.items()))
    parent = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="%(class)s_children", verbose_name="上级单位")
    function = models.CharField("部门类别", max_length=12, choices=list(FUNCTIONS.items()), default="other")
    determined = models.BooleanField("确定参照执行", default=False)
    treated_as = models.CharField("比照层级", max_length=12, choices=list(ZONE_LEVELS.items()), default="county")
    closed_on = models.DateField("撤销日期", null=True, blank=True, help_text="最后存在的一天")

    class Meta:
        abstract = True


class Unit(UnitFields):
    """A unit as it is now; `code` is its id everywhere, opaque, never parsed. `path` holds the ids of the units above and its own."""

    code = models.CharField("代码", max_length=40, unique=True)
    code_system = models.CharField("代码来源", max_length=40, blank=True)
    kind = models.CharField("建制", max_length=20, blank=True, help_text="镇、民族乡、街道……")
    path = models.CharField("路径", max_length=200, db_index=True, editable=False)
    position = models.PositiveIntegerField("次序", default=0)
    pinyin = models.CharField("拼音", max_length=200, blank=True, editable=False)
    initials = models.CharField("拼音首字母", max_length=40, blank=True, editable=False, db_index=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        ordering = ("path",)
        constraints = (
            models.CheckConstraint(condition=Q(level__in=list(LEVELS)), name="unit_level", violation_error_message="单位级别不在可选范围内。"),
            models.CheckConstraint(condition=~Q(level="city") | Q(parent=None), name="city_on_top", violation_error_message="市级单位之上不再有单位。"),
        )

    def __str__(self) -> str:
        return self.name


class UnitVersion(UnitFields, Recorded):
    """What was on record of a unit from `recorded_at` until struck; the newest equals the unit itself."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name="单位")

    objects = RecordedQuerySet["UnitVersion"].as_manager()

    class Meta:
        verbose_name = "单位的一次登记"
        ordering = ("recorded_at", "id")
