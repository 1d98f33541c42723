"""The draw of evaluators for a call: what goes in is frozen first, the seed is written down next, then it is drawn."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.calls import Call
from grants.models.evaluation import Assignment
from grants.models.evaluators import EvaluatorList


class EvaluatorDraw(models.Model):
    """One draw; anybody can repeat it from the frozen input and the seed."""

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("draw", "prepared, waits for the seed")
        SEEDED = "seeded", pgettext_lazy("draw", "seed recorded")
        DRAWN = "drawn", pgettext_lazy("draw", "drawn")
        ABANDONED = "abandoned", pgettext_lazy("draw", "given up")

    call = models.ForeignKey(Call, models.PROTECT, related_name="draws")
    of_list = models.ForeignKey(EvaluatorList, models.PROTECT, related_name="draws")
    number = models.CharField(_("number"), max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PREPARED)
    seed_source = models.CharField(_("public source of the seed"), max_length=300)
    by_area = models.BooleanField(_("only evaluators who know the area of the call"), default=False)
    due = models.DateField(_("score until"), null=True, blank=True)
    frozen = models.JSONField(_("what goes into the draw"))
    input_sha256 = models.CharField(max_length=64)
    codes = models.JSONField(_("what the codes of the input stand for"), default=dict, blank=True)
    prepared_at = models.DateTimeField(_("prepared"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seed = models.CharField(_("seed"), max_length=200, blank=True)
    seeded_at = models.DateTimeField(_("seed recorded"), null=True, blank=True)
    seeded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.JSONField(_("result"), default=list)
    result_sha256 = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(pgettext_lazy("moment of a draw", "drawn"), null=True, blank=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("draw of evaluators")
        verbose_name_plural = _("draws of evaluators")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(state__in=["prepared", "seeded"]), name="one_open_draw_of_a_call"
            ),
            models.CheckConstraint(
                condition=Q(seeded_at__isnull=True, seeded_by__isnull=True, seed="")
                | Q(seeded_at__isnull=False, seeded_by__isnull=False) & ~Q(seed=""),
                name="draw_seeded_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, drawn_by__isnull=True) & ~Q(state="drawn")
                | Q(drawn_at__isnull=False, drawn_by__isnull=False, seeded_at__isnull=False, state="drawn")
                & ~Q(result_sha256=""),
                name="draw_drawn_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="seeded") | ~Q(seed=""), name="seeded_draw_has_its_seed"
            ),
        ]

    def __str__(self):
        return self.number


class AssignmentRefusal(models.Model):
    """An evaluator does not take an application on, for a reason that is no conflict of interest."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="refusal")
    reason = models.TextField(_("reason"))
    refused_at = models.DateTimeField()
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("refusal of an assignment")
        verbose_name_plural = _("refusals of assignments")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="refusal_says_why")]

    def __str__(self):
        return str(self.assignment)
