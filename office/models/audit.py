"""The append-only audit trail and the seals over it (docs/adr/0004-audit.md)."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class CurrentTransaction(models.Func):
    """Number of the running transaction; tells the sealer which lines can still appear."""

    function = "pg_current_xact_id"
    template = "(%(function)s())::text::bigint"
    output_field = models.BigIntegerField()
    allowed_default = True


class AuditEvent(models.Model):
    """One line: who did what to which thing, when, why; text labels, so history never hangs on other rows."""

    at = models.DateTimeField(_("at"))
    actor = models.CharField(_("who"), max_length=200)
    actor_id_text = models.CharField(max_length=40, blank=True)
    action = models.CharField(_("action"), max_length=80)
    subject = models.CharField(_("subject"), max_length=80)
    subject_id = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    note = models.TextField(_("reason"), blank=True)
    data = models.JSONField(default=dict, blank=True)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    xid = models.BigIntegerField(db_default=CurrentTransaction(), db_index=True, editable=False)

    class Meta:
        verbose_name = _("audit line")
        verbose_name_plural = _("audit trail")
        indexes = [models.Index(fields=["subject", "subject_id", "id"], name="audit_by_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "subject_id", "prev_hash"], name="audit_chain_does_not_fork"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="audit_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.action} {self.subject} {self.subject_id}"


class AuditSeal(models.Model):
    """A seal over the audit lines of finished transactions; a cut or edited tail no longer matches it.

    Identity numbers commit out of order, so a seal takes the lines with `from_xid` <= xid < `to_xid`; after a restore
    into another server the transaction numbers begin anew, there `floor_id` says above which line this count holds.
    """

    at = models.DateTimeField(auto_now_add=True)
    from_xid = models.BigIntegerField(default=0)
    to_xid = models.BigIntegerField(default=0)
    floor_id = models.BigIntegerField(default=0)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")
        constraints = [models.UniqueConstraint(fields=["prev"], name="audit_seals_do_not_fork")]
        triggers = [
            pgtrigger.Protect(name="audit_seal_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.first_id}–{self.last_id} {self.hash[:12]}"


class DaySeal(models.Model):
    """The seal that stood at the end of a day, published and sent out: a copy of it elsewhere proves the trail."""

    day = models.DateField(_("day"), unique=True)
    hash = models.CharField(_("seal"), max_length=64)
    lines = models.PositiveBigIntegerField(_("audit lines sealed so far"))
    at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        verbose_name = _("seal of a day")
        verbose_name_plural = _("seals of days")
        ordering = ["-day"]
        triggers = [
            pgtrigger.Protect(name="day_seal_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.day.isoformat()} {self.hash}"
