"""The book of the register: every entry, change and deletion, appended and never rewritten."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.organisation import Organisation


class RegisterEntry(models.Model):
    """One line of the book; it is public, so it never holds closed data."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("entry in the register")
        CHANGE = "change", _("change of entered data")
        DELETION = "deletion", _("deletion from the register")
        IMPORT = "import", _("taken over from another register")
        MERGE = "merge", _("doubles of an import joined")

    number = models.CharField(_("number of the line"), max_length=40, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="entries")
    filing = models.ForeignKey(RegisterFiling, models.PROTECT, null=True, blank=True, related_name="entries")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("day"))
    act_number = models.CharField(_("number of the act"), max_length=60, blank=True)
    text = models.CharField(_("what was entered"), max_length=500, blank=True)
    old = models.TextField(_("before"), blank=True)
    new = models.TextField(_("after"), blank=True)
    # {fact: [before, after]}, public facts only
    facts = models.JSONField(
        _("changed facts"), default=dict, db_default=models.Value({}, models.JSONField())
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("line of the register")
        verbose_name_plural = _("book of the register")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["organisation", "on"], name="entry_by_organisation")]
        triggers = [
            pgtrigger.Protect(name="register_book_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.number} {self.get_kind_display()}"
