"""Who acts for a political party in the portal; never an organisation's membership, so the registers stay apart."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.membership import NgoMembership
from ngo_registry.models.parties import Party


class PartyMembershipQuerySet(models.QuerySet):
    """Adjectives of memberships of parties."""

    def current(self, day: datetime.date) -> "PartyMembershipQuerySet":
        """In force on that day."""
        return self.filter(valid_from__lte=day, ended_at__isnull=True)


class PartyMembership(models.Model):
    """A person acts for a party in a role, from a day until somebody ends it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="party_memberships")
    party = models.ForeignKey(Party, models.PROTECT, related_name="memberships")
    role = models.CharField(
        _("role"),
        max_length=8,
        choices=NgoMembership.Role.choices,
        default=NgoMembership.Role.OWNER,
        db_default=NgoMembership.Role.OWNER,
    )
    valid_from = models.DateField(_("from"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)  # from this moment on nobody is let in
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PartyMembershipQuerySet.as_manager()

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
        return f"{self.user} – {self.party} ({self.role})"

    @property
    def about(self) -> Party:
        """For what the person acts."""
        return self.party
