"""The lists inside an application: activities, budget lines, partners, documents, declarations."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.calls import RequiredDocument
from grants.models.fields import MoneyField
from ngo_registry.models import Organisation
from office.models import StoredFile


class ActivityLine(models.Model):
    """One activity with its months and who carries it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="activity_lines")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("activity"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    month_from = models.PositiveSmallIntegerField(_("from month"))
    month_until = models.PositiveSmallIntegerField(_("until month"))
    carrier = models.CharField(_("carried out by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["application", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month_from__gte=1, month_until__gte=models.F("month_from")),
                name="activity_months_in_order",
            ),
        ]

    def __str__(self):
        return self.name


class BudgetLine(models.Model):
    """One line of the budget: quantity times price, shared between the body and others."""

    class Group(models.TextChoices):
        STAFF = "staff", _("human resources")
        TRAVEL = "travel", _("travel")
        EQUIPMENT = "equipment", _("equipment and material")
        SERVICES = "services", _("services")
        PROMOTION = "promotion", _("promotion")
        ADMINISTRATION = "administration", _("administrative costs")
        OTHER = "other", _("other costs")

    application = models.ForeignKey(Application, models.CASCADE, related_name="budget_lines")
    order = models.PositiveSmallIntegerField()
    group = models.CharField(_("group"), max_length=16, choices=Group.choices)
    description = models.CharField(_("description"), max_length=300)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2)
    price = MoneyField(_("price"))
    total = MoneyField(_("total"))
    requested = MoneyField(_("requested from the body"))
    other = MoneyField(_("from other sources"), default=0)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["application", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gte=0), name="budget_line_counts_something"
            ),
            models.CheckConstraint(
                condition=Q(total=models.F("requested") + models.F("other")),
                name="budget_shares_make_the_total",
            ),
            models.CheckConstraint(
                condition=Q(requested__gte=0, other__gte=0), name="budget_shares_not_negative"
            ),
        ]

    def __str__(self):
        return self.description


class ApplicationPartner(models.Model):
    """An organisation that carries out the project together with the applicant."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="partnerships"
    )
    name = models.CharField(_("name"), max_length=300)
    role = models.TextField(_("role in the project"), blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["application", "pk"]

    def __str__(self):
        return self.name


class ApplicationDocument(models.Model):
    """A paper handed in with the application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="documents")
    required = models.ForeignKey(
        RequiredDocument, models.PROTECT, null=True, blank=True, related_name="given"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("document of an application")
        verbose_name_plural = _("documents of applications")
        ordering = ["application", "pk"]

    def __str__(self):
        return str(self.file)


class Declaration(models.Model):
    """A statement the applicant gives with a tick and a name."""

    class Kind(models.TextChoices):
        ACCURACY = "accuracy", _("all data are true")
        NO_DOUBLE_FINANCING = "no_double_financing", _("the same costs are not paid from another source")
        EARLIER_FUNDS = "earlier_funds", _("earlier public funds were reported on")
        DATA_PROTECTION = "data_protection", _("the data may be processed for this procedure")

    application = models.ForeignKey(Application, models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="one_declaration_of_a_kind")
        ]

    def __str__(self):
        return self.get_kind_display()
