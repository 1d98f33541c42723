"""The office's public call for independent evaluators, the yearly one and those that add to it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.models import IssuedDocument, RulebookVersion


class EvaluatorCall(models.Model):
    """Who may become an evaluator in a year, what is asked and until when."""

    class Kind(models.TextChoices):
        MAIN = "main", _("public call for evaluators")
        SUPPLEMENTARY = "supplementary", _("supplementary call for evaluators")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CONCLUDED = "concluded", pgettext_lazy("call for evaluators", "concluded")
        CANCELLED = "cancelled", pgettext_lazy("call for evaluators", "annulled")

    class Phase(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", pgettext_lazy("call for evaluators", "open")
        CLOSED = "closed", pgettext_lazy("call for evaluators", "candidates are being checked")
        CONCLUDED = "concluded", pgettext_lazy("call for evaluators", "concluded")
        CANCELLED = "cancelled", pgettext_lazy("call for evaluators", "annulled")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.MAIN)
    year = models.PositiveSmallIntegerField(_("year of the list"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text of the call"))
    reason = models.TextField(_("why a supplementary call is published"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    rulebook = models.ForeignKey(RulebookVersion, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    deadline = models.DateTimeField(_("candidacies until"), null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancel_reason = models.TextField(_("reason of the annulment"), blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("call for evaluators")
        verbose_name_plural = _("calls for evaluators")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True, published_by__isnull=True)
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    deadline__isnull=False,
                    rulebook__isnull=False,
                )
                & ~Q(number="")
                & ~Q(state="draft"),
                name="evaluator_call_published_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True, concluded_by__isnull=True)
                | Q(concluded_at__isnull=False, concluded_by__isnull=False, state="concluded"),
                name="evaluator_call_concluded_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""),
                name="evaluator_call_annulled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="main") | ~Q(reason=""), name="supplementary_call_says_why"
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(kind="main") & ~Q(state="cancelled"),
                name="one_main_call_for_evaluators_a_year",
            ),
        ]

    def __str__(self):
        return self.number or self.title

    def phase(self, at: datetime.datetime) -> "EvaluatorCall.Phase":
        """Where the calendar has brought the call."""
        if self.state != self.State.PUBLISHED:
            return self.Phase(self.state)
        return self.Phase.OPEN if at <= self.deadline else self.Phase.CLOSED


class EvaluatorCallChange(models.Model):
    """One published change of a call for evaluators: its term moved, or its text corrected, and why."""

    class What(models.TextChoices):
        DEADLINE = "deadline", _("candidacies until")
        TITLE = "title", _("title")
        TEXT = "text", _("text of the call")

    call = models.ForeignKey(EvaluatorCall, models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField(_("number"))
    what = models.CharField(_("what was changed"), max_length=8, choices=What.choices)
    before = models.TextField(_("old text"))
    after = models.TextField(_("new text"))
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("change of a call for evaluators")
        verbose_name_plural = _("changes of calls for evaluators")
        ordering = ["call", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number", "what"], name="evaluator_call_change_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="evaluator_call_change_says_why"),
            models.CheckConstraint(
                condition=~Q(before=models.F("after")), name="evaluator_call_change_changes_something"
            ),
        ]

    def __str__(self):
        return f"{self.call}: {self.number}"
