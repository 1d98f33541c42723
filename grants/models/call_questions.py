"""Questions on an open call and their answers, public without the name of the person who asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.calls import Call


class CallQuestion(models.Model):
    """A question as it was asked; the public reads the wording of its answer."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for an answer")
        ANSWERED = "answered", _("answered")
        DISMISSED = "dismissed", _("not answered")

    call = models.ForeignKey(Call, models.PROTECT, related_name="asked_questions")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due = models.DateField(_("answer due by"))
    dismissal = models.TextField(_("why it is not answered"), blank=True)

    class Meta:
        verbose_name = _("question on a call")
        verbose_name_plural = _("questions on calls")
        ordering = ["call", "pk"]
        indexes = [models.Index(fields=["state", "due"], name="question_by_due_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(dismissal=""), name="dismissed_question_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.call}: {self.pk}"


class CallAnswer(models.Model):
    """One wording of question and answer; a later one takes its place and says why."""

    question = models.ForeignKey(CallQuestion, models.PROTECT, related_name="answers")
    version = models.PositiveSmallIntegerField(_("version"))
    asked = models.TextField(_("question as published"))
    text = models.TextField(_("answer"))
    reason = models.CharField(_("why it was changed"), max_length=300, blank=True)
    hidden = models.BooleanField(_("not shown any more, it held personal data"), default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer to a question on a call")
        verbose_name_plural = _("answers to questions on calls")
        ordering = ["question", "version"]
        constraints = [
            models.UniqueConstraint(fields=["question", "version"], name="answers_in_order"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(asked=""), name="answer_says_something"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="changed_answer_says_why"),
        ]

    def __str__(self):
        return f"{self.question}: {self.version}"
