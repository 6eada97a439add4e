"""Files of a case: anything another app keeps (an accident, an interview) may have files; taken down with a reason, never deleted."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.acts.evidence.kinds import Kind, kind_of
from anze.acts.models import Blob
from anze.people.models import Unit


class FiledQuerySet(models.QuerySet["Filed"]):
    """Files by their case."""

    def of(self, object_type: str, object_id: str) -> Self:
        """Return the files of a case."""
        return self.filter(object_type=object_type, object_id=object_id)

    def current(self) -> Self:
        """Return the files that have not been taken down."""
        return self.filter(struck_at=None)


class Filed(models.Model):
    """A file put to a case for a purpose (整改报告). Nothing but its being taken down changes after it was written."""

    object_type = models.CharField("事项种类", max_length=40)
    object_id = models.CharField("事项编号", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    purpose = models.CharField("用途", max_length=40)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="文件内容")
    name = models.CharField("文件名", max_length=160)
    taken_at = models.DateTimeField("拍摄时间", null=True, blank=True)
    added_at = models.DateTimeField("上传时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上传人")
    struck_at = models.DateTimeField("撤下时间", null=True, blank=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤下人")
    struck_reason = models.CharField("撤下原因", max_length=200, blank=True)

    objects = FiledQuerySet.as_manager()

    class Meta:
        verbose_name = "案卷文件"
        ordering = ("object_type", "object_id", "id")
        indexes = (models.Index(fields=("object_type", "object_id")),)
        constraints = (
            models.UniqueConstraint(fields=("object_type", "object_id", "purpose", "blob"), condition=Q(struck_at=None), name="filed_once",
                                    violation_error_message="这个文件已经在案。"),
            models.CheckConstraint(condition=Q(struck_at=None) | ~Q(struck_reason=""), name="filed_struck_reason",
                                   violation_error_message="请写明撤下的原因。"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return kind_of(self.blob.media_type)
