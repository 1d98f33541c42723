"""Messages between an applicant and the body on one application."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from office.models import StoredFile


class FileMessage(models.Model):
    """One message on the file of an application, with the moment the other side read it."""

    class Side(models.TextChoices):
        APPLICANT = "applicant", _("applicant")
        BODY = "body", _("body")

    application = models.ForeignKey(Application, models.PROTECT, related_name="messages")
    side = models.CharField(_("who writes"), max_length=10, choices=Side.choices)
    text = models.TextField(_("message"))
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    closed = ("text",)

    class Meta:
        verbose_name = _("message on a file")
        verbose_name_plural = _("messages on files")
        ordering = ["application", "pk"]
        indexes = [
            models.Index(fields=["side"], condition=Q(read_at__isnull=True), name="file_message_unread")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="file_message_says_something"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="file_message_read_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.get_side_display()}"


class FileMessagePaper(models.Model):
    """A file sent with a message."""

    message = models.ForeignKey(FileMessage, models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")
        ordering = ["message", "pk"]

    def __str__(self):
        return str(self.file)
