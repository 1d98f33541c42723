"""What stands around the lines of a budget: shares a call limits, sources beside the body, parts copied."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.calls import Call
from grants.models.fields import MoneyField
from grants.models.parts import BudgetLine


class ShareLimit(models.Model):
    """A share of the budget that the call itself limits: of a group of costs at most, of own money at least."""

    OWN = "own"
    PARTS = [*BudgetLine.Group.choices, (OWN, _("from others, at least"))]

    call = models.ForeignKey(Call, models.CASCADE, related_name="share_limits")
    part = models.CharField(_("part of the budget"), max_length=16, choices=PARTS)
    percent = models.DecimalField(_("share, %"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("limit of a share of the budget")
        verbose_name_plural = _("limits of shares of the budget")
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "part"], name="one_share_limit_per_part"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="share_limit_percent"),
        ]

    def __str__(self):
        return f"{self.get_part_display()}: {self.percent} %"


class FundingSource(models.Model):
    """Another source that pays a part of the project, by name."""

    class State(models.TextChoices):
        SECURED = "secured", _("secured")
        ASKED = "asked", _("asked for")

    application = models.ForeignKey(Application, models.CASCADE, related_name="funding_sources")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("source"), max_length=200)
    amount = MoneyField(_("sum"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.ASKED)

    class Meta:
        verbose_name = _("other source of money")
        verbose_name_plural = _("other sources of money")
        ordering = ["application", "order", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="source_gives_something")]

    def __str__(self):
        return self.name


class TakenPart(models.Model):
    """A part of an application taken over from an earlier one; shown until somebody saves the part."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="copied_parts")
    key = models.CharField(max_length=30)
    source = models.ForeignKey(Application, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    copied_at = models.DateTimeField()
    copied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("copied part")
        verbose_name_plural = _("copied parts")
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="one_copy_per_part")]

    def __str__(self):
        return f"{self.application}: {self.key}"
