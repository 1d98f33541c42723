"""What the Government decides for a year: areas, bodies, sums; and, elsewhere, the yearly plan of calls of a body."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.fields import MoneyField
from office.models import Area, Body, StoredFile


class PriorityDecision(models.Model):
    """The yearly decision on priority areas of public interest and the money for them."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed to the Government")
        ADOPTED = "adopted", _("adopted")
        PUBLISHED = "published", _("published")

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    gazette = models.CharField(_("official gazette"), max_length=80, blank=True)
    current_budget = MoneyField(_("current budget of the year"))
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("decision on priority areas")
        verbose_name_plural = _("decisions on priority areas")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed"]) | (~Q(number="") & Q(decided_on__isnull=False)),
                name="adopted_priorities_have_number_and_date",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="priorities_published_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.year}"


@pghistory.track()
class PriorityItem(models.Model):
    """One row of the decision: this body, this area, this sum."""

    class Kind(models.TextChoices):
        PRIORITY = "priority", _("priority areas")
        DISABILITY = "disability", _("protection of persons with disability")
        EU = "eu", _("co-financing of EU projects")

    decision = models.ForeignKey(PriorityDecision, models.PROTECT, related_name="items")
    body = models.ForeignKey(Body, models.PROTECT, related_name="priority_items")
    area = models.ForeignKey(Area, models.PROTECT, related_name="priority_items")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PRIORITY)
    amount = MoneyField(_("amount"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("item of the decision")
        verbose_name_plural = _("items of the decision")
        ordering = ["decision", "kind", "body__sort_key", "area__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "body", "area", "kind"], name="one_item_per_body_area_kind"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="priority_item_has_money"),
        ]

    def __str__(self):
        return f"{self.body} – {self.area}"


class CallPlan(models.Model):
    """A call a body plans for the year, sent by 31 January where the law asks for it."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="call_plans")
    year = models.PositiveSmallIntegerField(_("year"))
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name of the planned call"), max_length=300)
    planned_from = models.DateField(_("planned to open"))
    planned_until = models.DateField(_("planned to close"), null=True, blank=True)
    amount = MoneyField(_("planned amount"), null=True, blank=True)
    budget_line = models.CharField(_("budget line"), max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("planned call")
        verbose_name_plural = _("planned calls")
        ordering = ["year", "planned_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="plan_published_at_and_by",
            ),
        ]

    def __str__(self):
        return self.name
