"""One's own account."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.models import StaticToken

from anze.access import sessions
from anze.access.addresses import address_of
from anze.access.guard import needs
from anze.access.models import PasswordUsed, RecordsFor
from anze.access.policies import policy
from anze.accounts.actions.accounts import change_account
from anze.accounts.actions.second_factor import device_of
from anze.accounts.forms.own import OwnForm
from anze.accounts.queries.own import days_left_of_password
from anze.accounts.views.attempts import attempted
from anze.accounts.views.signing import where_to
from anze.people.models import Account


@needs("signed_in")
def profile(request: Any) -> HttpResponse:
    """Show who one is here, what one may, how one signs in, and where one is signed in; take another address."""
    form = OwnForm(request.POST or None, instance=Account.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        done = attempted(request, form, "修改本人资料", request.user.username, lambda: change_account(
            request.user, request.now, request.user, verb="修改本人资料", address=address_of(request), **form.cleaned_data))
        if done:
            messages.success(request, "已保存。")
            return redirect("access:profile")
    rules = policy()
    return render(request, "accounts/profile.html", {
        "activations": PasswordUsed.objects.filter(account=request.user.pk, issued=True, used_at__isnull=False)[:1],
        "form": form, "policy": rules, "grants": request.rights.grants, "device": device_of(request.user),
        "codes_left": StaticToken.objects.filter(device__user=request.user).count(), "second_factor_must": bool(request.rights.roles & rules.second_factor),
        "sign_ins": sessions.in_use(request.user, request.now), "here": request.session.session_key,
        "records_for": RecordsFor.objects.in_force().filter(account=request.user).select_related("officer"),
        "password_days": days_left_of_password(request.user, request.now),
    }, status=422 if form.errors else 200)


@needs("signed_in")
@require_POST
def large_type(request: Any) -> HttpResponse:
    """Switch large type on or off, and stay on the page."""
    change_account(request.user, request.now, request.user, verb="切换大字", address=address_of(request), large_type=request.POST.get("large") == "1")
    return redirect(where_to(request))
