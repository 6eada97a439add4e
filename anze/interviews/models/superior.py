"""What superiors decided and did: decisions to interview (第二十一条第二款（六）), interviews that they held themselves (第二十五条（五）)."""

from typing import Self

from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.interviews.codes import ORGANS, SUPERIORS
from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit


class Decision(Recorded):
    """The city's Party committee or government decided that leaders of a unit are interviewed."""

    committee = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="作出决定的市")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="interview_decisions", verbose_name="被约谈单位")
    organ = models.CharField("决定机关", max_length=12, choices=list(ORGANS.items()))
    date = models.DateField("决定日期")
    number = models.CharField("文号", max_length=60, blank=True)
    text = models.TextField("决定的事由", help_text="未落实哪些安全生产工作部署")

    objects = RecordedQuerySet["Decision"].as_manager()

    class Meta:
        verbose_name = "约谈决定"
        ordering = ("-date", "-id")


class SuperiorInterviewQuerySet(RecordedQuerySet["SuperiorInterview"]):
    """Interviews held by superiors, by who may see them."""

    def visible_to(self, rights: Rights) -> Self:
        """Return those of units in reach and those of oneself (permission interview.view)."""
        reach = rights.reach("interview.view")
        if reach.everything:
            return self
        own = SuperiorInterview.officers.through.objects.filter(officer__in=reach.officers).values("superiorinterview")
        return self.filter(Q(unit__in=Unit.objects.filter(reach.of_units()).order_by().values("pk")) | Q(pk__in=own))


class SuperiorInterview(Recorded):
    """An interview that a superior held, recorded afterwards: by whom, of which officers, when. `uid` is its id everywhere (sj-2026-0001)."""

    uid = models.CharField("编号", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="superior_interviews", verbose_name="被约谈单位")
    by_level = models.CharField("约谈机关", max_length=20, choices=list(SUPERIORS.items()))
    by_name = models.CharField("约谈机关名称", max_length=80, blank=True)
    officers = models.ManyToManyField(Officer, related_name="superior_interviews", verbose_name="被约谈人")
    date = models.DateField("约谈日期")
    place = models.CharField("地点", max_length=120, blank=True)
    number = models.CharField("通知文号", max_length=60, blank=True)
    text = models.TextField("事由", blank=True)

    objects = SuperiorInterviewQuerySet.as_manager()

    class Meta:
        verbose_name = "上级约谈"
        ordering = ("-date", "-id")
        constraints = (
            models.UniqueConstraint(fields=("uid",), condition=Q(struck_at=None), name="superior_interview_once",
                                    violation_error_message="这次约谈刚被别人更正过，请刷新页面。"),
            models.CheckConstraint(condition=Q(by_level__in=list(SUPERIORS)), name="superior_interview_by", violation_error_message="约谈机关不在可选范围内。"),
        )

    @property
    def by(self) -> str:
        """Who held it, in words."""
        return self.by_name or self.get_by_level_display()
