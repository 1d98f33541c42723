"""People behind an organisation; numbers of documents, addresses and dates of birth are closed data."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.organisation import Organisation
from office.models import StoredFile

# Columns that never leave the closed rooms (office/closed.py).
CLOSED_COLUMNS = ("jmbg", "passport_number", "passport_country", "address", "born_on")

HAS_HOME = Q(organisation__isnull=False) | Q(filing__isnull=False)


class OfFiling(models.Model):
    """Written in a filing; belongs to the organisation once that is entered."""

    filing = models.ForeignKey(
        RegisterFiling, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


class Person(OfFiling):
    """A natural person with closed data of their documents."""

    name = models.CharField(_("name"), max_length=200)
    jmbg = models.CharField(_("personal number (JMB)"), max_length=13, blank=True)
    passport_number = models.CharField(_("number of the passport"), max_length=20, blank=True)
    passport_country = models.CharField(_("state that issued the passport"), max_length=60, blank=True)
    address = models.CharField(_("address of residence"), max_length=250, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    resident = models.BooleanField(_("has residence, stay or seat in the state"), default=False)

    closed = CLOSED_COLUMNS

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


@pghistory.track()
class Founder(Person):
    """Who founded the organisation: a person or a legal person."""

    class Kind(models.TextChoices):
        NATURAL = "natural", _("natural person")
        LEGAL = "legal", _("legal person")

    kind = models.CharField(_("kind of founder"), max_length=8, choices=Kind.choices, default=Kind.NATURAL)
    pib = models.CharField(_("tax number (PIB)"), max_length=13, blank=True)
    guardian_consent = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent of the guardian"),
    )

    class Meta:
        verbose_name = _("founder")
        verbose_name_plural = _("founders")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=HAS_HOME, name="founder_belongs_somewhere"),
            models.CheckConstraint(
                condition=Q(kind="natural") | Q(jmbg=""), name="founder_legal_has_no_jmbg"
            ),
        ]


@pghistory.track()
class Representative(Person):
    """Who may act in the name of the organisation."""

    position = models.CharField(_("position"), max_length=120, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    mandate_until = models.DateField(_("mandate until"), null=True, blank=True)
    limits = models.CharField(_("limits of representation"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=HAS_HOME, name="representative_belongs_somewhere"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=models.F("valid_from")),
                name="representative_ends_after_beginning",
            ),
        ]


@pghistory.track()
class GoverningMember(OfFiling):
    """A member of a body of the organisation."""

    class BodyKind(models.TextChoices):
        ASSEMBLY = "assembly", _("assembly")
        BOARD = "board", _("managing board")
        SUPERVISION = "supervision", _("supervisory board")
        OTHER = "other", _("other body")

    body = models.CharField(_("body"), max_length=12, choices=BodyKind.choices, default=BodyKind.BOARD)
    name = models.CharField(_("name"), max_length=200)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    public_official = models.BooleanField(_("public official, manager or civil servant"), default=False)
    party_function = models.BooleanField(_("member of a body of a political party"), default=False)

    class Meta:
        verbose_name = _("member of a body")
        verbose_name_plural = _("members of bodies")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=HAS_HOME, name="governing_member_belongs_somewhere")]

    def __str__(self):
        return self.name
