"""Files: stored once by the digest of their content, attached to acts; taken down with a reason, never deleted."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from anze.access.rights import Rights
from anze.acts.evidence.kinds import Kind, kind_of
from anze.acts.models.act import Act


class Blob(models.Model):
    """A file by its content; the bytes lie in the store under `sha256`. `media_type` is what the content is, not what was claimed."""

    sha256 = models.CharField("摘要", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    stored_at = models.DateTimeField("存入时间")

    class Meta:
        verbose_name = "文件内容"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attachments by who may see them and whether they still stand."""

    def visible_to(self, rights: Rights) -> Self:
        """Return the attachments of acts that the account may see."""
        return self.filter(Exists(Act.objects.visible_to(rights).filter(pk=OuterRef("act")).order_by()))

    def current(self) -> Self:
        """Return the attachments that have not been taken down."""
        return self.filter(struck_at=None)


class Attachment(models.Model):
    """A file attached to an act under a name. Nothing but its being taken down (`struck_…`) changes after it was written."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="attachments", verbose_name="履职记录")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="attachments", verbose_name="文件内容")
    name = models.CharField("文件名", max_length=160)
    taken_at = models.DateTimeField("拍摄时间", null=True, blank=True)  # as the camera wrote it: told, not vouched for
    added_at = models.DateTimeField("上传时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上传人")
    struck_at = models.DateTimeField("撤下时间", null=True, blank=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤下人")
    struck_reason = models.CharField("撤下原因", max_length=200, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "附件"
        ordering = ("act", "id")
        constraints = (
            models.UniqueConstraint(fields=("act", "blob"), condition=Q(struck_at=None), name="attached_once", violation_error_message="这个文件已经附上。"),
            models.CheckConstraint(condition=Q(struck_at=None) | ~Q(struck_reason=""), name="attachment_struck_reason",
                                   violation_error_message="请写明撤下的原因。"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return kind_of(self.blob.media_type)


class SetAside(models.Model):
    """A file that was chosen in a form which was not taken: examined, and kept for its account under the form's key until the form
    is sent again. Nobody else sees it; what nobody comes back for is forgotten by the daily cleaning."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="账号")
    key = models.CharField("防重号", max_length=40)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="set_aside", verbose_name="文件内容")
    name = models.CharField("文件名", max_length=160)
    taken_at = models.DateTimeField("拍摄时间", null=True, blank=True)
    kept_at = models.DateTimeField("存入时间", db_index=True)

    class Meta:
        verbose_name = "待附文件"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("account", "key", "blob"), name="set_aside_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return kind_of(self.blob.media_type)
