"""What a call adds to the formal check, rejections by two people, and the published list with its defects."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.calls import Call
from office.models import IssuedDocument


class CallCondition(models.Model):
    """A condition of the check list that this call alone asks for; a person answers it."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="conditions")
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(_("condition"), max_length=300)
    evidence = models.CharField(_("how it is proved"), max_length=300, blank=True)
    law = models.CharField(_("article"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("condition of a call")
        verbose_name_plural = _("conditions of calls")
        ordering = ["call", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "order"], name="conditions_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(text=""), name="condition_says_something"),
        ]

    def __str__(self):
        return self.text


class RejectionProposal(models.Model):
    """One person proposes to reject an application; another confirms it or returns it with a remark."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        RETURNED = "returned", _("returned to the proposer")
        TAKEN_BACK = "taken_back", _("taken back")

    application = models.ForeignKey(Application, models.PROTECT, related_name="rejection_proposals")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PROPOSED)
    reason = models.TextField(_("reason"))
    law = models.CharField(_("article"), max_length=100, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("remark"), blank=True)

    class Meta:
        verbose_name = _("proposal of a rejection")
        verbose_name_plural = _("proposals of rejections")
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="proposed"), name="one_open_proposal"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state="proposed") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="proposal_answered_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "returned"]) | ~Q(answered_by=models.F("proposed_by")),
                name="rejection_by_two_people",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_has_reason"),
        ]

    def __str__(self):
        return f"{self.application}: {self.get_state_display()}"


class CheckList(models.Model):
    """The list of complete and incomplete applications as it was published; a later one takes its place."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="check_lists")
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    number = models.CharField(_("number"), max_length=60, unique=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    annulled = models.BooleanField(_("annulled"), default=False)

    class Meta:
        verbose_name = _("list of the formal check")
        verbose_name_plural = _("lists of the formal check")
        ordering = ["call", "edition"]
        constraints = [models.UniqueConstraint(fields=["call", "edition"], name="check_list_edition")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.number}"


class CheckListRow(models.Model):
    """One application on the list: complete, or incomplete with its defects and their articles."""

    list = models.ForeignKey(CheckList, models.PROTECT, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    complete = models.BooleanField(_("complete"))
    completed_late = models.BooleanField(_("completed on request"), default=False)
    defects = models.TextField(_("defects"), blank=True)
    law = models.CharField(_("article"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("row of the list of the formal check")
        verbose_name_plural = _("rows of lists of the formal check")
        ordering = ["list", "order"]
        constraints = [
            models.UniqueConstraint(fields=["list", "application"], name="once_on_a_check_list"),
            models.CheckConstraint(
                condition=Q(complete=True) | ~Q(defects=""), name="incomplete_names_its_defects"
            ),
        ]

    def __str__(self):
        return f"{self.list} / {self.order}"
