"""Public bodies: ministries, municipalities, departments, with the names they had and what became of them."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.models.code_lists import Municipality


class BodyQuerySet(models.QuerySet):
    """Adjectives of bodies."""

    def active(self, day: datetime.date) -> "BodyQuerySet":
        """Bodies that exist on that day."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )


class Body(models.Model):
    """A public body that gives money, forms commissions or reports; it ends and is succeeded, never deleted."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("national body")
        PROVINCIAL = "provincial", _("provincial body")
        MUNICIPALITY = "municipality", _("municipality")
        DEPARTMENT = "department", _("city department")
        INDEPENDENT = "independent", _("independent body")

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("present name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="bodies"
    )
    email = models.EmailField(_("public e-mail"), blank=True)
    website = models.URLField(_("web site"), blank=True)
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_until = models.DateField(_("existed until"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    sort_key = models.CharField(max_length=400, blank=True, db_index=True)

    objects = BodyQuerySet.as_manager()

    open_contacts = ("email",)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["sort_key", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=models.F("valid_from")),
                name="body_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(successor=models.F("id")), name="body_does_not_succeed_itself"
            ),
        ]

    def __str__(self):
        return self.name

    def name_on(self, day: datetime.date) -> str:
        """The name the body had on that day (reads prefetched `names` when they are there)."""
        for former in self.names.all():
            if (former.valid_from or datetime.date.min) <= day <= (former.valid_until or datetime.date.max):
                return former.name
        return self.name


class BodyName(models.Model):
    """A name a body had, with its dates."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("name of a body")
        verbose_name_plural = _("names of bodies")
        ordering = ["body", "valid_from"]

    def __str__(self):
        return self.name
