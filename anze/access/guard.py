"""Deny by default: a view says which permission it needs, or that it is public; one that says nothing answers nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from anze.access import sessions
from anze.access.log import note
from anze.access.permissions import LABELS, PERMISSIONS
from anze.access.policies import policy
from anze.access.refused import REFUSED, UNSEEN, note_refused
from anze.access.rights import Rights, rights_of
from anze.access.roles import ADMINISTRATORS

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
PUBLIC = "public"
METHODS = ("GET", "HEAD", "POST")  # what pages and forms send; nothing else is answered
READING = frozenset({"GET", "HEAD"})
OF_ADMINISTRATORS = frozenset(name for name, scopes in PERMISSIONS.items() if ADMINISTRATORS.issuperset(scopes))  # a try at these is logged


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


def step(*owed: str) -> Callable[[View], View]:
    """Mark a view that opens to a session that owes one of these (`sessions.owed`), although nothing else does yet."""

    def mark(view: View) -> View:
        view.steps = owed  # type: ignore[attr-defined]
        return view

    return mark


def case_page(view: View) -> View:
    """Mark a page of a case: a session that was idle for as long as the policy allows there is over before it opens."""
    view.case_page = True  # type: ignore[attr-defined]
    return view


def unattended(view: View) -> View:
    """Mark a view that the page itself calls: it keeps no session alive."""
    view.unattended = True  # type: ignore[attr-defined]
    return view


class GuardMiddleware:
    """Take the time once, work out the rights once, and let a request through only to what its account may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        """Give the request its moment and the rights of its account; end a session that nobody used for too long."""
        rules = policy()
        request.now, request.rights, request.owes, request.idle, request.warned = timezone.now(), None, "", rules.idle, rules.warned
        request.short = False  # whether this page keeps a session for a shorter time than others
        if request.user.is_authenticated and not self._over(request, request.idle):
            found = rights_of(request.user)
            request.owes = sessions.owed(request, request.user, found.roles)
            request.rights = Rights(request.user, [], frozenset()) if request.owes else found
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Stop a request that may not reach its view: to the sign-in page, to what is still owed, or with a refusal that names the permission."""
        if getattr(view, "case_page", False):
            request.idle, request.short = policy().idle_cases, True
            if request.rights is not None and self._over(request, request.idle):
                request.rights = None
        if request.rights is not None and not getattr(view, "unattended", False):
            sessions.touch(request)
        permission = needed(view, request.method or "GET")
        if permission == PUBLIC:
            return None
        if permission is None:
            raise PermissionDenied("这个页面没有写明谁可以使用，按规则不予打开。请告诉系统管理员。")
        if request.rights is None:
            return _to_sign_in(request)
        if request.owes:
            return None if request.owes in getattr(view, "steps", ()) else _to(request, f"access:{request.owes}")
        if not request.rights.may(permission):
            if permission in OF_ADMINISTRATORS:
                note(request, "打开管理员的页面", REFUSED, account=request.user, object=request.path)
            note_refused(request, REFUSED)
            raise PermissionDenied(f"您的账号没有“{LABELS[permission]}”的权限。需要的话，请联系本单位安委办或安全管理员。"
                                   if request.rights.grants else "您的账号还没有授权。请联系安全管理员授权后再登录。")
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    def process_exception(self, request: Any, fault: Exception) -> None:
        """Write down that a view refused, or had nothing under that number for this account: the two read alike."""
        if isinstance(fault, PermissionDenied | Http404) and request.rights is not None:
            note_refused(request, REFUSED if isinstance(fault, PermissionDenied) else UNSEEN)

    def _over(self, request: Any, idle: timedelta) -> bool:
        """Sign out a session that was not used for `idle`."""
        if sessions.left(request, idle) > timedelta():
            return False
        note(request, "登录会话", "超时退出", account=request.user)
        sessions.end(request, "超时")
        logout(request)
        request.ended = "idle"
        return True


def _to(request: Any, name: str, **query: str) -> HttpResponse:
    """Lead to another page of ours and back; a part of a page that was asked for leads the whole page there."""
    query = {name: value for name, value in ({"next": _whence(request)} | query).items() if value}
    address = f"{reverse(name)}?{urlencode(query)}" if query else reverse(name)
    if getattr(request, "htmx", False):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = address
        return response
    return redirect(address)


def _whence(request: Any) -> str:
    """Return the page that one was on: the one asked for, or the one whose form or part sent this request."""
    if request.method in READING and not getattr(request, "htmx", False):
        return str(request.get_full_path())
    page = urlsplit(request.headers.get("Referer", ""))
    return urlunsplit(("", "", page.path, page.query, "")) if page.netloc == request.get_host() else ""


def _to_sign_in(request: Any) -> HttpResponse:
    return _to(request, "access:sign_in", ended=getattr(request, "ended", ""))
