"""Django application of `reports`."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What the Government, the City Council and the public receive."""

    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"
