"""Django application of the kernel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    """People, roles, audit, workflows, rulebooks, deadlines, files, documents, jobs and doors."""

    name = "office"
    verbose_name = _("The office")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register system checks; let choices of rows speak the script of the page."""
        import office.checks  # noqa: F401, PLC0415  # checks register on import
        from office import choices  # noqa: PLC0415  # reads the languages, known from here on

        choices.install()
