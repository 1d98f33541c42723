"""Django application of `ngo_registry`."""

from django.apps import AppConfig


class NgoRegistryConfig(AppConfig):
    """The register: who an NGO is and who may act for it."""

    name = "ngo_registry"
    default_auto_field = "django.db.models.BigAutoField"
