"""A tour: of which unit, by whom, in which round; its steps; its dates and its group, which may change before it begins."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from anze.access.rights import Rights
from anze.law.codes import SIDES
from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit
from anze.tours.models.rectification import Item
from anze.tours.policies import MOVING, TWO_PERSONS, VERBS, VIEW


class TourQuerySet(models.QuerySet["Tour"]):
    """Tours by where they stand and by who may see them."""

    def with_state(self) -> Self:
        """Return the tours with `state`: where their last step left them."""
        last = Step.objects.filter(tour=OuterRef("pk"), kind__in=MOVING).order_by("-pk").values("kind")[:1]
        names = [When(last=kind, then=Value(VERBS[kind].to)) for kind in MOVING]
        return self.annotate(last=Subquery(last)).annotate(state=Case(*names, default=Value(""), output_field=models.CharField()))

    def in_state(self, *states: str) -> Any:
        """Return the tours that stand in one of these states, with `state`."""
        found: Any = self.with_state()
        return found.filter(state__in=states)

    def visible_to(self, rights: Rights) -> Self:
        """Return the tours that the account may see (permission tour.view): those that units in reach send, whatever their state; those of
        whose group one is; from the notice on also those of units in reach, and those with an item for such a unit."""
        reach = rights.reach(VIEW)
        if reach.everything:
            return self
        units = Unit.objects.filter(reach.of_units()).order_by().values("pk")
        owned = Item.objects.filter(owner__in=units, tour=OuterRef("pk"), struck_at=None)
        told = Step.objects.filter(tour=OuterRef("pk"), kind="notify")
        return self.filter(Q(superior__in=units) | Exists(member_of(rights).filter(tour=OuterRef("pk"))) | (Exists(told) & (Q(unit__in=units) | Exists(owned))))


def member_of(rights: Rights) -> Any:
    """Return the memberships in groups, as they stand, of the account and of the officer it is."""
    own = Q(account=rights.account)
    if rights.account.officer_id:
        own |= Q(officer=rights.account.officer_id)
    return Member.objects.filter(own, struck_at=None)


class Tour(models.Model):
    """A tour of `unit` that `superior` sends, in a round of a year, to its Party committee, its government, or both (`sides`).

    `uid` is its id everywhere (xc-2026-0001): opaque, never parsed. Its state is nowhere stored; it follows from its steps.
    """

    uid = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    superior = models.ForeignKey(Unit, models.PROTECT, related_name="tours_sent", verbose_name="派出单位")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tours", verbose_name="被巡查单位")
    sides = models.JSONField("巡查对象", default=list)
    opened_at = models.DateTimeField("安排时间", db_index=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="安排人")

    objects = TourQuerySet.as_manager()

    class Meta:
        verbose_name = "安全生产巡查"
        ordering = ("-year", "-serial")
        constraints = (
            models.UniqueConstraint(fields=("year", "serial"), name="tour_number", violation_error_message="编号重复，请再提交一次。"),
            models.CheckConstraint(condition=~Q(unit=F("superior")), name="tour_of_another", violation_error_message="派出单位不能巡查自己。"),
        )

    def __str__(self) -> str:
        return f"{self.unit.name}安全生产巡查"

    @property
    def sides_words(self) -> str:
        """The sides in words: 党委、政府."""
        return "、".join(SIDES[side] for side in SIDES if side in self.sides)

    @property
    def round_words(self) -> str:
        """The round in words: 2026年第1轮."""
        return f"{self.year}年第{self.round}轮"


class Step(models.Model):
    """A verb of the table in `policies`: who took it, when, with which words. Steps are only added.

    `left`: what was left undone when the feedback was proposed, and why. `proposed_by`, on decisions, is whoever proposed: the database itself takes
    no decision on one's own proposal.
    """

    tour = models.ForeignKey(Tour, models.PROTECT, related_name="steps", verbose_name="巡查")
    kind = models.CharField("步骤", max_length=16, choices=[(kind, verb.label) for kind, verb in VERBS.items()])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人")
    note = models.TextField("说明", blank=True, max_length=3000)
    left = models.CharField("没有做完的事和原因", max_length=800, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报审人")

    class Meta:
        verbose_name = "巡查的一步"
        ordering = ("tour", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(kind__in=TWO_PERSONS) | (Q(proposed_by__isnull=False) & ~Q(by=F("proposed_by"))), name="tour_two_persons",
                                   violation_error_message="报审的人不能审定自己报审的反馈意见，请由另一人审定。"),
            models.UniqueConstraint(fields=("tour", "kind"), condition=Q(kind__in=sorted(kind for kind, verb in VERBS.items() if verb.once)),
                                    name="tour_step_once", violation_error_message="这一步已经办过了，请刷新页面。"),
        )


class Schedule(Recorded):
    """When the group is to come and to leave, and what it is called; a change strikes the one before, with the reason."""

    tour = models.ForeignKey(Tour, models.PROTECT, related_name="schedules", verbose_name="巡查")
    group = models.CharField("巡查组", max_length=60)
    start = models.DateField("进驻日期")
    end = models.DateField("离场日期")

    objects = RecordedQuerySet["Schedule"].as_manager()

    class Meta:
        verbose_name = "巡查安排"
        ordering = ("tour", "id")
        constraints = (
            models.UniqueConstraint(fields=("tour",), condition=Q(struck_at=None), name="one_tour_schedule_stands",
                                    violation_error_message="巡查安排刚被别人改过，请刷新页面。"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="tour_ends_after_start", violation_error_message="离场日期早于进驻日期，请改正。"),
        )


class Member(Recorded):
    """Somebody of the group: an officer of the register, or an account, or both. `flag`: why a tie is looked past, where one was seen."""

    tour = models.ForeignKey(Tour, models.PROTECT, related_name="members", verbose_name="巡查")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="tour_memberships", verbose_name="领导干部")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tour_memberships", verbose_name="账号")
    name = models.CharField("姓名", max_length=40)
    title = models.CharField("单位和职务", max_length=120, blank=True)
    lead = models.BooleanField("组长", default=False)
    flag = models.CharField("不回避的理由", max_length=200, blank=True)

    objects = RecordedQuerySet["Member"].as_manager()

    class Meta:
        verbose_name = "巡查组成员"
        ordering = ("tour", "-lead", "id")
        constraints = (
            models.CheckConstraint(condition=Q(officer__isnull=False) | Q(account__isnull=False), name="tour_member_is_somebody",
                                   violation_error_message="组员应当是名册里的干部或者系统里的账号。"),
            models.UniqueConstraint(fields=("tour", "name", "officer", "account"), condition=Q(struck_at=None), name="tour_member_once",
                                    violation_error_message="同一人只列一次。"),
        )

    def __str__(self) -> str:
        return self.name
