"""What happens to a score sheet besides scoring: its correction, its signed copy, reminders of its term."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.evaluation import Assignment
from grants.models.fields import PointsField
from office.models import IssuedDocument, StoredFile


class SheetCorrection(models.Model):
    """A reasoned request to correct a locked sheet, its answer, and the sheet as it stood before."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for an answer")
        ALLOWED = "allowed", _("allowed")
        REFUSED = "refused", _("not allowed")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="corrections")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ASKED)
    reason = models.TextField(_("what is to be corrected and why"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sheet = models.JSONField(_("the sheet as it was locked"), null=True, blank=True)
    total = PointsField(_("total"), null=True, blank=True)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("correction of a score sheet")
        verbose_name_plural = _("corrections of score sheets")
        ordering = ["assignment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="asked"), name="one_open_correction_of_a_sheet"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="sheet_correction_has_reason"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state="asked") & Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="correction_answered_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="allowed")
                | Q(sheet__isnull=False, total__isnull=False, locked_at__isnull=False) & ~Q(sha256=""),
                name="allowed_correction_keeps_the_sheet",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.assignment}"


class SignedSheet(models.Model):
    """The issued sheet handed in again with the evaluator's own electronic signature, and what the check found."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="signed_sheets")
    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    holder = models.CharField(_("holder of the certificate"), max_length=200)
    issuer = models.CharField(_("issuer of the certificate"), max_length=200, blank=True)
    signed_at = models.DateTimeField(_("time stated in the signature"), null=True, blank=True)
    trusted = models.BooleanField(_("issued by a body this office trusts"), default=False)
    qualified = models.BooleanField(
        _("the certificate says that it is qualified"), null=True, blank=True
    )  # empty: nobody looked
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("signed score sheet")
        verbose_name_plural = _("signed score sheets")
        ordering = ["assignment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document"], name="one_signed_copy_of_a_sheet"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.assignment}"


class SheetReminder(models.Model):
    """A reminder of the term of a sheet; each is sent once."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reminders")
    days_before = models.SmallIntegerField(_("days before the term"))  # -1: it has passed
    due = models.DateField(_("score until"))
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder of a score sheet")
        verbose_name_plural = _("reminders of score sheets")
        ordering = ["assignment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "due", "days_before"], name="each_reminder_of_a_sheet_once"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.assignment}"
