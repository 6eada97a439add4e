"""Sign in and out."""

from datetime import datetime
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
from anze.access.passwords import activation_over, activation_used, as_activation_code
from anze.access.policies import policy
from anze.accounts.forms.signing import SignInForm
from anze.accounts.queries.demo import demo_accounts, demo_kinds
from anze.people.models import Account
from anze.people.moment import SHANGHAI

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
    known = Account.objects.called(form.cleaned_data["username"])  # wrong passwords are counted by one name, however it is written
    typed = form.cleaned_data["password"]
    if known and known.must_change_password:  # still to be opened with its code, which may be written without hyphens or in small letters
        typed = as_activation_code(typed) or typed
    account: Any = authenticate(request, username=known.username if known else form.cleaned_data["username"], password=typed)
    if account is None:
        return _refused(request, form, known)
    if over := activation_over(account, request.now):
        note(request, "登录", "启用码过期", account=account)
        form.add_error(None, f"启用码到 {written_out(over)} 为止，已经过期，不能再用。请系统管理员重新发一个，当天登录。")
        return _page(request, form, 422)
    enter(request, account, "password", BY_PASSWORD)
    return redirect(where_to(request))


def enter(request: Any, account: Account, by: str, backend: str) -> None:
    """Begin a session of the account and write it to the security log."""
    login(request, account, backend=backend)
    sessions.begin(request, account, by)
    note(request, "登录", "成功", account=account)


def _refused(request: Any, form: SignInForm, known: Account | None) -> HttpResponse:
    rules = policy()
    if getattr(request, "axes_locked_out", False):
        note(request, "登录", "已锁定", account=known)
        form.add_error(None, f"连续输错 {rules.failures} 次，这个账号在您这里锁定 {rules.locked_minutes} 分钟。请过 {rules.locked_minutes} 分钟再试；"
                             "忘了密码的，请系统管理员重置。")
        return _page(request, form, settings.AXES_HTTP_RESPONSE_CODE)
    if known and known.is_active and (used := activation_used(known, form.cleaned_data["password"])):
        note(request, "登录", "启用码已用过", account=known)
        form.add_error(None, f"这个启用码 {written_out(used)} 已经用过，不能再用；请用那时设的密码登录。"
                             "如果不是您本人用的，有人抢先登录了您的账号：请马上告诉审计管理员查安全日志，并请系统管理员停用这个账号。")
        return _page(request, form, 422)
    note(request, "登录", "账号停用" if known and not known.is_active else "账号或密码不对", account=known)
    form.add_error(None, "账号或密码不对，请核对后重新输入。密码分大小写，注意中英文输入法。")
    return _page(request, form, 422)


def written_out(moment: datetime) -> str:
    """Return a moment as messages say it: 2026年3月1日 09:30."""
    here = moment.astimezone(SHANGHAI)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"


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
