"""Change one's password."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from anze.access import sessions
from anze.access.addresses import address_of
from anze.access.guard import needs, step
from anze.access.log import note
from anze.access.policies import policy
from anze.accounts.actions.passwords import change_password
from anze.accounts.forms.signing import FirstPasswordForm, PasswordForm
from anze.accounts.views.signing import where_to
from anze.people.models import Account


@step("password")
@needs("signed_in")
@never_cache
@sensitive_post_parameters()
def change(request: Any) -> HttpResponse:
    """Show the form; take the new password if the policy does, keep this session and end all others.

    Who has just signed in with an activation code is not asked for it again.
    """
    coded = sessions.by_activation(request, request.user)
    form = (FirstPasswordForm if coded else PasswordForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = Account.objects.get(pk=request.user.pk)
        try:
            change_password(account, request.now, old=None if coded else form.cleaned_data["old"], new=form.cleaned_data["new"],
                            keep=request.session.session_key, address=address_of(request))
        except ValidationError as refused:
            note(request, "修改密码", "拒绝", account=account, object=account.username)
            form.add_error(None, refused)
        else:
            request.session[sessions.PASSWORD_OLD] = False
            sessions.carry_over(request, account)
            messages.success(request, "密码已修改，其他地方的登录都已结束。")
            return redirect(where_to(request) if request.owes else "access:profile")
    return render(request, "accounts/password.html", {
        "form": form, "policy": policy(), "first": request.user.must_change_password, "coded": coded,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }, status=422 if form.errors else 200)
