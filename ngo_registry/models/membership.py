"""Who may act for an organisation, and how they came to it; invitations and claims are of parties too."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.organisation import Organisation
from ngo_registry.models.parties import Party
from office.models import StoredFile


class MembershipQuerySet(models.QuerySet):
    """Adjectives of memberships."""

    def current(self, day: datetime.date) -> "MembershipQuerySet":
        """In force on that day."""
        lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        return self.filter(lasting, valid_from__lte=day, ended_at__isnull=True)


class NgoMembership(models.Model):
    """A person acts for an organisation in a role, from a day until a day."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner: writes, submits and lets colleagues in")
        EDITOR = "editor", _("editor: writes")
        VIEWER = "viewer", _("viewer: reads")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=8, choices=Role.choices, default=Role.OWNER)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)  # from this moment on nobody is let in
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(valid_until__isnull=True),
                name="one_open_membership",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="membership_ends_after_beginning",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False, valid_until__isnull=False),
                name="membership_ended_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.user} – {self.organisation} ({self.role})"

    @property
    def about(self) -> Organisation:
        """For what the person acts."""
        return self.organisation


class Invitation(models.Model):
    """An owner of an organisation or a party invites a colleague; whoever logs in with that address may accept."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="invitations")
    email = models.EmailField(_("e-mail of the colleague"))
    role = models.CharField(
        _("role"), max_length=8, choices=NgoMembership.Role.choices, default=NgoMembership.Role.EDITOR
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    closed = ("email",)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "party",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_of_a_party",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, party__isnull=True)
                | Q(organisation__isnull=True, party__isnull=False),
                name="invitation_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawn_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.about} ({self.role})"

    @property
    def about(self) -> Organisation | Party:
        """The organisation or the party the colleague is invited to act for."""
        return self.party or self.organisation


class ClaimRequest(models.Model):
    """A person asks to act for an organisation or a party: by papers staff decide on, or by a code by e-mail."""

    class Method(models.TextChoices):
        PAPERS = "papers", _("papers")
        CODE = "code", _("code by e-mail")

    class State(models.TextChoices):
        FILED = "filed", pgettext_lazy("request", "filed")
        CODE_SENT = "code_sent", pgettext_lazy("request", "code sent")
        ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
        REFUSED = "refused", pgettext_lazy("request", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="claims")
    method = models.CharField(_("way"), max_length=6, choices=Method.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.FILED)
    position = models.CharField(_("position in the organisation"), max_length=120, blank=True)
    message = models.TextField(_("note"), blank=True)
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper")
    )
    code_hash = models.CharField(max_length=200, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("claim of an organisation")
        verbose_name_plural = _("claims of organisations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(state__in=["filed", "code_sent"]),
                name="one_open_claim_of_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["user", "party"],
                condition=Q(state__in=["filed", "code_sent"]),
                name="one_open_claim_of_a_party",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, party__isnull=True)
                | Q(organisation__isnull=True, party__isnull=False),
                name="claim_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="claim_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decision_reason=""), name="claim_refused_says_why"
            ),
            models.CheckConstraint(
                condition=Q(method="code") | ~Q(state="code_sent"), name="claim_by_papers_has_no_code"
            ),
        ]

    def __str__(self):
        return f"{self.user} → {self.about}"

    @property
    def about(self) -> Organisation | Party:
        """The organisation or the party the person asks to act for."""
        return self.party or self.organisation
