"""What a tour found: by unit and by person, under which provision, on what it rests."""

from typing import Any

from django.db import models
from django.db.models import Q

from anze.law.codes import POSTS
from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit


class Finding(Recorded):
    """A problem. `officer` with the post held on `happened_on`, where a person answers for it; `act`: the act of the sample that showed it."""

    tour = models.ForeignKey("tours.Tour", models.PROTECT, related_name="findings", verbose_name="巡查")
    position = models.PositiveSmallIntegerField("序号")
    text = models.CharField("问题", max_length=600)
    provision = models.CharField("依据", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tour_findings", verbose_name="责任单位")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="tour_findings", verbose_name="责任人")
    post = models.CharField("职务类别", max_length=24, blank=True, choices=list(POSTS.items()))
    title = models.CharField("当时的职务", max_length=120, blank=True)
    happened_on = models.DateField("发生日期", null=True, blank=True)
    act = models.CharField("回执号", max_length=60, blank=True)

    objects = RecordedQuerySet["Finding"].as_manager()

    class Meta:
        verbose_name = "巡查发现的问题"
        ordering = ("tour", "position", "id")
        constraints = (models.CheckConstraint(condition=Q(officer=None) | ~Q(post=""), name="tour_finding_post",
                                              violation_error_message="责任人当时的职务没有写明。"),)

    def __str__(self) -> str:
        return self.text

    @property
    def root(self) -> int:
        """The key of its first statement: what its files are kept under, however often it is stated anew."""
        one: Any = self
        while one.replaces is not None:
            one = one.replaces
        return int(one.pk)

    @property
    def whose(self) -> str:
        """Who answers for it, in words."""
        return f"{self.unit.name}，{self.title}{self.officer.name}" if self.officer else self.unit.name
