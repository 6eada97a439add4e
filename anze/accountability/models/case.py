"""A case (问责案件): of it only its members know. What was done with it are its steps."""

import secrets
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Case as When_
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value, When

from anze.access.models import SealedRow, SealedText
from anze.access.rights import Rights
from anze.accountability.codes import ORGANS
from anze.accountability.policies import CASE, EARLIER, PERSON
from anze.people.models import Unit

ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is mistaken for another


def new_uid() -> str:
    """Return a random number for a case or a person on it: it tells nobody how many there are."""
    return "wz-" + "".join(secrets.choice(ALPHABET) for _ in range(10))


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by where they stand and by who is on them."""

    def with_state(self) -> Self:
        """Return the cases with `state`: where their last step left them."""
        steps = Step.objects.filter(case=OuterRef("pk"), concerned=None, kind__in=CASE.moving)
        names = [When(last=kind, then=Value(CASE.verbs[kind].to)) for kind in CASE.moving]
        found = self.annotate(last=Subquery(steps.order_by("-pk").values("kind")[:1]))
        return found.annotate(state=When_(*names, default=Value(""), output_field=models.CharField()))

    def in_state(self, *states: str) -> Self:
        """Return those that stand in one of these states, with `state`."""
        found: Any = self.with_state()
        return found.filter(state__in=states)

    def visible_to(self, rights: Rights) -> Self:
        """Return the cases on which the account itself is; its role and unit open none."""
        from anze.accountability.models.member import Member  # noqa: PLC0415 — that one refers to this

        return self.filter(Exists(Member.objects.filter(case=OuterRef("pk"), account=rights.account, ended_at=None)))


class Case(SealedRow):
    """A case, from its proposal on. `uid` is its number everywhere: random, so that it says nothing of others.

    `rule` is the ground (25.1 … 25.6), `accident` the code of the accident it is about (empty: none), `day` that of the facts: whoever held a post
    then answers, wherever he is now (第三十一条). `approver` was named by the proposer and is another (two persons).
    """

    uid = models.CharField("案号", max_length=20, unique=True, default=new_uid, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="办案机关所在单位")
    organ = models.CharField("办案机关", max_length=12, choices=list(ORGANS.items()))
    rule = models.CharField("问责情形", max_length=20)
    accident = models.CharField("事故", max_length=40, blank=True)
    day = models.DateField("事实发生日")
    title = SealedText("案由")
    ground = SealedText("线索", blank=True)  # what the law core said, as the proposer saw it
    ground_key = models.CharField("线索的编号", max_length=120, blank=True, db_index=True)
    reasons = SealedText("提请的理由")
    proposed_at = models.DateTimeField("提请时间")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提请人")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审批人")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "问责案件"
        ordering = ("-proposed_at", "-id")
        constraints = (
            models.CheckConstraint(condition=~Q(approver=F("proposed_by")), name="case_two_persons",
                                   violation_error_message="提请立案的人不能自己批准，请指定另一位同志审批。"),
            models.CheckConstraint(condition=Q(organ__in=list(ORGANS)), name="case_organ", violation_error_message="办案机关不在可选范围内。"),
        )

    def __str__(self) -> str:
        return self.uid


class Step(SealedRow):
    """A verb of the table for a case, or for a person on it: who took it, when, with which words. Steps are only added.

    `entry` is the number of its entry in the ledger, `proposed_by`, on decisions, whoever proposed: the database takes no decision on one's own word.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", verbose_name="案件")
    concerned = models.ForeignKey("accountability.Concerned", models.PROTECT, null=True, blank=True, related_name="steps", verbose_name="有关人员")
    kind = models.CharField("步骤", max_length=16, choices=[
        *((kind, verb.label) for course in (CASE, PERSON) for kind, verb in course.verbs.items()), *EARLIER.items()])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    note = SealedText("说明", blank=True)
    entry = models.PositiveBigIntegerField("账本序号")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提请人、拟定人")

    class Meta:
        verbose_name = "案件的一步"
        ordering = ("case", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(kind__in=[kind for course in (CASE, PERSON) for kind, verb in course.verbs.items() if verb.decides])
                                   | (Q(proposed_by__isnull=False) & ~Q(by=F("proposed_by"))), name="case_step_two_persons",
                                   violation_error_message="提请、拟定的人不能批准，请由另一人办理。"),
            models.UniqueConstraint(fields=("case", "kind"), condition=Q(concerned=None, kind__in=[kind for kind, verb in CASE.verbs.items() if verb.once]),
                                    name="case_step_once", violation_error_message="这一步已经办过了，请刷新页面。"),
            models.UniqueConstraint(fields=("concerned", "kind"), condition=Q(concerned__isnull=False, kind__in=[
                kind for kind, verb in PERSON.verbs.items() if verb.once]), name="case_person_step_once",
                violation_error_message="这一步已经办过了，请刷新页面。"),
        )
