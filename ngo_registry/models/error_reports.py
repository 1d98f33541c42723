"""Reports of errors: anybody may say what is wrong in the entry of an organisation or a party; a clerk answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.organisation import Organisation
from ngo_registry.models.parties import Party

LONGEST = 2000


class ErrorReport(models.Model):
    """What a citizen says is wrong; the words and the address of the person are closed and forgotten in time."""

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("report of an error", "received")
        TAKEN = "taken", pgettext_lazy("report of an error", "taken")
        CORRECTING = "correcting", pgettext_lazy("report of an error", "being corrected")
        ANSWERED = "answered", pgettext_lazy("report of an error", "answered")
        CLOSED = "closed", pgettext_lazy("report of an error", "closed without an answer")

    number = models.CharField(_("number of the report"), max_length=20, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="error_reports"
    )
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="error_reports")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    wrong = models.TextField(_("what is wrong"), max_length=LONGEST, blank=True)
    right = models.TextField(_("what is right"), max_length=LONGEST, blank=True)
    email = models.EmailField(_("e-mail for the answer (closed)"), blank=True)
    language = models.CharField(max_length=10, blank=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    filing = models.ForeignKey(
        RegisterFiling, models.PROTECT, null=True, blank=True, related_name="error_reports"
    )
    answer = models.TextField(_("answer"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    forgotten_at = models.DateTimeField(_("words and address forgotten"), null=True, blank=True)

    closed = ("email",)

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = ["received_at", "pk"]
        indexes = [models.Index(fields=["state", "received_at"], name="error_report_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, party__isnull=True)
                | Q(organisation__isnull=True, party__isnull=False),
                name="error_report_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="error_report_taken_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="error_report_ended_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["answered", "closed"], ended_at__isnull=False)
                | (~Q(state__in=["answered", "closed"]) & Q(ended_at__isnull=True)),
                name="error_report_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(wrong="", right="", email=""),
                name="error_report_forgotten_holds_nothing",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def about(self) -> Organisation | Party:
        """The organisation or the party whose entry it speaks of."""
        return self.party or self.organisation

    @property
    def is_open(self) -> bool:
        """Somebody still has to answer."""
        return self.ended_at is None
