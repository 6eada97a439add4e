"""`anze admins`: the first three administrators of a new site, once; and what no administrator may do to another on the pages, at the server."""

from typing import Any, Final

import click

from anze.law.problems import Problem, Refused
from anze.project import site

FIRST = {"system_admin": "sysadmin", "security_admin": "secadmin", "audit_admin": "auditadmin"}
HELP: Final = "为新装的网站开立三个管理员账号（系统、安全、审计），显示一次启用码，72 小时内用它设密码。之后的账号都在网页上开立和授权。" \
              "管理员之间在网页上不能互办的事（忘了密码、丢了手机、停用），两人到场，用下面的子命令。"


@click.group(name="admins", invoke_without_command=True, help=HELP)
@click.pass_context
def command(context: click.Context) -> None:
    """Make the three accounts and print their passwords; refuse where there are accounts already."""
    site.set_up()
    if context.invoked_subcommand:
        return
    site.bring_up_to_date()
    from django.db import transaction  # noqa: PLC0415 — the settings are read by now
    from django.utils import timezone  # noqa: PLC0415

    from anze.access.roles import ROLES  # noqa: PLC0415
    from anze.accounts.actions.accounts import create_account  # noqa: PLC0415
    from anze.accounts.actions.grants import give_grant  # noqa: PLC0415
    from anze.people.models import Account  # noqa: PLC0415

    now, made = timezone.now(), []
    with transaction.atomic():
        if Account.objects.exists():
            raise Refused([Problem(site.where(), 0, "已经有账号，首批管理员只开立一次", "请系统管理员在网页“账号”里开户，安全管理员在“授权”里授权")])
        for role, username in FIRST.items():
            account, password = create_account(None, now, username=username, name=ROLES[role])
            give_grant(None, now, account=account, role=role)
            made.append((ROLES[role], username, password))
    for title, username, password in made:
        click.echo(f"{title}\t账号 {username}\t启用码 {password}")
    click.echo("启用码只显示这一次，72 小时内有效；三个账号应由三个人保管。下一步：anze serve")


def _upon(username: str) -> tuple[Any, Any]:
    """Return (now, the administrator's account). Raises Refused for any other account: that one is the pages' business."""
    from django.utils import timezone  # noqa: PLC0415

    from anze.access.models import Grant  # noqa: PLC0415
    from anze.access.roles import ADMINISTRATORS  # noqa: PLC0415
    from anze.people.models import Account  # noqa: PLC0415

    account = Account.objects.filter(username=username).first()
    if account is None or not Grant.objects.in_force().filter(account=account, role__in=ADMINISTRATORS).exists():
        raise Refused([Problem(username, 0, "这不是管理员的账号", "管理员的账号写全；其他人的账号由系统管理员在网页“账号”里办理")])
    return timezone.now(), account


_ABOUT: Final = (click.argument("username", metavar="账号"), click.option("--reason", required=True, help="为什么、两位到场的人是谁，记入账本"))


def _about(verb: Any) -> Any:
    for mark in reversed(_ABOUT):
        verb = mark(verb)
    return verb


@command.command(name="reset", help="重置管理员的密码，显示一次；现有的登录全部结束，首次登录须改。")
@_about
def reset(username: str, reason: str) -> None:
    """Reset the password and print it."""
    from anze.accounts.actions.passwords import reset_password  # noqa: PLC0415

    now, account = _upon(username)
    click.echo(f"账号 {username}\t启用码 {reset_password(None, now, account, reason=reason)}")
    click.echo("启用码只显示这一次，72 小时内有效，请当面交给本人。已记入安全日志和账本。")


@command.command(name="factor-off", help="关闭管理员的第二因素（手机和备用码都丢了），下次登录时重新绑定。")
@_about
def factor_off(username: str, reason: str) -> None:
    """Take the second factor off."""
    from anze.accounts.actions import second_factor  # noqa: PLC0415

    now, account = _upon(username)
    second_factor.reset(None, now, account, reason=reason)
    click.echo("第二因素已关闭，下次登录时重新绑定。已记入安全日志和账本。")


@command.command(name="disable", help="停用管理员的账号，现有的登录全部结束。")
@_about
def disable(username: str, reason: str) -> None:
    """Disable the account."""
    from anze.accounts.actions.accounts import disable_account  # noqa: PLC0415

    now, account = _upon(username)
    disable_account(None, now, account, reason=reason)
    click.echo("账号已停用。已记入安全日志和账本。")


@command.command(name="enable", help="重新启用管理员的账号。")
@_about
def enable(username: str, reason: str) -> None:
    """Enable the account again."""
    from anze.accounts.actions.accounts import enable_account  # noqa: PLC0415

    now, account = _upon(username)
    enable_account(None, now, account, reason=reason)
    click.echo("账号已启用。已记入安全日志和账本。")
