"""A political party as its own register knows it: never an organisation, so nothing of the NGOs ever meets it."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.asked_of_parties import PartyDeletionGround
from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.organisation import folded
from office.models import Municipality, StoredFile
from office.scripts import fold

# Facts a filing proposes and the party then holds, in the order of the book.
PARTY_FACTS = (
    "name",
    "short_name",
    "sign",
    "sign_text",
    "municipality",
    "place",
    "address",
    "founded_on",
    "statute_on",
    "programme_on",
    "website",
    "email",
    "phone_public",
)


class PartyQuerySet(models.QuerySet):
    """Adjectives of parties."""

    def existing(self) -> "PartyQuerySet":
        """Entered and not deleted."""
        return self.exclude(status=Party.Status.DELETED)


@pghistory.track(exclude=["name_key", "short_key", "search_text", "sort_key"])
class Party(models.Model):
    """A political party; every column here is of public record."""

    class Status(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("party", "active")
        DELETED = "deleted", pgettext_lazy("party", "deleted")

    number = models.CharField(_("register number"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=400)
    short_name = models.CharField(_("short name"), max_length=120, blank=True)
    former_names = models.TextField(_("former names"), blank=True)
    sign = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sign")
    )
    sign_text = models.CharField(_("sign in words"), max_length=300, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("municipality of the seat")
    )
    place = models.CharField(_("place of the seat"), max_length=120, blank=True)
    address = models.CharField(_("address of the seat"), max_length=250)
    represented_by = models.CharField(_("representative"), max_length=200)
    represented_as = models.CharField(_("position"), max_length=120, blank=True)
    represented_since = models.DateField(_("from"), null=True, blank=True)
    founded_on = models.DateField(_("day of founding"))
    statute_on = models.DateField(_("day of the statute"))
    programme_on = models.DateField(_("day of the programme"))
    founders = models.PositiveIntegerField(_("founders' statements"))
    website = models.CharField(_("web site"), max_length=200, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    phone_public = models.CharField(_("public telephone"), max_length=60, blank=True)
    registered_on = models.DateField(_("day of entry"))
    decision_number = models.CharField(
        pgettext_lazy("register", "number of the decision"), max_length=60, blank=True
    )
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ACTIVE)
    deleted_on = models.DateField(_("day of deletion"), null=True, blank=True)
    deletion_ground = models.CharField(
        _("ground of deletion"), max_length=20, choices=PartyDeletionGround.choices, blank=True
    )
    deletion_reason = models.CharField(_("reason of deletion"), max_length=300, blank=True)
    deletion_act = models.CharField(_("act of deletion"), max_length=60, blank=True)
    sort_key = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    name_key = models.GeneratedField(
        expression=folded("name", template="replace(saradnja_fold(%(expressions)s), ' ', '')"),
        output_field=models.TextField(),
        db_persist=True,
    )
    short_key = models.GeneratedField(
        expression=folded("short_name", template="replace(saradnja_fold(%(expressions)s), ' ', '')"),
        output_field=models.TextField(),
        db_persist=True,
    )
    search_text = models.GeneratedField(
        expression=folded(
            "name", "short_name", "former_names", "place", template="saradnja_fold(%(expressions)s)"
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    open_contacts = ("address", "email", "phone_public")

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("political party")
        verbose_name_plural = _("political parties")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(name=""), name="party_has_number_and_name"),
            models.CheckConstraint(
                condition=~Q(status="deleted") & Q(deleted_on__isnull=True, deletion_reason="")
                | Q(status="deleted", deleted_on__isnull=False) & ~Q(deletion_reason=""),
                name="party_deleted_says_when_and_why",
            ),
            models.UniqueConstraint(
                fields=["name_key"], condition=~Q(status="deleted"), name="party_name_not_taken"
            ),
            models.UniqueConstraint(
                fields=["short_key"],
                condition=~Q(status="deleted") & ~Q(short_name=""),
                name="party_short_name_not_taken",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def seat(self) -> str:
        """Place and municipality of the seat, once when they are the same."""
        place = self.place if fold(self.place) != fold(self.municipality.name) else ""
        return ", ".join(part for part in (place, self.municipality.name) if part)

    @property
    def website_url(self) -> str:
        """The address of the web site with its scheme; nothing when it is no web address."""
        site = self.website.strip()
        if site.lower().startswith(("http://", "https://")):
            return site
        return f"https://{site}" if site and ":" not in site else ""


class PartyEntry(models.Model):
    """One line of the book of parties; public, appended and never rewritten."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("entry in the register")
        CHANGE = "change", _("change of entered data")
        DELETION = "deletion", _("deletion from the register")

    number = models.CharField(_("number of the line"), max_length=40, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="entries")
    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="party_entries")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("day"))
    act_number = models.CharField(_("number of the act"), max_length=60)
    text = models.CharField(_("what was entered"), max_length=500, blank=True)
    facts = models.JSONField(_("changed facts"), default=dict)  # {fact: [before, after]}, public facts only
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("line of the register of parties")
        verbose_name_plural = _("book of the register of parties")
        ordering = ["on", "pk"]
        triggers = [
            pgtrigger.Protect(name="party_book_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.number} {self.get_kind_display()}"
