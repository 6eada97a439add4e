"""A danger (隐患) as it is now, what was stated of it by both clocks, the steps towards its closure, to whom a major one was reported."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When

from anze.access.rights import Rights
from anze.acts.models import Problem
from anze.enterprises.models import Cell, Enterprise
from anze.hazards.codes import LEVELS, SOURCES
from anze.hazards.models.clocks import by_both_clocks
from anze.hazards.models.patrol import Patrol
from anze.hazards.policies import DANGER
from anze.law.question import Question
from anze.people.models import Recorded, RecordedQuerySet, Unit

STATED = ("level", "place", "enterprise", "cell", "text", "owner", "department", "deadline")


class DangerFields(models.Model):
    """What is stated of a danger: how grave, where, what, who puts it right until when; `department` follows it up."""

    level = models.CharField("等级", max_length=8, choices=list(LEVELS.items()))
    place = models.CharField("具体地点", max_length=120, blank=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="生产经营单位")
    cell = models.ForeignKey(Cell, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="网格")
    text = models.CharField("隐患", max_length=400)
    owner = models.CharField("整改责任单位", max_length=80)
    department = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="%(class)ss_followed", verbose_name="跟进部门")
    deadline = models.DateField("整改期限")

    class Meta:
        abstract = True


class DangerQuerySet(models.QuerySet["Danger"]):
    """Dangers by where they stand and by who may see them."""

    def with_state(self, asked: Question | None = None) -> Self:
        """Return the dangers with `state`: where their last step left them. Asked by both clocks: where it had left them then, empty before the
        first."""
        steps = DangerStep.objects.filter(by_both_clocks(asked), danger=OuterRef("pk"), kind__in=DANGER.moving)
        last = steps.order_by("-pk").values("kind")[:1]
        names = [When(last=kind, then=Value(DANGER.verbs[kind].to)) for kind in DANGER.moving]
        return self.annotate(last=Subquery(last)).annotate(state=Case(*names, default=Value(""), output_field=models.CharField()))

    def open(self) -> Self:
        """Return the dangers that are neither closed nor withdrawn."""
        return self.exclude(steps__kind__in=("close", "withdraw"))

    def in_state(self, *states: str) -> Self:
        """Return those that stand in one of these states, with `state`."""
        found: Any = self.with_state()
        return found.filter(state__in=states)

    def visible_to(self, rights: Rights, permission: str = "hazard.view") -> Self:
        """Return the dangers of places in reach, and those that a department in reach follows up or supervises the listing of."""
        reach = rights.reach(permission)
        if reach.everything:
            return self
        units = list(Unit.objects.filter(reach.of_units()).order_by().values_list("pk", flat=True))
        listed = self.model.objects.filter(listings__department__in=units).order_by().values("pk")
        return self.filter(Q(unit__in=units) | Q(department__in=units) | Q(pk__in=listed))


class Danger(DangerFields):
    """A danger found in a place. `uid` is its id everywhere (yh-2026-0001). What was done with it are its steps."""

    uid = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dangers", verbose_name="所在地")
    source = models.CharField("来源", max_length=12, choices=list(SOURCES.items()))
    found_on = models.DateField("发现日期")
    patrol = models.ForeignKey(Patrol, models.PROTECT, null=True, blank=True, related_name="dangers", verbose_name="巡查")
    problem = models.OneToOneField(Problem, models.PROTECT, null=True, blank=True, related_name="danger", verbose_name="排查问题",
                                   error_messages={"unique": "这个排查问题已经转为隐患，请刷新页面。"})

    objects = DangerQuerySet.as_manager()

    class Meta:
        verbose_name = "隐患"
        ordering = ("-year", "-serial")
        indexes = (models.Index(fields=("unit", "deadline"), name="danger_unit_deadline"),)
        constraints = (
            models.UniqueConstraint(fields=("year", "serial"), name="danger_number", violation_error_message="编号重复，请再提交一次。"),
            models.CheckConstraint(condition=Q(level__in=list(LEVELS)), name="danger_level", violation_error_message="等级不在可选范围内。"),
            models.CheckConstraint(condition=Q(source__in=list(SOURCES)), name="danger_source", violation_error_message="来源不在可选范围内。"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def where(self) -> str:
        """Where it is, in words: the production unit, or the place."""
        return self.enterprise.name if self.enterprise else self.place or self.unit.name


class DangerVersion(DangerFields, Recorded):
    """What was stated of a danger from `recorded_at` until struck; the newest equals the danger itself."""

    danger = models.ForeignKey(Danger, models.PROTECT, related_name="versions", verbose_name="隐患")

    objects = RecordedQuerySet["DangerVersion"].as_manager()

    class Meta:
        verbose_name = "隐患的一次登记"
        ordering = ("recorded_at", "id")


class DangerStep(models.Model):
    """A verb of the table: who took it, when, with which words; `deadline` is the next one after a re-check that was not passed."""

    danger = models.ForeignKey(Danger, models.PROTECT, related_name="steps", verbose_name="隐患")
    kind = models.CharField("步骤", max_length=12, choices=[(kind, verb.label) for kind, verb in DANGER.verbs.items()])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人")
    note = models.CharField("说明", max_length=400, blank=True)
    deadline = models.DateField("期限", null=True, blank=True)

    class Meta:
        verbose_name = "隐患的一步"
        ordering = ("danger", "id")
        constraints = (models.UniqueConstraint(fields=("danger", "kind"), condition=Q(kind__in=sorted(k for k, v in DANGER.verbs.items() if v.once)),
                                               name="danger_step_once", violation_error_message="这一步已经办过了，请刷新页面。"),)


class DangerReport(models.Model):
    """A major danger was reported up: to which unit's office, when."""

    danger = models.ForeignKey(Danger, models.PROTECT, related_name="reports", verbose_name="隐患")
    to = models.ForeignKey(Unit, models.PROTECT, related_name="dangers_reported", verbose_name="报告对象")
    at = models.DateTimeField("报告时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报告人")

    class Meta:
        verbose_name = "重大隐患上报"
        ordering = ("danger", "id")
        constraints = (models.UniqueConstraint(fields=("danger", "to"), name="danger_reported_once", violation_error_message="已经上报过了。"),)
