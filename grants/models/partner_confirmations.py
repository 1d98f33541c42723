"""What a partner says of its part in a project: asked, confirmed or refused, and on which words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.parts import ApplicationPartner
from ngo_registry.models import Organisation


class PartnerConfirmation(models.Model):
    """The question to one partner and its answer; it stands only for the words the partner has read."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("confirmation withdrawn")
        TAKEN_BACK = "taken_back", _("question taken back")

    partner = models.OneToOneField(ApplicationPartner, models.CASCADE, related_name="confirmation")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="partner_confirmations"
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ASKED)
    email = models.EmailField(_("e-mail of the partner"), blank=True)
    code_sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(_("the code holds until"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read = models.JSONField(_("what the partner reads"))
    read_sha256 = models.CharField(max_length=64)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answerer = models.CharField(_("who answered"), max_length=150, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    closed = ("email", "code_sha256")

    class Meta:
        verbose_name = _("confirmation of a partner")
        verbose_name_plural = _("confirmations of partners")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, code_sha256="")
                | Q(organisation__isnull=True) & ~Q(email="") & ~Q(code_sha256=""),
                name="partner_asked_in_portal_or_by_mail",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answerer="")
                | Q(answered_at__isnull=False) & (Q(answered_by__isnull=False) | ~Q(answerer="")),
                name="partner_answered_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "taken_back"]) | Q(answered_at__isnull=False),
                name="partner_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(reason=""), name="partner_no_has_reason"
            ),
            models.UniqueConstraint(
                fields=["code_sha256"], condition=~Q(code_sha256=""), name="partner_code_unique"
            ),
        ]

    def __str__(self):
        return f"{self.partner}: {self.get_state_display()}"
