"""Tokens (接口令牌): with one, a program reads what its account may read."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from anze.people.models import Account


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens by whose they are."""

    def of(self, account: Account) -> Self:
        """Return the account's own tokens: nobody sees another's."""
        return self.filter(account=account.pk)

    def alive(self, now: datetime) -> Self:
        """Return those that were neither revoked nor have run out."""
        return self.filter(revoked_at=None, expires_at__gt=now)


class Token(models.Model):
    """A token as it is kept: `code` names it in logs, `hash` is the SHA-256 of the secret, which is shown once and never stored.

    `only`: the permissions it was narrowed to; empty: all that its account has. `epoch`: the account's when it was made. Whatever ends
    every session of the account (another password, other rights, disabled, 全部退出) raises that, and its tokens hold no more.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens", verbose_name="账号")
    code = models.CharField("令牌编号", max_length=16, unique=True)
    hash = models.CharField(max_length=64)
    name = models.CharField("名称", max_length=40)
    purpose = models.CharField("用途", max_length=120)
    only = models.JSONField("只限", default=list, blank=True)
    epoch = models.PositiveIntegerField("会话代次")
    made_at = models.DateTimeField("生成时间")
    expires_at = models.DateTimeField("到期时间")
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = "接口令牌"
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.name

    def ended(self, now: datetime) -> str:
        """Return why the token holds no more, in words; empty while it holds. Needs `account`."""
        if self.revoked_at is not None:
            return "已撤销"
        if self.expires_at <= now:
            return "已到期"
        return "" if self.epoch == self.account.epoch else "已失效"
