"""Organisations that may be one and the same, what was decided on them, and what a merge moved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.organisation import Organisation


def organisation(label: object, related_name: str = "+") -> models.ForeignKey:
    """One of the two."""
    return models.ForeignKey(Organisation, models.PROTECT, related_name=related_name, verbose_name=label)


def person() -> models.ForeignKey:
    """Who did one step."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )


class DuplicatePair(models.Model):
    """Two organisations that look like one; what a person decided is remembered and not asked again."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("pair", "to be decided")
        DIFFERENT = "different", pgettext_lazy("pair", "not the same")
        MERGED = "merged", pgettext_lazy("pair", "merged")

    one = organisation(_("organisation"))
    other = organisation(_("organisation"))
    score = models.PositiveSmallIntegerField(_("likeness"), default=0)
    # codes of `ngo_registry.likeness`, never the values: an e-mail of record is closed data
    reasons = models.JSONField(_("reasons"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = person()
    note = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("pair of likely doubles")
        verbose_name_plural = _("pairs of likely doubles")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_pair_of_two_organisations"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="pair_in_order"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, state="open")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(state="open") & ~Q(note=""),
                name="pair_decided_at_and_by",
            ),
        ]
        indexes = [models.Index(fields=["state", "-score", "id"], name="pair_by_likeness")]

    def __str__(self):
        return f"{self.one_id} = {self.other_id}"


class OrganisationMerge(models.Model):
    """One imported double was joined to another entry; everything needed to undo it is here."""

    pair = models.ForeignKey(DuplicatePair, models.PROTECT, related_name="merges")
    stays = organisation(_("the one that stays"), "merges")
    goes = organisation(_("the one that was joined to it"), "merges_away")
    # {fact: [before, after]} of the one that stays; public facts and the closed contacts, seen by staff only
    facts = models.JSONField(_("chosen values"), default=dict)
    areas = models.JSONField(_("areas before"), null=True, blank=True)
    merged_at = models.DateTimeField(_("merged"), auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(_("reason"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = person()
    undone_note = models.TextField(_("reason of the undoing"), blank=True)

    class Meta:
        verbose_name = _("merge of doubles")
        verbose_name_plural = _("merges of doubles")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(stays=models.F("goes")), name="merge_of_two"),
            models.CheckConstraint(condition=~Q(note=""), name="merge_says_why"),
            models.UniqueConstraint(
                fields=["goes"], condition=Q(undone_at__isnull=True), name="one_merge_in_force"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_note=""),
                name="merge_undone_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.goes_id} → {self.stays_id}"


class MovedRow(models.Model):
    """One row that pointed at the double and now points at the one that stays."""

    merge = models.ForeignKey(OrganisationMerge, models.PROTECT, related_name="moved")
    table = models.CharField(_("kind of record"), max_length=80)  # label of the model: grants.application
    column = models.CharField(max_length=60)
    row = models.BigIntegerField()

    class Meta:
        verbose_name = _("moved record")
        verbose_name_plural = _("moved records")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["merge", "table", "column", "row"], name="row_moved_once")
        ]

    def __str__(self):
        return f"{self.table} {self.row}"
