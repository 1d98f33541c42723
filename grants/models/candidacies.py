"""A person who wants to be an evaluator: facts, proofs, six statements, the office's decision, a complaint."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.evaluator_calls import EvaluatorCall
from grants.models.evaluators import Evaluator, EvaluatorStatement
from office.models import Area, IssuedDocument, StoredFile


class Candidacy(models.Model):
    """One person's candidacy to one call for evaluators."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", pgettext_lazy("candidacy", "being checked")
        WITHDRAWN = "withdrawn", pgettext_lazy("candidacy", "withdrawn")
        ACCEPTED = "accepted", pgettext_lazy("candidacy", "accepted")
        REFUSED = "refused", pgettext_lazy("candidacy", "refused")
        CONTESTED = "contested", pgettext_lazy("candidacy", "refused, complaint filed")
        CONFIRMED = "confirmed", pgettext_lazy("candidacy", "refused, complaint rejected")

    call = models.ForeignKey(EvaluatorCall, models.PROTECT, related_name="candidacies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="candidacies")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    full_name = models.CharField(_("name and surname"), max_length=150)
    country = models.CharField(_("state of residence"), max_length=80, blank=True)
    jmbg = models.CharField(_("personal number (JMB)"), max_length=13, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    years_of_experience = models.PositiveSmallIntegerField(
        _("years of experience in managing projects"), null=True, blank=True
    )
    evaluation_experience = models.TextField(_("experience in evaluating projects"), blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("areas of knowledge"))
    at_once = models.PositiveSmallIntegerField(_("projects at the same time, at most"), null=True, blank=True)
    in_year = models.PositiveSmallIntegerField(_("projects in a year, at most"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decision_reason = models.TextField(_("reasons"), blank=True)
    decision_law = models.CharField(_("article"), max_length=200, blank=True)
    ties_seen = models.JSONField(_("what the register said on the day of the decision"), default=list)
    decision = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    evaluator = models.ForeignKey(
        Evaluator, models.PROTECT, null=True, blank=True, related_name="candidacies"
    )

    closed = ("jmbg", "phone")

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "user"], condition=~Q(state="withdrawn"), name="one_candidacy_to_a_call"
            ),
            models.CheckConstraint(
                condition=Q(
                    submitted_at__isnull=True, submitted_by__isnull=True, state__in=["draft", "withdrawn"]
                )
                | Q(submitted_at__isnull=False, submitted_by__isnull=False) & ~Q(number=""),
                name="candidacy_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    state__in=["draft", "submitted", "withdrawn"],
                )
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(decision_number="")
                & ~Q(decision_reason=""),
                name="candidacy_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(evaluator__isnull=True) | Q(state="accepted"),
                name="only_an_accepted_candidate_is_entered",
            ),
        ]

    def __str__(self):
        return self.number or f"{self.call}: {self.full_name}"


class CandidacyProof(models.Model):
    """A paper that shows what the candidate says: a contract, a decision, a certificate, the CV."""

    class Kind(models.TextChoices):
        MANAGING = "managing", _("managed a project")
        EVALUATING = "evaluating", _("evaluated projects")
        CV = "cv", _("curriculum vitae")
        OTHER = "other", _("other proof")

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="proofs")
    kind = models.CharField(_("what it proves"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("project, call or paper"), max_length=200)
    employer = models.CharField(_("for whom"), max_length=200, blank=True)
    began = models.DateField(_("from"), null=True, blank=True)
    ended = models.DateField(_("until"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("proof of a candidate")
        verbose_name_plural = _("proofs of candidates")
        ordering = ["candidacy", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(began__isnull=True) | Q(ended__isnull=True) | Q(ended__gte=models.F("began")),
                name="proof_ends_after_beginning",
            ),
        ]

    def __str__(self):
        return self.title


class CandidacyStatement(models.Model):
    """What the candidate declares about one bar, looking back as many years as the law says."""

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="statements")
    bar = models.CharField(_("bar"), max_length=12, choices=EvaluatorStatement.Bar.choices)
    free = models.BooleanField(_("it does not stand in the way"))
    note = models.TextField(_("what it is about"), blank=True)
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("statement of a candidate")
        verbose_name_plural = _("statements of candidates")
        ordering = ["candidacy", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "bar"], name="one_answer_per_bar"),
            models.CheckConstraint(
                condition=Q(free=True) | ~Q(note=""), name="a_bar_that_stands_is_described"
            ),
        ]

    def __str__(self):
        return f"{self.candidacy}: {self.get_bar_display()}"


class CandidacyComplaint(models.Model):
    """What a refused candidate says against the decision, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "", pgettext_lazy("complaint of a candidate", "waits for the decision")
        UPHELD = "upheld", pgettext_lazy("complaint of a candidate", "upheld")
        REJECTED = "rejected", pgettext_lazy("complaint of a candidate", "rejected")

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="complaints")
    act_number = models.CharField(_("number of the contested act"), max_length=60)
    text = models.TextField(_("what is contested and why"))
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    in_time = models.BooleanField(_("filed in time"), default=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decision_reason = models.TextField(_("reasons"), blank=True)
    decision = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("complaint of a candidate")
        verbose_name_plural = _("complaints of candidates")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, outcome="")
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(outcome="")
                & ~Q(decision_number="")
                & ~Q(decision_reason=""),
                name="candidate_complaint_decided_at_and_by",
            ),
            models.UniqueConstraint(
                fields=["candidacy", "act_number"], name="one_complaint_against_a_candidate_act"
            ),
        ]

    def __str__(self):
        return f"{self.candidacy} · {self.get_outcome_display()}"
