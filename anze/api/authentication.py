"""Who asks: the account of a token, or of a session that owes nothing; with exactly its rights, or fewer."""

import secrets
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from anze.access import sessions
from anze.access.log import note
from anze.access.permissions import LABELS
from anze.access.rights import NOTHING, Reach, Rights, rights_of
from anze.api.actions import PREFIX, hashed
from anze.api.models import Token
from anze.api.problems import Problem, nobody

WRITTEN_EVERY: Final = timedelta(seconds=15)
OWES: Final = {"password": "这个账号的密码要先更换", "second_factor": "这次登录还没有输入第二因素"}


@dataclass(slots=True)
class Narrowed(Rights):
    """The rights of an account as far as a token was given them: `only` these permissions, and never more than the account has."""

    only: frozenset[str] = field(default_factory=frozenset)

    @property
    def key(self) -> Hashable:
        """All that these rights rest on, the narrowing too: what was worked out for one token is not shown to another."""
        return Rights.key.fget(self), self.only  # type: ignore[attr-defined]

    def reach(self, permission: str) -> Reach:
        """Return how far a permission reaches: nowhere where the token was not given it."""
        if self.only and permission not in self.only and permission != "signed_in":
            return NOTHING
        return Rights.reach(self, permission)


class Right:
    """What an endpoint asks for: whoever lacks the permission is refused, in the words of the pages."""

    def __init__(self, permission: str) -> None:
        self.permission, self.label = permission, LABELS[permission]

    def __call__(self, request: Any) -> bool:
        """Let the request pass. Raises Problem."""
        if not request.rights.may(self.permission):
            raise Problem(HTTPStatus.FORBIDDEN, f"没有“{self.label}”的权限",
                          "账号需要这项权限的，请联系安全管理员；令牌生成时没有勾选的，请另生成一个。")
        return True


def identify(request: Any) -> Token | None:
    """Give the request its account and rights: of the token it bears, else of its session. Raises Problem where there is neither."""
    header = request.headers.get("Authorization", "")
    if not header:
        if request.rights is None:
            raise nobody()
        if request.owes:
            raise Problem(HTTPStatus.FORBIDDEN, OWES[request.owes], "请在浏览器里打开网站，照提示办完再用。")
        return None
    token = _borne(header)
    if token is None:
        raise nobody()  # not logged: anybody could fill the log with what is no token at all
    refused = _refused(request, token)
    if refused:
        note(request, "使用接口令牌", f"拒绝：{refused}", account=token.account, object=f"令牌 {token.code}")
        raise nobody()
    request.user, found = token.account, rights_of(token.account)
    request.rights = Narrowed(found.account, found.grants, found.named, only=frozenset(token.only))
    if token.last_used_at is None or request.now - token.last_used_at >= WRITTEN_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=request.now)
    return token


def _borne(header: str) -> Token | None:
    """Return the token whose text the header bears; None for any other text."""
    scheme, _, text = header.partition(" ")
    parts = text.strip().split("_", 2)
    if scheme.lower() != "bearer" or len(parts) != 3 or parts[0] != PREFIX or not parts[1].isalnum():
        return None
    token = Token.objects.select_related("account").filter(code=parts[1]).first()
    return token if token and secrets.compare_digest(token.hash, hashed(parts[2])) else None


def _refused(request: Any, token: Token) -> str:
    """Return why a token is refused; empty where it holds. The one who asks is told no reason: whose it is may not be he."""
    if not token.account.is_active:
        return "账号已停用"
    if token.account.must_change_password or sessions.too_old(token.account, request.now):
        return "密码要先更换"
    return token.ended(request.now)
