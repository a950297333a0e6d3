"""Settings. What differs per installation comes from the environment; the rest is here."""

import json
import os
from pathlib import Path

import environ
from bootstrap_wrapper import get_bootstrap_dir

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env("ZVH_DATA_DIR", default=str(BASE_DIR / ".data")))
DEMO = env.bool("ZVH_DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
TESTING = env.bool("ZVH_TESTING", default=False)
HTTPS = env.bool("ZVH_HTTPS", default=not (DEMO or DEBUG or TESTING))


def _secret_key():
    stored = DATA_DIR / "secret.key"
    if "SECRET_KEY" in os.environ or not stored.exists():
        return env("SECRET_KEY")
    return stored.read_text().strip()


def _files_keys():
    """Keys of 32 bytes, URL-safe base64, with a comma between them; the first one writes."""
    stored = DATA_DIR / "files.key"
    if "ZVH_FILES_KEY" in os.environ or not stored.exists():
        return [key for key in env("ZVH_FILES_KEY").split(",") if key]
    return [stored.read_text().strip()]


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
REDIS_URL = env("REDIS_URL", default="")
DATABASE_DIRECT_URL = env("DATABASE_DIRECT_URL", default="")  # LISTEN goes past a pooler

# -- database: zvh_app serves, zvh_owner migrates; the embedded server leaves its addresses in the data folder


def _database_url():
    owner = os.environ.get("ZVH_ROLE") == "owner"
    name = "DATABASE_OWNER_URL" if owner else "DATABASE_URL"
    if name in os.environ:
        return os.environ[name]
    stored = DATA_DIR / "database.json"
    if not stored.exists():
        raise environ.ImproperlyConfigured(f"Geen database: zet {name}, of start de ingebouwde met make run.")
    return json.loads(stored.read_text())["owner_url" if owner else "app_url"]


DATABASES = {"default": {**env.db_url_config(_database_url()), "ATOMIC_REQUESTS": False}}
DATABASES["default"].setdefault("OPTIONS", {})
if env.bool("ZVH_DATABASE_POOL", default=not TESTING) and os.environ.get("ZVH_ROLE") != "owner":
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 16}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "lucide",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "zvh",
    "audit",
    "partners",
    "signals",
    "cases",
    "meetings",
    "desk",
]

MIDDLEWARE = [
    "zvh.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "zvh.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partners.middleware.IdleLogoutMiddleware",
    "partners.middleware.SecondFactorMiddleware",
    "audit.middleware.FailureMiddleware",
    "zvh.actor.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "partners.middleware.SignInMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "audit.middleware.RefusalMiddleware",
    "zvh.middleware.WrongStateMiddleware",
    "zvh.middleware.FormsOnlyMiddleware",
    "zvh.uploads.UploadSizeMiddleware",
]

ROOT_URLCONF = "zvh.urls"
ASGI_APPLICATION = "zvh.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.context.shell",
            ],
            "builtins": ["zvh.templatetags.ui", "template_partials.templatetags.partials"],
        },
    }
]

# -- people and signing in
AUTH_USER_MODEL = "partners.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:  # fast on purpose: argon2 takes 100 ms a login
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:overview"
RECEIPT_DAYS = env.int(
    "ZVH_RECEIPT_DAYS", default=365
)  # how long a receipt code works; to be confirmed by the FG
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, however often one clicks
SESSION_IDLE_SECONDS = env.int("ZVH_IDLE_SECONDS", default=30 * 60)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("ZVH_PROXIES", default=1 if HTTPS else 0)
ACCOUNT_ADAPTER = "partners.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by taking the invitation sent to it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,50/15m/ip", "login": "60/m/ip"}
ACCOUNT_FORMS = {
    "login": "partners.forms.signing.Login",
    "reauthenticate": "partners.forms.signing.Reauthenticate",
    "reset_password": "partners.forms.signing.ResetPassword",
    "reset_password_from_key": "partners.forms.signing.ResetPasswordKey",
    "change_password": "partners.forms.signing.ChangePassword",
}
MFA_ADAPTER = "partners.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Zorg- en Veiligheidshuis"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "partners.forms.signing.Authenticate",
    "reauthenticate": "partners.forms.signing.ReauthenticateByCode",
    "activate_totp": "partners.forms.signing.ActivateTotp",
    "add_webauthn": "partners.forms.signing.AddPasskey",
    "edit_webauthn": "partners.forms.signing.EditPasskey",
}

# -- language and time
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- files and forms
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", get_bootstrap_dir())]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zvh.static.StaticFiles"},
}
if TESTING or DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000  # a part of a file never lies on disk unencrypted

# -- files that people add: encrypted, below the data folder or in an S3 store, never served by their address
FILES_KEYS = _files_keys()
FILES_BUCKET = env("ZVH_FILES_BUCKET", default="")
STORAGES["attachments"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {
        "location": DATA_DIR / "files",
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    },
}
if FILES_BUCKET:  # the keys of the store come from the environment, as boto3 reads them (AWS_ACCESS_KEY_ID …)
    STORAGES["attachments"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": FILES_BUCKET,
            "endpoint_url": env("ZVH_FILES_ENDPOINT", default="") or None,
            "region_name": env("ZVH_FILES_REGION", default="") or None,
            "default_acl": None,
            "file_overwrite": True,
        },
    }
CLAMD_ADDRESS = env(
    "ZVH_CLAMD", default=""
)  # host:port or unix:/path; without it files stay 'nog niet gescand'

# -- mail and background work
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://" if not TESTING else "memorymail://")
vars().update(EMAIL_CONFIG)
# In mail that no request sends: the address people know.
SITE_URL = env("ZVH_SITE_URL", default=f"http://localhost:{env('PORT', default='8000')}")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="veiligheidshuis@localhost")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_DEFAULT_QUEUE = env("ZVH_QUEUE", default="zvh")  # of its own, where one Redis serves several
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {"tick": {"task": "audit.tasks.tick", "schedule": 10.0}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "audit_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # of 300, an attacker could push out his own lock-out
    }
}

# -- hardening
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
