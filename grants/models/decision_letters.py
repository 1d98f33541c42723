"""Letters of a decision: prepared, read, corrected in part, sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from post_office.models import Email

from grants.models.decisions import Decision, DecisionRow


class DecisionLetter(models.Model):
    """The letter to one applicant: sum, reason and remedy come from the decision, its first and last words are free."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="letters")
    row = models.OneToOneField(DecisionRow, models.PROTECT, related_name="letter")
    opening = models.TextField(_("first words"), blank=True)
    closing = models.TextField(_("last words"), blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    email = models.ForeignKey(Email, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("letter of a decision")
        verbose_name_plural = _("letters of decisions")
        ordering = ["decision", "row"]
        indexes = [models.Index(fields=["decision", "sent_at"], name="letter_by_decision_sent")]
        constraints = [
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True, edited_by__isnull=True)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="letter_edited_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.row_id}"
