"""Where lists of organisations come from, and how each of them names its columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportSource(models.Model):
    """A named source of lists, such as the export of the state register, with what was chosen the last time."""

    name = models.CharField(_("name of the source"), max_length=120, unique=True)
    # {folded name of a column: fact, or "" for a column that is left out}
    columns = models.JSONField(_("columns"), default=dict, blank=True)
    # {folded name as the list writes it: code of the municipality a person said it is}
    municipalities = models.JSONField(
        _("municipalities"), default=dict, blank=True, db_default=models.Value({}, models.JSONField())
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("source of lists")
        verbose_name_plural = _("sources of lists")
        ordering = ["name"]

    def __str__(self):
        return self.name
