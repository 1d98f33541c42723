"""Official documents the system has issued, each with a code anybody can verify."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models.files import StoredFile


class IssuedDocument(models.Model):
    """An act, receipt or report made by the system: frozen file, number, verification code."""

    class Status(models.TextChoices):
        VALID = "valid", _("valid")
        REVOKED = "revoked", _("revoked")
        REPLACED = "replaced", _("replaced")

    code = models.CharField(_("verification code"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    number = models.CharField(_("number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=400)
    issuer = models.CharField(_("issuer"), max_length=300)
    language = models.CharField(max_length=10)
    issued_on = models.DateField(_("date"))
    created_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.VALID)
    status_reason = models.TextField(blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="documents")
    sha256 = models.CharField(max_length=64, db_index=True)
    sealed = models.BooleanField(default=False)
    subject = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    public = models.BooleanField(_("anybody may read it"), default=False)

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        indexes = [models.Index(fields=["subject", "subject_id"], name="document_by_subject")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="replaced", replaced_by__isnull=False)
                | (~models.Q(status="replaced") & models.Q(replaced_by__isnull=True)),
                name="document_replaced_names_its_successor",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()
