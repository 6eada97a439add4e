"""Delegated enforcement (委托执法): a superior department lets a town exercise one of its powers (第十一条（四）, 第十二条（五）)."""

from typing import Self

from django.db import models

from anze.access.rights import Rights
from anze.enterprises.models.spans import SpanQuerySet, ends_after_start
from anze.people.models import Recorded, Unit


class DelegationQuerySet(SpanQuerySet["Delegation"]):
    """Delegations by who may see them."""

    def visible_to(self, rights: Rights, permission: str = "enterprise.view") -> Self:
        """Return the delegations whose holder or whose organ lies in reach."""
        reach = rights.reach(permission)
        return self.filter(reach.of_units("unit") | reach.of_units("organ"))


class Delegation(Recorded):
    """A delegation from a day to a day; a renewal is a row of its own that names the one it renews."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="delegations", verbose_name="受委托的镇（街道、园区）")
    organ = models.ForeignKey(Unit, models.PROTECT, related_name="delegations_given", verbose_name="委托机关")
    matter = models.CharField("委托事项", max_length=120)
    scope = models.CharField("范围", max_length=300, blank=True, help_text="如：哪些行业、哪些处罚种类和幅度")
    number = models.CharField("委托书文号", max_length=80)
    start = models.DateField("自")
    end = models.DateField("至", help_text="最后有效的一天")
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name="续期的原委托")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "委托执法"
        ordering = ("end", "unit__path", "id")
        indexes = (models.Index(fields=("end",), name="delegation_end"),)
        constraints = (ends_after_start("delegation_ends_after_start"),)

    def __str__(self) -> str:
        return f"{self.organ.name}委托{self.unit.name}：{self.matter}"
