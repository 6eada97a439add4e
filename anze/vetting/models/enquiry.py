"""Enquiries of an organisation department: who asked when, for what, about whom, and what the system answered."""

import json
import uuid
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.law.question import Question
from anze.people.models import Officer, Unit
from anze.people.moment import day_of
from anze.vetting.codes import PURPOSES


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Enquiries by who may see them."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the enquiries of the department whose account it is: of the very unit, not of those below it."""
        return self.filter(unit__path__in=rights.reach("vetting.run").trees)


class Enquiry(models.Model):
    """An enquiry; never changed. `snapshot` is the answer as canonical JSON, `digest` its SHA-256; `unit` the unit whose department asked."""

    uid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="所属单位")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="查询人")
    at = models.DateTimeField("查询时间", db_index=True)
    purpose = models.CharField("用途", max_length=10, choices=list(PURPOSES.items()))
    reference = models.CharField("文号或者说明", max_length=120)
    as_of = models.DateField("截至日")
    known_at = models.DateField("已知日")
    snapshot = models.TextField("查询结果")
    digest = models.CharField("结果摘要", max_length=64)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "考察查询"
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(purpose__in=list(PURPOSES)), name="vetting_purpose", violation_error_message="请选择用途。"),
            models.CheckConstraint(condition=~Q(reference="") & ~Q(digest=""), name="vetting_says_why", violation_error_message="请写明文号或者说明。"),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}（{self.reference}）"

    @property
    def asked(self) -> Question:
        """The two clocks it was asked with."""
        return Question(self.as_of, self.known_at)

    @property
    def day(self) -> date:
        """The day on which it was asked."""
        return day_of(self.at)

    @cached_property
    def said(self) -> dict[str, Any]:
        """What the snapshot says."""
        found: dict[str, Any] = json.loads(self.snapshot)
        return found


class Subject(models.Model):
    """Whom an enquiry is about: an officer, or the leading group of a unit; in the order of the list given, which is no ranking."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="subjects", verbose_name="考察查询")
    position = models.PositiveSmallIntegerField("次序")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="领导干部")
    group = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="领导班子")

    class Meta:
        verbose_name = "查询对象"
        ordering = ("enquiry", "position")
        constraints = (
            models.UniqueConstraint(fields=("enquiry", "position"), name="one_subject_a_line"),
            models.CheckConstraint(condition=Q(officer=None, group__isnull=False) | Q(officer__isnull=False, group=None), name="subject_person_or_group",
                                   violation_error_message="查询对象是一个人，或者一个领导班子。"),
        )
