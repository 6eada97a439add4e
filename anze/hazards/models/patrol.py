"""A town's daily patrol (日常巡查, 第十二条（四）): of a cell, on a day, by whom, which production units were visited. No tracks, no check-ins."""

from typing import Final, Self

from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.enterprises.models import Cell, Enterprise
from anze.people.models import Recorded, RecordedQuerySet, Unit
from anze.people.moment import day_of

PREFIX: Final = "xc"  # of the receipt numbers


class PatrolQuerySet(RecordedQuerySet["Patrol"]):
    """Patrols by who may see them."""

    def visible_to(self, rights: Rights, permission: str = "hazard.view") -> Self:
        """Return the patrols of places in reach."""
        return self.filter(rights.reach(permission).of_units("unit"))


class Patrol(Recorded):
    """A patrol; what it found are dangers. `device_key`: the same sending counts once."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="patrols", verbose_name="镇（街道、园区）")
    cell = models.ForeignKey(Cell, models.PROTECT, null=True, blank=True, related_name="patrols", verbose_name="网格")
    on = models.DateField("巡查日期", db_index=True)
    people = models.CharField("巡查人员", max_length=120)
    enterprises = models.ManyToManyField(Enterprise, blank=True, related_name="patrols", verbose_name="所到单位")
    text = models.CharField("巡查情况", max_length=400, blank=True)
    device_key = models.CharField("防重号", max_length=40, unique=True)

    objects = PatrolQuerySet.as_manager()

    class Meta:
        verbose_name = "日常巡查"
        ordering = ("-on", "-id")
        constraints = (models.CheckConstraint(condition=~Q(people=""), name="patrol_people", violation_error_message="请写明巡查人员。"),)

    @property
    def number(self) -> str:
        """Its receipt number: xc-2026-0012."""
        return f"{PREFIX}-{day_of(self.recorded_at).year}-{self.pk:04d}"

    def __str__(self) -> str:
        return f"{self.cell.name if self.cell else self.unit.name}巡查"
