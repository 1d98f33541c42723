"""The office looks at the draft of a call before it is published: a round, its remarks, the opinion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.calls import Call


class ReviewPart(models.TextChoices):
    """What a remark of the office is about."""

    BASICS = "basics", _("Basics")
    MONEY = "money", _("Money and limits")
    TEXTS = "texts", _("Texts")
    CRITERIA = "criteria", _("Criteria")
    DOCUMENTS = "documents", _("Documents to attach")
    DATES = "dates", _("Dates")
    FORM = "form", _("Form of the application")
    WHOLE = "whole", _("The call as a whole")


class CallReview(models.Model):
    """One round: the body sends the draft, the office gives its opinion."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for the office")
        REMARKS = "remarks", _("the office has remarks")
        AGREED = "agreed", _("the office agrees")
        WITHDRAWN = "withdrawn", _("taken back")

    call = models.ForeignKey(Call, models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(_("round"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    message = models.TextField(_("message to the office"), blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    parts = models.JSONField(_("sums of the parts as they were sent"), default=dict)
    opinion = models.TextField(_("opinion of the office"), blank=True)
    opinion_at = models.DateTimeField(null=True, blank=True)
    opinion_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("review of a call")
        verbose_name_plural = _("reviews of calls")
        ordering = ["call", "round"]
        constraints = [
            models.UniqueConstraint(fields=["call", "round"], name="review_rounds_in_order"),
            models.UniqueConstraint(fields=["call"], condition=Q(state="asked"), name="one_review_at_a_time"),
            models.CheckConstraint(
                condition=Q(opinion_at__isnull=True, opinion_by__isnull=True)
                | Q(opinion_at__isnull=False, opinion_by__isnull=False),
                name="review_opinion_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["remarks", "agreed"], opinion_at__isnull=False)
                | Q(state__in=["asked", "withdrawn"], opinion_at__isnull=True),
                name="review_opinion_when_given",
            ),
        ]

    def __str__(self):
        return f"{self.call}: {self.round}"


class ReviewRemark(models.Model):
    """A remark on one part; the body closes it with an answer."""

    review = models.ForeignKey(CallReview, models.PROTECT, related_name="remarks")
    part = models.CharField(_("part of the call"), max_length=10, choices=ReviewPart.choices)
    place = models.CharField(_("place in the form"), max_length=40, blank=True, default="")
    place_words = models.CharField(_("what stands there"), max_length=500, blank=True, default="")
    text = models.TextField(_("remark"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_over = models.BooleanField(_("the draft is changed"), null=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("remark on a call")
        verbose_name_plural = _("remarks on calls")
        ordering = ["review", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(place="", place_words="") | (Q(part="form") & ~Q(place="") & ~Q(place_words="")),
                name="remark_points_into_the_form",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="", taken_over=None)
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False, taken_over__isnull=False)
                    & ~Q(answer="")
                ),
                name="remark_answered_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.review}: {self.get_part_display()}"
