"""What was published and taken back: the note that stays in its place."""

from django.conf import settings
from django.db import models

from anze.people.models import Unit


class Retraction(models.Model):
    """A result (its assessment's uid) or a notice (its number) was taken back, with the reason that anybody reads. It is never put back:
    what is right is published anew, a result of the same assessment once it was frozen, approved and confirmed again."""

    kind = models.CharField("种类", max_length=8, choices=[("result", "考核结果"), ("notice", "公告")])
    key = models.CharField("编号", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="发布单位")
    what = models.CharField("事项", max_length=160)
    published_on = models.DateField("公布日期")
    reason = models.CharField("撤回原因", max_length=200)
    at = models.DateTimeField("撤回时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="撤回人")

    class Meta:
        verbose_name = "撤回"
        ordering = ("-at",)
        constraints = (models.UniqueConstraint(fields=("key",), condition=models.Q(kind="notice"), name="notice_withdrawn_once",
                                               violation_error_message="这份公告已经撤回，请刷新页面。"),)
