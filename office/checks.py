"""System checks that stop a wrong deployment before it starts."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Warning, register


@register()
def demo_stays_at_home(app_configs, **kwargs):
    """The demo (known passwords, no second factor) runs on the loopback address only."""
    if not settings.OFFICE_DEMO:
        return []
    hosts = {h for h in settings.ALLOWED_HOSTS if h not in {"127.0.0.1", "localhost", "[::1]", "testserver"}}
    if not settings.DEBUG and hosts:
        return [
            Error(
                f"OFFICE_DEMO=1 is refused: DEBUG is off and ALLOWED_HOSTS names {', '.join(sorted(hosts))}.",
                hint="Unset OFFICE_DEMO on a real server.",
                id="office.E001",
            )
        ]
    if urlsplit(settings.SITE_URL).hostname not in {"127.0.0.1", "localhost", "::1"}:
        return [
            Error(
                "OFFICE_DEMO=1 is refused off the loopback address.",
                hint="Unset OFFICE_DEMO.",
                id="office.E002",
            )
        ]
    return []


@register(deploy=True)
def day_seal_is_kept(app_configs, **kwargs):
    """The seal of the audit trail proves something only when people outside the machine keep it."""
    if len(settings.DAY_SEAL_TO) >= 2:
        return []
    return [
        Warning(
            "The day's seal of the audit trail goes to fewer than two addresses.",
            hint="Set DAY_SEAL_TO=first@…,second@… (docs/how-to/operate.md).",
            id="office.W001",
        )
    ]
