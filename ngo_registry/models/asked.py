"""What a filing asks of an organisation that is already entered: a change of one kind, or the end."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.models import StoredFile


class ChangeKind(models.TextChoices):
    """What of the entered data changes; one filing changes one of them."""

    NAME = "name", _("change of name")
    SEAT = "seat", _("change of seat")
    REPRESENTATIVE = "representative", _("change of representative")
    STATUTE = "statute", _("change of statute")
    GOALS = "goals", _("change of goals and activities")
    BODIES = "bodies", _("change of members of bodies")
    AREAS = "areas", _("change of areas of work")
    CONTACT = "contact", _("change of contacts and numbers")
    NUMBERS = "numbers", _("report of the tax number or the bank account")
    HOME = "home", _("change of the organisation abroad or of the form of its office")


class DeletionGround(models.TextChoices):
    """On what a deletion rests."""

    OWN_DECISION = "own_decision", _("own decision of the organisation")
    TERM_ENDED = "term_ended", _("the time for which it was founded has passed")
    COURT_BAN = "court_ban", _("ban of its work by a court")
    OFFICE_CLOSED = "office_closed", _("the foreign organisation closes its office")


class AssetsTo(models.TextChoices):
    """Who may receive what is left of an organisation (Art. 40)."""

    NONE_LEFT = "none_left", pgettext_lazy("assets", "no assets are left")
    ORGANISATION = "organisation", pgettext_lazy("assets", "another non-governmental organisation")
    INSTITUTION = "institution", pgettext_lazy("assets", "a public institution with seat in the state")
    MUNICIPALITY = "municipality", pgettext_lazy("assets", "the municipality of the seat")


class Asked(models.Model):
    """Columns of a filing that concern only a change or a deletion."""

    change_kind = models.CharField(
        _("what changes"), max_length=14, choices=ChangeKind.choices, blank=True, default=""
    )
    change_on = models.DateField(
        _("day of the change"), null=True, blank=True, help_text=_("The day on which the body decided on it.")
    )
    change_paper = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision or minutes on the change"),
    )
    leaving_representatives = models.ManyToManyField(
        "ngo_registry.Representative",
        blank=True,
        related_name="+",
        verbose_name=_("representatives whose authority ends"),
    )
    leaving_members = models.ManyToManyField(
        "ngo_registry.GoverningMember",
        blank=True,
        related_name="+",
        verbose_name=_("members whose term ends"),
    )
    leaving_memberships = models.ManyToManyField(
        "ngo_registry.NgoMembership",
        blank=True,
        related_name="+",
        verbose_name=_("people who no longer act for the organisation in the portal"),
    )
    new_email_of_record = models.EmailField(_("new e-mail of record (closed)"), blank=True)
    deletion_ground = models.CharField(
        _("ground of deletion"), max_length=14, choices=DeletionGround.choices, blank=True, default=""
    )
    court_case = models.CharField(_("court and number of its decision"), max_length=200, blank=True)
    assets_to = models.CharField(
        _("who receives the assets"), max_length=14, choices=AssetsTo.choices, blank=True, default=""
    )
    assets_recipient = models.CharField(_("name of the recipient"), max_length=300, blank=True)
    assets_organisation = models.ForeignKey(
        "ngo_registry.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recipient in the register"),
    )
    assets_seat = models.CharField(_("seat of the recipient"), max_length=200, blank=True)
    assets_statute = models.CharField(
        _("what the statute says of the assets at the end"), max_length=500, blank=True
    )
    posted_on = models.DateField(_("day of posting"), null=True, blank=True)

    class Meta:
        abstract = True
