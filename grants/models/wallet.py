"""The wallet of an organisation: papers kept once and given with many applications."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models.parts import ApplicationDocument
from ngo_registry.models import Organisation
from office.models import StoredFile


class WalletPaper(models.Model):
    """One paper of the organisation with the days it is valid; its file is closed to everybody else."""

    class Kind(models.TextChoices):
        STATUTE = "statute", _("statute")
        DECISION = "decision", _("decision on entry in the register")
        ACCOUNTS = "accounts", _("yearly financial statements")
        TAX = "tax", _("certificate on paid taxes and contributions")
        COURT = "court", _("certificate that no proceedings are conducted")
        BANK = "bank", _("bank account specimen card")
        PERSON = "person", _("decision on the representative")
        REFERENCE = "reference", _("proof of experience")
        OTHER = "other", _("other document")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="wallet")
    kind = models.CharField(_("kind of document"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("name of the document"), max_length=200)
    year = models.PositiveSmallIntegerField(_("for the year"), null=True, blank=True)
    valid_from = models.DateField(_("issued on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of the wallet")
        verbose_name_plural = _("papers of the wallet")
        ordering = ["organisation", "kind", "-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="wallet_paper_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def expired_today(self) -> bool:
        """Is the paper past its last valid day today?"""
        return self.expired(timezone.localdate())

    def expired(self, day) -> bool:
        """Is the paper past its last valid day?"""
        return self.valid_until is not None and self.valid_until < day


class PaperUse(models.Model):
    """The document of an application that was taken from the wallet."""

    document = models.OneToOneField(ApplicationDocument, models.CASCADE, related_name="from_wallet")
    paper = models.ForeignKey(WalletPaper, models.PROTECT, related_name="uses")

    class Meta:
        verbose_name = _("use of a paper of the wallet")
        verbose_name_plural = _("uses of papers of the wallet")

    def __str__(self):
        return f"{self.paper}: {self.document}"
