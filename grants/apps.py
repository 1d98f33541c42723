"""Django application of `grants`."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """Public money from the priorities to the accepted report."""

    name = "grants"
    default_auto_field = "django.db.models.BigAutoField"
