"""A year's pattern (责任书范本) of a unit and a side: its goals, and how a number of it is shared out among the subordinates."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.law.codes import SIDES
from anze.letters.codes import GOALS, WAYS
from anze.letters.told import said
from anze.people.models import Unit

NUMBER = {"max_digits": 12, "decimal_places": 2}


class PatternQuerySet(models.QuerySet["Pattern"]):
    """Patterns by who may see them."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the patterns of units in reach."""
        return self.filter(rights.reach("letter.view").of_units("superior"))


class Pattern(models.Model):
    """What the letters of a year say, for one side of a unit. It may be changed until a letter is generated from it."""

    superior = models.ForeignKey(Unit, models.PROTECT, related_name="letter_patterns", verbose_name="上级")
    year = models.PositiveSmallIntegerField("年度")
    side = models.CharField("方", max_length=12, choices=list(SIDES.items()))
    text = models.TextField("工作要求", max_length=2000, blank=True)
    made_at = models.DateTimeField("建立时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建立人")

    objects = PatternQuerySet.as_manager()

    class Meta:
        verbose_name = "责任书范本"
        ordering = ("-year", "superior__path", "-side")
        constraints = (models.UniqueConstraint(fields=("superior", "year", "side"), name="one_pattern_a_year",
                                               violation_error_message="这一年的范本已经有了，请刷新页面。"),)

    def __str__(self) -> str:
        return f"{self.superior.name}{self.year}年安全生产责任书范本（{self.get_side_display()}）"


class Goal(models.Model):
    """A goal of a pattern. A number has a limit and a way; one tied to a `figure` is counted by the system, another's outcome is entered."""

    pattern = models.ForeignKey(Pattern, models.CASCADE, related_name="goals", verbose_name="范本")
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("种类", max_length=8, choices=list(GOALS.items()))
    text = models.CharField("内容", max_length=200)
    figure = models.CharField("取数", max_length=40, blank=True)
    way = models.CharField("要求", max_length=6, choices=list(WAYS.items()), blank=True)
    limit = models.DecimalField("控制数", null=True, blank=True, **NUMBER)  # type: ignore[arg-type]
    word = models.CharField("单位", max_length=10, blank=True)

    class Meta:
        verbose_name = "责任目标"
        ordering = ("pattern", "position", "id")
        constraints = (models.CheckConstraint(condition=~Q(kind="number") | ~Q(way=""), name="letter_goal_way",
                                              violation_error_message="数字目标要写明“不超过”还是“不低于”。"),)

    def __str__(self) -> str:
        return self.text

    @property
    def limit_in_words(self) -> str:
        """The limit as people write it: 3, 99.5; empty where it is set when the goals are shared out."""
        return said(self.limit)


class Share(models.Model):
    """How much of a number falls to one subordinate (分解), until its letter is generated."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="shares", verbose_name="目标")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letter_shares", verbose_name="单位")
    limit = models.DecimalField("控制数", **NUMBER)  # type: ignore[arg-type]

    class Meta:
        verbose_name = "目标分解"
        constraints = (models.UniqueConstraint(fields=("goal", "unit"), name="one_share_a_unit"),)
