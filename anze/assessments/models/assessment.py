"""A yearly assessment of a group of units by the unit above them: its scheme's terms, whom it covers, the steps taken."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from anze.access.rights import Rights
from anze.assessments.codes import GROUPS
from anze.assessments.policies import DECIDING, HIDDEN, MOVING, VERBS, VIEW
from anze.people.models import Recorded, RecordedQuerySet, Unit
from anze.people.moment import end_of


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments by where they stand and by who may see them."""

    def with_state(self, known_at: date | None = None) -> Any:
        """Return the assessments with `state`: where their last step left them, as it was on record at the end of a day if one is given."""
        steps = Step.objects.filter(assessment=OuterRef("pk"), kind__in=MOVING)
        if known_at is not None:
            steps = steps.filter(at__lt=end_of(known_at))
        names = [When(last=kind, then=Value(VERBS[kind].to)) for kind in MOVING]
        return self.annotate(last=Subquery(steps.order_by("-pk").values("kind")[:1])).annotate(
            state=Case(*names, default=Value(""), output_field=models.CharField()))

    def in_state(self, *states: str) -> Any:
        """Return those that stand in one of these states, with `state`."""
        return self.with_state().filter(state__in=states)

    def visible_to(self, rights: Rights, permission: str = VIEW) -> Self:
        """Return the assessments held by units in reach, and from the scheme on those that cover a unit in reach."""
        reach = rights.reach(permission)
        if reach.everything:
            return self
        units = list(Unit.objects.filter(reach.of_units()).order_by().values_list("pk", flat=True))
        covering = Covered.objects.filter(unit__in=units, struck_at=None).order_by().values("assessment")
        hidden = self.model.objects.in_state(*HIDDEN).order_by().values("pk")
        return self.filter(Q(by__in=units) | (Q(pk__in=covering) & ~Q(pk__in=hidden)))


class Assessment(models.Model):
    """One year's assessment of a group of units. `uid` is its id everywhere (kh-2026-0001); its state follows from its steps.

    `as_of`: the day as of which data is drawn. `limits` are the scores from which on the grades are given; caps are those of all bonuses
    and all deductions; `places` how many decimals a score has, rounded half up. The terms change only while the scheme is drawn up.
    """

    uid = models.CharField("编号", max_length=20, unique=True)
    serial = models.PositiveIntegerField("序号", unique=True, error_messages={"unique": "编号重复，请再提交一次。"})
    by = models.ForeignKey(Unit, models.PROTECT, related_name="assessments_held", verbose_name="组织考核的单位")
    year = models.PositiveSmallIntegerField("考核年度")
    group = models.CharField("考核对象", max_length=12, choices=list(GROUPS.items()))
    title = models.CharField("方案名称", max_length=80)
    as_of = models.DateField("数据截止日")
    self_due = models.DateField("自评截止日")
    excellent_from = models.DecimalField("优秀不低于", max_digits=5, decimal_places=2, default=Decimal(90))
    good_from = models.DecimalField("良好不低于", max_digits=5, decimal_places=2, default=Decimal(80))
    fair_from = models.DecimalField("一般不低于", max_digits=5, decimal_places=2, default=Decimal(60))
    bonus_cap = models.DecimalField("加分合计最多", max_digits=5, decimal_places=2, default=Decimal(5))
    deduction_cap = models.DecimalField("扣分合计最多", max_digits=5, decimal_places=2, default=Decimal(20))
    places = models.PositiveSmallIntegerField("小数位数", default=2)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="沿用的方案")
    opened_at = models.DateTimeField("编制时间", db_index=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="编制人")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "年度考核"
        ordering = ("-year", "-id")
        indexes = (models.Index(fields=("by", "year"), name="assessment_by_year"),)
        constraints = (
            models.CheckConstraint(condition=Q(group__in=list(GROUPS)), name="assessment_group", violation_error_message="考核对象不在可选范围内。"),
            models.CheckConstraint(condition=Q(excellent_from__gt=F("good_from"), good_from__gt=F("fair_from"), fair_from__gt=0, excellent_from__lte=100),
                                   name="assessment_limits", violation_error_message="等次分数线要从优秀到一般依次降低，在 0 和 100 之间。"),
            models.CheckConstraint(condition=Q(bonus_cap__gte=0, deduction_cap__gte=0), name="assessment_caps",
                                   violation_error_message="加分、扣分的上限不能小于 0。"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def limits(self) -> list[tuple[str, Decimal]]:
        """The grades from the best down, each with the score from which on it is given."""
        return [("excellent", self.excellent_from), ("good", self.good_from), ("fair", self.fair_from), ("poor", Decimal(0))]


class Covered(Recorded):
    """A unit that an assessment covers."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="covered", verbose_name="考核")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessed", verbose_name="被考核单位")

    objects = RecordedQuerySet["Covered"].as_manager()

    class Meta:
        verbose_name = "考核对象"
        ordering = ("assessment", "unit__path")
        constraints = (models.UniqueConstraint(fields=("assessment", "unit"), condition=Q(struck_at=None), name="covered_once",
                                               violation_error_message="同一个单位只列一次。"),)


class Step(models.Model):
    """A verb of the table: who took it, when, with which words; `unit` of a self-assessment. Steps are only added.

    `proposed_by`, on decisions, is whoever drew the result up: the database itself lets nobody confirm his own.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="steps", verbose_name="考核")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被考核单位")
    kind = models.CharField("步骤", max_length=12, choices=[(kind, verb.label) for kind, verb in VERBS.items()])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人")
    note = models.TextField("说明", blank=True, max_length=1000)
    number = models.CharField("文号", max_length=60, blank=True)
    until = models.DateField("异议截止日", null=True, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="形成结果的人")

    class Meta:
        verbose_name = "考核的一步"
        ordering = ("assessment", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(kind__in=DECIDING) | (Q(proposed_by__isnull=False) & ~Q(by=F("proposed_by"))), name="assessment_two_persons",
                                   violation_error_message="评分、形成结果的人不能确认结果，请由另一人确认。"),
            models.UniqueConstraint(fields=("assessment", "kind"), condition=Q(kind__in=sorted(kind for kind, verb in VERBS.items() if verb.once)),
                                    name="assessment_step_once", violation_error_message="这一步已经办过了，请刷新页面。"),
            models.UniqueConstraint(fields=("assessment", "unit"), condition=Q(kind__in=("self_assess", "without")), name="self_assessed_once",
                                    violation_error_message="这个单位已经自评过了，请刷新页面。"),
        )
