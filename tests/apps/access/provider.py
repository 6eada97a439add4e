"""A real OpenID Connect provider on loopback, built with Authlib: discovery, keys, authorize, token, userinfo; RS256, PKCE, one-time codes."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from authlib.common.security import generate_token
from authlib.oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import RSAKey

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # loopback has no certificate
SITE, LOOPBACK = "http:" + "//testserver", "http:" + "//127.0.0.1:{}"
CLIENT, SECRET = "anze-of-the-tests", "only-on-loopback"


class Client(ClientMixin):
    """The site, as the provider knows it."""

    def __init__(self, redirect: str) -> None:
        self.redirect = redirect

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.redirect

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_post"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """A code given out, until it is used."""

    code: str
    user: str
    data: dict[str, str]
    at: int = field(default_factory=lambda: int(time.time()))

    def get_redirect_uri(self) -> str:
        return self.data["redirect_uri"]

    def get_scope(self) -> str:
        return self.data["scope"]

    def get_nonce(self) -> str | None:
        return self.data.get("nonce")

    def get_auth_time(self) -> int:
        return self.at

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None

    @property
    def code_challenge(self) -> str | None:
        return self.data.get("code_challenge")

    @property
    def code_challenge_method(self) -> str | None:
        return self.data.get("code_challenge_method")


class Sent(OAuth2Request):
    """A request as Authlib takes it."""

    def __init__(self, method: str, uri: str, data: dict[str, str]) -> None:
        super().__init__(method, uri)
        self.payload = BasicOAuth2Payload(data)

    @property
    def args(self) -> dict[str, str]:
        return dict(self.payload.data)

    form = args


class Provider(AuthorizationServer):
    """The city's unified identity. `person` is who is signed in there; the other attributes are what a test makes go wrong."""

    def __init__(self, address: str) -> None:
        super().__init__(scopes_supported=["openid", "profile"])
        self.address, self.person, self.key = address, "", RSAKey.generate_key(2048, {"kid": "k1", "alg": "RS256", "use": "sig"})
        self.signs_with, self.nonce, self.audience, self.issuer, self.claims_of = self.key, "", CLIENT, address, ""
        self.client = Client(f"{SITE}/sign-on/answer/")
        self.codes: dict[str, Code] = {}
        self.tokens: dict[str, str] = {}
        self.register_token_generator("default", BearerTokenGenerator(lambda **_: generate_token(40)))
        provider = self

        class Identity(OpenIDCode):
            def exists_nonce(self, nonce: str, request: Any) -> bool:
                return any(code.get_nonce() == nonce for code in provider.codes.values())

            def get_client_algorithm(self, client: Any) -> str:
                return "RS256"

            def get_encode_header(self, client: Any) -> dict[str, str]:
                return {"alg": "RS256", "kid": "k1"}

            def resolve_client_private_key(self, client: Any) -> Any:
                return provider.signs_with

            def get_client_claims(self, client: Any) -> dict[str, Any]:
                return {"iss": provider.issuer}

            def get_audiences(self, request: Any) -> list[str]:
                return [provider.audience]

            def get_compatible_claims(self, request: Any) -> dict[str, Any]:
                now = int(time.time())
                return {"iss": provider.issuer, "aud": [provider.audience], "iat": now, "exp": now + 300}

            def get_authorization_code_claims(self, authorization_code: Any) -> dict[str, Any]:
                return super().get_authorization_code_claims(authorization_code) | ({"nonce": provider.nonce} if provider.nonce else {})

            def generate_user_info(self, user: Any, scope: str) -> dict[str, Any]:
                return {"sub": user}

        self.register_grant(CodeGrant, [Identity(require_nonce=True), CodeChallenge(required=True)])

    def query_client(self, client_id: str) -> Client | None:
        return self.client if client_id == CLIENT else None

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        self.tokens[token["access_token"]] = request.user

    def create_oauth2_request(self, request: Any) -> OAuth2Request:
        return Sent(request[0], self.address + request[1], request[2])

    def handle_response(self, status: int, body: Any, headers: Any) -> tuple[int, str, dict[str, str]]:
        return status, json.dumps(body) if isinstance(body, dict) else body or "", dict(headers)

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None: ...

    def answer(self, method: str, path: str, data: dict[str, str], bearer: str) -> tuple[int, str, dict[str, str]]:
        """Answer one request."""
        sent = (method, path, data)
        kind = {"Content-Type": "application/json"}
        match urlsplit(path).path:
            case "/.well-known/openid-configuration":
                places = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "userinfo_endpoint": "/userinfo", "jwks_uri": "/keys"}
                return 200, json.dumps({"issuer": self.address} | {name: self.address + place for name, place in places.items()}), kind
            case "/keys":
                return 200, json.dumps({"keys": [self.key.as_dict(private=False)]}), kind
            case "/authorize":
                grant = self.get_consent_grant(sent, end_user=self.person)
                return self.create_authorization_response(sent, grant_user=self.person, grant=grant)
            case "/token":
                return self.create_token_response(sent)
            case "/userinfo" if bearer in self.tokens:
                return 200, json.dumps({"sub": self.claims_of or self.tokens[bearer]}), kind
        return 401, "{}", kind


class CodeGrant(AuthorizationCodeGrant):
    """Codes in memory, each good for one use."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]  # noqa: RUF012 — as Authlib declares it

    def save_authorization_code(self, code: str, request: Any) -> None:
        self.server.codes[code] = Code(code, request.user, dict(request.payload.data))

    def query_authorization_code(self, code: str, client: Any) -> Code | None:
        return self.server.codes.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del self.server.codes[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> str:
        return authorization_code.user


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            data = dict(parse_qsl(urlsplit(self.path).query)) | dict(parse_qsl(self.rfile.read(length).decode()))
            status, body, headers = provider.answer(self.command, self.path, data, self.headers.get("Authorization", "").removeprefix("Bearer "))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST = _serve  # noqa: N815 — as the standard library calls them

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(LOOPBACK.format(server.server_port))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
