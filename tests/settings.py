"""Settings of the tests: embedded servers of their own, a database and a Valkey number per worker."""

import atexit
import os
import re
import sys
from contextlib import ExitStack
from pathlib import Path

from office import embedded

HOME = Path(__file__).resolve().parent.parent / "var" / "test"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
NUMBER = int(re.sub(r"\D", "", WORKER) or 0)

# The tests never touch a configured server: each process holds the embedded ones until its end.
for name in ("DATABASE_URL", "DATABASE_URL_FILE", "REDIS_URL", "REDIS_URL_FILE", "REPLICA_URL", "EMAIL_URL"):
    os.environ.pop(name, None)
HELD = ExitStack()
HELD.enter_context(embedded.servers(HOME, lasting=False))
atexit.register(HELD.close)
os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rsplit('/', 1)[0]}/{NUMBER}"
os.environ["OFFICE_VAR"] = str(HOME / f"files-{WORKER}")
os.environ["OFFICE_DEMO"] = "1"
os.environ["DEBUG"] = "0"
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread of the test
os.environ.setdefault("OFFICE_JURISDICTION", "montenegro")

from office.settings import *  # noqa: E402, F403
from office.settings import BASE_DIR, DATABASES, TEMPLATES, VAR  # noqa: E402

VAR.mkdir(parents=True, exist_ok=True)
# A pool would keep connections into databases that the tests drop.
DATABASES["default"]["OPTIONS"].pop("pool", None)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
SECOND_FACTOR_REQUIRED = True
ACCOUNT_RATE_LIMITS = False
ALLOWED_HOSTS = ["*"]


class Undefined(str):
    """An undefined variable in a template of ours fails the test and says its name."""

    OURS = str(BASE_DIR / "templates")
    TAKEN_OVER = ("/templates/bootstrap5/", "/templates/allauth/", "/templates/admin/")

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        frame = sys._getframe(1)
        while frame:
            origin = getattr(frame.f_locals.get("self"), "origin", None)
            if place := str(getattr(origin, "name", "")):
                if place.startswith(self.OURS) and not any(part in place for part in self.TAKEN_OVER):
                    raise AssertionError(f"undefined variable {name} in {place}")
                return ""
            frame = frame.f_back
        return ""


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("undefined: %s")
