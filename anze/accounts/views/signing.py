"""Sign in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from anze.access import sessions
from anze.access.guard import public
from anze.access.log import note
from anze.access.policies import policy
from anze.accounts.forms.signing import SignInForm
from anze.accounts.queries.demo import demo_accounts, demo_kinds
from anze.people.models import Account

BY_PASSWORD = "django.contrib.auth.backends.ModelBackend"


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: Any) -> HttpResponse:
    """Show the form; sign in who gives an account and its password."""
    if request.method != "POST":
        if request.user.is_authenticated and not settings.DEMO:
            return redirect(where_to(request))
        return _page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    account: Any = authenticate(request, username=form.cleaned_data["username"], password=form.cleaned_data["password"])
    if account is None:
        return _refused(request, form)
    enter(request, account, "password", BY_PASSWORD)
    return redirect(where_to(request))


def enter(request: Any, account: Account, by: str, backend: str) -> None:
    """Begin a session of the account and write it to the security log."""
    login(request, account, backend=backend)
    sessions.begin(request, account, by)
    note(request, "登录", "成功", account=account)


def _refused(request: Any, form: SignInForm) -> HttpResponse:
    rules, known = policy(), Account.objects.filter(username=form.cleaned_data["username"]).first()
    if getattr(request, "axes_locked_out", False):
        note(request, "登录", "已锁定", account=known)
        form.add_error(None, f"连续输错 {rules.failures} 次，这个账号在您这里锁定 {rules.locked_minutes} 分钟。请过 {rules.locked_minutes} 分钟再试；"
                             "忘了密码的，请系统管理员重置。")
        return _page(request, form, settings.AXES_HTTP_RESPONSE_CODE)
    note(request, "登录", "账号停用" if known and not known.is_active else "账号或密码不对", account=known)
    form.add_error(None, "账号或密码不对，请核对后重新输入。注意大小写和中英文输入法。")
    return _page(request, form, 422)


def _page(request: Any, form: SignInForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/sign_in.html", {
        "form": form, "next": request.POST.get("next") or request.GET.get("next", ""), "ended": request.GET.get("ended", ""),
        "kinds": demo_kinds() if settings.DEMO else [], "sign_on": settings.SIGN_ON,
    }, status=status)


def where_to(request: Any) -> str:
    """Return the page of this site that was asked for before signing in; home where there is none."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if here else settings.LOGIN_REDIRECT_URL


@public
@require_POST
def demo_sign_in(request: Any) -> HttpResponse:
    """Sign in as one of the demo city's people with one press: nowhere but in the demo city."""
    if not settings.DEMO:
        raise Http404
    account = get_object_or_404(demo_accounts(), username=request.POST.get("account", ""))
    enter(request, account, "demo", BY_PASSWORD)
    return redirect(where_to(request))


@public
@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End this session."""
    if request.user.is_authenticated:
        note(request, "退出", "成功", account=request.user)
        sessions.end(request, "本人退出")
    logout(request)
    return redirect("access:sign_in")
