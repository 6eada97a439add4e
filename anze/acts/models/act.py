"""An act: a meeting, an inspection, a document or a budget, as somebody recorded it. Never changed, only withdrawn."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from anze.access.rights import Rights
from anze.acts.codes import PARTS
from anze.law.codes import ACT_TYPES, DOCUMENTS
from anze.people.models import Officer, Unit
from anze.people.moment import day_of, end_of


class ActQuerySet(models.QuerySet["Act"]):
    """Acts by who may see them and by what was on record."""

    def visible_to(self, rights: Rights, *, whole: bool = False) -> Self:
        """Return the acts that the account may see (permission act.view): of units in reach, of officers it names, and those in which
        somebody took part who held a post in reach that day. Whoever has moved elsewhere takes what is done there along.

        Each act is asked about by itself: for one, for a few, for the first of many. `whole`: they are gathered from the units and
        people in reach, the same acts, for what counts or exports them all.
        """
        reach = rights.reach("act.view")
        if reach.everything or (reach.trees and all(reach.covers_unit(top) for top in Unit.objects.filter(parent=None))):
            return self  # who sees the whole tree sees every act: nothing to look up row by row
        units = Unit.objects.filter(reach.of_units()).order_by().values("pk")  # as a list of its own: the index of units answers
        day, named = F("act__date") if whole else OuterRef("date"), Participant.objects.filter(officer__in=reach.officers)
        held = Q(officer__tenures__end=None) | Q(officer__tenures__end__gte=day)
        from_here = Participant.objects.filter(held, officer__tenures__unit__in=units, officer__tenures__struck_at=None, officer__tenures__start__lte=day)
        if not whole:
            took_part = Exists(named.filter(act=OuterRef("pk"))) | Exists(from_here.filter(act=OuterRef("pk")))
        else:  # those of units in reach are had already: only what is left need be looked for by its people
            took_part = Q(pk__in=named.order_by().values("act")) | Q(pk__in=from_here.exclude(act__unit__in=units).order_by().values("act"))
        return self.filter(Q(unit__in=units) | took_part | Q(on_behalf_of__in=reach.officers))

    def on_record(self, known_at: datetime.date) -> Self:
        """Return the acts that were on record at the end of `known_at`: recorded by then and not yet withdrawn."""
        moment = end_of(known_at)
        return self.filter(Q(withdrawal=None) | Q(withdrawal__at__gte=moment), recorded_at__lt=moment)

    def waiting(self) -> Self:
        """Return the acts recorded on a leader's behalf that the leader has not answered yet, and that were not withdrawn."""
        answered = Confirmation.objects.filter(act=OuterRef("pk"), officer=OuterRef("on_behalf_of"))
        return self.filter(~Exists(answered), on_behalf_of__isnull=False, withdrawal=None)


class Act(models.Model):
    """Something done: when it happened (`date`), when it came on record (`recorded_at`), of which unit.

    meeting: `bodies` (codes of BODIES, a joint one has several), `topics`, `minutes`. inspection: `place`, `visited`, `findings`.
    document: `kind`, `number`. budget: `year`, `fund`, `fund_before` (10,000 yuan), `revenue_growth` (0.06 is 6 %).
    `backfilled` says that it came on record later than the days of grace after a period for which it counts; asked of the law
    when it is written, and again by `anze rebuild`. `typed_at` is the device's own time: told, not vouched for.
    """

    uid = models.CharField("回执号", max_length=60, unique=True)
    type = models.CharField("种类", max_length=12, choices=list(ACT_TYPES.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="acts", verbose_name="单位")
    date = models.DateField("发生日期")
    title = models.CharField("标题", max_length=120, blank=True)
    bodies = models.JSONField("会议种类", default=list, blank=True)
    joint_with = models.ManyToManyField(Unit, related_name="joint_acts", blank=True, verbose_name="联合单位")
    minutes = models.TextField("纪要", blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    visited = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="所到单位")
    findings = models.TextField("排查情况", blank=True)
    kind = models.CharField("文件种类", max_length=24, blank=True, choices=list(DOCUMENTS.items()))
    number = models.CharField("文号", max_length=60, blank=True)
    year = models.PositiveIntegerField("年度", null=True, blank=True)
    fund = models.DecimalField("专项资金（万元）", max_digits=14, decimal_places=2, null=True, blank=True)
    fund_before = models.DecimalField("上年专项资金（万元）", max_digits=14, decimal_places=2, null=True, blank=True)
    revenue_growth = models.DecimalField("财政收入增幅", max_digits=7, decimal_places=4, null=True, blank=True)
    recorded_at = models.DateTimeField("登记时间", db_index=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")
    on_behalf_of = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代何人登记")
    typed_at = models.DateTimeField("手机上填写的时间", null=True, blank=True)
    backfilled = models.BooleanField("补录", default=False, db_index=True)
    device_key = models.CharField("防重号", max_length=40, unique=True, null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正的原记录")

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = "履职记录"
        ordering = ("-date", "-id")
        # The last field of each answers what a list is narrowed by, so that to count acts no act need be read.
        indexes = (models.Index(fields=("unit", "date", "recorded_at"), name="acts_of_unit"),
                   models.Index(fields=("-date", "-id", "recorded_at"), name="newest_acts"))
        constraints = (
            models.CheckConstraint(condition=Q(type__in=list(ACT_TYPES)), name="act_type", violation_error_message="履职种类不在可选范围内。"),
            models.CheckConstraint(condition=~Q(type="document") | ~Q(kind=""), name="document_kind", violation_error_message="请选择文件种类。"),
        )

    def __str__(self) -> str:
        return self.title or self.get_type_display()

    @property
    def recorded_on(self) -> datetime.date:
        """The day on which it came on record, in Shanghai."""
        return day_of(self.recorded_at)


class Participant(models.Model):
    """An officer who took part: chaired or called it, led it, or attended; or whose document it is."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="participants")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="participations", verbose_name="领导干部")
    part = models.CharField("身份", max_length=8, choices=list(PARTS.items()))

    class Meta:
        verbose_name = "参加人"
        ordering = ("act", "id")
        indexes = (models.Index(fields=("officer", "act"), name="acts_of_officer"),)
        constraints = (models.UniqueConstraint(fields=("act", "officer"), name="takes_part_once", violation_error_message="同一人只列一次。"),)


class Topic(models.Model):
    """An item of a meeting's agenda. `code` work_safety where it was about work safety; `special`: 专题研究."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="topics")
    position = models.PositiveSmallIntegerField("次序")
    title = models.CharField("议题", max_length=200)
    code = models.CharField("议题类别", max_length=16, blank=True)
    special = models.BooleanField("专题研究", default=False)

    class Meta:
        verbose_name = "议题"
        ordering = ("act", "position")


class Confirmation(models.Model):
    """What the leader said of an act that was recorded on the leader's behalf: true, or not."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="confirmations")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="confirmations", verbose_name="领导干部")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="确认人")
    at = models.DateTimeField("确认时间")
    accepted = models.BooleanField("属实")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "本人确认"
        ordering = ("at",)
        constraints = (models.UniqueConstraint(fields=("act", "officer"), name="confirmed_once", violation_error_message="您已经确认过这条记录。"),)


class Withdrawal(models.Model):
    """An act taken back: by whom, when and why. The act stays."""

    act = models.OneToOneField(Act, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField("撤回时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="撤回人")
    reason = models.CharField("撤回原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "撤回"
