"""Rulebook versions: the values of the law as they stood from a day on; never changed, only followed by the next."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RulebookVersion(models.Model):
    """One immutable version of the rules for one kind of body."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    jurisdiction = models.CharField(max_length=40)
    kind = models.CharField(_("kind of body"), max_length=20)
    title = models.CharField(_("title"), max_length=300)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    in_force_from = models.DateField(_("in force from"))
    values = models.JSONField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("rulebook version")
        verbose_name_plural = _("rulebook versions")
        ordering = ["jurisdiction", "kind", "-in_force_from", "-pk"]
        triggers = [
            pgtrigger.Protect(name="rulebook_immutable", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.code} ({self.in_force_from:%Y-%m-%d})"
