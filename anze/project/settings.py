"""Django's settings. What differs from place to place is read from the environment; every default fits a laptop with SQLite."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def _flag(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on", "是"}


def _words(name: str, default: str) -> list[str]:
    return [word for word in os.environ.get(name, default).replace(",", " ").split() if word]


# Where the database, files and checkpoints lie.
DATA: Path = Path(os.environ.get("ANZE_DATA", "var")).resolve()
PACKAGE = Path(__file__).parent.parent


def _secret_key() -> str:
    """Return the key from the environment, or one made once and kept beside the data."""
    given = os.environ.get("ANZE_SECRET_KEY")
    if given:
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        made = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return kept.read_text("ascii").strip()


SECRET_KEY = _secret_key()
DEBUG = _flag("ANZE_DEBUG")
DEMO = _flag("ANZE_DEMO")  # the demo city: one-press sign-in, with a banner
ALLOWED_HOSTS = _words("ANZE_HOSTS", "127.0.0.1 localhost [::1]")
CSRF_TRUSTED_ORIGINS = _words("ANZE_ORIGINS", "")
HTTPS = _flag("ANZE_HTTPS")

# The regulation that runs, and from which day; empty: as the pack says.
PACK = os.environ.get("ANZE_PACK", "qingyuan-draft")
EFFECTIVE_FROM = os.environ.get("ANZE_EFFECTIVE_FROM", "2024-01-01" if DEMO else "")  # the demo has three years to show
# mlps3 (等保三级) or asvs: see access/policies.py.
SECURITY_POLICY = os.environ.get("ANZE_POLICY", "mlps3")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "anze.people",
    "anze.access",
    "anze.workbook",
    "anze.record",
    "anze.accounts",
    "anze.register",
    "anze.acts",
    "anze.duties",
    "anze.papers",
    "anze.yearly",
    "anze.enterprises",
    "anze.dossiers",
    "anze.accidents",
    "anze.hazards",
    "anze.interviews",
    "anze.tours",
    "anze.supervision",
    "anze.letters",
    "anze.assessments",
    "anze.accountability",
    "anze.vetting",
    "anze.privacy",
    "anze.publication",
    "anze.api",
    "anze.portal",
    "django.forms",  # after the portal, whose templates of widgets come first
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "anze.portal.headers.HeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "anze.access.guard.GuardMiddleware",
]
ROOT_URLCONF = "anze.project.urls"
WSGI_APPLICATION = "anze.project.wsgi.application"

_BUILTINS = ["django_cotton.templatetags.cotton", "anze.portal.templatetags.anze"]
_LOADERS: list[Any] = ["django_cotton.cotton_loader.Loader", "django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {
        "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
        "builtins": _BUILTINS,
        "context_processors": ["django.template.context_processors.request", "django.contrib.messages.context_processors.messages", "anze.portal.context.page"],
    },
}]
FORM_RENDERER = "anze.portal.forms.Renderer"


def _database() -> dict[str, Any]:
    """Return the database of DATABASE_URL; SQLite in WAL beside the data unless one is given."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        DATA.mkdir(parents=True, exist_ok=True)
        found: Any = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA / "anze.sqlite3")}
    else:
        try:
            found = dj_database_url.parse(url, conn_max_age=300, conn_health_checks=True)
        except (ValueError, KeyError) as fault:
            raise ImproperlyConfigured(f"DATABASE_URL 写得不对：{fault}。应如 postgres://用户:密码@主机/库名") from fault
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE", "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; "
                            "PRAGMA secure_delete=ON;",  # what is erased by law is overwritten, not only let go of
        }
    return dict(found)


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
if os.environ.get("ANZE_OIDC_CLIENT"):
    AUTHENTICATION_BACKENDS.append("anze.accounts.oidc.SignOnBackend")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "portal:home"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "anze.portal.faults.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "SAMEORIGIN"

PROXIES = int(os.environ.get("ANZE_PROXIES", "0"))  # proxies of our own in front: the address of a request is what the outermost one saw

