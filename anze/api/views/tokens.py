"""One's own tokens: made, shown once, revoked."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anze.access import sessions
from anze.access.addresses import address_of
from anze.access.guard import needs
from anze.access.policies import policy
from anze.accounts.actions.second_factor import device_of, passes
from anze.api.actions import make_token, revoke_token
from anze.api.forms import TokenForm
from anze.api.models import Token
from anze.api.reads import READS

WRONG: Final = "验证码不对或已用过。请等手机上换出新的 6 位数字再输入；手机时间要准。连续输错会要求多等一会儿。"


@needs("signed_in")
@require_safe
def listed(request: Any) -> HttpResponse:
    """List one's tokens, those that hold no more too."""
    rows = [{"token": one, "ended": one.ended(request.now), "reads": [READS[name] for name in one.only if name in READS]}
            for one in Token.objects.of(request.user).select_related("account")]
    return render(request, "api/tokens.html", {"rows": rows})


@needs("signed_in")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Make a token, with a code of the second factor, and show it this one time."""
    asks = policy().signing_factor and request.session.get(sessions.BY) != "demo"  # nobody of the demo has a telephone
    if asks and device_of(request.user) is None:
        return render(request, "api/factor.html")
    form = TokenForm(request.POST if request.method == "POST" else None, rights=request.rights, asks=asks)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if asks and not passes(request.user, request.now, code=said["code"], address=address_of(request)):
            form.add_error("code", WRONG)
        else:
            try:
                token, text = make_token(request.user, request.now, name=said["name"], purpose=said["purpose"], days=said["days"],
                                         only=said.get("only") or ["signed_in"], address=address_of(request))
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                return render(request, "api/token_made.html", {"token": token, "text": text})
    return render(request, "api/token_new.html", {"form": form, "asks": asks}, status=422 if form.errors else 200)


@needs("signed_in")
@require_POST
def revoke(request: Any, pk: int) -> HttpResponse:
    """Revoke one of one's own."""
    found = get_object_or_404(Token.objects.of(request.user), pk=pk)
    revoke_token(request.user, request.now, found, address=address_of(request))
    messages.success(request, f"令牌“{found.name}”已撤销，用它的程序从现在起读不到了。")
    return redirect("api:tokens")
