"""`anze admins`: the first three administrators of a new site, once. Everybody else's account comes from them, on the pages."""

import click

from anze.law.problems import Problem, Refused
from anze.project import site

FIRST = {"system_admin": "sysadmin", "security_admin": "secadmin", "audit_admin": "auditadmin"}


@click.command(name="admins", help="为新装的网站开立三个管理员账号（系统、安全、审计），显示一次初始密码，首次登录须改。之后的账号都在网页上开立和授权。")
def command() -> None:
    """Make the three accounts and print their passwords; refuse where there are accounts already."""
    site.set_up()
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
        click.echo(f"{title}\t账号 {username}\t初始密码 {password}")
    click.echo("初始密码只显示这一次；三个账号应由三个人保管。下一步：anze serve")
