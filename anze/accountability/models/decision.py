"""What is decided of a person: measures, or that nobody is held accountable; what is served on him, and what he says to it."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anze.access.models import SealedRow, SealedText
from anze.accountability.codes import DECISIONS, OUTCOMES, SERVED, WAYS
from anze.accountability.models.concerned import Concerned
from anze.acts.models import Blob
from anze.law.national.appeals import ROUTES, SCHEMES
from anze.law.national.authority import BODIES
from anze.law.national.effects import CLASS_LABELS, KINDS
from anze.people.models import Recorded, RecordedQuerySet
from anze.people.moment import day_of, end_of


class Decision(SealedRow):
    """A decision as it was drafted; `decided_at` where another person approved it. `wanted`: the measures drafted (JSON), sealed until they are
    decided; `by`: the body that decides (`law/national/authority`), `body`: how it is called. `text`: its words as they were drafted, which another
    approves and which are served, and `rests` (JSON): on which facts, evidence and circumstances (`queries/frozen.py`). Both stay as they were written."""

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="decisions", verbose_name="有关人员")
    kind = models.CharField("决定", max_length=10, choices=list(DECISIONS.items()))
    reasons = SealedText("理由")
    wanted = SealedText("拟采取的措施", blank=True)
    by = models.CharField("决定机关的类别", max_length=16, choices=list(BODIES.items()))
    body = models.CharField("决定机关", max_length=80)
    text = SealedText("决定书正文", blank=True)
    rests = SealedText("所依据的", blank=True)
    drafted_at = models.DateTimeField("拟定时间")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="拟定人")
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准人")
    decided_on = models.DateField("决定日期", null=True, blank=True)
    withdrawn = models.BooleanField("拟定人自己撤回", default=False)  # then `returned_at` is when

    class Meta:
        verbose_name = "问责决定"
        ordering = ("concerned", "id")
        constraints = (models.CheckConstraint(condition=Q(decided_by=None) | ~Q(decided_by=F("drafted_by")), name="case_decision_two_persons",
                                              violation_error_message="拟定决定的人不能批准，请由另一人批准。"),)


class MeasureQuerySet(RecordedQuerySet["Measure"]):
    """Measures as the law counts them."""

    def standing(self, known_at: date) -> Self:
        """Return the measures decided and on record by the end of a day that were neither altered nor revoked by then."""
        return self.on_record(known_at)

    def running(self, moment: datetime) -> Self:
        """Return the measures that were not lifted before a moment."""
        return self.filter(Q(lifted_at=None) | Q(lifted_at__gte=moment))


class Measure(Recorded):
    """A measure decided (第二十六条, 党纪处分, 政务处分): on record from the approval of its decision (`recorded_at`), struck where it is altered or revoked.

    `date` is the day of the decision, from which its effect runs; `until` the end of the effect as the law computes it (None: no period fixed);
    `accident` the code of the accident (empty: another ground). `doubled`: the person had a measure of the same scheme for the same facts already,
    and somebody marked with reasons that this one stands beside it. `lifted_at`: the effect is over and it was lifted (解除); it stays on record.
    """

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="measures", verbose_name="有关人员")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="measures", verbose_name="决定")
    kind = models.CharField("措施", max_length=12, choices=[(kind, kind) for kind in KINDS])
    scheme = models.CharField("类别", max_length=16, choices=list(CLASS_LABELS.items()))
    months = models.PositiveSmallIntegerField("期限（月）", null=True, blank=True)
    date = models.DateField("决定日期", db_index=True)
    until = models.DateField("影响期满", null=True, blank=True)
    accident = models.CharField("事故", max_length=40, blank=True)
    doubled = models.BooleanField("同一事实另有同类处理", default=False)
    lifted_at = models.DateTimeField("解除时间", null=True, blank=True)
    lifted_on = models.DateField("解除日期", null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "处理措施"
        ordering = ("concerned", "date", "id")
        constraints = (models.CheckConstraint(condition=Q(kind__in=KINDS), name="measure_kind", violation_error_message="没有这种措施。"),)

    @property
    def over_at(self) -> datetime | None:
        """The first moment after the effect; None where no period is fixed."""
        return end_of(self.until) if self.until else None


class Served(SealedRow):
    """Something served on the person: all that he sees of the case. `due`: until when he may answer it. `proposed`: the kinds of
    measure that a notice named (JSON; None: it named none by kind, as the older ones). `replaces`: a notice that stands in the place of those before it,
    which stay on record. `word`, `pdf`: the sealed bytes of the paper as it was served, which stay as they are whatever becomes of the decision."""

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="served", verbose_name="有关人员")
    kind = models.CharField("种类", max_length=10, choices=list(SERVED.items()))
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="served", verbose_name="决定")
    text = SealedText("内容")
    number = SealedText("案内文号")
    on = models.DateField("送达日期")
    way = models.CharField("送达方式", max_length=10, choices=list(WAYS.items()))
    due = models.DateField("期限", null=True, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    proposed = SealedText("拟作的处理", null=True, blank=True)
    replaces = models.BooleanField("代替以前的告知", default=False)
    received_at = models.DateTimeField("本人签收时间", null=True, blank=True)
    word = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="送达的 Word")
    pdf = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="送达的 PDF")

    class Meta:
        verbose_name = "送达"
        ordering = ("concerned", "id")


class Statement(SealedRow):
    """What the person says (陈述申辩). `nothing_more`: he said that this is all, so that a decision need not wait for the end of his time. `received_on`:
    the day on which it came on paper, where whoever handles the case entered it for him (代为登记); None for his own."""

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="statements", verbose_name="有关人员")
    text = SealedText("陈述申辩")
    nothing_more = models.BooleanField("没有其他要说的", default=False)
    received_on = models.DateField("收到日期", null=True, blank=True)
    at = models.DateTimeField("提出时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")

    class Meta:
        verbose_name = "陈述申辩"
        ordering = ("concerned", "id")

    @property
    def said(self) -> str:
        """What it says, as it is read: the words, and that there is nothing more."""
        return "\n".join([*([self.text] if self.text else []), *(["本人声明：没有其他要说的了。"] if self.nothing_more else [])])

    @property
    def said_on(self) -> date:
        """The day on which it was said: for paper the day on which it was received."""
        return self.received_on or day_of(self.at)


class Remedy(SealedRow):
    """A review or appeal that the person asked for under a scheme of the law (`law/national/appeals`) against one decision, and its outcome. It stops
    nothing meanwhile, and no other decision about him.

    `due`: until when it could be asked for, `answer_due`: until when it is to be answered, as the law's table said when it was filed. `proposal`: the
    outcome as one person entered it (JSON), waiting while `proposed_by` is there and `outcome` is not; another approves it. `received_on`: it came on paper
    and was entered for him (代为登记), of that day.
    """

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="remedies", verbose_name="有关人员")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="remedies", verbose_name="决定")
    scheme = models.CharField("依据的程序", max_length=20, choices=list(SCHEMES.items()))
    kind = models.CharField("种类", max_length=16, choices=list(ROUTES.items()))
    text = SealedText("请求和理由")
    on = models.DateField("提出日期")
    received_on = models.DateField("收到日期", null=True, blank=True)
    due = models.DateField("提出的期限", null=True, blank=True)
    answer_due = models.DateField("答复的期限", null=True, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    outcome = models.CharField("结果", max_length=8, choices=list(OUTCOMES.items()), blank=True)
    outcome_on = models.DateField("结果日期", null=True, blank=True)
    outcome_body = models.CharField("受理机关", max_length=80, blank=True)
    outcome_text = SealedText("结果和理由", blank=True)
    outcome_at = models.DateTimeField("结果批准时间", null=True, blank=True)
    outcome_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="结果批准人")
    proposal = SealedText("登记的结果", blank=True)
    proposed_at = models.DateTimeField("结果登记时间", null=True, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="结果登记人")

    class Meta:
        verbose_name = "复核和申诉"
        ordering = ("concerned", "id")
        constraints = (models.UniqueConstraint(fields=("decision",), condition=Q(outcome=""), name="case_one_remedy",
                                               violation_error_message="对这份决定已有一件复核、申诉正在办理。"),
                       models.UniqueConstraint(fields=("decision",), condition=Q(outcome="revoke"), name="case_revoked_once",
                                               violation_error_message="这份决定已经撤销。"),
                       models.CheckConstraint(condition=Q(outcome="") | (Q(outcome_by__isnull=False, proposed_by__isnull=False)
                                                                         & ~Q(outcome_by=F("proposed_by"))), name="case_outcome_two_persons",
                                              violation_error_message="登记结果的人不能批准，请由另一人批准。"))
