"""Django application of the kernel."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """People, roles, audit, workflows, rulebooks, deadlines, files, documents, jobs and doors."""

    name = "office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register system checks."""
        import office.checks  # noqa: F401, PLC0415  # checks register on import
