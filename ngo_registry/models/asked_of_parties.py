"""What a filing of a political party asks beside what every filing asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models import StoredFile


class PartyChange(models.TextChoices):
    """What of the entered data of a party changes; one filing changes one of them."""

    NAME = "name", _("change of name")
    SHORT_NAME = "short_name", _("change of short name")
    SIGN = "sign", _("change of sign")
    SEAT = "seat", _("change of seat")
    REPRESENTATIVE = "representative", _("change of representative")
    STATUTE = "statute", _("change of statute")
    PROGRAMME = "programme", _("change of programme")
    CONTACT = "contact", _("change of contacts")


class PartyDeletionGround(models.TextChoices):
    """On what the deletion of a party rests."""

    CONSTITUTIONAL_COURT = (
        "constitutional_court",
        _("the Constitutional Court found its acts unconstitutional"),
    )
    COURT_ON_NAME = "court_on_name", _("a court found its name, short name or sign to be an earlier party's")
    OWN_DECISION = "own_decision", _("own decision of the party")
    MERGER = "merger", _("merger with another party")
    NO_ELECTIONS = "no_elections", _("no part in elections")
    OTHER = "other", _("another ground of the law")


class AskedOfParty(models.Model):
    """Columns of a filing that concern only parties."""

    party = models.ForeignKey(
        "ngo_registry.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("political party"),
    )
    sign = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sign")
    )
    sign_text = models.CharField(_("sign in words"), max_length=300, blank=True, db_default="")
    programme = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    programme_on = models.DateField(_("day of the programme"), null=True, blank=True)
    compared = models.BooleanField(
        _("name, short name and sign were compared with those of earlier parties and differ essentially"),
        default=False,
        db_default=False,
    )
    party_change = models.CharField(
        _("what changes"), max_length=14, choices=PartyChange.choices, blank=True, default="", db_default=""
    )
    party_ground = models.CharField(
        _("ground of deletion"),
        max_length=20,
        choices=PartyDeletionGround.choices,
        blank=True,
        default="",
        db_default="",
    )

    leaving_party_memberships = models.ManyToManyField(
        "ngo_registry.PartyMembership",
        blank=True,
        related_name="+",
        verbose_name=_("people who no longer act for the party in the portal"),
    )

    class Meta:
        abstract = True
