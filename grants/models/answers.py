"""Answers of an application to the questions of its call, each tied to the version that was answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.parts import ApplicationDocument
from grants.models.questions import Question


class Answer(models.Model):
    """What was answered to one question, in the column of its kind."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    key = models.CharField(max_length=12)
    text = models.TextField(_("text"), blank=True)
    number = models.DecimalField(_("number"), max_digits=16, decimal_places=2, null=True, blank=True)
    day = models.DateField(_("date"), null=True, blank=True)
    document = models.OneToOneField(
        ApplicationDocument, models.CASCADE, null=True, blank=True, related_name="answer"
    )
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="one_answer_to_a_question")
        ]

    def __str__(self):
        return f"{self.key} v{self.question.version}"


class AnswerItem(models.Model):
    """A chosen answer (row 0), or a cell of a table."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="items")
    code = models.CharField(max_length=12)
    row = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("text"), blank=True)
    number = models.DecimalField(_("number"), max_digits=16, decimal_places=2, null=True, blank=True)
    day = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        verbose_name = _("part of an answer")
        verbose_name_plural = _("parts of answers")
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "row", "code"], name="one_cell_of_an_answer")
        ]

    def __str__(self):
        return f"{self.row}/{self.code}"
