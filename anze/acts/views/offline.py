"""What works through a cut network: the worker of the browser, the page of what waits on the device, a fresh token to send it with."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs, public

# The worker may fetch from here alone, like any page.
HEADERS: Final = {"Service-Worker-Allowed": "/", "Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'self'"}


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker from the root, so that it may answer for every page."""
    source = Path(str(finders.find("acts/sw.js"))).read_text("utf-8")
    return HttpResponse(source, content_type="text/javascript; charset=utf-8", headers=HEADERS)


@needs("act.record")
@require_safe
def queue(request: Any) -> HttpResponse:
    """Show what waits on this device. The page itself knows nothing of it: the device fills it in."""
    return render(request, "acts/queue.html")


@public
@require_safe
def token(request: Any) -> HttpResponse:
    """Say who is signed in and give a fresh token, so that what waits is sent for its own account only."""
    signed_in = request.user.is_authenticated
    found = {"account": str(request.user.pk) if signed_in else "", "token": get_token(request) if signed_in else ""}
    return JsonResponse(found, headers={"Cache-Control": "no-store"})


def by_script(request: Any) -> bool:
    """Say whether a form was sent by the script of its page, or out of the queue on a device: it is answered in JSON, not with a page."""
    return "application/json" in request.headers.get("Accept", "")


def anothers(request: Any) -> HttpResponse | None:
    """Return the refusal of what another account filled in; None where it is one's own."""
    account = request.POST.get("account", "")
    if not account or account == str(request.user.pk):
        return None
    return JsonResponse({"faults": ["这条记录是另一个账号填写的，要由该账号登录后补传。"]}, status=409)


def received(uid: str, address: str, page: str, *, again: bool, refused: Sequence[str] = ()) -> HttpResponse:
    """Tell the queue that it is on record: its number, the address of its receipt and of its page, and which files were refused."""
    return JsonResponse({"uid": uid, "address": address, "page": page, "refused": list(refused), "again": again}, status=201)


def faulty(faults: Iterable[str]) -> HttpResponse:
    """Tell the queue why it was not taken."""
    return JsonResponse({"faults": list(faults)}, status=422)
