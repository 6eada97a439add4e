"""Whether the one who acts may: the verbs of the administrators ask it themselves, whichever page or command calls them."""

from django.core.exceptions import PermissionDenied

from anze.access.permissions import LABELS
from anze.access.rights import rights_of
from anze.people.models import Account


def must(by: Account | None, permission: str, *, account: Account | None = None) -> None:
    """Raise PermissionDenied unless `by` has the permission and acts on another's account. None is the site's own command line."""
    if by is None:
        return
    if not rights_of(by).may(permission):
        raise PermissionDenied(f"您的账号没有“{LABELS[permission]}”的权限。")
    if account is not None and account.pk == by.pk:
        raise PermissionDenied("管理员不能对自己的账号这样做，请由另一位管理员办理。")
