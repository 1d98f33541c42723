"""Evaluation: who scores which application, and the sheet each of them locks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.calls import SubCriterion
from grants.models.commissions import CommissionMember
from grants.models.evaluators import Evaluator
from grants.models.fields import PointsField
from office.models import IssuedDocument


class Assignment(models.Model):
    """One evaluator (or, where members score, one member of the commission) for one application."""

    class State(models.TextChoices):
        ASSIGNED = "assigned", _("assigned")
        ACCEPTED = "accepted", _("no conflict, being scored")
        CONFLICT = "conflict", _("conflict of interest")
        SUBMITTED = "submitted", _("sheet locked")
        VOID = "void", _("void")

    application = models.ForeignKey(Application, models.PROTECT, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    evaluator = models.ForeignKey(
        Evaluator, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    member = models.ForeignKey(
        CommissionMember, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    slot = models.PositiveSmallIntegerField(_("place"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ASSIGNED)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due = models.DateField(_("score until"), null=True, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    conflict_reason = models.TextField(_("what the conflict is"), blank=True)
    general_comment = models.TextField(_("general comment"), blank=True)
    version = models.PositiveIntegerField(_("version of the draft"), default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    total = PointsField(_("total"), null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["application", "slot", "pk"]
        indexes = [models.Index(fields=["user", "state"], name="assignment_by_user_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "user"],
                condition=~Q(state__in=["void", "conflict"]),
                name="scores_an_application_once",
            ),
            models.UniqueConstraint(
                fields=["application", "slot"],
                condition=~Q(state__in=["void", "conflict"]),
                name="one_scorer_in_a_place",
            ),
            models.CheckConstraint(
                condition=Q(evaluator__isnull=False, member__isnull=True)
                | Q(evaluator__isnull=True, member__isnull=False),
                name="scorer_is_evaluator_or_member",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted")
                | Q(locked_at__isnull=False, locked_by__isnull=False, total__isnull=False) & ~Q(sha256=""),
                name="locked_sheet_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "submitted", "conflict"])
                | Q(declared_at__isnull=False, declared_by__isnull=False),
                name="conflict_declared_before_scoring",
            ),
        ]

    def __str__(self):
        return f"{self.application} / {self.slot}"


class Score(models.Model):
    """Points for one sub-criterion with their reason."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="scores")
    subcriterion = models.ForeignKey(SubCriterion, models.PROTECT, related_name="scores")
    points = PointsField(_("points"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("points")
        verbose_name_plural = _("points")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "subcriterion"], name="one_score_per_subcriterion"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0), name="points_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.subcriterion}: {self.points}"
