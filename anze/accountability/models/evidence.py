"""What a case rests on: facts, the evidence of each, files sealed at rest."""

from django.db import models

from anze.access.models import SealedRow, SealedText
from anze.accountability.codes import EVIDENCE
from anze.accountability.models.case import Case
from anze.acts.models import Blob
from anze.people.models import Recorded, RecordedQuerySet


class CaseFile(SealedRow, Recorded):
    """A file of a case. `blob` names the sealed bytes in the store: neither its name nor its content lies open anywhere. `statement`: the person concerned
    put it to what he stated, or it is the scan of what he stated on paper; `remedy`: the scan of a review or appeal that he asked for on paper. These are
    his to see too, and nobody's to strike."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="files", verbose_name="案件")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="加密的文件内容")
    statement = models.ForeignKey("accountability.Statement", models.PROTECT, null=True, blank=True, related_name="files", verbose_name="陈述申辩")
    remedy = models.ForeignKey("accountability.Remedy", models.PROTECT, null=True, blank=True, related_name="files", verbose_name="复核和申诉")
    name = SealedText("文件名")
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")

    objects = RecordedQuerySet["CaseFile"].as_manager()

    class Meta:
        verbose_name = "案卷文件"
        ordering = ("case", "id")


class Fact(SealedRow, Recorded):
    """A fact found, with the provisions it is held against (`rules`, separated by spaces). `about`: the persons on the case whom it concerns; a decision
    about anybody else does not rest on it. Nobody, where it was entered before anybody was listed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="facts", verbose_name="案件")
    date = models.DateField("日期")
    text = SealedText("事实")
    rules = models.CharField("条文", max_length=120, blank=True)
    about = models.ManyToManyField("accountability.Concerned", related_name="facts", blank=True, verbose_name="涉及谁")

    objects = RecordedQuerySet["Fact"].as_manager()

    class Meta:
        verbose_name = "查明的事实"
        ordering = ("case", "date", "id")


class Evidence(SealedRow, Recorded):
    """A piece of evidence, of one fact or of the case as a whole: an act, another thing on record, a file, or told in words.

    `place` is the address within the records (`acts:20260301-…`, `accidents:…`), sealed like the words: it says what a case is about.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence", verbose_name="案件")
    fact = models.ForeignKey(Fact, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name="事实")
    kind = models.CharField("种类", max_length=8, choices=list(EVIDENCE.items()))
    place = SealedText("所在", blank=True)
    text = SealedText("证明什么")
    file = models.ForeignKey(CaseFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件")

    objects = RecordedQuerySet["Evidence"].as_manager()

    class Meta:
        verbose_name = "证据"
        ordering = ("case", "id")
