"""Facts of the register that a filing proposes and the organisation then holds."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.models import Municipality

PARTY = "party"  # a filing of a political party; no organisation is ever of this kind
EIGHT_DIGITS = RegexValidator(r"^[0-9]{8}$", _("Write exactly eight digits."))


def web_address(site: str) -> str:
    """A web site with its scheme; nothing when it is no web address."""
    site = site.strip()
    if site.lower().startswith(("http://", "https://")):
        return site
    return f"https://{site}" if site and ":" not in site else ""


class OrganisationKind(models.TextChoices):
    """Kinds of organisations the register knows."""

    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    FOREIGN = "foreign_organisation", _("foreign organisation")
    ENDOWMENT = "endowment", _("endowment")
    FEDERATION = "federation", _("federation of associations")
    OTHER = "other", _("other legal person")


class OfficeForm(models.TextChoices):
    """How a foreign organisation is present in the state."""

    REPRESENTATIVE = "representative", _("representative office")
    BRANCH = "branch", _("branch")
    OTHER = "other", pgettext_lazy("form of office", "other form")


class RegisterFacts(models.Model):
    """What the book of the register says about an organisation; all of it is public."""

    kind = models.CharField(
        _("kind"), max_length=24, choices=OrganisationKind.choices, default=OrganisationKind.ASSOCIATION
    )
    name = models.CharField(_("name"), max_length=400, blank=True)
    name_cyrillic = models.CharField(_("name in the other script"), max_length=400, blank=True)
    short_name = models.CharField(_("short name"), max_length=120, blank=True)
    other_names = models.TextField(_("names in other languages"), blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("municipality of the seat"),
        related_name="+",
    )
    place = models.CharField(_("place of the seat"), max_length=120, blank=True)
    address = models.CharField(_("address of the seat"), max_length=250, blank=True)
    founded_on = models.DateField(_("day of founding"), null=True, blank=True)
    statute_on = models.DateField(_("day of the statute"), null=True, blank=True)
    lasts_until = models.DateField(_("founded until"), null=True, blank=True)
    goals = models.TextField(_("goals"), blank=True)
    activities = models.TextField(pgettext_lazy("organisation", "activities"), blank=True)
    economic_activity = models.BooleanField(_("economic activity is in the statute"), default=False)
    economic_code = models.CharField(_("code of the economic activity"), max_length=20, blank=True)
    pib = models.CharField(_("tax number (PIB)"), max_length=13, blank=True)
    mb = models.CharField(_("registration number (MB)"), max_length=8, blank=True)
    home_name = models.CharField(_("name of the organisation abroad"), max_length=400, blank=True)
    home_seat = models.CharField(_("seat abroad"), max_length=250, blank=True)
    home_country = models.CharField(_("state of the seat abroad"), max_length=80, blank=True)
    office_form = models.CharField(
        _("form of the office in the state"),
        max_length=14,
        choices=OfficeForm.choices,
        blank=True,
        default="",
        db_default="",
    )
    website = models.CharField(_("web site"), max_length=200, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    phone_public = models.CharField(_("public telephone"), max_length=60, blank=True)

    class Meta:
        abstract = True


FACTS = tuple(field.name for field in RegisterFacts._meta.fields)
