"""Sign on by way of the city's unified identity, where it is configured; nowhere else are there such pages."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anze.access.guard import public
from anze.access.log import note
from anze.accounts.views.signing import enter

UNKNOWN = "统一身份认证没有成功，或者您在安责还没有可用的账号。请用账号密码登录，或者请系统管理员核对您的账号。"


@public
@never_cache
@require_safe
def ask(request: Any) -> HttpResponseBase:
    """Lead to the provider, with a state and a nonce of this session."""
    if not settings.SIGN_ON:
        raise Http404
    from anze.accounts.oidc import SignOnView  # noqa: PLC0415 — what it rests on is loaded only where there is such an identity

    return SignOnView.as_view()(request)


@public
@never_cache
@require_safe
def answered(request: Any) -> HttpResponse:
    """Begin a session of the account that the provider's answer names."""
    if not settings.SIGN_ON:
        raise Http404
    from anze.accounts.oidc import BACKEND, SignedOnView  # noqa: PLC0415

    class Answer(SignedOnView):
        def login_success(self) -> HttpResponse:
            then = self.success_url
            enter(request, self.user, "oidc", BACKEND)
            return redirect(then)

        def login_failure(self) -> HttpResponse:
            note(request, "统一身份登录", "未成功")
            messages.error(request, UNKNOWN)
            return redirect("access:sign_in")

    return Answer.as_view()(request)