# The city's unified identity (统一身份认证, OpenID Connect): off until ANZE_OIDC_CLIENT is given.
SIGN_ON = bool(os.environ.get("ANZE_OIDC_CLIENT"))
OIDC_RP_CLIENT_ID = os.environ.get("ANZE_OIDC_CLIENT", "")
OIDC_RP_CLIENT_SECRET = os.environ.get("ANZE_OIDC_SECRET", "")
OIDC_OP_ISSUER = os.environ.get("ANZE_OIDC_ISSUER", "")
OIDC_OP_AUTHORIZATION_ENDPOINT = os.environ.get("ANZE_OIDC_AUTHORIZE", "")
OIDC_OP_TOKEN_ENDPOINT = os.environ.get("ANZE_OIDC_TOKEN", "")
OIDC_OP_USER_ENDPOINT = os.environ.get("ANZE_OIDC_USERINFO", "")
OIDC_OP_JWKS_ENDPOINT = os.environ.get("ANZE_OIDC_KEYS", "")
_places = {"ANZE_OIDC_AUTHORIZE": OIDC_OP_AUTHORIZATION_ENDPOINT, "ANZE_OIDC_TOKEN": OIDC_OP_TOKEN_ENDPOINT,
           "ANZE_OIDC_USERINFO": OIDC_OP_USER_ENDPOINT, "ANZE_OIDC_KEYS": OIDC_OP_JWKS_ENDPOINT, "ANZE_OIDC_ISSUER": OIDC_OP_ISSUER}
if SIGN_ON and not all(_places.values()):
    raise ImproperlyConfigured(f"开启统一身份认证还缺：{'、'.join(name for name, place in _places.items() if not place)}。写法见 docs/how-to/accounts.md")
OIDC_CLAIM = os.environ.get("ANZE_OIDC_CLAIM", "sub")  # what the provider calls a person by …
OIDC_ACCOUNT_FIELD = os.environ.get("ANZE_OIDC_MATCHES", "username")  # … and what of an account it is compared with: username or email
OIDC_RP_SCOPES = os.environ.get("ANZE_OIDC_SCOPES", "openid profile")
OIDC_RP_SIGN_ALGO = "RS256"
OIDC_USE_PKCE = True
OIDC_CREATE_USER = False
OIDC_TIMEOUT = 10
OIDC_AUTHENTICATION_CALLBACK_URL = "access:signed_on"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 10 / 60  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "anze.access.addresses.address_of"
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # the sign-in view answers who is locked out, in Chinese
AXES_WHITELIST_CALLABLE = "anze.access.addresses.names_no_account"
AXES_DISABLE_ACCESS_LOG = True  # the security log is ours (access/log.py)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_HTTP_RESPONSE_CODE = 429

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG
FILES = DATA / "files"              # evidence, by content digest
SEALING_KEYS = DATA / "sealing_keys"  # of what is sealed at rest: one a line, the last in use; without it nothing sealed can be read (access/sealing.py)
CHECKPOINTS = DATA / "checkpoints"  # heads of the ledger, for a second party to keep
EVIDENCE_MAX_BYTES = int(os.environ.get("ANZE_EVIDENCE_MB", "20")) * 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = ["anze.acts.evidence.limit.SizeLimit", "django.core.files.uploadhandler.MemoryFileUploadHandler",
                        "django.core.files.uploadhandler.TemporaryFileUploadHandler"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_HOST = os.environ.get("ANZE_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("ANZE_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ANZE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ANZE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("ANZE_SMTP_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("ANZE_MAIL_FROM", "anze@localhost")
ADDRESS = os.environ.get("ANZE_ADDRESS", "").rstrip("/")  # how people reach the site: stands in front of links in messages
ROBOT_HOSTS = _words("ANZE_ROBOT_HOSTS", "")    # the only hosts that messages may be sent to by web hook; empty: any on the internet
ROBOT_PRIVATE = _flag("ANZE_ROBOT_PRIVATE")      # addresses inside the network too: a robot of the government's own network
ROBOT_LOOPBACK = _flag("ANZE_ROBOT_LOOPBACK")    # this machine too, without https: for trials
ROBOT_FORMAT = os.environ.get("ANZE_ROBOT_FORMAT", "markdown")  # or text

LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"line": {"()": "anze.portal.logs.Line"}},
    "filters": {"refusals": {"()": "anze.portal.logs.Refusals"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What was typed as an account may have been a password: it goes into no log.
    # Django's own loggers have no handler of their own, so that every line passes ours.
    "loggers": {"axes": {"level": "CRITICAL"}, "django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
