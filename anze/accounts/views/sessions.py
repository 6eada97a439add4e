"""One's sessions: how long this one still lasts, keep it, end others."""

from datetime import timedelta
from math import ceil
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from anze.access import sessions
from anze.access.addresses import address_of
from anze.access.guard import needs, public, step, unattended
from anze.accounts.actions.sessions import end_others, end_session
from anze.people.models import Account

MOST_DIGITS: Final = 9  # no limit has so many


@public
@unattended
@never_cache
@require_safe
def left(request: Any) -> HttpResponse:
    """Tell the page how many seconds its session still lasts: 0 where it is over. Asking does not prolong it. `lasts`: the limit in seconds of the page
    that asks, where it is shorter (cases)."""
    told = request.GET.get("lasts", "")
    own = timedelta(seconds=int(told)) if told.isascii() and told.isdecimal() and len(told) < MOST_DIGITS else request.idle
    seconds = ceil(sessions.left(request, min(own, request.idle)).total_seconds()) if request.user.is_authenticated else 0
    return JsonResponse({"seconds": max(seconds, 0)})


@step("password", "second_factor")
@needs("signed_in")
@never_cache
@require_POST
def stay(request: Any) -> HttpResponse:
    """Go on: the guard has noted the use."""
    return HttpResponse(status=204)


@needs("signed_in")
@require_POST
def end(request: Any) -> HttpResponse:
    """End one other session of one's own, or all others."""
    own = request.session.session_key
    chosen = request.POST.get("session", "")
    account = Account.objects.get(pk=request.user.pk)
    if chosen == "others":
        end_others(account, request.now, keep=own, address=address_of(request))
        sessions.carry_over(request, account)
        messages.success(request, "其他地方的登录都已结束。")
    else:
        found = sessions.in_use(account, request.now).exclude(session_key=own).filter(pk=int(chosen) if chosen.isdecimal() else 0).first()
        if found is None:
            raise Http404
        end_session(account, request.now, found, address=address_of(request))
        messages.success(request, "这个登录已结束。")
    return redirect("access:profile")
