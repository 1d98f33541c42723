"""A file of organisations on its way into the register: the file, its rows, what became of each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.organisation import Organisation
from office.models import Job, StoredFile


class RegisterImport(models.Model):
    """One file: what was recognised in it, what it would do, what it did."""

    class State(models.TextChoices):
        CHECKED = "checked", _("checked, not yet applied")
        ORDERED = "ordered", _("being applied")
        APPLIED = "applied", _("applied")
        CANCELLED = "cancelled", _("given up")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKED)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("file"), max_length=255)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    delimiter = models.CharField(_("delimiter"), max_length=4, blank=True)
    columns = models.JSONField(_("columns"), default=dict)
    header = models.JSONField(_("header"), default=list)
    as_of = models.DateField(_("state as of"))
    all_or_nothing = models.BooleanField(_("the whole file or nothing"), default=False)
    read = models.PositiveIntegerField(_("rows read"), default=0)
    created = models.PositiveIntegerField(pgettext_lazy("import", "new"), default=0)
    updated = models.PositiveIntegerField(pgettext_lazy("import", "changed"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("import", "unchanged"), default=0)
    rejected = models.PositiveIntegerField(pgettext_lazy("import", "rejected"), default=0)
    seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("import of the register")
        verbose_name_plural = _("imports of the register")
        ordering = ["-pk"]

    def __str__(self):
        return self.name


class ImportRow(models.Model):
    """One row of the file, staged by COPY: its cells as they came, the facts read from them, the outcome."""

    class Outcome(models.TextChoices):
        WAITING = "", _("not yet compared")
        CREATED = "created", pgettext_lazy("import", "new")
        UPDATED = "updated", pgettext_lazy("import", "changed")
        UNCHANGED = "unchanged", pgettext_lazy("import", "unchanged")
        REJECTED = "rejected", pgettext_lazy("import", "rejected")

    batch = models.ForeignKey(RegisterImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=list)
    number = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    name = models.CharField(max_length=400, blank=True)
    name_cyrillic = models.CharField(max_length=400, blank=True)
    name_key = models.TextField(blank=True)
    sort_key = models.CharField(max_length=1000, blank=True)
    short_name = models.CharField(max_length=120, blank=True)
    municipality_id = models.BigIntegerField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=250, blank=True)
    pib = models.CharField(max_length=13, blank=True)
    mb = models.CharField(max_length=8, blank=True)
    website = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone_public = models.CharField(max_length=60, blank=True)
    goals = models.TextField(blank=True)
    activities = models.TextField(blank=True)
    founded_on = models.DateField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=16, blank=True)
    deleted_on = models.DateField(null=True, blank=True)
    deletion_reason = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")

    open_contacts = ("address", "email", "phone_public")

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["line"]
        indexes = [models.Index(fields=["batch", "outcome", "line"], name="import_row_by_outcome")]

    def __str__(self):
        return f"{self.line}: {self.name}"
