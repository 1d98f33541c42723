"""After the preliminary list: inspection of applications, objections, and points corrected with a reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.evaluation import Score
from grants.models.fields import PointsField
from grants.models.letters import GrantLetter
from office.models import StoredFile


class Inspection(models.Model):
    """An applicant asks to look into the applications: an appointment at the office, or the own sheets online."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        APPOINTED = "appointed", _("appointment given")
        HELD = "held", _("held")
        MISSED = "missed", _("applicant did not come")

    application = models.ForeignKey(Application, models.PROTECT, related_name="inspections")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ASKED)
    wanted = models.TextField(_("what is to be inspected"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateField(_("inspection until"))
    meets_at = models.DateTimeField(_("appointment"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    appointed_at = models.DateTimeField(null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    record = models.TextField(_("record of the inspection"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("inspection of applications")
        verbose_name_plural = _("inspections of applications")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["asked", "appointed"]),
                name="one_open_inspection",
            ),
            models.CheckConstraint(
                condition=Q(appointed_at__isnull=True, appointed_by__isnull=True)
                | Q(appointed_at__isnull=False, appointed_by__isnull=False, meets_at__isnull=False),
                name="inspection_appointed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(record=""),
                name="inspection_closed_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.application}"


class SheetView(models.Model):
    """The applicant opened the score sheets of the own application online; each time is recorded."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="sheet_views")
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("online inspection")
        verbose_name_plural = _("online inspections")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.application}: {self.seen_at:%Y-%m-%d}"


class Objection(models.Model):
    """What an applicant holds against the preliminary list, and what the commission answers."""

    class State(models.TextChoices):
        FILED = "filed", _("filed")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")

    class Way(models.TextChoices):
        PORTAL = "portal", _("online")
        PAPER = "paper", _("on paper")

    application = models.ForeignKey(Application, models.PROTECT, related_name="objections")
    edition = models.PositiveSmallIntegerField(_("edition of the list"), default=1)
    number = models.CharField(_("number"), max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.FILED)
    way = models.CharField(_("filed"), max_length=6, choices=Way.choices)
    text = models.TextField(_("reasons of the objection"))
    posted_on = models.DateField(_("handed to the post on"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    in_time = models.BooleanField(_("in time"), default=True)
    due = models.DateField(_("reply due"))
    reply = models.TextField(_("reasons of the reply"), blank=True)
    reply_number = models.CharField(_("number of the reply"), max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    letter = models.OneToOneField(
        GrantLetter, models.PROTECT, null=True, blank=True, related_name="objection"
    )

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["filed_at", "pk"]
        indexes = [models.Index(fields=["state", "due"], name="objection_by_state_due")]
        constraints = [
            models.UniqueConstraint(fields=["application", "edition"], name="one_objection_to_a_list"),
            models.CheckConstraint(
                condition=Q(state="filed", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="filed")
                & Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(reply="")
                & ~Q(reply_number=""),
                name="objection_decided_at_and_by",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="objection_has_reasons"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.number}"


class ObjectionPaper(models.Model):
    """A document enclosed with an objection."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("document of an objection")
        verbose_name_plural = _("documents of objections")
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)


class PointsCorrection(models.Model):
    """Other points for one sub-criterion of a locked sheet, by an upheld objection; the sheet itself stays."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="corrections")
    score = models.ForeignKey(Score, models.PROTECT, related_name="corrections")
    before = PointsField(_("points before"))
    after = PointsField(_("points after"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("correction of points")
        verbose_name_plural = _("corrections of points")
        ordering = ["objection", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["objection", "score"], name="one_correction_of_a_score"),
            models.CheckConstraint(
                condition=~Q(before=models.F("after")) & Q(after__gte=0), name="correction_changes_points"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="points_correction_has_reason"),
        ]

    def __str__(self):
        return f"{self.score_id}: {self.before} → {self.after}"
