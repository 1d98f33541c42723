"""An organisation as the register knows it; it is never deleted, its status ends."""

import pghistory
from django.contrib.postgres.indexes import BrinIndex, GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.facts import OrganisationKind, RegisterFacts, web_address
from office.models import Area, Municipality
from office.scripts import fold

SEARCHED = ("name", "name_cyrillic", "short_name", "other_names", "former_names", "place")
PLAIN_KEY = "replace(saradnja_fold(%(expressions)s), ' ', '')"
# Numbers that stand in published tables for "no number found" and "seat abroad"; they name nobody.
DUMMY_NUMBERS = ("00000000", "11111111", "22222222", "99999999")


def folded(*columns: str, template: str) -> Func:
    """An expression over public columns only, computed by the database with the fold of the search."""
    return Func(*(F(column) for column in columns), template=template, arg_joiner=" || ' ' || ")


class OrganisationQuerySet(models.QuerySet):
    """Adjectives of organisations."""

    def active(self) -> "OrganisationQuerySet":
        """Entered and working."""
        return self.filter(status=Organisation.Status.ACTIVE)

    def existing(self) -> "OrganisationQuerySet":
        """Not deleted from the register."""
        return self.exclude(status=Organisation.Status.DELETED)


class RegisterManager(models.Manager.from_queryset(OrganisationQuerySet)):
    """Organisations as everybody sees them: a double that was joined to another entry is not one of them."""

    def get_queryset(self) -> OrganisationQuerySet:
        """Without merged doubles."""
        return super().get_queryset().filter(merged_into__isnull=True)


