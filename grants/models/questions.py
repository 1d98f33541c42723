"""The application form of a call: what of the standing form it asks, its own sections and typed questions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.calls import Call, Criterion, SubCriterion
from office.models import StoredFile


class StandingChoice(models.Model):
    """Whether a call asks a standing section or field of the form, where it differs from the usual."""

    class Demand(models.TextChoices):
        OBLIGATORY = "obligatory", _("obligatory")
        OPTIONAL = "optional", _("optional")
        LEFT_OUT = "left_out", _("not asked")

    call = models.ForeignKey(Call, models.CASCADE, related_name="standing_choices")
    section = models.CharField(max_length=30)
    field = models.CharField(max_length=30, blank=True)
    demand = models.CharField(max_length=12, choices=Demand.choices)

    class Meta:
        verbose_name = _("choice of the standing form")
        verbose_name_plural = _("choices of the standing form")
        ordering = ["section", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "section", "field"], name="one_choice_for_a_standing_part"
            )
        ]

    def __str__(self):
        return f"{self.section} {self.field}: {self.demand}"


class QuestionSection(models.Model):
    """A section of the form that only this call has."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="question_sections")
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title of the section"), max_length=150)
    lead = models.TextField(_("introduction"), blank=True)

    class Meta:
        verbose_name = _("section of the form")
        verbose_name_plural = _("sections of the form")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class Question(models.Model):
    """One version of a question of the call; the key stays the same through all its versions."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        NUMBER = "number", _("number")
        SUM = "sum", _("sum of money")
        ONE = "one", _("one choice")
        MANY = "many", _("several choices")
        TABLE = "table", _("table")
        FILE = "file", _("file")
        DATE = "date", _("date")

    class Unit(models.TextChoices):
        CHARACTERS = "characters", _("characters")
        WORDS = "words", _("words")

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    section = models.ForeignKey(
        QuestionSection, models.CASCADE, null=True, blank=True, related_name="questions"
    )
    standing = models.CharField(max_length=30, blank=True)
    key = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    text = models.CharField(_("question"), max_length=500)
    help = models.TextField(_("help"), blank=True)
    required = models.BooleanField(_("obligatory"), default=True)
    limit = models.PositiveIntegerField(_("greatest length"), null=True, blank=True)
    limit_unit = models.CharField(
        _("counted in"), max_length=12, choices=Unit.choices, default=Unit.CHARACTERS
    )
    least = models.DecimalField(_("at least"), max_digits=16, decimal_places=2, null=True, blank=True)
    greatest = models.DecimalField(_("at most"), max_digits=16, decimal_places=2, null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimal places"), default=0)
    template = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    criterion = models.ForeignKey(Criterion, models.SET_NULL, null=True, blank=True, related_name="questions")
    subcriterion = models.ForeignKey(
        SubCriterion, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    condition_key = models.CharField(max_length=12, blank=True)
    condition_code = models.CharField(max_length=12, blank=True)
    reason = models.TextField(_("reason of the correction"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("question of a call")
        verbose_name_plural = _("questions of calls")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "key", "version"], name="one_version_of_a_question"),
            models.CheckConstraint(
                condition=Q(section__isnull=True) & ~Q(standing="") | Q(section__isnull=False, standing=""),
                name="question_stands_in_one_section",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="correction_of_a_question_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=True)
                | Q(greatest__isnull=True)
                | Q(least__lte=models.F("greatest")),
                name="question_bounds_in_order",
            ),
            models.CheckConstraint(
                condition=Q(condition_key="", condition_code="")
                | (~Q(condition_key="") & ~Q(condition_code="")),
                name="condition_of_a_question_is_whole",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def page(self):
        """Key of the page of the form on which the question stands."""
        return f"own-{self.section_id}" if self.section_id else f"more-{self.standing}"

    @property
    def is_choice(self):
        """Does the applicant choose among offered answers?"""
        return self.kind in {self.Kind.ONE, self.Kind.MANY}


class QuestionItem(models.Model):
    """An offered answer of a choice, or a column of a table."""

    class Column(models.TextChoices):
        TEXT = "text", _("text")
        NUMBER = "number", _("number")
        SUM = "sum", _("sum of money")
        DATE = "date", _("date")

    question = models.ForeignKey(Question, models.CASCADE, related_name="items")
    code = models.CharField(max_length=12)
    order = models.PositiveSmallIntegerField()
    label = models.CharField(_("text"), max_length=200)
    column = models.CharField(_("kind"), max_length=8, choices=Column.choices, default=Column.TEXT)

    class Meta:
        verbose_name = _("choice or column")
        verbose_name_plural = _("choices and columns")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="one_item_of_a_code")]

    def __str__(self):
        return self.label


class EligibilityQuestion(models.Model):
    """A yes-or-no question of the call that anybody may ask himself before he begins an application."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="eligibility_questions")
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(_("question"), max_length=300)
    wanted = models.BooleanField(_("answer that fits"), default=True)
    explanation = models.CharField(_("what it means when it does not fit"), max_length=500)
    law = models.CharField(_("article"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("question before the application")
        verbose_name_plural = _("questions before the application")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text
