"""Statements of the founders of a party: closed data, seen by the applicant and the officers alone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.filing import RegisterFiling

# Columns that never leave the closed rooms: tests look for their values on public pages, in files and logs.
CLOSED_OF_STATEMENT = ("name", "jmbg", "born_on", "birth_place", "residence", "certification_number")


class FounderStatement(models.Model):
    """The certified statement of one founder."""

    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="statements")
    name = models.CharField(_("name and surname"), max_length=200)
    born_on = models.DateField(_("date of birth"))
    birth_place = models.CharField(_("place of birth"), max_length=120)
    residence = models.CharField(_("residence"), max_length=250)
    jmbg = models.CharField(_("personal number (JMB)"), max_length=13, blank=True)
    signed_on = models.DateField(_("day of certification"))
    certification_number = models.CharField(_("number of the certification"), max_length=60)
    not_barred = models.BooleanField(_("declares not to hold a barred office"), default=False)
    set_aside = models.BooleanField(_("not counted"), default=False)
    set_aside_reason = models.CharField(_("why it is not counted"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    closed = CLOSED_OF_STATEMENT

    class Meta:
        verbose_name = _("founder's statement")
        verbose_name_plural = _("founders' statements")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on__gt=F("born_on")), name="statement_signed_after_birth"
            ),
            models.CheckConstraint(
                condition=Q(jmbg="") | Q(jmbg__regex=r"^[0-9]{13}$"), name="statement_jmbg_is_digits"
            ),
            models.CheckConstraint(
                condition=Q(set_aside=False, set_aside_reason="")
                | Q(set_aside=True) & ~Q(set_aside_reason=""),
                name="statement_set_aside_says_why",
            ),
        ]
        indexes = [models.Index(fields=["filing", "id"], name="statement_by_filing")]

    def __str__(self):
        return self.name


class StatementImport(models.Model):
    """A table of statements on its way into a filing: what was recognised, what is good, what is not."""

    class State(models.TextChoices):
        CHECKED = "checked", _("checked, not yet applied")
        APPLIED = "applied", _("applied")
        CANCELLED = "cancelled", _("given up")

    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="statement_imports")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKED)
    name = models.CharField(_("file"), max_length=255)
    header = models.JSONField(_("header"), default=list)
    columns = models.JSONField(_("columns"), default=dict)
    read = models.PositiveIntegerField(_("rows read"), default=0)
    good = models.PositiveIntegerField(pgettext_lazy("statements", "good"), default=0)
    rejected = models.PositiveIntegerField(pgettext_lazy("statements", "rejected"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("table of statements")
        verbose_name_plural = _("tables of statements")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="statement_import_applied_at_and_by",
            )
        ]

    def __str__(self):
        return self.name


class StatementRow(models.Model):
    """One row of the table: its cells as they came, the facts read from them, what is wrong with which cell."""

    batch = models.ForeignKey(StatementImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    faults = models.JSONField(default=dict)  # {column: sentence}; empty in a good row

    class Meta:
        verbose_name = _("row of a table of statements")
        verbose_name_plural = _("rows of a table of statements")
        ordering = ["line"]
        indexes = [models.Index(fields=["batch", "line"], name="statement_row_by_line")]

    def __str__(self):
        return str(self.line)
