"""Response headers that keep a page to itself: nothing from outside, no inline script, nothing personal in a shared cache."""

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

POLICY: Final = "; ".join((
    "default-src 'self'", "img-src 'self' data: blob:", "style-src 'self'", "script-src 'self'", "font-src 'self'", "connect-src 'self'",
    "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'", "worker-src 'self'", "manifest-src 'self'",
))
FIELD: Final = "file_mark"
MARK: Final = re.compile("[0-9a-z]{1,16}")
# Nothing here watches where anybody is.
PERMISSIONS: Final = "geolocation=(), microphone=(), camera=(), payment=(), usb=()"


class HeadersMiddleware:
    """Set the headers that a response does not set itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the headers set."""
        response = self.get_response(request)
        _mark(request, response)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if getattr(request, "rights", None) is not None:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def _mark(request: HttpRequest, response: HttpResponseBase) -> None:
    """Bring back the mark with which a form was sent that is answered with a file: by it the page, which stays, knows that the file has come (`app.js`)."""
    if request.method == "POST" and response.headers.get("Content-Disposition", "").startswith("attachment"):
        mark = request.POST.get(FIELD, "")
        if MARK.fullmatch(mark):
            response.set_cookie(FIELD, mark, max_age=60, secure=settings.SESSION_COOKIE_SECURE, samesite="Strict")
