"""Addresses of the API: its tokens, its page of explanation, and everything below `/api/v1/`."""

from django.urls import path, register_converter

from anze.api.views import docs, entrance, tokens


class Rest:
    """Whatever follows, line feeds too: nothing below the API is answered by a page."""

    regex = r"[\s\S]*"

    def to_python(self, value: str) -> str:
        """Return it."""
        return value

    def to_url(self, value: str) -> str:
        """Return it."""
        return value


register_converter(Rest, "rest")

app_name = "api"
urlpatterns = [
    path("me/tokens/", tokens.listed, name="tokens"),
    path("me/tokens/new/", tokens.new, name="token_new"),
    path("me/tokens/<int:pk>/revoke/", tokens.revoke, name="token_revoke"),
    path("api/", docs.explained, name="docs"),
    path("api/v1/<rest:rest>", entrance.enter, name="entrance"),
]
