"""The scanned folder of an organisation."""

from django.conf import settings
from django.db import models
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
