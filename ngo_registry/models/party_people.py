"""Who acts for a political party in the portal; never an organisation's membership, so the registers stay apart."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.parties import Party


class PartyMembership(models.Model):
    """A person writes and files for a party, from a day until somebody ends it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="party_memberships")
    party = models.ForeignKey(Party, models.PROTECT, related_name="memberships")
    valid_from = models.DateField(_("from"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)  # from this moment on nobody is let in
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("person who acts for a party")
        verbose_name_plural = _("people who act for parties")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "party"],
                condition=Q(ended_at__isnull=True),
                name="one_open_membership_of_a_party",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="party_membership_ended_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.user} – {self.party}"
