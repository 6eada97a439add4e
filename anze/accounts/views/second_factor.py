"""Give the second factor after the password; turn it on and off."""

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anze.access import sessions
from anze.access.addresses import address_of
from anze.access.guard import needs, step
from anze.access.policies import policy
from anze.accounts.actions import second_factor
from anze.accounts.forms.signing import CodeForm
from anze.accounts.views.signing import where_to

WRONG = "验证码不对或已用过。请等手机上换出新的 6 位数字再输入；手机时间要准。连续输错会要求多等一会儿。"


@step("second_factor")
@needs("signed_in")
@never_cache
def give(request: Any) -> HttpResponse:
    """Ask for a code of the authenticator, or for a backup code; where none is turned on yet, lead to turning it on."""
    if second_factor.device_of(request.user) is None:
        return redirect("access:second_factor_on")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second_factor.passes(request.user, request.now, code=form.cleaned_data["code"], address=address_of(request)):
            sessions.pass_second_factor(request)
            return redirect(where_to(request))
        form.add_error("code", WRONG)
    return render(request, "accounts/second_factor.html", {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")},
                  status=422 if form.errors else 200)


@step("second_factor")
@needs("signed_in")
@never_cache
def turn_on(request: Any) -> HttpResponse:
    """Show the code to scan; turn it on once a code of it is given, and show the backup codes this one time."""
    if second_factor.device_of(request.user):
        return redirect("access:second_factor" if request.owes else "access:profile")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.turn_on(request.user, request.now, code=form.cleaned_data["code"], address=address_of(request))
        if codes:
            request.session[sessions.SECOND_FACTOR_ON] = True
            sessions.pass_second_factor(request)
            return render(request, "accounts/backup_codes.html", {"codes": codes})
        form.add_error("code", WRONG)
    device = second_factor.offered(request.user)
    return render(request, "accounts/second_factor_on.html", {
        "form": form, "picture": segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff"),
        "secret": second_factor.secret_of(device),
    }, status=422 if form.errors else 200)


@needs("signed_in")
@require_POST
@never_cache
def new_codes(request: Any) -> HttpResponse:
    """Show backup codes made anew."""
    if second_factor.device_of(request.user) is None:
        return redirect("access:second_factor_on")
    return render(request, "accounts/backup_codes.html", {"codes": second_factor.renew_codes(request.user, request.now, address=address_of(request))})


@needs("signed_in")
@never_cache
def turn_off(request: Any) -> HttpResponse:
    """Take one's own second factor off, with a code of it; not where the policy asks for it."""
    if request.rights.roles & policy().second_factor:
        messages.error(request, "您的角色必须使用第二因素，不能关闭。换手机的，请系统管理员重置后重新绑定。")
        return redirect("access:profile")
    if second_factor.device_of(request.user) is None:
        return redirect("access:profile")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second_factor.passes(request.user, request.now, code=form.cleaned_data["code"], address=address_of(request)):
            second_factor.turn_off(request.user, request.now, address=address_of(request))
            request.session[sessions.SECOND_FACTOR_ON] = False
            messages.success(request, "第二因素已关闭。")
            return redirect("access:profile")
        form.add_error("code", WRONG)
    return render(request, "accounts/second_factor_off.html", {"form": form}, status=422 if form.errors else 200)
