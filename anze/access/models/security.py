"""Signing in: sessions as the person sees them, passwords used before, and the security log."""

from django.conf import settings
from django.db import models


class SignIn(models.Model):
    """A session of an account, from sign-in until it is ended."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins", verbose_name="账号")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField("登录时间")
    last_seen_at = models.DateTimeField("最近使用")
    address = models.GenericIPAddressField("地址", null=True)
    device = models.CharField("设备", max_length=120, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    ended_because = models.CharField("结束原因", max_length=40, blank=True)

    class Meta:
        verbose_name = "登录会话"
        ordering = ("-last_seen_at",)


class PasswordUsed(models.Model):
    """The hash of a password that an account has had, so that it is not taken again.

    `issued`: an activation code (启用码) that an administrator handed over; `used_at`: when somebody set a password of his own with it. Whoever comes with
    it later learns when that was: if it was not he, somebody else took the account.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passwords_used", verbose_name="账号")
    hash = models.CharField(max_length=128)
    since = models.DateTimeField("启用时间")
    issued = models.BooleanField("启用码", default=False)
    used_at = models.DateTimeField("启用码使用时间", null=True, blank=True)

    class Meta:
        verbose_name = "用过的密码"
        ordering = ("-since",)


class SecurityEvent(models.Model):
    """A line of the security log: 时间、主体、客体、行为、结果. Never a password, a token or the content of a record."""

    at = models.DateTimeField("时间", db_index=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主体")
    subject = models.CharField("主体", max_length=60)
    object = models.CharField("客体", max_length=120, blank=True)
    action = models.CharField("行为", max_length=40)
    result = models.CharField("结果", max_length=40)
    address = models.GenericIPAddressField("地址", null=True)

    class Meta:
        verbose_name = "安全日志"
        ordering = ("-at", "-id")
