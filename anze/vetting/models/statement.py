"""Statements (考察情况说明): what of an enquiry went out as a paper, of everyone or of one, word for word."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.papers.models import Issued
from anze.vetting.models.enquiry import Enquiry


class Statement(models.Model):
    """A statement; never changed. `body` is the part of the enquiry's snapshot that it states, as canonical JSON, `digest` its SHA-256, which is
    printed on the paper; `of` the key of the one it is about, empty where it is about everyone."""

    uid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="statements", verbose_name="考察查询")
    of = models.CharField("对象", max_length=44, blank=True)
    body = models.TextField("内容")
    digest = models.CharField("内容摘要", max_length=64)
    issued_at = models.DateTimeField("出具时间")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="出具人")
    paper = models.OneToOneField(Issued, models.PROTECT, related_name="+", verbose_name="公文")

    class Meta:
        verbose_name = "考察情况说明"
        ordering = ("enquiry", "pk")
        constraints = (models.CheckConstraint(condition=~Q(body="") & ~Q(digest=""), name="statement_is_whole",
                                              violation_error_message="说明要有内容和摘要。"),)
