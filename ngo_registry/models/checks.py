"""What an officer notes at a condition, papers that were replaced, and how a filing stood when its completion was asked."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.filing import RegisterFiling
from office.models import StoredFile


def officer() -> models.ForeignKey:
    """Who did it."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class ConditionNote(models.Model):
    """A note at one condition with the officer's own answer; closed, kept with the filing, the last one counts."""

    class Answer(models.TextChoices):
        YES = "yes", pgettext_lazy("condition", "yes")
        NO = "no", pgettext_lazy("condition", "no")
        NOT_APPLICABLE = "not_applicable", pgettext_lazy("condition", "does not apply")

    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="condition_notes")
    key = models.CharField(max_length=60)
    title = models.CharField(_("condition"), max_length=300)
    answer = models.CharField(_("answer"), max_length=14, choices=Answer.choices, blank=True)
    note = models.TextField(_("note"))
    at = models.DateTimeField(auto_now_add=True)
    by = officer()

    class Meta:
        verbose_name = _("note at a condition")
        verbose_name_plural = _("notes at conditions")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="condition_note_says_something")]
        triggers = [
            pgtrigger.Protect(
                name="condition_notes_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return self.title


class EarlierPaper(models.Model):
    """An enclosure that a later file has replaced; the file stays reachable."""

    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="earlier_papers")
    field = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = officer()

    class Meta:
        verbose_name = _("earlier version of an enclosure")
        verbose_name_plural = _("earlier versions of enclosures")
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)


class StateAsAsked(models.Model):
    """How the filing stood when its completion was asked, so that the officer sees what has changed since."""

    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="states_as_asked")
    at = models.DateTimeField(auto_now_add=True)
    # {"facts": {name: value}, "people": {list: {id: [name, seal]}}, "papers": {field: file}}; no closed number in it
    state = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("state at the request for completion")
        verbose_name_plural = _("states at requests for completion")
        ordering = ["pk"]

    def __str__(self):
        return str(self.filing)
