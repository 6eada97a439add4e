"""Documents that were issued: the Word and the PDF by their content, under a number, about something (the case)."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models

from anze.access.rights import Rights
from anze.acts.models import Blob
from anze.papers.kinds import CLOSED
from anze.papers.models.kind import KindField
from anze.papers.models.number import Number
from anze.papers.models.template import Template
from anze.people.models import Unit
from anze.people.moment import end_of


class IssuedQuerySet(models.QuerySet["Issued"]):
    """Issued documents by who may see them and by what was on record."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the documents of units in reach (permission paper.view), but for those of closed kinds: those only who sees the case may see."""
        return self.filter(rights.reach("paper.view").of_units("unit")).exclude(kind__in=CLOSED)

    def on_record(self, known_at: datetime.date) -> Self:
        """Return the documents that were issued by the end of `known_at`."""
        return self.filter(issued_at__lt=end_of(known_at))


class Issued(models.Model):
    """A document as it went out; never changed. `day` is the 成文日期, `issued_at` when it came on record; `object_type` and `object_id` name its case;
    `organ` is who issues it as printed on it (署名), which may be another organ of the place than the office: 中共清远市委组织部."""

    kind = KindField("种类")
    object_type = models.CharField("事项种类", max_length=40, blank=True)
    object_id = models.CharField("事项编号", max_length=80, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="papers", verbose_name="发文单位")
    organ = models.CharField("发文机关", max_length=120, blank=True, default="")
    number = models.OneToOneField(Number, models.PROTECT, null=True, blank=True, related_name="paper", verbose_name="发文字号")
    title = models.CharField("标题", max_length=200)
    to = models.CharField("主送", max_length=400, blank=True)
    day = models.DateField("成文日期")
    issued_at = models.DateTimeField("印发时间", db_index=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="印发人")
    word = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="Word 文件")
    pdf = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="PDF 文件")
    template = models.ForeignKey(Template, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="所用模板")

    objects = IssuedQuerySet.as_manager()

    class Meta:
        verbose_name = "公文"
        ordering = ("-day", "-id")
        indexes = (models.Index(fields=("object_type", "object_id")), models.Index(fields=("unit", "-day")))

    def __str__(self) -> str:
        return self.title
