"""Settings, all from the environment (docs/how-to/operate.md); each NAME may also come as NAME_FILE."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import environ

from office import embedded
from office.environment import folder_of
from office.jurisdiction import load as load_jurisdiction
from office.languages import LANG_INFO, NAMES
from office.limits import limits

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("OFFICE_VAR", BASE_DIR / "var"))
env = environ.FileAwareEnv()

OFFICE_DEMO = env.bool("OFFICE_DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)  # a demo shows its visitors pages of the portal, not of a debugger
DEVELOPMENT = DEBUG or OFFICE_DEMO
if not DEVELOPMENT and not env("SECRET_KEY", default=""):
    sys.exit(
        "SECRET_KEY is missing. Set SECRET_KEY or SECRET_KEY_FILE (50 random characters), or OFFICE_DEMO=1 for a trial."
    )
SECRET_KEY = env("SECRET_KEY", default="demo-only-key-never-used-on-a-real-server-0123456789abcdef")
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# The office
OFFICE_JURISDICTION = env("OFFICE_JURISDICTION", default="montenegro")
JURISDICTION = load_jurisdiction(OFFICE_JURISDICTION)
OFFICE_LANGUAGES = list(JURISDICTION.languages)
ORGANISATION_PANELS = [
    "grants.panels.organisation_panels",
    "council.panels.organisation_panels",
    "reports.panels.organisation_panels",
]
DESK_PROVIDERS = [
    "ngo_registry.panels.desk_items",
    "council.panels.desk_items",
    "grants.panels.desk_items",
    "reports.panels.desk_items",
]
NEWS_PROVIDERS = [
    "ngo_registry.queries.news.book_news",
    "grants.panels.news",
    "council.panels.news",
    "reports.panels.news",
]
MONEY_OF_ORGANISATIONS = "reports.queries.awards.money_of_many"
FUNDED_ORGANISATIONS = "reports.queries.awards.funded_organisations"
# Days after which the words and the address of a person who reported an error are forgotten.
ERROR_REPORT_DAYS = env.int("ERROR_REPORT_DAYS", default=90)
SEARCHES = [
    "ngo_registry.panels.search_groups",
    "grants.panels.search_groups",
    "reports.panels.search_groups",
    "council.panels.search_groups",
]
MONEY_BESIDE = ["grants.panels.money_beside", "reports.panels.money_beside"]
FRONT_PANELS = ["grants.panels.front_panels", "reports.panels.front_panels", "council.panels.front_panels"]

INSTALLED_APPS = [
    "office",
    "ngo_registry",
    "council",
    "grants",
    "reports",
    "office.admin_config.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "post_office",
    "django_prose_editor",
    "django_structlog",
]
MIDDLEWARE = [
    "office.middleware.arrived",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "office.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "office.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "office.whole_body.whole_body",
    "office.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "office.middleware.second_factor",
    "ngo_registry.middleware.acting_ngo",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "office.middleware.busy",
]
ROOT_URLCONF = "office.urls"
WSGI_APPLICATION = "office.wsgi.application"
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
                "office.home.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "office.templatetags.saradnja",
                "office.templatetags.components",  # block tags: {% facts %}, {% table %}, {% notice %}, {% timeline %}
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database and broker: real servers from wheels in var/ when no address is given
LIMITS = limits(env("OFFICE_PROCESS", default="command")) if env.bool("DB_LIMITS", default=True) else ""
DATABASES = {"default": env.db_url_config(embedded.database_url(VAR))}
if replica := env("REPLICA_URL", default=""):  # a copy that public pages are read from (office/replicas.py)
    DATABASES["replica"] = env.db_url_config(replica)
    DATABASE_ROUTERS = ["office.replicas.ReplicaRouter"]
for alias, database in DATABASES.items():
    patience = {"default": 5, "replica": 1}[alias]  # seconds; the copy is given up sooner
    pool = {
        "min_size": 1,
        "max_size": env.int("DB_POOL", default=8),
        "timeout": patience,
        "max_lifetime": 1800,
    }
    options = {"connect_timeout": 3, **({"options": LIMITS} if LIMITS else {}), "pool": pool}
    database["CONN_HEALTH_CHECKS"] = True
    database.setdefault("OPTIONS", {}).update(options)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = embedded.redis_url(VAR)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "saradnja",
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# Work in the background (office/jobs.py tells why the broker is only a bell)
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 30 if "celery" in sys.argv[0] else 1,
    "retry_on_timeout": False,
    "visibility_timeout": 3600,
    "global_keyprefix": "saradnja:",
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.1}
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 600, 540
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 800_000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = JURISDICTION.time_zone
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "office.tasks.sweep_jobs", "schedule": 30.0},
    "send-mail": {"task": "office.tasks.send_mail", "schedule": 30.0},
    "follow-register": {"task": "ngo_registry.tasks.follow_register", "schedule": 60.0},
    "count-register-figures": {"task": "ngo_registry.tasks.count_figures", "schedule": 300.0},
    "send-digests": {"task": "ngo_registry.tasks.send_digests", "schedule": 900.0},
    "forget-watchers-and-reports": {"task": "ngo_registry.tasks.forget_old", "schedule": 3600.0},
    "remind-of-endings": {"task": "ngo_registry.tasks.remind_of_endings", "schedule": 21_600.0},
    "forget-comments": {"task": "grants.tasks.forget_comments", "schedule": 3600.0},
    "publish-planned-calls": {"task": "grants.tasks.publish_planned_calls", "schedule": 20.0},
    "remind-drafts": {"task": "grants.tasks.remind_drafts", "schedule": 300.0},
    "forget-call-watchers": {"task": "grants.tasks.forget_call_watchers", "schedule": 3600.0},
    "remind-of-reports": {"task": "grants.jobs.money.remind_of_reports", "schedule": 21_600.0},
    "remind-scorers": {"task": "grants.jobs.marks.remind_scorers", "schedule": 21_600.0},
    "seal-audit": {"task": "office.tasks.seal_audit", "schedule": 60.0},
    "seal-day": {"task": "office.tasks.seal_day", "schedule": 600.0},
}

# People
AUTH_USER_MODEL = "office.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_REDIRECT_URL = "office_home:after_login"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "office.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_DISPLAY = "office.accounts.name_of"
ACCOUNT_SIGNUP_FORM_CLASS = "office.accounts.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT
SECOND_FACTOR_REQUIRED = not OFFICE_DEMO

# Languages
LANGUAGE_CODE = "sr-latn"
LANGUAGES = [(code, NAMES[code]) for code in JURISDICTION.languages]
if "sr-latn" not in JURISDICTION.languages:
    LANGUAGES.append(("sr-latn", NAMES["sr-latn"]))
LANG_INFO.install()
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["office.formats"]
LANGUAGE_COOKIE_NAME = "language"
CLOSED_PATHS = ("/portal/", "/evaluation/", "/staff/", "/admin/", "/accounts/")
TIME_ZONE = JURISDICTION.time_zone
USE_TZ = USE_I18N = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
NODE = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", NODE / "bootstrap" / "dist" / "css"),
    ("fonts", NODE / "@fontsource" / "source-sans-3" / "files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEVELOPMENT
FILES_ROOT = folder_of("STORAGE_URL", env("STORAGE_URL", default=(VAR.resolve() / "files").as_uri()))
UPLOAD_MAX_BYTES, UPLOAD_MAX_TOTAL = 20 * 1024 * 1024, 100 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # a budget of 500 lines on one page
CLAMAV_URL = env("CLAMAV_URL", default="")
SEAL_P12, SEAL_P12_PASSWORD = env("SEAL_P12", default=""), env("SEAL_P12_PASSWORD", default="")
SIGNATURE_ROOTS = env("SIGNATURE_ROOTS", default="")  # folder of certificates whose signatures are trusted

# Mail: into the outbox in the same transaction, delivered by the worker
EMAIL_BACKEND = "office.mail.OutboxBackend"
_mail = env.email_url("EMAIL_URL", default="filemail:///" if DEVELOPMENT else "smtp://localhost:25")
if DEVELOPMENT and _mail["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
    _mail["EMAIL_FILE_PATH"] = str(VAR / "mail")
MAIL_TRANSPORT = _mail.pop("EMAIL_BACKEND")
globals().update(_mail)
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"{JURISDICTION.portal_name} <ne-odgovaraj@localhost>")
DAY_SEAL_TO = env.list("DAY_SEAL_TO", default=[])  # who keeps the day's seal of the audit trail elsewhere
POST_OFFICE = {
    "BACKENDS": {"default": MAIL_TRANSPORT},
    "DEFAULT_PRIORITY": "medium",
    "CELERY_ENABLED": False,
    "MAX_RETRIES": 4,
    "RETRY_INTERVAL": timedelta(minutes=10),
    "LOCK_FILE_NAME": str(VAR / "post_office"),
    "BATCH_SIZE": 100,
}

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
SECURE = not DEVELOPMENT
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=SECURE)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING_CONFIG = "office.logs.configure"
LOGGING = {"level": env("LOG_LEVEL", default="INFO"), "json": SECURE}
