"""An interview (约谈), from its proposal on: whom a committee interviews over what. What was done with it are its steps."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from anze.access.rights import Rights
from anze.acts.pack import pack_in_force
from anze.interviews.codes import SUBJECTS
from anze.interviews.models.rectification import Item
from anze.interviews.policies import HOLDING, MOVING, TWO_PERSONS, VERBS
from anze.law.codes import POSTS
from anze.law.question import Question
from anze.law.rules.undivided import told_as_one
from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit
from anze.people.moment import end_of


class InterviewQuerySet(models.QuerySet["Interview"]):
    """Interviews by where they stand and by who may see them."""

    def with_state(self, asked: Question | None = None) -> Self:
        """Return the interviews with `state`: where their last step left them. Asked by both clocks: where it had left them then, empty before the
        first."""
        then = Q() if asked is None else Q(on__lte=asked.as_of, at__lt=end_of(asked.known_at))
        last = Step.objects.filter(then, interview=OuterRef("pk"), kind__in=MOVING).order_by("-pk").values("kind")[:1]
        names = [When(last=kind, then=Value(VERBS[kind].to)) for kind in MOVING]
        return self.annotate(last=Subquery(last)).annotate(state=Case(*names, default=Value(""), output_field=models.CharField()))

    def in_state(self, *states: str, asked: Question | None = None) -> Any:
        """Return the interviews that stand in one of these states, with `state`; that stood so by both clocks, where they are asked."""
        found: Any = self.with_state(asked)
        return found.filter(state__in=states)

    def visible_to(self, rights: Rights) -> Self:
        """Return the interviews that the account may see (permission interview.view): those of committees in reach whatever their state;
        from the notice on also those of units in reach, those with an item for such a unit, and one's own."""
        reach = rights.reach("interview.view")
        if reach.everything:
            return self
        units = Unit.objects.filter(reach.of_units()).order_by().values("pk")
        owned = Item.objects.filter(owner__in=units, interview=OuterRef("pk"), struck_at=None)
        people = Interviewee.objects.filter(officer__in=reach.officers, interview=OuterRef("pk"), struck_at=None)
        told = Step.objects.filter(interview=OuterRef("pk"), kind="notify")
        return self.filter(Q(committee__in=units) | (Exists(told) & (Q(unit__in=units) | Exists(owned) | Exists(people))))


class Interview(models.Model):
    """Whom a committee's unit interviews: leaders or a department of `unit`, or an enterprise that lies there, and why.

    `uid` is its id everywhere (yt-2026-0001): opaque, never parsed. Its state is nowhere stored; it follows from its steps.
    """

    uid = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    committee = models.ForeignKey(Unit, models.PROTECT, related_name="interviews_held", verbose_name="约谈方")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="interviews", verbose_name="被约谈单位")
    subject = models.CharField("约谈对象", max_length=12, choices=list(SUBJECTS.items()))
    enterprise = models.CharField("被约谈企业", max_length=120, blank=True)
    rule = models.CharField("依据", max_length=20, blank=True)
    reason = models.TextField("事由")
    opened_at = models.DateTimeField("提请时间", db_index=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提请人")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈"
        ordering = ("-opened_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("year", "serial"), name="interview_number", violation_error_message="编号重复，请再提交一次。"),
            models.CheckConstraint(condition=Q(subject__in=list(SUBJECTS)), name="interview_subject", violation_error_message="约谈对象不在可选范围内。"),
            models.CheckConstraint(condition=Q(subject="enterprise") ^ Q(enterprise=""), name="interview_enterprise",
                                   violation_error_message="约谈企业的，请写明企业名称；约谈别的对象，不写企业。"),
        )

    def __str__(self) -> str:
        return f"约谈{self.whom}"

    @property
    def whom(self) -> str:
        """Who is interviewed, in words: 英德市有关党政领导干部."""
        return {"leaders": f"{self.unit.name}有关党政领导干部", "department": f"{self.unit.name}负责人"}.get(self.subject, self.enterprise)

    @property
    def told_reason(self) -> str:
        """The reason, as it was written before vetoes by what leaders received were no longer told apart too (第二十七条第四、五款, decisions/0055)."""
        return told_as_one(pack_in_force(), self.reason)

    @property
    def held_on(self) -> date | None:
        """On which day it was held, by what is in force of what was recorded; None where it was not."""
        last = self.steps.filter(kind__in=HOLDING).order_by("-pk").first()
        return last.on if last is not None else None

    @property
    def rules(self) -> tuple[str, ...]:
        """The provisions under which it is held: its own, then those of the triggers that were joined to it."""
        joined = sorted((one for one in self.answers.all() if one.struck_at is None), key=lambda one: one.pk)
        return tuple(dict.fromkeys(filter(None, (self.rule, *(one.rule for one in joined)))))


class Step(models.Model):
    """A verb of the table in `policies`: who took it, when, with which words. Steps are only added.

    `proposed_by`, on decisions, is whoever proposed: the database itself takes no decision on one's own proposal.
    """

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="steps", verbose_name="约谈")
    kind = models.CharField("步骤", max_length=16, choices=[(kind, verb.label) for kind, verb in VERBS.items()])
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    note = models.TextField("说明", blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提请人")

    class Meta:
        verbose_name = "约谈的一步"
        ordering = ("interview", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(kind__in=TWO_PERSONS) | (Q(proposed_by__isnull=False) & ~Q(by=F("proposed_by"))), name="interview_two_persons",
                                   violation_error_message="提请的人不能审批自己提请的约谈，请由另一人审批。"),
            models.UniqueConstraint(fields=("interview", "kind"), condition=Q(kind__in=sorted(kind for kind, verb in VERBS.items() if verb.once)),
                                    name="interview_step_once", violation_error_message="这一步已经办过了，请刷新页面。"),
        )


class Meeting(Recorded):
    """When and where the interview is to be, and whom to ask; a change strikes the one before, with the reason."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="meetings", verbose_name="约谈")
    at = models.DateTimeField("约谈时间")
    place = models.CharField("约谈地点", max_length=120)
    contact = models.CharField("联系人", max_length=40)
    phone = models.CharField("联系电话", max_length=40)

    objects = RecordedQuerySet["Meeting"].as_manager()

    class Meta:
        verbose_name = "约谈安排"
        ordering = ("interview", "id")
        constraints = (models.UniqueConstraint(fields=("interview",), condition=Q(struck_at=None), name="one_meeting_stands",
                                               violation_error_message="约谈安排刚被别人改过，请刷新页面。"),)


class Interviewee(Recorded):
    """Who is interviewed, by the post held on the day of the trigger; an enterprise's people stand by name alone.

    `reason`: why somebody is interviewed whom the provision does not name, or in whose place.
    """

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="interviewees", verbose_name="约谈")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="interviews", verbose_name="领导干部")
    name = models.CharField("姓名", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    post = models.CharField("职务类别", max_length=24, blank=True, choices=list(POSTS.items()))
    title = models.CharField("职务", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)

    objects = RecordedQuerySet["Interviewee"].as_manager()

    class Meta:
        verbose_name = "被约谈人"
        ordering = ("interview", "id")
        constraints = (models.UniqueConstraint(fields=("interview", "officer"), condition=Q(struck_at=None), name="interviewee_once",
                                               violation_error_message="同一人只列一次。"),)

    def __str__(self) -> str:
        return self.name

    @property
    def post_words(self) -> str:
        """The unit and the post as a document writes them; a post that begins with its unit's name does not say it twice."""
        return self.title if self.unit is None or self.title.startswith(self.unit.name) else f"{self.unit.name}{self.title}"
