"""A major danger listed (挂牌督办): proposed, listed with a deadline, extended, accepted, delisted; and why an overdue one is late."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from anze.access.rights import Rights
from anze.hazards.codes import FINDINGS
from anze.hazards.models.clocks import by_both_clocks
from anze.hazards.models.danger import Danger
from anze.hazards.policies import LISTING
from anze.law.question import Question
from anze.people.models import Recorded, RecordedQuerySet, Unit


class ListingQuerySet(models.QuerySet["Listing"]):
    """Listings by where they stand and by who may see them."""

    def with_state(self, asked: Question | None = None) -> Self:
        """Return the listings with `state`: where their last step left them. Asked by both clocks: where it had left them then, empty before the
        first."""
        steps = ListingStep.objects.filter(by_both_clocks(asked), listing=OuterRef("pk"), kind__in=LISTING.moving)
        last = steps.order_by("-pk").values("kind")[:1]
        names = [When(last=kind, then=Value(LISTING.verbs[kind].to)) for kind in LISTING.moving]
        return self.annotate(last=Subquery(last)).annotate(state=Case(*names, default=Value(""), output_field=models.CharField()))

    def in_state(self, *states: str) -> Self:
        """Return those that stand in one of these states, with `state`."""
        found: Any = self.with_state()
        return found.filter(state__in=states)

    def visible_to(self, rights: Rights, permission: str = "hazard.view") -> Self:
        """Return the listings of places in reach, by listers in reach, and those that a department in reach supervises or follows up."""
        reach = rights.reach(permission)
        if reach.everything:
            return self
        units = list(Unit.objects.filter(reach.of_units()).order_by().values_list("pk", flat=True))
        return self.filter(Q(danger__unit__in=units) | Q(lister__in=units) | Q(department__in=units) | Q(danger__department__in=units))


class Listing(models.Model):
    """A danger proposed for listing by `lister`, the place whose office lists it. `uid` is its id everywhere (gp-2026-0001).

    Its state and its deadline in force are nowhere stored: they follow from its steps.
    """

    uid = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    danger = models.ForeignKey(Danger, models.PROTECT, related_name="listings", verbose_name="隐患")
    lister = models.ForeignKey(Unit, models.PROTECT, related_name="listings_made", verbose_name="挂牌单位")
    title = models.CharField("隐患名称", max_length=80)
    owner = models.CharField("责任单位", max_length=80)
    person = models.CharField("责任人", max_length=60, blank=True)
    department = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="listings_supervised", verbose_name="督办部门")
    wish = models.CharField("其他要求", max_length=300, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = "挂牌督办"
        ordering = ("-year", "-serial")
        constraints = (models.UniqueConstraint(fields=("year", "serial"), name="listing_number", violation_error_message="编号重复，请再提交一次。"),)

    def __str__(self) -> str:
        return self.title


class ListingStep(models.Model):
    """A verb of the table: who took it, when, with which words. `deadline`: set by listing, asked for, granted; `finished_on`: put right on that day.

    `proposed_by`, on decisions, is whoever proposed or asked: the database itself takes no decision on one's own proposal.
    """

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="steps", verbose_name="挂牌督办")
    kind = models.CharField("步骤", max_length=16, choices=[(kind, verb.label) for kind, verb in LISTING.verbs.items()])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人")
    note = models.TextField("说明", blank=True, max_length=600)
    number = models.CharField("文号", max_length=60, blank=True)
    deadline = models.DateField("整改期限", null=True, blank=True)
    finished_on = models.DateField("整改完成日期", null=True, blank=True)
    published_at = models.CharField("公布处", max_length=120, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提请人")

    class Meta:
        verbose_name = "挂牌督办的一步"
        ordering = ("listing", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(kind__in=LISTING.deciding) | (Q(proposed_by__isnull=False) & ~Q(by=F("proposed_by"))),
                                   name="listing_two_persons", violation_error_message="提请、申请的人不能审批，请由另一人审批。"),
            models.UniqueConstraint(fields=("listing", "kind"), condition=Q(kind__in=sorted(k for k, v in LISTING.verbs.items() if v.once)),
                                    name="listing_step_once", violation_error_message="这一步已经办过了，请刷新页面。"),
        )


class Finding(Recorded):
    """A person's finding why a listed danger is overdue: through poor promotion or supervision (第二十一条第二款（四）), or not; with reasons."""

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="findings", verbose_name="挂牌督办")
    on = models.DateField("认定日期")
    kind = models.CharField("认定", max_length=10, choices=list(FINDINGS.items()))
    reason = models.CharField("理由", max_length=400)

    objects = RecordedQuerySet["Finding"].as_manager()

    class Meta:
        verbose_name = "逾期原因的认定"
        ordering = ("listing", "id")
        constraints = (
            models.UniqueConstraint(fields=("listing",), condition=Q(struck_at=None), name="one_finding_stands",
                                    violation_error_message="已有认定在案，要改的先撤回。"),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_reason", violation_error_message="请写明认定的理由。"),
        )
