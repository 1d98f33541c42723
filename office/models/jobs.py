"""Long work: the row is the truth, the broker only a bell."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models.documents import IssuedDocument
from office.models.files import StoredFile


class Job(models.Model):
    """One piece of long work with its progress, its result and who asked for it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(_("kind"), max_length=80)
    subject = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    params = models.JSONField(default=dict, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    ordered_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300, blank=True)
    log = models.TextField(blank=True)
    error = models.TextField(_("what went wrong"), blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    kicked_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    result_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    result_document = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+"
    )
    result_url = models.CharField(max_length=300, blank=True)

    reporter: Callable[[int, int, str], None] | None = None
    aside: Callable[..., Any] | None = None

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "ordered_at"], name="job_by_state"),
            models.Index(fields=["subject", "subject_id"], name="job_by_subject"),
        ]

    def __str__(self):
        return f"{self.kind} #{self.pk}"

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Tell the page how far the work is; stops the work here when a person has cancelled it."""
        self.done, self.total, self.text = done, total, text[:300]
        if self.reporter:
            self.reporter(done, total, text)

    def piece(self, work: Callable[..., Any], *args: Any) -> Any:
        """Do a piece of the work in a transaction of its own: what is done stays when the rest is killed."""
        return self.aside(work, *args) if self.aside else work(*args)

    @property
    def percent(self) -> int:
        """Done out of total, 0–100."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def is_over(self) -> bool:
        """Nothing more will happen to it."""
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}
