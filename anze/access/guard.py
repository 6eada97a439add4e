"""Deny by default: a view says which permission it needs, or that it is public; one that says nothing answers nobody."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from anze.access.permissions import LABELS, PERMISSIONS
from anze.access.rights import rights_of

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
PUBLIC = "public"
READING = frozenset({"GET", "HEAD"})


def needs(permission: str, *, to_change: str = "") -> Callable[[View], View]:
    """Mark a view: who may read it needs `permission`; who sends a form to it needs `to_change` (the same, unless given)."""
    for name in filter(None, (permission, to_change)):
        if name not in PERMISSIONS:
            raise ImproperlyConfigured(f"no such permission: {name}")

    def mark(view: View) -> View:
        view.needs = (permission, to_change or permission)  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Mark a view that anyone may call without signing in."""
    view.needs = (PUBLIC, PUBLIC)  # type: ignore[attr-defined]
    return view


def needed(view: Any, method: str) -> str | None:
    """Return the permission that `view` needs for `method`; None if the view says nothing."""
    marked = getattr(view, "needs", None) or getattr(getattr(view, "view_class", None), "needs", None)
    return None if marked is None else marked[0 if method in READING else 1]


class GuardMiddleware:
    """Take the time once, work out the rights once, and let a request through only to what its account may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the request its moment and the rights of its account."""
        request.now = timezone.now()  # type: ignore[attr-defined]
        user: Any = request.user
        request.rights = rights_of(user) if user.is_authenticated else None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Stop a request that may not reach its view: to the sign-in page, or with a refusal that names the permission."""
        permission = needed(view, request.method or "GET")
        if permission == PUBLIC:
            return None
        if permission is None:
            raise PermissionDenied("这个页面没有写明谁可以使用，按规则不予打开。请告诉系统管理员。")
        if request.rights is None:
            return _to_sign_in(request)
        if not request.rights.may(permission):
            raise PermissionDenied(f"您的账号没有“{LABELS[permission]}”的权限。需要的话，请联系本单位安委办或安全管理员。")
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = f"{reverse('access:sign_in')}?{urlencode({'next': request.get_full_path()})}"
    if getattr(request, "htmx", False):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = address
        return response
    return redirect(address)
