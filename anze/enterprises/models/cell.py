"""The grid (网格) of a town: its cells and who answers for each from when to when (第十一条（三）)."""

from typing import Self

from django.db import models

from anze.access.rights import Rights
from anze.enterprises.codes import ROLES
from anze.enterprises.models.spans import SpanQuerySet, ends_after_start
from anze.people.models import Officer, Recorded, Unit


class CellQuerySet(models.QuerySet["Cell"]):
    """Cells by who may see them."""

    def visible_to(self, rights: Rights, permission: str = "enterprise.view") -> Self:
        """Return the cells of the units in reach, and those one answers for oneself."""
        reach = rights.reach(permission)
        mine = models.Q(pk__in=CellHolder.objects.current().filter(officer__in=reach.officers).values("cell")) if reach.officers else models.Q(pk__in=[])
        return self.filter(reach.of_units("unit") | mine)

    def standing(self) -> Self:
        """Return the cells that are on record."""
        return self.filter(on_record=True)


class CellFields(models.Model):
    """What is said of a cell, by the cell itself (as it is now) and by each of its versions."""

    name = models.CharField("网格名称", max_length=60)
    extent = models.CharField("范围", max_length=200, blank=True, help_text="如：哪几个村（社区）、哪几条路以内")
    start = models.DateField("划定日期")
    end = models.DateField("撤销日期", null=True, blank=True, help_text="最后一天；还在用的不填。")

    class Meta:
        abstract = True


class Cell(CellFields):
    """A cell of a town's grid; `code` is its id everywhere."""

    code = models.CharField("网格编号", max_length=40, unique=True, error_messages={"unique": "这个网格编号已经用了，请换一个。"})
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cells", verbose_name="所在镇（街道、园区）")
    on_record = models.BooleanField("在案", default=True, editable=False)

    objects = CellQuerySet.as_manager()

    class Meta:
        verbose_name = "网格"
        ordering = ("unit__path", "code")
        constraints = (ends_after_start("cell_ends_after_start"),)

    def __str__(self) -> str:
        return self.name


class CellVersion(CellFields, Recorded):
    """What was on record of a cell from `recorded_at` until struck; the newest equals the cell itself."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="versions", verbose_name="网格")

    objects = SpanQuerySet["CellVersion"].as_manager()

    class Meta:
        verbose_name = "网格的一次登记"
        ordering = ("recorded_at", "id")


class CellHolder(Recorded):
    """Who answers for a cell in a role: an officer of the register, or a person named with post. One at a time for a role."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="holders", verbose_name="网格")
    role = models.CharField("角色", max_length=14, choices=list(ROLES.items()))
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="cells_held", verbose_name="领导干部")
    person = models.CharField("姓名", max_length=40, blank=True)
    title = models.CharField("职务", max_length=60, blank=True)
    phone = models.CharField("电话", max_length=20, blank=True)
    start = models.DateField("自")
    end = models.DateField("至", null=True, blank=True)

    objects = SpanQuerySet["CellHolder"].as_manager()

    class Meta:
        verbose_name = "网格责任人"
        ordering = ("cell", "role", "start", "id")
        constraints = (ends_after_start("cell_holder_ends_after_start"),
                       models.CheckConstraint(condition=models.Q(role__in=list(ROLES)), name="cell_role", violation_error_message="角色不在可选范围内。"),
                       models.CheckConstraint(condition=models.Q(officer__isnull=False) | ~models.Q(person=""), name="cell_holder_named",
                                              violation_error_message="请从名册中选领导干部，或者写明姓名。"))

    @property
    def who(self) -> str:
        """The name of whoever answers for the cell."""
        return self.officer.name if self.officer else self.person

    def __str__(self) -> str:
        return self.who
