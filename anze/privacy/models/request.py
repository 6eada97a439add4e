"""A request of a person about the data kept of him, what it asks to be erased item by item, and what was done with it."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from anze.access.rights import Rights
from anze.people.models import Officer, Unit
from anze.privacy.codes import DATA, KINDS, OUTCOMES
from anze.privacy.policies import DECIDING, OWN, SAME, VERBS


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Requests by where they stand and by who may see them."""

    def with_state(self) -> Self:
        """Return the requests with `state`: where their last step left them."""
        last = Step.objects.filter(request=OuterRef("pk")).order_by("-pk").values("kind")[:1]
        names = [When(last=kind, then=Value(verb.to)) for kind, verb in VERBS.items()]
        return self.annotate(last=Subquery(last)).annotate(state=Case(*names, default=Value(""), output_field=models.CharField()))

    def visible_to(self, rights: Rights) -> Self:
        """Return the requests that an office answers (data_request.view)."""
        return self.filter(rights.reach("data_request.view").of_units("unit"))

    def of(self, rights: Rights) -> Self:
        """Return one's own requests (data_request.file)."""
        return self.filter(officer__in=rights.reach("data_request.file").officers)


class DataRequest(models.Model):
    """What a person asks about the data kept of him. `unit`: whose office answers. Its state is nowhere stored; it follows from its steps.

    What is asked stands here alone: the ledger names the request and its kind, never its words.
    """

    uid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("请求", max_length=8, choices=list(KINDS.items()))
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="data_requests", verbose_name="本人")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="data_requests", verbose_name="受理单位")
    about = models.CharField("哪一处", max_length=200, blank=True)
    wanted = models.TextField("应当是什么", blank=True)
    reason = models.TextField("理由", blank=True)
    filed_at = models.DateTimeField("提出时间", db_index=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    due_on = models.DateField("答复期限")

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "个人信息请求"
        ordering = ("-filed_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="data_request_kind", violation_error_message="请选择请求的种类。"),)

    def __str__(self) -> str:
        return f"{self.officer.name}请求{self.get_kind_display()}"


class Item(models.Model):
    """One thing that is asked to be erased (an entry of the ledger by its number), and what was decided of it on which ground."""

    request = models.ForeignKey(DataRequest, models.PROTECT, related_name="items", verbose_name="请求")
    position = models.PositiveSmallIntegerField("次序")
    what = models.CharField("删除什么", max_length=10, choices=[(code, one.label) for code, one in DATA.items()])
    seq = models.PositiveBigIntegerField("账本条号", null=True, blank=True)
    outcome = models.CharField("决定", max_length=8, blank=True, choices=list(OUTCOMES.items()))
    ground = models.CharField("依据", max_length=12, blank=True)

    class Meta:
        verbose_name = "请求删除的一项"
        ordering = ("request", "position")
        constraints = (
            models.UniqueConstraint(fields=("request", "position"), name="data_item_once"),
            models.CheckConstraint(condition=(Q(what="entry") & Q(seq__isnull=False)) | (~Q(what="entry") & Q(seq=None)), name="data_item_entry",
                                   violation_error_message="删除账本内容的，请写明第几条。"),
            models.CheckConstraint(condition=Q(outcome="", ground="") | (~Q(outcome="") & ~Q(ground="")), name="data_item_ground",
                                   violation_error_message="每一项的决定都要写明依据。"),
        )

    def __str__(self) -> str:
        return f"账本第 {self.seq} 条的内容" if self.seq else self.get_what_display()


class Step(models.Model):
    """A verb of the table in `policies`: who took it, when, with which words. Steps are only added.

    `filed_by` on decisions and `decided_by` on carrying out: the database itself lets nobody decide on his own request or carry out his own decision.
    `ground`: of a refusal. `entry`: where in the ledger a correction stands.
    """

    request = models.ForeignKey(DataRequest, models.PROTECT, related_name="steps", verbose_name="请求")
    kind = models.CharField("步骤", max_length=10, choices=[(kind, verb.label) for kind, verb in VERBS.items()])
    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    note = models.TextField("说明", blank=True, max_length=2000)
    ground = models.CharField("理由", max_length=12, blank=True)
    entry = models.PositiveBigIntegerField("更正所在的账本条号", null=True, blank=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提出人")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="决定人")

    class Meta:
        verbose_name = "个人信息请求的一步"
        ordering = ("request", "id")
        constraints = (
            models.UniqueConstraint(fields=("request", "kind"), name="data_step_once", violation_error_message="这一步已经办过了，请刷新页面。"),
            models.CheckConstraint(condition=~Q(kind__in=DECIDING) | (Q(filed_by__isnull=False) & ~Q(by=F("filed_by"))), name="data_not_ones_own",
                                   violation_error_message=OWN),
            models.CheckConstraint(condition=~Q(kind="carry") | (Q(decided_by__isnull=False) & ~Q(by=F("decided_by"))), name="data_two_persons",
                                   violation_error_message=SAME),
        )
