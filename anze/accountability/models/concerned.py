"""A person on a case (有关人员): by the post held on the day of the facts, wherever he is now (第三十一条); and what speaks for and against him."""

from collections.abc import Iterable
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Case as When_
from django.db.models import Exists, OuterRef, Q, Subquery, Value, When

from anze.access.models import SealedRow, SealedText
from anze.accountability.codes import MANAGED, REVIEWS, SHARES
from anze.accountability.models.case import Case, Step, new_uid
from anze.accountability.policies import PERSON
from anze.law.codes import POSTS
from anze.people.models import Officer, Recorded, RecordedQuerySet, Tenure

# The steps before anything is decided; from a decision on, its own rows say where the person stands.
FIRST: Final = ("list", "drop", "notify", "state", "enter_statement", "waive", "decide")


class ConcernedQuerySet(models.QuerySet["Concerned"]):
    """Persons by where their part of the case stands."""

    def with_state(self) -> Self:
        """Return them with `state`: what of their decisions wants doing first, else how they were decided; and `last`, the last step before that.

        A person may have several decisions, one a scheme: each stands by itself (`queries/standing.py`), and this follows from all of them.
        """
        from anze.accountability.models.decision import Decision, Measure, Remedy, Served  # noqa: PLC0415 — that one refers to this

        steps = Step.objects.filter(concerned=OuterRef("pk"), kind__in=FIRST).order_by("-pk")
        decisions = Decision.objects.filter(concerned=OuterRef("pk"))
        approved = decisions.filter(decided_at__isnull=False, returned_at=None)
        told = Served.objects.filter(decision=OuterRef("pk"), kind="decision")
        open_ = Remedy.objects.filter(concerned=OuterRef("pk"), outcome="")
        standing = Measure.objects.current().filter(concerned=OuterRef("pk"))
        places: tuple[tuple[Any, str], ...] = (
            (Q(last="drop"), "dropped"), (Exists(decisions.filter(decided_at=None, returned_at=None)), "drafted"),
            (Exists(approved.filter(~Exists(told))), "decided"),
            *((Q(last=kind), PERSON.verbs[kind].to) for kind in FIRST if kind not in {"drop", "decide"}),
            (Exists(open_.filter(kind__in=REVIEWS)), "reviewing"), (Exists(open_), "appealing"), (Exists(standing.filter(lifted_at=None)), "served"),
            (Exists(approved.filter(kind="none")), "cleared"), (Exists(standing), "lifted"), (Exists(approved), "revoked"),
            (Q(last="decide"), "heard"))  # approved and sent back before it was served
        found = self.annotate(last=Subquery(steps.values("kind")[:1]))
        return found.annotate(state=When_(*(When(which, then=Value(state)) for which, state in places), default=Value(""), output_field=models.CharField()))

    def in_state(self, *states: str) -> Self:
        """Return those that stand in one of these states, with `state`."""
        found: Any = self.with_state()
        return found.filter(state__in=states)


class Concerned(SealedRow):
    """A person on a case. `tenure`: the post by which he was listed, held on the day of the facts; he answers by every one that he held that day (`posts`).
    `uid` is what he himself sees of the case's number."""

    uid = models.CharField("编号", max_length=20, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="people", verbose_name="案件")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="有关人员")
    tenure = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name="当日的职务")
    managed_by = models.CharField("干部管理权限", max_length=12, choices=list(MANAGED.items()), blank=True)  # empty: not known
    share = models.CharField("责任", max_length=12, choices=list(SHARES.items()), default="open")
    listed_at = models.DateTimeField("列入时间")
    listed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="列入的人")

    objects = ConcernedQuerySet.as_manager()

    class Meta:
        verbose_name = "有关人员"
        ordering = ("case", "id")

    def __str__(self) -> str:
        return self.officer.name

    @property
    def posts(self) -> str:
        """Every post that he held on the day of the facts, as it is on record: that by which he was listed, then the others."""
        return posts_of(self.tenure, Tenure.objects.current().held_on(self.case.day).filter(officer=self.officer_id).select_related("unit"))


def posts_of(first: Tenure, held: Iterable[Tenure]) -> str:
    """Return posts held at once in words, one of them first."""
    others = sorted((row for row in held if row.pk != first.pk), key=lambda row: (row.unit.path, list(POSTS).index(row.post), row.pk))
    return "、".join(dict.fromkeys(row.in_full for row in (first, *others)))


class Circumstance(SealedRow, Recorded):
    """An aggravating or mitigating fact (第二十八、二十九条) about a person on a case, tied to its evidence. Struck, it stays with the reason.

    `measure`: the earlier measure on record on which a repetition within one term rests (第二十八条第四款).
    """

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="circumstances", verbose_name="有关人员")
    rule = models.CharField("情节", max_length=20)
    date = models.DateField("日期")
    text = SealedText("情况")
    evidence = models.ManyToManyField("accountability.Evidence", related_name="circumstances", verbose_name="证据")
    measure = models.ForeignKey("accountability.Measure", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="前次处理")

    objects = RecordedQuerySet["Circumstance"].as_manager()

    class Meta:
        verbose_name = "情节"
        ordering = ("concerned", "rule", "id")


class Tested(SealedRow):
    """The test of full performance (第三十条) as the law core made it for a person and the day of the facts, kept as it was."""

    concerned = models.ForeignKey(Concerned, models.PROTECT, related_name="tests", verbose_name="有关人员")
    at = models.DateTimeField("检验时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="检验人")
    exempt = models.BooleanField("符合全面履职的事实条件")
    result = SealedText("逐项结果")  # JSON: the sentence and every item

    class Meta:
        verbose_name = "尽职免责检验"
        ordering = ("concerned", "id")
