"""Accounts: who signs in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from anze.people.models.officer import Officer


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

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

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own hook for what a session carries: another password or another epoch, and it is over.
        return f"{super()._get_session_auth_hash(secret)}:{self.epoch}"  # type: ignore[misc]
