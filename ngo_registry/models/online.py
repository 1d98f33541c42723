"""What an applicant writes in the portal beside the facts of the register, from which the papers are made."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.filing import RegisterFiling
from office.models import IssuedDocument


class OnlineFiling(models.Model):
    """Answers about the founding and the statute; the signed papers say the same, so nothing here is public."""

    class Share(models.TextChoices):
        HALF = "half", pgettext_lazy("share of votes", "more than half")
        TWO_THIRDS = "two_thirds", pgettext_lazy("share of votes", "two thirds")
        ALL = "all", pgettext_lazy("share of votes", "all")

    class Assets(models.TextChoices):
        NGO = "ngo", _("another non-governmental organisation")
        INSTITUTION = "institution", _("a public institution")
        MUNICIPALITY = "municipality", _("the municipality of the seat")

    filing = models.OneToOneField(RegisterFiling, models.CASCADE, related_name="online")
    assembly_place = models.CharField(_("place of the founding"), max_length=200, blank=True)
    chair = models.CharField(_("who chaired the founding assembly"), max_length=200, blank=True)
    minutes_taker = models.CharField(_("who took the minutes"), max_length=200, blank=True)
    own_statute = models.BooleanField(_("we enclose a statute of our own"), default=False)
    representative_title = models.CharField(_("function of the representative"), max_length=120, blank=True)
    term_years = models.PositiveSmallIntegerField(
        _("term of office in years"), default=4, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    notice_days = models.PositiveSmallIntegerField(
        _("days between the invitation and the session"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    quorum = models.CharField(_("quorum"), max_length=12, choices=Share.choices, default=Share.HALF)
    change_share = models.CharField(
        _("votes for a change of the statute"), max_length=12, choices=Share.choices, default=Share.TWO_THIRDS
    )
    proxies = models.BooleanField(_("a member may vote by another member's authorisation"), default=False)
    board_members = models.PositiveSmallIntegerField(
        _("members of the managing board"), default=3, validators=[MaxValueValidator(30)]
    )
    members = models.TextField(_("who may become a member"), blank=True)
    fee = models.BooleanField(_("members pay a fee"), default=False)
    publicity = models.TextField(_("how the public learns of the work"), blank=True)
    assets = models.CharField(
        _("who receives the assets at the end"), max_length=14, choices=Assets.choices, default=Assets.NGO
    )
    assets_to = models.CharField(_("name of that organisation or institution"), max_length=300, blank=True)
    seal = models.CharField(_("text of the seal"), max_length=300, blank=True)
    other_matters = models.TextField(_("other provisions"), blank=True)
    receipt = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("online filing")
        verbose_name_plural = _("online filings")
        constraints = [
            models.CheckConstraint(
                condition=Q(term_years__range=(1, 10)), name="online_filing_term_is_one_to_ten_years"
            ),
        ]

    def __str__(self):
        return str(self.filing)


class FilingSave(models.Model):
    """When a section was last saved, by whom, and its version: two windows at once lose no text."""

    filing = models.ForeignKey(RegisterFiling, models.CASCADE, related_name="saves")
    key = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("saved section of a filing")
        verbose_name_plural = _("saved sections of filings")
        constraints = [models.UniqueConstraint(fields=["filing", "key"], name="one_save_per_filing_section")]

    def __str__(self):
        return f"{self.filing}: {self.key} v{self.version}"
