"""Sign on with the city's unified identity (统一身份认证, OpenID Connect): it says who somebody is, never what somebody may.

An account is matched by a claim that is configured; none is ever made, and none gets a right by it.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from jwt import PyJWTError
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView
from requests import RequestException

from anze.people.models import Account

BACKEND = "anze.accounts.oidc.SignOnBackend"


class SignOnBackend(OIDCAuthenticationBackend):
    """Finds the account that the provider's claims name."""

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """The claim that names the account must be there, as text."""
        return isinstance(claims.get(settings.OIDC_CLAIM), str) and bool(claims[settings.OIDC_CLAIM].strip())

    def filter_users_by_claims(self, claims: dict[str, Any]) -> QuerySet[Account]:
        """Return the account that the claim names, unless it is disabled."""
        return Account.objects.filter(**{settings.OIDC_ACCOUNT_FIELD: claims[settings.OIDC_CLAIM].strip()}, is_active=True).exclude(
            **{settings.OIDC_ACCOUNT_FIELD: ""})

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Return the claims; they must be about the one whom the signed token is about, and meant for this site."""
        audience = payload.get("aud")
        if self.OIDC_RP_CLIENT_ID not in (audience if isinstance(audience, list) else [audience]):
            raise SuspiciousOperation("the token is not for us")
        if settings.OIDC_OP_ISSUER and payload.get("iss") != settings.OIDC_OP_ISSUER:
            raise SuspiciousOperation("the token is of another issuer")
        claims: dict[str, Any] = super().get_userinfo(access_token, id_token, payload)
        if claims.get("sub") != payload.get("sub"):
            raise SuspiciousOperation("the claims are about another person")
        return claims

    def authenticate(self, request: Any, **kwargs: Any) -> Account | None:
        """Return the account, or None whatever is wrong with what the provider sends."""
        try:
            found: Account | None = super().authenticate(request, **kwargs)
        except (SuspiciousOperation, PyJWTError, RequestException, KeyError, ValueError):
            return None
        return found

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of a session; none once it is disabled."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


class SignOnView(OIDCAuthenticationRequestView):
    """Leads to the provider."""


class SignedOnView(OIDCAuthenticationCallbackView):
    """Takes the provider's answer."""

    def get(self, request: Any) -> Any:
        """Sign in, or say that it did not work; a state that was not given out counts as that, not as a fault."""
        try:
            return super().get(request)
        except SuspiciousOperation:
            return self.login_failure()
