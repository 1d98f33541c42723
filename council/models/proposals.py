"""What NGOs propose: one candidate for each place, with statements and evidence; what the office found."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.models.calls import NominationCall, NominationSeat
from office.models import StoredFile


class ProposalQuerySet(models.QuerySet):
    """Adjectives of proposals."""

    def filed(self) -> "ProposalQuerySet":
        """Proposals that were handed in and not withdrawn."""
        State = Proposal.State
        return self.filter(state__in=[State.SUBMITTED, State.VALID, State.INVALID])

    def valid(self) -> "ProposalQuerySet":
        """Proposals that fulfil every condition."""
        return self.filter(state=Proposal.State.VALID)


class Proposal(models.Model):
    """One NGO proposes one person for one place."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("handed in")
        VALID = "valid", _("valid proposal")
        INVALID = "invalid", _("invalid proposal")
        WITHDRAWN = "withdrawn", _("withdrawn")

    call = models.ForeignKey(NominationCall, models.PROTECT, related_name="proposals")
    seat = models.ForeignKey(
        NominationSeat, models.PROTECT, related_name="proposals", verbose_name=_("place")
    )
    organisation = models.ForeignKey(
        "ngo_registry.Organisation", models.PROTECT, related_name="proposals", verbose_name=_("organisation")
    )
    candidate_name = models.CharField(_("name and surname of the candidate"), max_length=150)
    candidate_key = models.CharField(_("candidate as counted"), max_length=200)
    candidate_email = models.EmailField(_("e-mail of the candidate"), blank=True)
    candidate_phone = models.CharField(_("phone of the candidate"), max_length=40, blank=True)
    experience = models.TextField(_("experience of the candidate in the field"), blank=True)
    ngo_work = models.TextField(_("what the organisation did in the field in the last years"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    reason = models.TextField(_("reason"), blank=True)
    number = models.CharField(_("receipt number"), max_length=60, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ProposalQuerySet.as_manager()

    closed = ("candidate_email", "candidate_phone")

    class Meta:
        verbose_name = _("proposal of a candidate")
        verbose_name_plural = _("proposals of candidates")
        ordering = ["call", "seat", "submitted_at", "pk"]
        indexes = [models.Index(fields=["call", "state"], name="proposal_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation", "seat"],
                condition=~Q(state="withdrawn"),
                name="one_proposal_per_ngo_and_seat",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="proposal_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | (Q(submitted_at__isnull=False, submitted_by__isnull=False) & ~Q(number="")),
                name="proposal_handed_in_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["valid", "invalid"])
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="proposal_checked_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="invalid") | ~Q(reason=""), name="proposal_invalid_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.candidate_name}".strip()


class ProposalCondition(models.Model):
    """One condition of the rulebook on one proposal: what the NGO states and what the office found."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="conditions")
    key = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    stated = models.BooleanField(_("the organisation states it"), default=False)
    met = models.BooleanField(_("fulfilled"), null=True)
    note = models.TextField(_("reason"), blank=True)
    law = models.CharField(_("article"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("condition of a proposal")
        verbose_name_plural = _("conditions of proposals")
        ordering = ["proposal", "order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="condition_once_per_proposal"),
            models.CheckConstraint(
                condition=Q(met__isnull=True) | Q(met=True) | ~Q(note=""), name="condition_not_met_says_why"
            ),
        ]

    def __str__(self):
        return self.key


class ProposalFile(models.Model):
    """A paper handed in with a proposal."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", _("evidence of registration")
        STATUTE = "statute", _("statute")
        ACTIVITY = "activity", _("evidence of work in the field")
        TAX = "tax", _("balance sheet and income statement of the last year")
        NGO_STATEMENT = "ngo_statement", _("statement of the representative on the governing body")
        CV = "cv", _("curriculum vitae of the candidate")
        ID_COPY = "id_copy", _("copy of the candidate's identity card")
        CANDIDATE_STATEMENT = "candidate_statement", _("statement of the candidate")
        OTHER = "other", _("other")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files")
    kind = models.CharField(_("what it is"), max_length=20, choices=Kind.choices)
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("paper of a proposal")
        verbose_name_plural = _("papers of proposals")
        ordering = ["proposal", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.stored}"


class ListedCandidate(models.Model):
    """A row of the published list: a candidate, how many valid proposals, and whether the place is theirs."""

    seat = models.ForeignKey(NominationSeat, models.PROTECT, related_name="listed")
    place = models.PositiveSmallIntegerField(_("place"))
    candidate_key = models.CharField(max_length=200)
    name = models.CharField(_("candidate"), max_length=150)
    valid_count = models.PositiveIntegerField(_("valid proposals"))
    selected = models.BooleanField(_("takes the place"), default=False)
    reason = models.TextField(_("reason of the choice between equal candidates"), blank=True)
    organisations = models.ManyToManyField("ngo_registry.Organisation", related_name="listed_candidates")

    class Meta:
        verbose_name = _("candidate on a list")
        verbose_name_plural = _("candidates on lists")
        ordering = ["seat", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "candidate_key"], name="candidate_listed_once")
        ]

    def __str__(self):
        return self.name
