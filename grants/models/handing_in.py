"""Around the moment of handing in: the call's own rules, the representative's approval, a newer version, paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.calls import Call
from office.models import StoredFile


class Level(models.TextChoices):
    """What happens when a condition around handing in is not met."""

    REFUSE = "refuse", _("the application is not accepted")
    WARN = "warn", _("the applicant is warned")
    NONE = "none", _("nothing is said")


class CallFilingRules(models.Model):
    """What the text of one call says of handing in where it is stricter or milder than the rulebook."""

    call = models.OneToOneField(Call, models.CASCADE, related_name="filing_rules")
    partner_confirmation = models.CharField(
        _("a partner has not confirmed its part"), max_length=8, choices=Level.choices, blank=True
    )
    sign_off = models.CharField(
        _("the representative has not approved the text"), max_length=8, choices=Level.choices, blank=True
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rules of handing in of a call")
        verbose_name_plural = _("rules of handing in of calls")

    def __str__(self):
        return str(self.call)


class SignOff(models.Model):
    """The representative has approved exactly this text; whatever is changed afterwards ends the approval."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="sign_offs")
    sha256 = models.CharField(_("fingerprint of the text"), max_length=64)
    signed_at = models.DateTimeField(_("approved"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    in_register = models.BooleanField(_("entered in the register as representative"), default=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("approval of the representative")
        verbose_name_plural = _("approvals of representatives")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at__isnull=True), name="one_sign_off_stands"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_reason="")
                | Q(ended_at__isnull=False) & ~Q(ended_reason=""),
                name="ended_sign_off_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.sha256[:12]}"


class Replacement(models.Model):
    """A newer version of a filed application: the old one stands until the new one is handed in."""

    draft = models.OneToOneField(Application, models.PROTECT, related_name="replacement")
    old = models.ForeignKey(Application, models.PROTECT, related_name="newer")
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(_("handed in"), null=True, blank=True)

    class Meta:
        verbose_name = _("newer version of an application")
        verbose_name_plural = _("newer versions of applications")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(draft=models.F("old")), name="version_replaces_another"),
            models.UniqueConstraint(fields=["old"], condition=Q(done_at__isnull=False), name="replaced_once"),
        ]

    def __str__(self):
        return f"{self.old} → {self.draft}"


class HandedIn(models.Model):
    """What the applicant was told before handing in and who stood behind the application at that moment."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="handed_in")
    told = models.JSONField(_("what was told before"), default=list)
    partners = models.JSONField(_("what partners had said"), default=list)
    sign_off = models.ForeignKey(SignOff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("circumstances of handing in")
        verbose_name_plural = _("circumstances of handing in")

    def __str__(self):
        return str(self.application)


class PaperFiling(models.Model):
    """An application that came on paper: its times, its scan, and who entered it."""

    class Way(models.TextChoices):
        POST = "post", _("by post")
        HAND = "hand", _("handed in at the office")

    application = models.OneToOneField(Application, models.PROTECT, related_name="paper")
    way = models.CharField(_("how it came"), max_length=8, choices=Way.choices)
    posted_at = models.DateTimeField(_("posted"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"))
    counts_at = models.DateTimeField(_("moment that counts"))
    reference = models.CharField(_("incoming number"), max_length=60, blank=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("application on paper")
        verbose_name_plural = _("applications on paper")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="post", posted_at__isnull=False) | Q(way="hand", posted_at__isnull=True),
                name="paper_posted_when_by_post",
            ),
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True) | Q(posted_at__lte=models.F("received_at")),
                name="paper_received_after_posting",
            ),
        ]

    def __str__(self):
        return f"{self.application} ({self.get_way_display()})"
