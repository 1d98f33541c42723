"""The book of the register: every entry, change and deletion, appended and never rewritten."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.organisation import Organisation

# The one thing that may happen to a line: the import it tells of is undone and its organisation goes.
KEPT = ("id", "number", "filing_id", "kind", "on", "act_number", "text", "old", "new", "facts", "at", "by_id")
ONLY_LET_GO = (
    "NOT (OLD.kind = 'import' AND NEW.organisation_id IS NULL AND ("
    + ", ".join(f'OLD."{name}"' for name in KEPT)
    + ") IS NOT DISTINCT FROM ("
    + ", ".join(f'NEW."{name}"' for name in KEPT)
    + "))"
)


class RegisterEntry(models.Model):
    """One line of the book; it holds no closed data. Names of members of bodies stay out of the public page."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("entry in the register")
        CHANGE = "change", _("change of entered data")
        DELETION = "deletion", _("deletion from the register")
        IMPORT = "import", _("taken over from another register")
        MERGE = "merge", _("doubles of an import joined")

    number = models.CharField(_("number of the line"), max_length=40, unique=True)
    # Empty only on lines of an import that was undone: the organisation is gone, its lines stay with its name.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="entries"
    )
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
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(kind="import"),
                name="entry_speaks_of_an_organisation",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="register_book_append_only", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="register_book_never_rewritten",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(ONLY_LET_GO),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.get_kind_display()}"
