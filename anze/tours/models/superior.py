"""Tours that superiors outside the system (province, State Council) made here: recorded afterwards."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from anze.access.rights import Rights
from anze.people.models import Recorded, RecordedQuerySet, Unit
from anze.tours.policies import VIEW


class SuperiorTourQuerySet(RecordedQuerySet["SuperiorTour"]):
    """Tours by superiors, by who may see them."""

    def visible_to(self, rights: Rights) -> Self:
        """Return those of units in reach."""
        return self.filter(rights.reach(VIEW).of_units("unit"))


class SuperiorTour(Recorded):
    """A tour that a superior made of a unit: by whom, when, how many problems were fed back, how many of them are put right.

    `uid` is its id everywhere (sx-2026-0001).
    """

    uid = models.CharField("编号", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="superior_tours", verbose_name="被巡查单位")
    by_name = models.CharField("巡查机关", max_length=80)
    start = models.DateField("进驻日期")
    end = models.DateField("离场日期")
    number = models.CharField("反馈文号", max_length=60, blank=True)
    found = models.PositiveSmallIntegerField("反馈问题数", default=0)
    put_right = models.PositiveSmallIntegerField("已整改数", default=0)
    text = models.TextField("反馈意见摘要", blank=True, max_length=3000)

    objects = SuperiorTourQuerySet.as_manager()

    class Meta:
        verbose_name = "上级巡查"
        ordering = ("-start", "-id")
        constraints = (
            models.UniqueConstraint(fields=("uid",), condition=Q(struck_at=None), name="superior_tour_once",
                                    violation_error_message="这次巡查刚被别人更正过，请刷新页面。"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="superior_tour_ends", violation_error_message="离场日期早于进驻日期，请改正。"),
            models.CheckConstraint(condition=Q(put_right__lte=F("found")), name="superior_tour_put_right",
                                   violation_error_message="已整改数不能多于反馈问题数。"),
        )
