"""Where a request comes from, for the security log and for locking out."""

import ipaddress
from typing import Any

from django.conf import settings


def address_of(request: Any) -> str | None:
    """Return the address of whoever sent the request; behind PROXIES proxies of our own, the one that the outermost of them saw."""
    said = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        said = passed[-settings.PROXIES] if len(passed) >= settings.PROXIES else said
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        return None


def names_no_account(request: Any, credentials: Any) -> bool:
    """Say whether an attempt to sign in names no account, as sign-on does: it is never counted, or one person's would lock everybody at the address."""
    return not (credentials or {}).get("username")
