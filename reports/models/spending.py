"""The yearly spending of every body: rows from the portal's own payments and rows sent or imported."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import Organisation
from ngo_registry.models.organisation import folded
from office.models import Body


class SpendingReturn(models.Model):
    """What one body gave to NGOs (and, where its calls are open to them, to others) in one year."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being entered")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")

    body = models.ForeignKey(Body, models.PROTECT, related_name="spending_returns")
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    planned = models.DecimalField(
        _("planned in the budget"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("note"), blank=True)
    collected = models.BooleanField(
        _("brought in by the office"), default=False, help_text=_("the office has the data from elsewhere")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("spending of a body")
        verbose_name_plural = _("spending of bodies")
        ordering = ["-year", "body__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="one_return_per_body_and_year"),
            models.CheckConstraint(
                condition=Q(state__in=["draft"]) | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="return_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="return_accepted_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.body} {self.year}"


class SpendingRowQuerySet(models.QuerySet):
    """Adjectives of rows."""

    def counted(self):
        """Of spending that was handed in, or that the office itself brought in; not of what is being typed."""
        handed_in = Q(spending__state__in=[SpendingReturn.State.SUBMITTED, SpendingReturn.State.ACCEPTED])
        brought_in = Q(spending__state=SpendingReturn.State.DRAFT, spending__collected=True)
        return self.filter(handed_in | brought_in & ~Q(source=SpendingRow.TYPED))


class SpendingRow(models.Model):
    """One award of the year; equal rows are real, a row is known by its place in the source."""

    class Recipient(models.TextChoices):
        ASSOCIATION = "association", _("association")
        FOUNDATION = "foundation", _("foundation")
        FOREIGN = "foreign", _("seat abroad")
        COMPANY = "company", _("company")
        SOLE_TRADER = "sole_trader", _("sole trader")
        PUBLIC = "public", _("public body")
        INSTITUTION = "institution", _("institution")
        RELIGIOUS = "religious", _("religious community")
        UNKNOWN = "unknown", _("not known")

    PORTAL, TYPED = "portal", "typed"  # sources beside the names of files
    NGO_KINDS = (Recipient.ASSOCIATION, Recipient.FOUNDATION)

    class Procedure(models.TextChoices):
        CALL = "call", _("public call")
        DIRECT = "direct", _("direct award")

    spending = models.ForeignKey(SpendingReturn, models.PROTECT, related_name="rows")
    source = models.CharField(_("source"), max_length=40)
    source_row = models.CharField(_("row in the source"), max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="spending_rows"
    )
    organisation_name = models.CharField(_("recipient"), max_length=400, blank=True)
    organisation_number = models.CharField(_("number of the recipient"), max_length=40, blank=True)
    recipient_kind = models.CharField(_("kind of recipient"), max_length=16, choices=Recipient.choices)
    title = models.TextField(_("project"), blank=True)
    area = models.CharField(_("area"), max_length=200, blank=True)
    procedure = models.CharField(
        _("procedure"), max_length=8, choices=Procedure.choices, default=Procedure.CALL
    )
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    budget_line = models.CharField(_("budget line"), max_length=20, blank=True)
    awarded = models.DecimalField(_("awarded"), max_digits=16, decimal_places=2)
    paid = models.DecimalField(_("paid"), max_digits=16, decimal_places=2, null=True, blank=True)
    returned = models.DecimalField(_("returned"), max_digits=16, decimal_places=2, null=True, blank=True)
    no_award = models.BooleanField(_("no money was given"), default=False)
    remark = models.CharField(_("remark of the import"), max_length=300, blank=True)
    search_text = models.GeneratedField(
        expression=folded("organisation_name", "title", template="saradnja_fold(%(expressions)s)"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = SpendingRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of spending")
        verbose_name_plural = _("rows of spending")
        ordering = ["spending", "pk"]
        indexes = [
            models.Index(fields=["spending", "recipient_kind"], name="spending_by_kind"),
            models.Index(fields=["organisation_number"], name="spending_by_number"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["spending", "source", "source_row"], name="one_row_per_row_of_the_source"
            ),
            models.CheckConstraint(condition=Q(awarded__gte=0), name="spending_not_negative"),
            models.CheckConstraint(condition=Q(no_award=False) | Q(awarded=0), name="no_award_has_no_money"),
        ]

    def __str__(self):
        return f"{self.organisation_name}: {self.awarded}"
