"""Django application of `council`."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    """Who speaks for NGOs in public bodies: nominations, the Council, its sessions."""

    name = "council"
    default_auto_field = "django.db.models.BigAutoField"