# One look of the trigger a statement, not a row: a list of 100,000 organisations comes in one statement a piece.
@pghistory.track(
    exclude=["name_key", "search_text", "search_vector", "initials", "sort_key", "merged_into"],
    level=pghistory.Statement,
)
class Organisation(RegisterFacts):
    """A non-governmental organisation."""

    class Status(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("organisation", "active")
        IN_LIQUIDATION = "in_liquidation", pgettext_lazy("organisation", "in liquidation")
        DELETED = "deleted", pgettext_lazy("organisation", "deleted")

    class Source(models.TextChoices):
        OWN = "own", _("this office's register")
        IMPORTED = "imported", _("another office's register")

    number = models.CharField(_("register number"), max_length=40, unique=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("municipality of the seat"),
        related_name="organisations",
    )
    former_names = models.TextField(_("former names"), blank=True)
    registered_on = models.DateField(_("day of entry"), null=True, blank=True)
    decision_number = models.CharField(
        pgettext_lazy("register", "number of the decision"), max_length=60, blank=True
    )
    status = models.CharField(_("status"), max_length=16, choices=Status.choices, default=Status.ACTIVE)
    deleted_on = models.DateField(_("day of deletion"), null=True, blank=True)
    deletion_reason = models.CharField(_("reason of deletion"), max_length=300, blank=True)
    deletion_act = models.CharField(_("act of deletion"), max_length=60, blank=True)
    areas = models.ManyToManyField(
        Area, blank=True, related_name="organisations", verbose_name=_("areas of work")
    )
    iban = models.CharField(_("bank account"), max_length=34, blank=True)
    email_of_record = models.EmailField(_("e-mail of record (closed)"), blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.OWN)
    as_of = models.DateField(_("state as of"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_doubles",
        verbose_name=_("joined to"),
    )
    created_at = models.DateTimeField(auto_now_add=True, db_default=models.functions.Now())
    changed_at = models.DateTimeField(auto_now=True, db_default=models.functions.Now())
    sort_key = models.CharField(max_length=1000, blank=True)
    name_key = models.GeneratedField(
        expression=folded("name", template=PLAIN_KEY),
        output_field=models.TextField(),
        db_persist=True,
    )
    search_text = models.GeneratedField(
        expression=folded(*SEARCHED, template="saradnja_fold(%(expressions)s)"),
        output_field=models.TextField(),
        db_persist=True,
    )
    search_vector = models.GeneratedField(
        expression=folded(
            *SEARCHED, template="to_tsvector('simple'::regconfig, saradnja_fold(%(expressions)s))"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    initials = models.GeneratedField(
        expression=Func(
            F("name"),
            F("short_name"),
            template="to_tsvector('simple'::regconfig, saradnja_initials(saradnja_fold(%(expressions)s)))",
            arg_joiner="), saradnja_fold(",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = RegisterManager()
    whole = OrganisationQuerySet.as_manager()  # merged doubles too

    closed = ("email_of_record", "iban")
    open_contacts = ("address", "email", "phone_public")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(name=""), name="organisation_has_number_and_name"
            ),
            models.CheckConstraint(
                condition=Q(pib="") | Q(pib__regex=r"^[0-9]{8,13}$"), name="organisation_pib_is_digits"
            ),
            models.CheckConstraint(
                condition=Q(mb="") | (Q(mb__regex=r"^[0-9]{8}$") & ~Q(mb__in=DUMMY_NUMBERS)),
                name="organisation_mb_is_real",
            ),
            models.CheckConstraint(
                condition=~Q(status="deleted") & Q(deleted_on__isnull=True)
                | Q(status="deleted") & ~Q(deletion_reason=""),
                name="organisation_deleted_says_why",
            ),
            models.CheckConstraint(
                condition=Q(founded_on__isnull=True)
                | Q(registered_on__isnull=True)
                | Q(registered_on__gte=F("founded_on")),
                name="organisation_entered_after_founding",
            ),
            models.UniqueConstraint(
                fields=["name_key"],
                condition=~Q(status="deleted") & Q(source="own"),
                name="organisation_name_not_taken",
            ),
            # A merged double keeps its numbers, so that the next import knows them.
            *(
                models.UniqueConstraint(
                    fields=[number, "merged_into"],
                    condition=~Q(**{number: ""}),
                    nulls_distinct=False,
                    name=f"organisation_{number}_once",
                )
                for number in ("pib", "mb")
            ),
        ]
        indexes = [
            GinIndex(fields=["search_vector"], name="organisation_words"),
            GinIndex(fields=["initials"], name="organisation_initials"),
            models.Index(fields=["-changed_at", "-id"], name="organisation_by_change"),
            models.Index(OpClass("search_text", name="text_pattern_ops"), name="organisation_prefix"),
            models.Index(Lower("number"), name="organisation_number_any_case"),
            models.Index(folded("number", template=PLAIN_KEY), name="organisation_plain_number"),
            models.Index(fields=["name_key"], name="organisation_name_key"),
            models.Index(fields=["sort_key", "id"], name="organisation_by_name"),
            models.Index(
                fields=["founded_on"],
                condition=Q(founded_on__isnull=False),
                name="organisation_by_founding",
            ),
            models.Index(
                fields=["deleted_on"],
                condition=Q(deleted_on__isnull=False),
                name="organisation_by_deletion",
            ),
            BrinIndex(fields=["created_at"], name="organisation_by_coming"),
            models.Index(
                F("registered_on").desc(nulls_last=True), F("id").desc(), name="organisation_by_day"
            ),
            models.Index(fields=["municipality", "sort_key"], name="organisation_by_municipality"),
        ]

    def __str__(self):
        return self.name

    def get_kind_display(self) -> str:
        """The kind in words; Django's own looks every label of the field up each time, which a list of fifty feels."""
        return str(OrganisationKind(self.kind).label)

    def get_status_display(self) -> str:
        """The status in words."""
        return str(self.Status(self.status).label)

    @property
    def is_active(self) -> bool:
        """May act: entered and neither deleted nor in liquidation."""
        return self.status == self.Status.ACTIVE

    @property
    def seat(self) -> str:
        """Place and municipality of the seat, once when they are the same."""
        municipality = self.municipality.name if self.municipality_id else ""
        place = self.place if fold(self.place) != fold(municipality) else ""
        return ", ".join(part for part in (place, municipality) if part)

    @property
    def website_url(self) -> str:
        """The address of the web site with its scheme; nothing when it is no web address."""
        return web_address(self.website)
