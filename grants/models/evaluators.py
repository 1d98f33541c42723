"""The yearly list of independent evaluators: numbered, in versions, each change with its reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.models import Area, IssuedDocument


class Evaluator(models.Model):
    """A person fit to evaluate (Art. 32đ): experience proved, no bar."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evaluator")
    full_name = models.CharField(_("name and surname"), max_length=150)
    years_of_experience = models.PositiveSmallIntegerField(_("years of experience in managing projects"))
    evaluation_experience = models.TextField(_("experience in evaluating projects"))
    areas = models.ManyToManyField(
        Area, blank=True, related_name="evaluators", verbose_name=_("areas of knowledge")
    )
    bars_checked_at = models.DateTimeField(_("declared free of every bar"), null=True, blank=True)
    bars_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("independent evaluator")
        verbose_name_plural = _("independent evaluators")
        ordering = ["full_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bars_checked_at__isnull=True, bars_checked_by__isnull=True)
                | Q(bars_checked_at__isnull=False, bars_checked_by__isnull=False),
                name="evaluator_bars_checked_at_and_by",
            ),
        ]

    def __str__(self):
        return self.full_name


class EvaluatorStatement(models.Model):
    """The person's own statement that one bar does not stand in the way, looking back two years."""

    class Bar(models.TextChoices):
        EMPLOYED = "employed", _("employed in a non-governmental organisation with a seat in the country")
        VOLUNTEER = "volunteer", _("a volunteer in such an organisation")
        GOVERNING = "governing", _("a representative or a member of a governing or other body of one")
        CONTRACT = "contract", _("in a contract with such an organisation")
        OFFICIAL = "official", _("a public official under the law on prevention of corruption")
        STATE_BODY = "state_body", _("employed in the state body that allocates the money")

    evaluator = models.ForeignKey(Evaluator, models.CASCADE, related_name="statements")
    bar = models.CharField(_("bar"), max_length=12, choices=Bar.choices)
    given_on = models.DateField(_("given on"))

    class Meta:
        verbose_name = _("statement of an evaluator")
        verbose_name_plural = _("statements of evaluators")
        ordering = ["evaluator", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluator", "bar"], name="one_statement_per_bar")]

    def __str__(self):
        return f"{self.evaluator}: {self.get_bar_display()}"


class EvaluatorList(models.Model):
    """One version of the list for a year."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")

    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    reason = models.TextField(_("reason of this version"))
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("list of independent evaluators")
        verbose_name_plural = _("lists of independent evaluators")
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["year", "version"], name="one_list_version"),
            models.UniqueConstraint(
                fields=["year"], condition=Q(state="draft"), name="one_draft_list_a_year"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", adopted_at__isnull=True, adopted_by__isnull=True)
                | Q(state="adopted", adopted_at__isnull=False, adopted_by__isnull=False) & ~Q(number=""),
                name="adopted_list_has_number",
            ),
        ]

    def __str__(self):
        return f"{self.year}/{self.version}"


class EvaluatorListEntry(models.Model):
    """A place on a version of the list."""

    list = models.ForeignKey(EvaluatorList, models.CASCADE, related_name="entries")
    order = models.PositiveSmallIntegerField()
    evaluator = models.ForeignKey(Evaluator, models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = _("place on the list")
        verbose_name_plural = _("places on the list")
        ordering = ["list", "order"]
        constraints = [models.UniqueConstraint(fields=["list", "evaluator"], name="evaluator_once_on_a_list")]

    def __str__(self):
        return f"{self.order}. {self.evaluator}"
