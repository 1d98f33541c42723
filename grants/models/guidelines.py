"""Guidelines for evaluators: versions with what changed, and who confirmed having read which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.models import StoredFile


class Guideline(models.Model):
    """One version of the office's guidelines for evaluators."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    changed = models.TextField(_("what changed"), blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("guidelines for evaluators")
        verbose_name_plural = _("guidelines for evaluators")
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True, published_by__isnull=True)
                | Q(state="published", published_at__isnull=False, published_by__isnull=False),
                name="guideline_published_at_and_by",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="draft"), name="one_draft_of_the_guidelines"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(version=1) | ~Q(changed=""),
                name="new_guidelines_say_what_changed",
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.version}"


class GuidelineReading(models.Model):
    """A person confirmed having read a version."""

    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("confirmed"))

    class Meta:
        verbose_name = _("confirmed reading")
        verbose_name_plural = _("confirmed readings")
        ordering = ["guideline", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "user"], name="a_version_is_confirmed_once")
        ]

    def __str__(self):
        return f"{self.guideline}: {self.user}"
