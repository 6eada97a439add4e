"""Whether the one who acts may: the verbs of the administrators ask it themselves, whichever page or command calls them."""

from typing import Final

from django.core.exceptions import PermissionDenied

from anze.access.models import Grant
from anze.access.permissions import LABELS
from anze.access.rights import rights_of
from anze.access.roles import KEPT_FROM_SYSTEM, ROLES
from anze.people.models import Account

FORBIDDEN: Final = "修改、停用、启用这个账号，不能重置其密码、关闭其第二因素"
AT_THE_SERVER: Final = "请两位管理员到场，在服务器上用命令 anze admins 办理，办理情况记入安全日志和账本。"


def must(by: Account | None, permission: str, *, account: Account | None = None) -> None:
    """Raise PermissionDenied unless `by` has the permission and acts on another's account. None is the site's own command line."""
    if by is None:
        return
    if not rights_of(by).may(permission):
        raise PermissionDenied(f"您的账号没有“{LABELS[permission]}”的权限。")
    if account is not None and account.pk == by.pk:
        raise PermissionDenied("管理员不能对自己的账号这样做，请由另一位管理员办理。")


def kept_from_system(account: Account) -> str:
    """Return which administrator the account is that the system administrator must not take over or shut out; empty for none."""
    held = Grant.objects.in_force().filter(account=account, role__in=KEPT_FROM_SYSTEM).order_by("role").first()
    return ROLES[held.role] if held else ""


def must_not_take_over(by: Account | None, account: Account) -> None:
    """Raise PermissionDenied where the account is the security or audit administrator's: none becomes the other. None is the command line."""
    if by is not None and (role := kept_from_system(account)):
        who = "这个账号" if account.name == role else f"{account.name}的账号"
        raise PermissionDenied(f"{who}属于{role}，系统管理员不能{FORBIDDEN}。{AT_THE_SERVER}")
