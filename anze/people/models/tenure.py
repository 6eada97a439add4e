"""Who holds which post of which unit from when to when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from anze.law.codes import POSTS
from anze.people.models.officer import Officer
from anze.people.models.recorded import Recorded, RecordedQuerySet
from anze.people.models.unit import Unit


class TenureQuerySet(RecordedQuerySet["Tenure"]):
    """Tenures by the day on which they are held."""

    def held_on(self, day: date) -> Self:
        """Return the tenures that cover `day`, both ends included."""
        return self.filter(Q(end=None) | Q(end__gte=day), start__lte=day)


class Tenure(Recorded):
    """A tenure, both days included; `end` is empty while in post. `acting` (主持工作) counts as holding the post."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="tenures", verbose_name="领导干部")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tenures", verbose_name="单位")
    post = models.CharField("职务类别", max_length=24, choices=list(POSTS.items()))
    title = models.CharField("职务名称", max_length=60, blank=True, help_text="如：市委副书记、市长")
    start = models.DateField("任职日期")
    end = models.DateField("免职日期", null=True, blank=True)
    acting = models.BooleanField("主持工作", default=False)
    party_committee_member = models.BooleanField("党委委员", default=False)

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = "任期"
        ordering = ("unit__path", "post", "start", "id")
        indexes = (models.Index(fields=("unit", "post")),)
        constraints = (
            models.CheckConstraint(condition=Q(post__in=list(POSTS)), name="tenure_post", violation_error_message="职务类别不在可选范围内。"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="tenure_ends_after_start",
                                   violation_error_message="免职日期早于任职日期，请改正其中一个。"),
        )

    def __str__(self) -> str:
        return self.title or self.get_post_display()

    @property
    def in_full(self) -> str:
        """The post with its unit, which a title often names already: named once."""
        if self.title:
            return self.title if self.unit.name in self.title else f"{self.unit.name}{self.title}"
        return post_in(self.unit.name, self.post)


def post_in(unit: str, post: str) -> str:
    """Return a post with the name of its unit, without the word for the kind of unit that the name says already: 望埠镇分管安全生产的副职."""
    label = POSTS[post]
    kind = next((kind for kind in ("乡镇", "部门") if label.startswith(kind)), "")
    return f"{unit}{label.removeprefix(kind)}"
