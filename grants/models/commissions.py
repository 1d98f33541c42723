"""Commissions for the allocation of funds, their members and what these declare."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.models import NominationCall
from ngo_registry.models import Organisation
from office.models import Body


class Commission(models.Model):
    """The commission of one body that drafts the call, checks, ranks and decides."""

    class State(models.TextChoices):
        FORMING = "forming", _("being formed")
        FORMED = "formed", _("formed")
        ENDED = "ended", _("ended")

    body = models.ForeignKey(Body, models.PROTECT, related_name="commissions")
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=300)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.FORMING)
    nomination_call = models.ForeignKey(
        NominationCall, models.PROTECT, null=True, blank=True, related_name="commissions"
    )
    act_number = models.CharField(_("number of the act"), max_length=60, blank=True)
    act_date = models.DateField(_("date of the act"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")
        ordering = ["-year", "body__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="forming") | (~Q(act_number="") & Q(act_date__isnull=False)),
                name="formed_commission_has_its_act",
            ),
        ]

    def __str__(self):
        return self.title


class CommissionMember(models.Model):
    """A person on a commission, from a day until a day."""

    class Role(models.TextChoices):
        PRESIDENT = "president", _("president")
        OFFICIAL = "official", _("member, civil servant")
        NGO_MEMBER = "ngo_member", _("member, NGO representative")
        MEMBER = "member", _("member")

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="commission_seats")
    full_name = models.CharField(_("name and surname"), max_length=150)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="commission_seats"
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    end_reason = models.CharField(_("reason of the end"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("member of a commission")
        verbose_name_plural = _("members of commissions")
        ordering = ["commission", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(role="president", valid_until__isnull=True),
                name="one_president",
            ),
            models.UniqueConstraint(
                fields=["commission", "user"],
                condition=Q(valid_until__isnull=True),
                name="one_seat_per_person",
            ),
            models.CheckConstraint(
                condition=Q(role="ngo_member", organisation__isnull=False) | ~Q(role="ngo_member"),
                name="ngo_member_names_the_ngo",
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def given(self) -> "ConflictStatement | None":
        """The member's statement on conflict of interest, when it is given."""
        return getattr(self, "statement", None)


class ConflictStatement(models.Model):
    """A member's statement on conflict of interest, given before the work begins."""

    member = models.OneToOneField(CommissionMember, models.PROTECT, related_name="statement")
    text = models.TextField(_("statement"))
    links = models.TextField(_("NGOs the member is or was linked to"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("statement on conflict of interest")
        verbose_name_plural = _("statements on conflict of interest")

    def __str__(self):
        return str(self.member)


class Exemption(models.Model):
    """A member does not take part in what concerns one application, and why."""

    member = models.ForeignKey(CommissionMember, models.PROTECT, related_name="exemptions")
    application = models.ForeignKey("grants.Application", models.PROTECT, related_name="exemptions")
    reason = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        constraints = [
            models.UniqueConstraint(fields=["member", "application"], name="one_exemption_per_application")
        ]

    def __str__(self):
        return f"{self.member}: {self.application}"
