"""Data as drawn, results as frozen, the meetings that approved them, what units object to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.acts.models import Act
from anze.assessments.codes import SNAPSHOTS
from anze.assessments.models.assessment import Assessment
from anze.law.codes import APPROVALS, ASSESSMENT_STEPS
from anze.people.models import Recorded, RecordedQuerySet, Unit


class Draw(Recorded):
    """What the system counted of every unit covered, as of a day, by what was on record: canonical JSON. The newest stands."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="draws", verbose_name="考核")
    as_of = models.DateField("截至日")
    known_at = models.DateField("已知日")
    text = models.TextField("数据")
    digest = models.CharField("摘要", max_length=64)

    objects = RecordedQuerySet["Draw"].as_manager()

    class Meta:
        verbose_name = "数据提取"
        ordering = ("assessment", "id")
        constraints = (models.UniqueConstraint(fields=("assessment",), condition=Q(struck_at=None), name="one_draw_stands",
                                               violation_error_message="数据刚被重新提取，请刷新页面。"),)


class Snapshot(models.Model):
    """A result with everything it rests on, as canonical JSON with its SHA-256. Never changed; the newest frozen one is what meetings approve."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="snapshots", verbose_name="考核")
    serial = models.PositiveSmallIntegerField("序号")
    kind = models.CharField("种类", max_length=8, choices=list(SNAPSHOTS.items()))
    text = models.TextField("内容")
    digest = models.CharField("摘要", max_length=64)
    on = models.DateField("日期")
    at = models.DateTimeField("固定时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人")

    class Meta:
        verbose_name = "结果快照"
        ordering = ("assessment", "serial")
        constraints = (models.UniqueConstraint(fields=("assessment", "serial"), name="snapshot_serial", violation_error_message="序号重复，请再提交一次。"),)


class Approval(Recorded):
    """A meeting that approved a snapshot, bound to its digest. Struck, with the reason, when the snapshot is replaced."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="approvals", verbose_name="考核")
    body = models.CharField("会议", max_length=20, choices=[(one, ASSESSMENT_STEPS[one]) for one in APPROVALS])
    meeting = models.ForeignKey(Act, models.PROTECT, related_name="+", verbose_name="会议记录")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="approvals", verbose_name="快照")
    digest = models.CharField("审定的摘要", max_length=64)
    on = models.DateField("会议日期")
    note = models.CharField("说明", max_length=200, blank=True)

    objects = RecordedQuerySet["Approval"].as_manager()

    class Meta:
        verbose_name = "会议审定"
        ordering = ("assessment", "id")
        constraints = (models.UniqueConstraint(fields=("assessment", "body"), condition=Q(struck_at=None), name="approved_once",
                                               violation_error_message="这个会议的审定已经登记过了，请刷新页面。"),)


class Objection(models.Model):
    """What a unit objects to, and the reply: accepted or not, with reasons. Files stand with it as a case."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="objections", verbose_name="考核")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被考核单位")
    text = models.TextField("异议", max_length=1000)
    at = models.DateTimeField("提出时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提出人")
    accepted = models.BooleanField("采纳", null=True, blank=True)
    reply = models.TextField("答复", max_length=1000, blank=True)
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人")

    class Meta:
        verbose_name = "异议"
        ordering = ("assessment", "id")
        constraints = (models.CheckConstraint(condition=Q(accepted__isnull=True, replied_at__isnull=True) | (Q(accepted__isnull=False, replied_at__isnull=False)
                                                                                                        & ~Q(reply="")),
                                              name="objection_reply", violation_error_message="答复要写明采纳或者不采纳的理由。"),)
