"""Sectoral analyses: what a body needs from NGOs in an area, the calls it proposes, the public's comments."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.fields import MoneyField
from grants.models.priorities import PriorityItem
from grants.models.programming import ProgrammingCycle
from ngo_registry.models import Organisation
from office.models import Area, Body, IssuedDocument

LONGEST = 4000  # signs of a comment and of its answer


class SectorAnalysis(models.Model):
    """The analysis of one body for one area: drafted, consulted in public, handed in, decided on by the office."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("analysis", "draft")
        CONSULTATION = "consultation", pgettext_lazy("analysis", "in public consultation")
        FINAL = "final", pgettext_lazy("analysis", "consultation closed")
        SUBMITTED = "submitted", pgettext_lazy("analysis", "handed in")
        RETURNED = "returned", pgettext_lazy("analysis", "returned for completion")
        ACCEPTED = "accepted", pgettext_lazy("analysis", "accepted")
        REFUSED = "refused", pgettext_lazy("analysis", "not accepted")
        WITHDRAWN = "withdrawn", pgettext_lazy("analysis", "withdrawn")

    cycle = models.ForeignKey(ProgrammingCycle, models.PROTECT, related_name="analyses")
    body = models.ForeignKey(Body, models.PROTECT, related_name="analyses")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    kind = models.CharField(
        _("kind"), max_length=12, choices=PriorityItem.Kind.choices, default=PriorityItem.Kind.PRIORITY
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    contact = models.CharField(_("who answers questions"), max_length=200, blank=True)
    strategies = models.TextField(_("strategic documents"), blank=True)
    goals = models.TextField(_("strategic goals"), blank=True)
    needs = models.TextField(_("problems and needs"), blank=True)
    contribution = models.TextField(_("contribution of NGOs in the last three years"), blank=True)
    capacities = models.TextField(_("capacities of the body for running and following calls"), blank=True)
    version = models.PositiveIntegerField(default=0)
    consultation_from = models.DateField(_("consultation from"), null=True, blank=True)
    consultation_until = models.DateField(_("consultation until"), null=True, blank=True)
    consulted: Any = models.JSONField(null=True, blank=True)  # the text as the public was asked about it
    report = models.TextField(_("report of the consultation"), blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_in: Any = models.JSONField(null=True, blank=True)  # the text as the office received it
    sha256 = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(_("decided on by the office"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    remark = models.TextField(_("what is missing, or why it is not accepted"), blank=True)
    returned_until = models.DateField(_("to be completed by"), null=True, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sectoral analysis")
        verbose_name_plural = _("sectoral analyses")
        ordering = ["cycle", "body__sort_key", "area__order", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "body", "area", "kind"],
                condition=~Q(state="withdrawn"),
                name="one_analysis_per_body_area_kind",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="analysis_number_once"),
            models.CheckConstraint(
                condition=Q(
                    consultation_from__isnull=True, consultation_until__isnull=True, consulted__isnull=True
                )
                | Q(
                    consultation_from__isnull=False,
                    consultation_until__gt=F("consultation_from"),
                    consulted__isnull=False,
                ),
                name="consultation_has_its_days_and_text",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(consultation_from__isnull=False),
                name="analysis_was_consulted",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, reported_by__isnull=True)
                | Q(reported_at__isnull=False, reported_by__isnull=False),
                name="analysis_reported_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | (Q(submitted_at__isnull=False, submitted_by__isnull=False, handed_in__isnull=False)),
                name="analysis_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "consultation", "final", "withdrawn"])
                | (Q(submitted_at__isnull=False, first_submitted_at__isnull=False) & ~Q(number="")),
                name="analysis_handed_in_has_moment_and_number",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="analysis_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "refused"]) | ~Q(remark=""),
                name="analysis_sent_back_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.body} – {self.area}"

    @property
    def total(self) -> Decimal:
        """The sum of the calls proposed in it (reads prefetched `calls` when they are there)."""
        return sum((call.total for call in self.calls.all()), Decimal(0))


class ProposedCall(models.Model):
    """A call the body proposes in its analysis."""

    analysis = models.ForeignKey(SectorAnalysis, models.CASCADE, related_name="calls")
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name of the proposed call"), max_length=300)
    problems = models.TextField(_("problems it addresses"), blank=True)
    results = models.TextField(_("expected results"), blank=True)
    target_groups = models.TextField(_("target groups"), blank=True)
    activities = models.TextField(_("activities"), blank=True)
    total = MoneyField(_("total amount"))
    min_amount = MoneyField(_("least amount for a project"))
    max_amount = MoneyField(_("greatest amount for a project"))
    projects = models.PositiveSmallIntegerField(_("expected number of projects"))

    class Meta:
        verbose_name = _("proposed call")
        verbose_name_plural = _("proposed calls")
        ordering = ["analysis", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    min_amount__gt=0,
                    max_amount__gte=F("min_amount"),
                    total__gte=F("max_amount"),
                    projects__gte=1,
                ),
                name="proposed_call_sums_fit",
            ),
        ]

    def __str__(self):
        return self.name


class AnalysisComment(models.Model):
    """What an NGO or a citizen says to the draft of an analysis, and what the body answers to it."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("comment", "accepted")
        PARTLY = "partly", pgettext_lazy("comment", "accepted in part")
        REFUSED = "refused", pgettext_lazy("comment", "not accepted")
        NOTED = "noted", pgettext_lazy("comment", "noted")

    analysis = models.ForeignKey(SectorAnalysis, models.PROTECT, related_name="comments")
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="analysis_comments"
    )
    author = models.CharField(_("name shown with the comment"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail (closed)"), blank=True)
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField(_("comment"), max_length=LONGEST)
    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("answer"), max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_reason = models.CharField(_("why the text is not shown"), max_length=300, blank=True)
    forgotten_at = models.DateTimeField(_("address forgotten"), null=True, blank=True)

    closed = ("email",)

    class Meta:
        verbose_name = _("comment on an analysis")
        verbose_name_plural = _("comments on analyses")
        ordering = ["analysis", F("number").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "number"], name="comment_number_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, number__isnull=True)
                | Q(confirmed_at__isnull=False, number__isnull=False),
                name="comment_counts_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="", outcome="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="") & ~Q(outcome="")),
                name="comment_answered_at_by_and_how",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(email="", confirmed_at__isnull=False),
                name="comment_of_ngo_needs_no_address",
            ),
        ]

    def __str__(self):
        return f"{self.analysis_id}/{self.number or '–'}"
