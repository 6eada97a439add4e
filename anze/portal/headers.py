"""Response headers that keep a page to itself: nothing from outside, no inline script, nothing personal in a shared cache."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

POLICY: Final = "; ".join((
    "default-src 'self'", "img-src 'self' data: blob:", "style-src 'self'", "script-src 'self'", "font-src 'self'", "connect-src 'self'",
    "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'", "worker-src 'self'", "manifest-src 'self'",
))
# Nothing here watches where anybody is.
PERMISSIONS: Final = "geolocation=(), microphone=(), camera=(), payment=(), usb=()"


class HeadersMiddleware:
    """Set the headers that a response does not set itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the headers set."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if getattr(request, "rights", None) is not None:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
