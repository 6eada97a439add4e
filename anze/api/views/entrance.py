"""The one way into the API. The library that answers is loaded with the first request that comes here, so that the site starts without it."""

from typing import Any

from django.http import HttpResponse
from django.utils.log import log_response
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from anze.access.guard import READING, public
from anze.access.log import note
from anze.api.authentication import identify
from anze.api.models import Token
from anze.api.problems import Problem, our_fault, read_only


@csrf_exempt  # nothing is changed here
@public  # to the guard of pages, which would lead to the sign-in page; who asks is found out here
@never_cache
def enter(request: Any, rest: str) -> HttpResponse:
    """Answer a request to `/api/v1/<rest>`: whoever asks with a token has left a line in the security log before the answer goes out."""
    token: Token | None = None
    try:
        if request.method not in READING:
            raise read_only()
        token = identify(request)
        from anze.api.site import DESCRIBED, answer, description  # noqa: PLC0415 — see above

        response = description() if rest == DESCRIBED else answer(request, rest)
    except Problem as said:
        response = said.answer()
    except Exception as broken:
        response = our_fault().answer()
        log_response("%s", request.path, response=response, request=request, exception=broken)
    if token is not None:
        note(request, "使用接口令牌", str(response.status_code), account=token.account, object=f"令牌 {token.code} · {_plain(rest)}")
    return response


def _plain(rest: str) -> str:
    """Return an address as a log can keep it: no character that nobody sees."""
    return "".join(one for one in rest if one.isprintable())[:90]
