"""Lists and decisions that no longer hold: replaced after objections or annulled by a court; they stay readable."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.calls import Call
from grants.models.fields import MoneyField, PointsField
from grants.models.ranking import AllocationVariant
from office.models import IssuedDocument


class CourtAnnulment(models.Model):
    """A judgment that annuls a decision on allocation and names the step to be done again."""

    class Step(models.TextChoices):
        CHECK = "check", _("formal check")
        SCORING = "scoring", _("scoring")
        RANKING = "ranking", _("ranking list")
        DECISION = "decision", _("decision on allocation of funds")

    call = models.ForeignKey(Call, models.PROTECT, related_name="annulments")
    court = models.CharField(_("court"), max_length=200)
    number = models.CharField(_("number of the judgment"), max_length=60)
    judged_on = models.DateField(_("date of the judgment"))
    received_on = models.DateField(_("received on"))
    reasons = models.TextField(_("reasons of the court"))
    step = models.CharField(_("step to be done again"), max_length=10, choices=Step.choices)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("annulment by a court")
        verbose_name_plural = _("annulments by courts")
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="judgment_entered_once"),
            models.CheckConstraint(condition=~Q(reasons=""), name="annulment_has_reasons"),
            models.CheckConstraint(
                condition=Q(received_on__gte=models.F("judged_on")), name="judgment_received_after_it"
            ),
        ]

    def __str__(self):
        return f"{self.court} {self.number}"


class PastRanking(models.Model):
    """A ranking list as it was published before another took its place."""

    class Why(models.TextChoices):
        OBJECTIONS = "objections", _("replaced after objections")
        COURT = "court", _("annulled by a court")

    call = models.ForeignKey(Call, models.PROTECT, related_name="past_rankings")
    edition = models.PositiveSmallIntegerField(_("edition"))
    number = models.CharField(_("number"), max_length=60)
    published_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(_("why it no longer holds"), max_length=12, choices=Why.choices)
    note = models.TextField(_("explanation"))
    annulment = models.ForeignKey(
        CourtAnnulment, models.PROTECT, null=True, blank=True, related_name="rankings"
    )
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("earlier ranking list")
        verbose_name_plural = _("earlier ranking lists")
        ordering = ["call", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["call", "edition"], name="ranking_edition"),
            models.CheckConstraint(
                condition=~Q(why="court") | Q(annulment__isnull=False), name="annulled_list_has_judgment"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.number}"


class PastRankingRow(models.Model):
    """One application on an earlier list."""

    ranking = models.ForeignKey(PastRanking, models.PROTECT, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="past_ranking_rows")
    place = models.PositiveSmallIntegerField(_("place"))
    order = models.PositiveSmallIntegerField(_("order in the allocation"), null=True, blank=True)
    final = PointsField(_("final points"))
    sheet_totals = models.JSONField(_("points of each sheet"), default=list)
    tie_reason = models.TextField(_("why in this order"), blank=True)

    class Meta:
        verbose_name = _("row of an earlier ranking list")
        verbose_name_plural = _("rows of earlier ranking lists")
        ordering = ["ranking", "place", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "application"], name="once_on_an_earlier_list")
        ]

    def __str__(self):
        return f"{self.place}. {self.application}"


class PastVariant(models.Model):
    """A variant compared or chosen on a list that no longer holds; closed, it stays as it was."""

    ranking = models.ForeignKey(PastRanking, models.PROTECT, related_name="variants")
    name = models.CharField(_("name of the variant"), max_length=80, blank=True)
    mode = models.CharField(_("mode"), max_length=12, choices=AllocationVariant.Mode.choices)
    money = MoneyField(_("money"))
    allocated = MoneyField(_("allocated"))
    unallocated = MoneyField(_("unallocated"))
    chosen = models.BooleanField(_("chosen"), default=False)
    sha256 = models.CharField(max_length=64, blank=True)
    text = models.TextField(_("terms and sums as plain text"))

    class Meta:
        verbose_name = _("variant of an earlier ranking list")
        verbose_name_plural = _("variants of earlier ranking lists")
        ordering = ["ranking", "pk"]

    def __str__(self):
        return self.name or self.get_mode_display()


class PastDecision(models.Model):
    """A decision on the allocation of funds that a court annulled."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="past_decisions")
    annulment = models.OneToOneField(CourtAnnulment, models.PROTECT, related_name="decision")
    number = models.CharField(_("number"), max_length=60)
    decided_on = models.DateField(_("date"))
    published_at = models.DateTimeField()
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    mode = models.CharField(_("mode"), max_length=12, choices=AllocationVariant.Mode.choices)
    sha256 = models.CharField(max_length=64, blank=True)
    allocation = models.TextField(_("the chosen variant as plain text"), blank=True)
    unallocated = MoneyField(_("unallocated"))
    first_signer = models.CharField(_("signed first"), max_length=150)
    second_signer = models.CharField(_("signed second"), max_length=150)

    class Meta:
        verbose_name = _("annulled decision")
        verbose_name_plural = _("annulled decisions")
        ordering = ["call", "pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.number}"


class PastDecisionRow(models.Model):
    """What an annulled decision said of one application."""

    decision = models.ForeignKey(PastDecision, models.PROTECT, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="past_decision_rows")
    order = models.PositiveSmallIntegerField()
    awarded = models.BooleanField(_("awarded"))
    amount = MoneyField(_("amount"), default=0)
    reason = models.TextField(_("reason"))
    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    final = PointsField(_("final points"), null=True, blank=True)

    class Meta:
        verbose_name = _("row of an annulled decision")
        verbose_name_plural = _("rows of annulled decisions")
        ordering = ["decision", "order"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "application"], name="once_in_an_annulled_decision")
        ]

    def __str__(self):
        return f"{self.application}: {self.amount}"


class PastSheet(models.Model):
    """A score sheet as the public read it beside a decision that a court annulled later."""

    decision = models.ForeignKey(PastDecision, models.PROTECT, related_name="sheets")
    application = models.ForeignKey(Application, models.PROTECT, related_name="past_sheets")
    slot = models.PositiveSmallIntegerField(_("place"))
    name = models.CharField(_("name of the scorer, where it was published"), max_length=150, blank=True)
    total = PointsField(_("total"))
    comment = models.TextField(_("general comment"), blank=True)
    lines = models.JSONField(_("points with reasons"), default=list)

    class Meta:
        verbose_name = _("sheet of an annulled decision")
        verbose_name_plural = _("sheets of annulled decisions")
        ordering = ["decision", "application", "slot"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "application", "slot"], name="past_sheet_in_its_place"
            )
        ]

    def __str__(self):
        return f"{self.application} / {self.slot}"
