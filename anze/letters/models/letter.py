"""A letter of a superior and a direct subordinate for a year and a side, who signed it, and what came of its numbers."""

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from anze.access.rights import Rights
from anze.law.codes import SIDES
from anze.letters.codes import HEADS, HOW, PARTIES
from anze.letters.models.pattern import NUMBER
from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by who may see them and how they stand."""

    def visible_to(self, rights: Rights, permission: str = "letter.view") -> Self:
        """Return the letters of which a side lies in reach."""
        reach = rights.reach(permission)
        return self.filter(reach.of_units("superior") | reach.of_units("subordinate"))

    def standing(self) -> Self:
        """Return the letters that are neither voided nor replaced."""
        return self.filter(voided_at=None, replaced_at=None)

    def with_signed(self) -> Self:
        """Return the letters with `signed`: how many sides have signed."""
        return self.annotate(signed=Count("signings", filter=Q(signings__struck_at=None)))


class Letter(models.Model):
    """A letter as it was generated; its words never change. `code` is printed on it and is its id everywhere.

    `goals` are those of the pattern with the numbers of this subordinate: key, kind, text, figure, way, limit, word. A letter signed elsewhere
    and entered afterwards has none. `superior_name` and `subordinate_name` are the parties as they were called.
    """

    code = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    superior = models.ForeignKey(Unit, models.PROTECT, related_name="letters_issued", verbose_name="上级")
    subordinate = models.ForeignKey(Unit, models.PROTECT, related_name="letters", verbose_name="下级")
    side = models.CharField("方", max_length=12, choices=list(SIDES.items()))
    superior_name = models.CharField("甲方", max_length=100)
    subordinate_name = models.CharField("乙方", max_length=100)
    text = models.TextField("工作要求", max_length=2000, blank=True)
    goals = models.JSONField("责任目标", default=list)
    number = models.CharField("文号", max_length=60, blank=True)
    generated_at = models.DateTimeField("生成时间", db_index=True)
    generated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="生成人")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="代替的原件")
    replaced_at = models.DateTimeField("重签时间", null=True, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    reason = models.CharField("重签或者作废的原因", max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "责任书"
        ordering = ("-year", "subordinate__path", "-side", "-serial")
        indexes = (models.Index(fields=("superior", "year")), models.Index(fields=("subordinate", "year")))
        constraints = (
            models.UniqueConstraint(fields=("year", "serial"), name="letter_number", violation_error_message="编号重复，请再提交一次。"),
            models.UniqueConstraint(fields=("superior", "subordinate", "side", "year"), condition=Q(voided_at=None, replaced_at=None),
                                    name="one_letter_stands", violation_error_message="这一年的责任书已经有了，请刷新页面。"),
            models.CheckConstraint(condition=Q(voided_at=None, replaced_at=None) | ~Q(reason=""), name="letter_ended_reason",
                                   violation_error_message="请写明原因。"),
        )

    def __str__(self) -> str:
        return f"{self.year}年安全生产责任书（{self.subordinate.name}{self.get_side_display()}）"

    @property
    def numbers(self) -> list[dict[str, Any]]:
        """The goals that are numbers."""
        return [goal for goal in self.goals if goal["kind"] == "number"]

    @property
    def head_post(self) -> str:
        """The post whose holder signs."""
        return HEADS[self.side]

    def party(self, name: str) -> Unit:
        """Return the unit of a party: superior or subordinate."""
        return self.superior if name == "superior" else self.subordinate


class Signing(Recorded):
    """That a party signed: who, on which day, how. `digest`: of what the letter said, where it was signed on the page. Struck when it is taken back."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="signings", verbose_name="责任书")
    party = models.CharField("签字方", max_length=12, choices=list(PARTIES.items()))
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="letter_signings", verbose_name="签字人")
    on = models.DateField("签字日期")
    how = models.CharField("方式", max_length=8, choices=list(HOW.items()))
    scan = models.ForeignKey("letters.Scan", models.PROTECT, null=True, blank=True, related_name="signings", verbose_name="扫描件")
    digest = models.CharField("内容摘要", max_length=64, blank=True)

    objects = RecordedQuerySet["Signing"].as_manager()

    class Meta:
        verbose_name = "签字"
        ordering = ("letter", "id")
        constraints = (models.UniqueConstraint(fields=("letter", "party"), condition=Q(struck_at=None), name="signed_once",
                                               violation_error_message="这一方已经签过了，请刷新页面。"),)


class Outcome(Recorded):
    """What came of a number that the system does not count, as the issuing office entered it."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="outcomes", verbose_name="责任书")
    key = models.CharField("目标", max_length=8)
    value = models.DecimalField("实绩", **NUMBER)  # type: ignore[arg-type]
    note = models.CharField("说明", max_length=200, blank=True)

    objects = RecordedQuerySet["Outcome"].as_manager()

    class Meta:
        verbose_name = "目标的实绩"
        ordering = ("letter", "key", "id")
        constraints = (models.UniqueConstraint(fields=("letter", "key"), condition=Q(struck_at=None), name="one_outcome_stands",
                                               violation_error_message="刚才有人也登记了实绩，请刷新页面。"),)


def limit_of(goal: dict[str, Any]) -> Decimal:
    """Return the limit of a number of a letter."""
    return Decimal(goal["limit"])
