"""A unit undertakes an item (承办): signs, reports, is reviewed on its own; and who answers for it in person."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from anze.law.codes import POSTS
from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit
from anze.supervision.codes import PARTS
from anze.supervision.policies import UNDERTAKING


def _steps(until: datetime | None) -> Any:
    return Step.objects.filter(Q() if until is None else Q(at__lt=until), undertaking=OuterRef("pk")).order_by("-pk")


class UndertakingQuerySet(models.QuerySet["Undertaking"]):
    """Undertakings by where they stand."""

    def with_state(self, until: datetime | None = None) -> Self:
        """Return them with `state`: where their last step (before a moment, where one is given) left them."""
        kinds: dict[str, list[str]] = {}
        for kind in UNDERTAKING.moving:
            kinds.setdefault(UNDERTAKING.verbs[kind].to, []).append(kind)
        names = [When(last__in=some, then=Value(state)) for state, some in kinds.items() if state != "planned"]
        found = self.annotate(last=Subquery(_steps(until).filter(kind__in=UNDERTAKING.moving).values("kind")[:1]))
        return found.annotate(state=Case(*names, default=Value("planned"), output_field=models.CharField()))

    def with_due(self, until: datetime | None = None) -> Self:
        """Return them with `due_then`: their deadline in force (before a moment, where one is given)."""
        dated = _steps(until).filter(kind__in=("assign", "grant")).values("due")[:1]
        return self.annotate(due_then=Coalesce(Subquery(dated), F("task__due")))

    def in_state(self, *states: str) -> Self:
        """Return those that stand in one of these states, with `state`."""
        found: Any = self.with_state()
        return found.filter(state__in=states)


class Undertaking(models.Model):
    """A unit's part in an item. `due` is the deadline in force; which it was on a day follows from the steps."""

    task = models.ForeignKey("supervision.Task", models.PROTECT, related_name="undertakings", verbose_name="督办事项")
    position = models.PositiveSmallIntegerField("次序")
    part = models.CharField("主办或者协办", max_length=8, choices=list(PARTS.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="undertakings", verbose_name="承办单位")
    due = models.DateField("办理期限", db_index=True)

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = "承办"
        ordering = ("task", "position")
        constraints = (
            models.UniqueConstraint(fields=("task", "unit"), name="undertakes_once", violation_error_message="同一家单位只列一次。"),
            models.UniqueConstraint(fields=("task",), condition=Q(part="main"), name="one_main_undertaker", violation_error_message="主办单位只有一家。"),
        )

    def __str__(self) -> str:
        return f"{self.get_part_display()}：{self.unit.name}"


class Responsible(Recorded):
    """Who answers for an undertaking in person, by which post; `code` is the id of this assignment wherever the law names it."""

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="people", verbose_name="承办")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="assignments", verbose_name="责任人")
    post = models.CharField("职务", max_length=24, choices=list(POSTS.items()), blank=True)
    code = models.CharField("部署编号", max_length=40, unique=True)

    objects = RecordedQuerySet["Responsible"].as_manager()

    class Meta:
        verbose_name = "责任人"
        ordering = ("undertaking", "id")
        constraints = (models.UniqueConstraint(fields=("undertaking", "officer"), condition=Q(struck_at=None), name="answers_once",
                                               violation_error_message="同一人只列一次。"),)


class Step(models.Model):
    """A verb of the table for one undertaking. `due`: set by assigning, asked for, granted; `behalf`: the leader for whom somebody else did it.

    `proposed_by`, on decisions, is whoever asked or reported: the database itself takes no decision on one's own word.
    """

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="steps", verbose_name="承办")
    kind = models.CharField("步骤", max_length=12, choices=[(kind, verb.label) for kind, verb in UNDERTAKING.verbs.items()])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人")
    note = models.CharField("说明", max_length=1000, blank=True)
    due = models.DateField("期限", null=True, blank=True)
    behalf = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代何人")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申请人、反馈人")

    class Meta:
        verbose_name = "承办的一步"
        ordering = ("undertaking", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(kind__in=UNDERTAKING.deciding) | (Q(proposed_by__isnull=False) & ~Q(by=F("proposed_by"))),
                                   name="supervision_two_persons", violation_error_message="申请、反馈的人不能审批、复核，请由另一人办理。"),
            models.UniqueConstraint(fields=("undertaking", "kind"), condition=Q(kind__in=UNDERTAKING.once), name="undertaking_step_once",
                                    violation_error_message="这一步已经办过了，请刷新页面。"),
        )
