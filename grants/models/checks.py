"""The formal check: conditions with answers, and the one completion that may be asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.check_lists import CallCondition
from office.models import IssuedDocument


class FormalCheckItem(models.Model):
    """One condition of the check list, what the system found and what the commission answered."""

    class Answer(models.TextChoices):
        OPEN = "", _("not answered")
        YES = "yes", _("yes")
        NO = "no", _("no")
        NOT_APPLICABLE = "na", _("does not apply")

    application = models.ForeignKey(Application, models.PROTECT, related_name="check_items")
    key = models.CharField(max_length=40)
    own = models.ForeignKey(
        CallCondition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("own condition"),
    )
    order = models.PositiveSmallIntegerField()
    law = models.CharField(_("article"), max_length=100, blank=True)
    automatic = models.BooleanField(_("found by the system"), null=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    answer = models.CharField(_("answer"), max_length=3, choices=Answer.choices, blank=True, default="")
    note = models.TextField(_("note"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("item of the formal check")
        verbose_name_plural = _("items of the formal check")
        ordering = ["application", "order"]
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="one_answer_per_condition"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="check_answered_at_and_by",
            ),
        ]

    def __str__(self):
        return self.key


class CompletionRequest(models.Model):
    """The one request to complete an application, with its deadline."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="completion")
    text = models.TextField(_("what is missing"))
    due = models.DateTimeField(_("deadline"), null=True, blank=True)  # none until the letter is served
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.CharField(_("number of the receipt"), max_length=60, blank=True)
    receipt = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("request for completion")
        verbose_name_plural = _("requests for completion")
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, completed_by__isnull=True)
                | Q(completed_at__isnull=False, completed_by__isnull=False),
                name="completion_completed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(receipt__isnull=True) | Q(completed_at__isnull=False) & ~Q(number=""),
                name="completion_receipt_of_what_came",
            ),
        ]

    def __str__(self):
        return str(self.application)
