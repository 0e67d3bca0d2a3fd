"""Every setting comes from the environment, is checked here, and is safe by default.

docs/operators.md has a table of what an operator may set. A malformed value stops the boot and
names itself.
"""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from environs import Env, EnvValidationError, validate

from web import mail_url
from web.secret_key import read_or_create
from web.setting_validators import (
    refuse_code,
    validate_bind,
    validate_hosts,
    validate_origins,
    validate_proxies,
    validate_secret_key,
    validate_site_url,
    validate_time_zone,
)

BASE_DIR = Path(__file__).resolve().parent.parent
DATABASE_ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
CODE = {
    *("accounts", "bench", "blog", "comments", "config", "database", "deploy", "desk", "docs"),
    *("findings", "first_run", "images", "locale", "pagecache", "static", "templates", "tests"),
    *("web", "worker"),
}
"""The folders of the program."""


def data_dir_of(value: str | None) -> Path:
    return Path(value or BASE_DIR / "var").resolve()


def validate_data_dir(value: str) -> None:
    refuse_code(data_dir_of(value), code=BASE_DIR, folders=CODE)


env = Env(eager=False)
DEBUG = env.bool("DEBUG", False)
DATA_DIR = data_dir_of(env.str("DATA_DIR", "", validate=validate_data_dir))
SECRET_KEY = env.str("SECRET_KEY", "", validate=validate_secret_key)
PORT = env.int("PORT", 8000, validate=validate.Range(min=1, max=65535))
BIND = env.str("BIND", "", validate=validate_bind)
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{PORT}", validate=validate_site_url)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [], validate=validate_hosts)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [], validate=validate_origins)
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", [], validate=validate_proxies)
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "es", validate=validate.OneOf(["es", "en"]))
TIME_ZONE = env.str("TIME_ZONE", "Europe/Madrid", validate=validate_time_zone)
VISITS_BY = env.str(
    "VISITS_BY", "requests", validate=validate.OneOf(["requests", "beacon", "nothing"])
)
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", 2, validate=validate.Range(min=1, max=64))
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", 256, validate=validate.Range(min=0, max=1_000_000))
PAGE_CACHE_FILES = env.int("PAGE_CACHE_FILES", 50_000, validate=validate.Range(min=10))
database = env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'bitacora.sqlite3'}")
email_url = env.str("EMAIL_URL", "console://", validate=mail_url.parse)
try:
    env.seal()
except EnvValidationError as error:
    # Not ImproperlyConfigured, which Django's command line puts off until it is no longer clear.
    raise SystemExit(f"The blog can't start: a setting is malformed. {error}") from error
if database["ENGINE"] not in DATABASE_ENGINES:
    raise SystemExit("The blog can't start: DATABASE_URL names neither SQLite nor PostgreSQL.")
if "sqlite3" not in database["ENGINE"] and not find_spec("psycopg"):
    raise SystemExit(
        "The blog can't start: DATABASE_URL names PostgreSQL, whose libraries are missing. "
        "They are in requirements-services.lock."
    )
try:
    SECRET_KEY = SECRET_KEY or read_or_create(DATA_DIR)
except ImproperlyConfigured as error:
    raise SystemExit(f"The blog can't start: {error}") from error
SITE_URL = SITE_URL.rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = ALLOWED_HOSTS or sorted({SITE_HOST, "127.0.0.1", "localhost", "[::1]"})

# Each app may import those below it.

INSTALLED_APPS = [
    "first_run",
    "desk",
    "worker",
    "pagecache",
    "comments",
    "blog",
    "accounts",
    "desk.apps.AdminSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "markdownx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "web.proxies.trusted_proxies",
    "django.middleware.security.SecurityMiddleware",
    "web.security_headers.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.reader.answers_to_a_session_are_private",
    "web.speculation_rules.speculation_rules_header",
    "web.request_limits.limit_requests",
    "blog.blogger.blogger_addresses",
    "comments.blogger.comment_redirects",
    "comments.pending_link.pending_pages_are_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "web.templates.TrimmedFiles",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.reader.reader",
                "blog.site.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # widgets may have templates of ours

# Storage.

os.umask(0o022)  # a web server reads media, static files and pages; what is private has its mode

if "sqlite3" in database["ENGINE"]:
    database["ENGINE"] = "database.sqlite"
    # To open a connection takes as long as several queries; each has a cache of half a megabyte.
    database["CONN_MAX_AGE"] = None
    database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-500;",
    }
else:
    database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if database["ENGINE"] == "django.db.backends.postgresql":
        database["ENGINE"] = "database.postgres"
    # Seconds, and milliseconds: a server that is gone is given up, where an operator says no more.
    database["OPTIONS"] = {
        "connect_timeout": 3,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
        **database.get("OPTIONS", {}),
    }
DATABASES = {"default": database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "web.storage.DurableFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "web.static_files.HashedFiles"
    },
}

# Language and time.

LANGUAGES = [("es", "español"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True

# Accounts.

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.sign_in.UsernameOrEmailBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "email", "name"]},
    },
    {"NAME": f"{VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATORS}.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AXES_ENABLED = True
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "accounts.sign_in.counted_name"
AXES_CLIENT_IP_CALLABLE = "web.network.first_address"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or whoever goes on guessing locks for good
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# Security. What belongs to HTTPS follows from SITE_URL.

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "https:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "media-src": ["'self'", "https:"],
    "frame-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = SITE_URL.startswith("https:")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: they are not the blog's to decide for,
    "security.W021",  # nor is a list that browsers are built with
]
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # web.proxies keeps it honest
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "web.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# E-mail.

email = mail_url.parse(email_url)
EMAIL_BACKEND = email["EMAIL_BACKEND"]
EMAIL_HOST = email["EMAIL_HOST"] or "localhost"
EMAIL_PORT = email["EMAIL_PORT"] or 25
EMAIL_HOST_USER = email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = email["EMAIL_TIMEOUT"] or 10
DEFAULT_FROM_EMAIL = email.get("DEFAULT_FROM_EMAIL", f"bitacora@{SITE_HOST}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# django-markdownx, whose two addresses and whose Markdown are ours.

MARKDOWNX_MARKDOWNIFY_FUNCTION = "blog.pictures.texts.render"
MARKDOWNX_URLS_PATH = reverse_lazy("markdownx_markdownify")
MARKDOWNX_UPLOAD_URLS_PATH = reverse_lazy("markdownx_upload")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "web.log.Console", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "axes": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},  # what failed, with its traceback
        "django_tasks_db": {"level": "WARNING"},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns of every HEAD, as monitors send it
    },
}
