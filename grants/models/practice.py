"""An invented application to practise scoring on; it stands apart from calls and counts nowhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.fields import PointsField


class PracticeCase(models.Model):
    """The invented application with its parts."""

    title = models.CharField(_("title"), max_length=200)
    applicant = models.CharField(_("invented applicant"), max_length=200)
    requested = models.CharField(_("sum asked, in words of the form"), max_length=60, blank=True)
    problem = models.TextField(_("problem"))
    goals = models.TextField(_("goals"))
    activities = models.TextField(_("activities"))
    results = models.TextField(_("expected results"))
    budget = models.TextField(_("budget"))
    capacity = models.TextField(_("capacity of the organisation"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("practice application")
        verbose_name_plural = _("practice applications")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="practice_published_at_and_by",
            ),
        ]

    def __str__(self):
        return self.title


class PracticeCriterion(models.Model):
    """A criterion as the rulebook had it when the case was made."""

    case = models.ForeignKey(PracticeCase, models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("criterion"), max_length=300)
    max_points = PointsField(_("points at most"))
    law = models.CharField(_("article"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("criterion of a practice application")
        verbose_name_plural = _("criteria of practice applications")
        ordering = ["case", "order"]

    def __str__(self):
        return self.name


class PracticeSubCriterion(models.Model):
    """A sub-criterion with the sample points and the reason an experienced evaluator gives."""

    criterion = models.ForeignKey(PracticeCriterion, models.CASCADE, related_name="subcriteria")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("sub-criterion"), max_length=300)
    max_points = PointsField(_("points at most"))
    step = PointsField(_("step"))
    sample_points = PointsField(_("sample points"), null=True, blank=True)
    sample_reason = models.TextField(_("sample reason"), blank=True)
    guidance = models.TextField(_("guidance for scoring"), blank=True)

    class Meta:
        verbose_name = _("sub-criterion of a practice application")
        verbose_name_plural = _("sub-criteria of practice applications")
        ordering = ["criterion", "order"]

    def __str__(self):
        return self.name


class PracticeSheet(models.Model):
    """One person's trial sheet; it may be begun anew as often as the person likes."""

    case = models.ForeignKey(PracticeCase, models.CASCADE, related_name="sheets")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_sheets")
    general_comment = models.TextField(_("general comment"), blank=True)
    version = models.PositiveIntegerField(_("version of the draft"), default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    finished_at = models.DateTimeField(_("compared"), null=True, blank=True)

    class Meta:
        verbose_name = _("practice sheet")
        verbose_name_plural = _("practice sheets")
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="one_practice_sheet_of_a_person")
        ]

    def __str__(self):
        return f"{self.case}: {self.user}"


class PracticeScore(models.Model):
    """Trial points for one sub-criterion with their reason."""

    sheet = models.ForeignKey(PracticeSheet, models.CASCADE, related_name="scores")
    subcriterion = models.ForeignKey(PracticeSubCriterion, models.CASCADE, related_name="+")
    points = PointsField(_("points"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("practice points")
        verbose_name_plural = _("practice points")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "subcriterion"], name="one_practice_score_each"),
        ]

    def __str__(self):
        return f"{self.subcriterion}: {self.points}"
