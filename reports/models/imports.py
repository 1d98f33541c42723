"""Files of spending rows: what was recognised in a file, what it would do, what it did, what it replaced."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.models import Body, Job, StoredFile
from reports.models.spending import SpendingReturn, SpendingRow


class SpendingImport(models.Model):
    """One file of a year's rows: checked, applied, and undone as a whole when it was the wrong one."""

    class State(models.TextChoices):
        CHECKED = "checked", _("checked, not yet applied")
        ORDERED = "ordered", _("being applied")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        CANCELLED = "cancelled", _("given up")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKED)
    year = models.PositiveSmallIntegerField(_("year"))
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    legal_basis = models.CharField(_("legal basis of rows that name none"), max_length=200, blank=True)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    delimiter = models.CharField(_("delimiter"), max_length=4, blank=True)
    header = models.JSONField(default=list, blank=True)
    columns = models.JSONField(_("columns"), default=dict, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    preview = models.JSONField(default=dict, blank=True)
    made_bodies = models.JSONField(default=list, blank=True)
    made_returns = models.JSONField(default=list, blank=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import of spending")
        verbose_name_plural = _("imports of spending")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["applied", "undone"]) | Q(applied_at__isnull=False),
                name="applied_import_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="undone") ^ Q(undone_at__isnull=True), name="undone_import_has_its_time"
            ),
        ]

    def __str__(self):
        return f"{self.file} {self.year}"


class SpendingChange(models.Model):
    """What one file did to one row: made it (nothing before), or changed it from these facts."""

    batch = models.ForeignKey(SpendingImport, models.PROTECT, related_name="changes")
    spending = models.ForeignKey(SpendingReturn, models.PROTECT, related_name="+")
    row = models.ForeignKey(SpendingRow, models.SET_NULL, null=True, blank=True, related_name="changes")
    before = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("change of a row by an import")
        verbose_name_plural = _("changes of rows by imports")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.batch}: {self.row}"
