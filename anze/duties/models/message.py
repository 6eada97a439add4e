"""Messages: one a person a day, urgings, escalations, and by which channels a person wants them."""

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
    """What an account is told on a day, at most one: it lies in the account's inbox at once, and one channel may carry it.

    `tried_at` is set before a channel is given it and `sent_at` once the channel took it: where only the first is set and the
    process died, nobody knows whether it went out, and it is not sent again. `next_try_at`: after a definite refusal.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="messages", verbose_name="收件人")
    kind = models.CharField("种类", max_length=12, choices=list(MESSAGES.items()))
    on = models.DateField("日期")
    title = models.CharField("标题", max_length=120)
    lines = models.JSONField("事项", default=list)
    made_at = models.DateTimeField("生成时间")
    attempts = models.PositiveSmallIntegerField("试发次数", default=0)
    tried_at = models.DateTimeField("试发时间", null=True, blank=True)
    next_try_at = models.DateTimeField("下次试发", null=True, blank=True, db_index=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    channel = models.CharField("途径", max_length=8, blank=True, choices=list(CHANNELS.items()))
    fault = models.CharField("未发出的原因", max_length=200, blank=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "提醒"
        ordering = ("-on", "id")
        constraints = (models.UniqueConstraint(fields=("account", "on"), name="one_message_a_day", violation_error_message="同一人一天只发一条。"),)


class Escalation(models.Model):
    """A missed obligation that was reported to the superior office (逾期上报), once; duty and responsible officers by their codes."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="上级单位")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    duty = models.CharField("条款", max_length=30)
    period = models.CharField("期间", max_length=10)
    officer = models.CharField("责任人编号", max_length=40, blank=True)
    officers = models.JSONField("责任人", default=list, blank=True)
    on = models.DateField("上报日期", db_index=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "逾期上报"
        ordering = ("-on", "unit__path", "duty", "period", "id")
        constraints = (models.UniqueConstraint(fields=("unit", "duty", "period", "officer"), name="escalated_once"),)


class Preference(models.Model):
    """Through which channels an account wants its messages, besides the page; both unless it says otherwise."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="message_preference")
    mail = models.BooleanField("发邮件", default=True)
    robot = models.BooleanField("发机器人消息", default=True)

    class Meta:
        verbose_name = "提醒方式"
