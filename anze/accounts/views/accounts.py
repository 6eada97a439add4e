"""The accounts, for the system administrator: he opens and closes them, and sees nothing of any business."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anze.access.addresses import address_of
from anze.access.guard import needs
from anze.access.models import SignIn
from anze.accounts.actions import second_factor
from anze.accounts.actions.accounts import change_account, create_account, disable_account, enable_account
from anze.accounts.actions.asking import AT_THE_SERVER, FORBIDDEN, kept_from_system
from anze.accounts.actions.passwords import reset_password
from anze.accounts.forms.administration import AccountFilter, AccountForm, ChangeForm, ReasonForm
from anze.accounts.queries.books import accounts_book
from anze.accounts.queries.lists import accounts
from anze.accounts.views.attempts import attempted
from anze.people.models import Account
from anze.people.moment import day_of
from anze.workbook.write import download

PAGE = 50


def _wanted(request: Any) -> tuple[AccountFilter, Any]:
    asked = AccountFilter(request.GET)
    return asked, accounts(asked.cleaned_data if asked.is_valid() else {})


@needs("account.create")
def listed(request: Any) -> HttpResponse:
    """List the accounts."""
    asked, found = _wanted(request)
    return render(request, "accounts/accounts.html", {"filter": asked, "page": Paginator(found, PAGE).get_page(request.GET.get("page"))})


@needs("account.create")
def excel(request: Any) -> HttpResponse:
    """Give the list as a workbook."""
    return download(f"账号_{day_of(request.now)}.xlsx", accounts_book(_wanted(request)[1]))


@needs("account.create")
@never_cache
def new(request: Any) -> HttpResponse:
    """Make an account; its initial password is shown on the answer and never again."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempted(request, form, "开户", form.cleaned_data["username"], lambda: create_account(
            request.user, request.now, address=address_of(request), **form.cleaned_data))
        if made:
            return render(request, "accounts/initial_password.html", {"account": made[0], "password": made[1], "new": True})
    return render(request, "accounts/account_form.html", {"form": form, "title": "开户"}, status=422 if form.errors else 200)


@needs("account.create")
def one(request: Any, username: str) -> HttpResponse:
    """Show an account and what may be done with it."""
    account = get_object_or_404(accounts({}), username=username)
    return render(request, "accounts/account.html", {
        "account": account, "device": second_factor.device_of(account), "own": account.pk == request.user.pk, "reason": ReasonForm(),
        "kept": kept_from_system(account), "forbidden": FORBIDDEN, "at_the_server": AT_THE_SERVER, "sign_ins": SignIn.objects.filter(account=account)[:5],
    })


@needs("account.create")
def change(request: Any, username: str) -> HttpResponse:
    """Put the name or the mail address right."""
    account = get_object_or_404(Account, username=username)
    form = ChangeForm(request.POST or None, instance=Account.objects.get(pk=account.pk))
    if request.method == "POST" and form.is_valid():
        done = attempted(request, form, "修改账号", username, lambda: change_account(
            request.user, request.now, account, address=address_of(request), **form.cleaned_data))
        if done:
            messages.success(request, "已保存。")
            return redirect("access:account", username)
    return render(request, "accounts/account_form.html", {"form": form, "title": f"修改账号：{account.name}", "account": account},
                  status=422 if form.errors else 200)


@needs("account.create")
@never_cache
@require_POST
def reset(request: Any, username: str) -> HttpResponse:
    """Reset the password; the new one is shown on the answer and never again."""
    account = get_object_or_404(Account, username=username)
    password = attempted(request, ReasonForm(), "重置密码", username, lambda: reset_password(request.user, request.now, account, address=address_of(request)))
    return render(request, "accounts/initial_password.html", {"account": account, "password": password, "new": False})


@needs("account.create")
@require_POST
def second_factor_off(request: Any, username: str) -> HttpResponse:
    """Take the second factor of someone off who lost the phone."""
    account = get_object_or_404(Account, username=username)
    attempted(request, ReasonForm(), "关闭第二因素", username,
              lambda: second_factor.reset(request.user, request.now, account, address=address_of(request)))
    messages.success(request, f"{account.name}的第二因素已关闭，下次登录时重新绑定。")
    return redirect("access:account", username)


@needs("account.create")
@require_POST
def active(request: Any, username: str) -> HttpResponse:
    """Disable the account or enable it again, with the reason."""
    account = get_object_or_404(Account, username=username)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请写明原因再提交。")
        return redirect("access:account", username)
    verb = disable_account if account.is_active else enable_account
    attempted(request, form, "停用账号" if account.is_active else "启用账号", username, lambda: verb(
        request.user, request.now, account, reason=form.cleaned_data["reason"], address=address_of(request)))
    messages.success(request, f"账号已停用，{account.name}的登录都已结束。" if account.is_active else "账号已启用。")
    return redirect("access:account", username)
