"""A file of organisations on its way into the register: the file, its rows, what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.import_sources import ImportSource
from ngo_registry.models.organisation import Organisation
from office.models import Job, StoredFile

EMPTY = Value({}, models.JSONField())


class RegisterImport(models.Model):
    """One file: what was recognised in it, what it would do, what it did, what was taken back."""

    class State(models.TextChoices):
        READ = "read", _("read, columns not yet confirmed")
        CHECKED = "checked", _("checked, not yet applied")
        ORDERED = "ordered", _("being applied")
        APPLIED = "applied", _("applied")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        CANCELLED = "cancelled", _("given up")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.READ)
    source = models.ForeignKey(
        ImportSource, models.PROTECT, null=True, blank=True, related_name="imports", verbose_name=_("source")
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("file"), max_length=255)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    delimiter = models.CharField(_("delimiter"), max_length=4, blank=True)
    sheet = models.CharField(_("sheet"), max_length=80, blank=True, db_default="")
    sheets = models.JSONField(default=list, blank=True, db_default=Value([], models.JSONField()))
    header_row = models.PositiveIntegerField(_("row with the names of the columns"), default=1, db_default=1)
    columns = models.JSONField(_("columns"), default=dict)
    header = models.JSONField(_("header"), default=list)
    # What the cells of each column look like: [kind, samples, how the first is read]
    shapes = models.JSONField(default=list, blank=True, db_default=Value([], models.JSONField()))
    is_part = models.BooleanField(_("only a part of the list"), default=False, db_default=False)
    as_of = models.DateField(_("state as of"))
    all_or_nothing = models.BooleanField(_("the whole file or nothing"), default=False)
    read = models.PositiveIntegerField(_("rows read"), default=0)
    created = models.PositiveIntegerField(pgettext_lazy("import", "new"), default=0)
    updated = models.PositiveIntegerField(pgettext_lazy("import", "changed"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("import", "unchanged"), default=0)
    doubtful = models.PositiveIntegerField(pgettext_lazy("import", "doubtful"), default=0, db_default=0)
    rejected = models.PositiveIntegerField(pgettext_lazy("import", "rejected"), default=0)
    remarked = models.PositiveIntegerField(pgettext_lazy("import", "with a remark"), default=0, db_default=0)
    gone = models.PositiveIntegerField(pgettext_lazy("import", "gone from the list"), default=0, db_default=0)
    matched = models.JSONField(default=dict, blank=True, db_default=EMPTY)  # by what → how many rows
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("compared with")
    )
    # How the register stood when the rows were compared; the same again, and they need not be compared anew.
    register_seen = models.CharField(max_length=60, blank=True, db_default="")
    seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    taken_back = models.PositiveIntegerField(_("rows taken back"), default=0, db_default=0)
    left = models.PositiveIntegerField(_("rows left as they are"), default=0, db_default=0)
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("import of the register")
        verbose_name_plural = _("imports of the register")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["applied", "undoing", "undone"]) | Q(applied_at__isnull=False),
                name="applied_register_import_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="undone") ^ Q(undone_at__isnull=True),
                name="undone_register_import_has_its_time",
            ),
        ]

    def __str__(self):
        return self.name


class ImportRow(models.Model):
    """One row of the file, staged by COPY: its cells as they came, the facts read from them, the outcome."""

    class Outcome(models.TextChoices):
        WAITING = "", _("not yet compared")
        CREATED = "created", pgettext_lazy("import", "new")
        UPDATED = "updated", pgettext_lazy("import", "changed")
        UNCHANGED = "unchanged", pgettext_lazy("import", "unchanged")
        DOUBTFUL = "doubtful", pgettext_lazy("import", "doubtful")
        REJECTED = "rejected", pgettext_lazy("import", "rejected")
        GONE = "gone", pgettext_lazy("import", "gone from the list")

    class MatchedBy(models.TextChoices):
        NUMBER = "number", _("the same number")
        NAME = "name", _("the same name and seat")
        PERSON = "person", _("decided by a person")

    class Decision(models.TextChoices):
        SAME = "same", _("the same")
        OTHER = "other", _("another one")
        LATER = "later", _("decide later")

    class Undone(models.TextChoices):
        BACK = "back", _("taken back")
        LEFT = "left", _("left as it is")

    # Indexes that say more stand below: each one more is paid for by every row of a list.
    batch = models.ForeignKey(RegisterImport, models.CASCADE, related_name="rows", db_index=False)
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
    # {position of the cell: what is wrong with it}
    faults = models.JSONField(default=dict, db_default=EMPTY)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    matched_by = models.CharField(max_length=6, choices=MatchedBy.choices, blank=True, db_default="")
    # {position of the cell: what a person should look at; the row is taken all the same}
    remarks = models.JSONField(default=dict, db_default=EMPTY)
    # {fact: [before, after]} of a changed organisation
    changes = models.JSONField(default=dict, db_default=EMPTY)
    was_as_of = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=5, choices=Decision.choices, blank=True, db_default="")
    chosen = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    undone = models.CharField(max_length=4, choices=Undone.choices, blank=True, db_default="")

    open_contacts = ("address", "email", "phone_public")

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["line", "pk"]
        indexes = [
            models.Index(fields=["batch", "outcome", "line"], name="import_row_by_outcome"),
            models.Index(fields=["chosen"], name="import_row_by_chosen", condition=Q(chosen__isnull=False)),
            models.Index(
                fields=["decided_by"], name="import_row_by_judge", condition=Q(decided_by__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, decision="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision=""),
                name="import_row_is_decided_by_somebody",
            )
        ]

    def __str__(self):
        return f"{self.line}: {self.name}"


class ImportCandidate(models.Model):
    """An organisation a row may speak of, by its name alone; a person says whether it does."""

    class Reason(models.TextChoices):
        NAME = "name", _("the same name; number or seat do not confirm it")
        FORM = "form", _("the same name without form or town")
        LETTER = "letter", _("one letter differs")
        FORMER = "former", _("former name")
        SHORT = "short", _("short name or name in the other script")

    row = models.ForeignKey(ImportRow, models.CASCADE, related_name="candidates")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=6, choices=Reason.choices)

    class Meta:
        verbose_name = _("organisation a row may speak of")
        verbose_name_plural = _("organisations rows may speak of")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["row", "organisation"], name="import_candidate_stands_once")
        ]

    def __str__(self):
        return f"{self.row_id}: {self.organisation_id}"
