"""The scanned folder of an organisation, and the joining of rows that are the same organisation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.organisation import Organisation
from office.models import StoredFile


class FolderPaper(models.Model):
    """One scanned paper of the folder; closed to the public, seen only by officers."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="folder")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    title = models.CharField(_("what it is"), max_length=200)
    dated_on = models.DateField(_("date on the paper"), null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of a folder")
        verbose_name_plural = _("papers of folders")
        ordering = ["dated_on", "pk"]

    def __str__(self):
        return self.title


class Merge(models.Model):
    """Two imported rows joined in one; what was moved is kept, so that the joining can be taken back."""

    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Organisation, models.PROTECT, related_name="merged_into")
    moved = models.JSONField(_("moved rows"), default=dict)
    reason = models.CharField(_("reason"), max_length=300)
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("joining of organisations")
        verbose_name_plural = _("joinings of organisations")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_at_and_by",
            ),
            models.CheckConstraint(condition=~Q(kept=models.F("merged")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merged_once"
            ),
        ]

    def __str__(self):
        return f"{self.merged} → {self.kept}"
