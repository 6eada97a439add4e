"""Templates of an office's own: every version stays; the newest one counts."""

from django.conf import settings
from django.db import models

from anze.acts.models import Blob
from anze.papers.models.kind import KindField
from anze.people.models import Unit


class Template(models.Model):
    """A version of a unit's template of a kind. Without `blob` the unit went back to what the unit above, or the product, gives.

    `restores` is the former version that was taken up again.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="paper_templates", verbose_name="单位")
    kind = KindField("种类")
    version = models.PositiveIntegerField("版本")
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件内容")
    name = models.CharField("文件名", max_length=160, blank=True)
    note = models.CharField("改了什么", max_length=200, blank=True)
    restores = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="恢复自")
    added_at = models.DateTimeField("启用时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="启用人")

    class Meta:
        verbose_name = "公文模板"
        ordering = ("unit__path", "kind", "-version")
        constraints = (models.UniqueConstraint(fields=("unit", "kind", "version"), name="template_versions",
                                               violation_error_message="刚才有人也换了模板，请刷新后再试。"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（第 {self.version} 版）"
