"""Accounts: who signs in."""

import unicodedata
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from anze.people.models.officer import Officer

TAKEN = "这个账号已有人使用（不分大小写、全角半角），请换一个。"


def folded_name(username: str) -> str:
    """Return what an account is told from another by: its name without case and without full-width letters."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).casefold())


class FoldedName(models.CharField[Any, Any]):
    """The folded name, made from the account's name at every way of saving."""

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Fold the name, unless the row was there before names were compared so and is one of several (migration 0002)."""
        if add:
            setattr(model_instance, self.attname, folded_name(model_instance.username))
        return getattr(model_instance, self.attname)


class AccountManager(BaseUserManager["Account"]):
    """Makes and finds accounts."""

    def called(self, username: str) -> "Account | None":
        """Return the account of that name: as it is written, or else without case and full-width letters; None where there is none."""
        return self.filter(username=username).first() or self.filter(folded=folded_name(username)).first()

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Account":
        """Return a new account; without a password nobody can sign in with one."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """An account. What it may do follows from its grants (access), never from flags here.

    `epoch` is part of every session's hash: raising it ends all sessions of the account at once.
    """

    username = models.CharField("账号", max_length=40, unique=True, error_messages={"unique": "这个账号已有人使用，请换一个。"},
                                validators=[RegexValidator(r"^[\w.@-]+$", "账号只能用文字、数字和 . @ - _。")])
    folded = FoldedName("账号（不分大小写）", max_length=200, null=True, editable=False)
    name = models.CharField("姓名", max_length=40)
    officer = models.OneToOneField(Officer, models.PROTECT, null=True, blank=True, related_name="account", verbose_name="本人是领导干部")
    email = models.EmailField("邮箱", blank=True)
    robot = models.URLField("消息机器人地址", blank=True, help_text="粤政易或企业微信群机器人的地址，用来收提醒")
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    created_at = models.DateTimeField("开户时间", auto_now_add=True)
    epoch = models.PositiveIntegerField("会话代次", default=0, editable=False)
    large_type = models.BooleanField("大字", default=False)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012 — as Django declares it

    class Meta:
        verbose_name = "账号"
        ordering = ("username",)
        constraints = (models.UniqueConstraint(fields=("folded",), condition=models.Q(folded__isnull=False), name="account_name_folded",
                                               violation_error_message=TAKEN),)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that is another's but for case and width, or another officer's number: one would be taken for the other."""
        if not self._state.adding:
            return
        self.folded = folded_name(self.username)
        others = Account.objects.exclude(username=self.username)  # the very same name is told by its own rule
        if others.filter(folded=self.folded).exists():
            raise ValidationError({"username": TAKEN})
        whose = Officer.objects.filter(code__iexact=self.folded).first()
        if whose is not None and whose.pk != self.officer_id and whose.name != self.name:
            raise ValidationError({"username": f"“{whose.code}”是另一位领导干部的人员编号，用作账号会认错人。请换一个账号；"
                                               "就是给这位开户的，请把姓名写得与名册一致。"})

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own hook for what a session carries: another password or another epoch, and it is over.
        return f"{super()._get_session_auth_hash(secret)}:{self.epoch}"  # type: ignore[misc]
