"""Files: stored once by the digest of their content, attached to acts."""

from django.conf import settings
from django.db import models

from anze.acts.models.act import Act


class Blob(models.Model):
    """A file by its content; the bytes lie in the store under `sha256`. `media_type` is what the content is, not what was claimed."""

    sha256 = models.CharField("摘要", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    stored_at = models.DateTimeField("存入时间")

    class Meta:
        verbose_name = "文件内容"


class Attachment(models.Model):
    """A file attached to an act under a name."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="attachments", verbose_name="履职记录")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="attachments", verbose_name="文件内容")
    name = models.CharField("文件名", max_length=160)
    added_at = models.DateTimeField("上传时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上传人")

    class Meta:
        verbose_name = "附件"
        ordering = ("act", "id")
        constraints = (models.UniqueConstraint(fields=("act", "blob"), name="attached_once", violation_error_message="这个文件已经附上。"),)

    def __str__(self) -> str:
        return self.name
