"""Messages: one digest a person a day, urgings, escalations."""

from django.conf import settings
from django.db import models

from anze.duties.codes import CHANNELS, MESSAGES
from anze.people.models import Account, Officer, Unit


class Urge(models.Model):
    """An office urged an officer about an obligation (催办)."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="urges", verbose_name="被催办人")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    duty = models.CharField("条款", max_length=30)
    period = models.CharField("期间", max_length=10)
    on = models.DateField("日期")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="催办人")
    text = models.CharField("催办内容", max_length=300, blank=True)

    class Meta:
        verbose_name = "催办"
        ordering = ("-at", "id")
        constraints = (models.UniqueConstraint(fields=("officer", "unit", "duty", "period", "on"), name="urged_once_a_day",
                                               violation_error_message="今天已就这一项催办过。"),)


class Message(models.Model):
    """What was or is to be sent to an account on a day: at most one of each kind; `sent_at` empty until a channel took it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="messages", verbose_name="收件人")
    kind = models.CharField("种类", max_length=12, choices=list(MESSAGES.items()))
    on = models.DateField("日期")
    title = models.CharField("标题", max_length=120)
    lines = models.JSONField("事项", default=list)
    made_at = models.DateTimeField("生成时间")
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    channel = models.CharField("途径", max_length=8, blank=True, choices=list(CHANNELS.items()))
    fault = models.CharField("未发出的原因", max_length=200, blank=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "提醒"
        ordering = ("-on", "id")
        constraints = (models.UniqueConstraint(fields=("account", "on"), name="one_message_a_day", violation_error_message="同一人一天只发一条。"),)
