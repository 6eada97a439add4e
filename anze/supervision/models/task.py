"""An item under supervision (督办事项): what is to be done, where it comes from, who supervises it. What was done with it are its steps."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from anze.access.rights import Rights
from anze.people.models import Unit
from anze.supervision.codes import ANSWERS, ORIGINS
from anze.supervision.models.undertaking import Responsible, Undertaking
from anze.supervision.policies import TASK, VIEW


class TaskQuerySet(models.QuerySet["Task"]):
    """Items by where they stand and by who may see them."""

    def with_state(self, until: datetime | None = None) -> Self:
        """Return the items with `state`: where their last step (before a moment, where one is given) left them."""
        steps = TaskStep.objects.filter(Q() if until is None else Q(at__lt=until), task=OuterRef("pk"), kind__in=TASK.moving)
        names = [When(last=kind, then=Value(TASK.verbs[kind].to)) for kind in TASK.moving]
        found = self.annotate(last=Subquery(steps.order_by("-pk").values("kind")[:1]))
        return found.annotate(state=Case(*names, default=Value(""), output_field=models.CharField()))

    def in_state(self, *states: str) -> Self:
        """Return those that stand in one of these states, with `state`."""
        found: Any = self.with_state()
        return found.filter(state__in=states)

    def visible_to(self, rights: Rights, permission: str = VIEW) -> Self:
        """Return the items that places in reach supervise; once assigned also those of undertakers in reach, and those one answers for."""
        reach = rights.reach(permission)
        if reach.everything:
            return self
        units = Unit.objects.filter(reach.of_units()).order_by().values("pk")
        own = Undertaking.objects.filter(unit__in=units, task=OuterRef("pk"))
        named = Responsible.objects.filter(officer__in=reach.officers, undertaking__task=OuterRef("pk"), struck_at=None)
        assigned = TaskStep.objects.filter(task=OuterRef("pk"), kind="assign")
        return self.filter(Q(unit__in=units) | (Exists(assigned) & (Exists(own) | Exists(named))))


class Task(models.Model):
    """What a place has supervised. `uid` is its id everywhere (db-2026-0001); its state is nowhere stored, it follows from its steps.

    `origin_list` and `origin_id` lead to what it comes from (`duties.sources.told`); a superior's document is told by number, issuer and day.
    `due` is the common deadline with which it is assigned; `answering` says by which posts people answer for it.
    """

    uid = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tasks_supervised", verbose_name="交办单位")
    title = models.CharField("督办事项", max_length=80)
    text = models.CharField("办理要求", max_length=600, blank=True)
    due = models.DateField("办理期限")
    answering = models.CharField("责任人", max_length=8, choices=list(ANSWERS.items()))
    origin = models.CharField("来源", max_length=10, choices=list(ORIGINS.items()))
    origin_list = models.CharField("来源的种类", max_length=24, blank=True)
    origin_id = models.CharField("来源的编号", max_length=60, blank=True)
    document = models.CharField("来文文号", max_length=60, blank=True)
    issuer = models.CharField("来文单位", max_length=80, blank=True)
    issued_on = models.DateField("来文日期", null=True, blank=True)
    planned_at = models.DateTimeField("立项时间", db_index=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="立项人")
    device_key = models.CharField("防重号", max_length=48, unique=True, null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "督办事项"
        ordering = ("-year", "-serial")
        indexes = (models.Index(fields=("origin_list", "origin_id"), name="task_origin"),)
        constraints = (
            models.UniqueConstraint(fields=("year", "serial"), name="task_number", violation_error_message="编号重复，请再提交一次。"),
            models.CheckConstraint(condition=Q(origin__in=list(ORIGINS)), name="task_origin_known", violation_error_message="来源不在可选范围内。"),
            models.CheckConstraint(condition=~Q(origin="document") | (~Q(document="") & ~Q(issuer="") & Q(issued_on__isnull=False)), name="task_document",
                                   violation_error_message="来自上级文件的，请写明来文文号、来文单位和来文日期。"),
        )

    def __str__(self) -> str:
        return self.title


class TaskStep(models.Model):
    """A verb of the table for a whole item: who took it, when, with which words. Steps are only added."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="steps", verbose_name="督办事项")
    kind = models.CharField("步骤", max_length=12, choices=[(kind, verb.label) for kind, verb in TASK.verbs.items()])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人")
    note = models.CharField("说明", max_length=400, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "督办事项的一步"
        ordering = ("task", "id")
        constraints = (models.UniqueConstraint(fields=("task", "kind"), condition=Q(kind__in=TASK.once), name="task_step_once",
                                               violation_error_message="这一步已经办过了，请刷新页面。"),)
