"""What was filed stays as it was filed: every version with its time, person and fingerprint."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application


class FiledVersion(models.Model):
    """The application as it was handed in once; a completion adds a version and changes none."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="filed_versions")
    number = models.PositiveSmallIntegerField(_("version"))
    filed_at = models.DateTimeField(_("handed in"))
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    snapshot = models.JSONField(_("what was handed in"))

    class Meta:
        verbose_name = _("filed version of an application")
        verbose_name_plural = _("filed versions of applications")
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="filed_versions_in_order"),
        ]
        triggers = [
            pgtrigger.Protect(name="filed_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.application}: {self.number}"
