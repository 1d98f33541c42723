"""Why a contract ended before its time, and the right to apply that a broken contract takes away."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.contracts import Contract
from ngo_registry.models import Organisation
from office.models import Body, StoredFile


@pghistory.track()
class ContractEnd(models.Model):
    """On what ground a contract ended before its time; only a breach by the organisation takes a right away."""

    class Ground(models.TextChoices):
        BREACH = "breach", _("breach by the organisation")
        AGREEMENT = "agreement", _("by agreement of both sides")
        REFUSED = "refused", _("refused by the organisation before signing")
        BODY = "body", _("fault of the body")
        IMPOSSIBLE = "impossible", _("the project could not be carried out, without fault")

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="ending")
    ground = models.CharField(_("ground"), max_length=12, choices=Ground.choices)
    law = models.CharField(_("article of the law or of the contract"), max_length=100, blank=True)
    ended_on = models.DateField(_("ended on"))
    reason = models.TextField(_("reason"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("end of a contract")
        verbose_name_plural = _("ends of contracts")
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground="breach") | ~Q(law=""), name="breach_names_its_article"
            ),
        ]

    def __str__(self):
        return f"{self.contract}: {self.get_ground_display()}"


@pghistory.track()
class Ban(models.Model):
    """An organisation may not apply from one day to another, because it broke a contract."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bans")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"))
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, blank=True, related_name="bans")
    earlier_number = models.CharField(_("number of the contract"), max_length=60, blank=True)
    document = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    law = models.CharField(_("article"), max_length=100)
    reason = models.TextField(_("reason"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lift_reason = models.TextField(_("why it was lifted"), blank=True)

    class Meta:
        verbose_name = _("ban on applying")
        verbose_name_plural = _("bans on applying")
        ordering = ["-until", "-pk"]
        indexes = [models.Index(fields=["organisation", "until"], name="ban_by_organisation")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="ban_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(contract__isnull=False, earlier_number="", document__isnull=True)
                | Q(contract__isnull=True, document__isnull=False) & ~Q(earlier_number=""),
                name="ban_rests_on_a_contract",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_reason="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lift_reason=""),
                name="lifted_ban_has_reason",
            ),
            models.UniqueConstraint(
                fields=["contract"], condition=Q(lifted_at__isnull=True), name="one_ban_per_contract"
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """Number of the broken contract, of the portal or from before it."""
        return self.contract.number if self.contract_id else self.earlier_number
