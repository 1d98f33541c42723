"""A filing to the register: entry, change or deletion, with its papers and its legal deadline."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.asked import Asked
from ngo_registry.models.asked_of_parties import AskedOfParty
from ngo_registry.models.facts import PARTY, OrganisationKind, RegisterFacts
from ngo_registry.models.names import NamedAfter
from ngo_registry.models.organisation import Organisation
from office.models import Area, IssuedDocument, StoredFile


def paper(label: object) -> models.ForeignKey:
    """One enclosure of the filing."""
    return models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


def person() -> models.ForeignKey:
    """Who did one step."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )


class RegisterFiling(Asked, AskedOfParty, NamedAfter, RegisterFacts):
    """What an applicant asks of the register; the proposed facts stay here as they were decided on."""

    class Kind(models.TextChoices):
        ENTRY = "entry", pgettext_lazy("register", "entry")
        CHANGE = "change", pgettext_lazy("register", "change")
        DELETION = "deletion", pgettext_lazy("register", "deletion")

    class Origin(models.TextChoices):
        PAPER = "paper", pgettext_lazy("filing", "on paper")
        ONLINE = "online", pgettext_lazy("filing", "online")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", pgettext_lazy("filing", "filed")
        IN_PROCESS = "in_process", pgettext_lazy("filing", "in process")
        COMPLETION_ASKED = "completion_asked", _("completion asked")
        ENTERED = "entered", pgettext_lazy("filing", "entered")
        REFUSED = "refused", pgettext_lazy("filing", "refused")
        DISMISSED = "dismissed", pgettext_lazy("filing", "dismissed")
        APPEALED = "appealed", _("appeal filed")
        WITHDRAWN = "withdrawn", pgettext_lazy("filing", "withdrawn")

    kind = models.CharField(
        _("kind"),
        max_length=24,
        choices=[*OrganisationKind.choices, (PARTY, _("political party"))],
        default=OrganisationKind.ASSOCIATION,
    )
    filing_kind = models.CharField(
        _("kind of filing"), max_length=10, choices=Kind.choices, default=Kind.ENTRY
    )
    origin = models.CharField(_("way of filing"), max_length=6, choices=Origin.choices, default=Origin.PAPER)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="filings"
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("areas of work"))
    acts_agree = models.BooleanField(
        _("goals and activities are the same in the founding act and in the statute"), default=False
    )
    statute_has_goals = models.BooleanField(_("the statute names the goals and activities"), default=False)
    economic_in_statute = models.BooleanField(
        _("the statute names the economic activity and ties it to the goals"), default=False
    )
    initial_assets = models.CharField(_("initial assets"), max_length=200, blank=True)
    iban = models.CharField(_("bank account"), max_length=34, blank=True)
    applicant_name = models.CharField(_("applicant"), max_length=200, blank=True)
    applicant_email = models.EmailField(_("e-mail of the applicant (closed)"), blank=True)
    applicant_phone = models.CharField(_("telephone of the applicant (closed)"), max_length=60, blank=True)
    received_on = models.DateField(_("day of receipt"), null=True, blank=True)
    application = paper(_("signed application"))
    founding_act = paper(_("founding act"))
    statute = paper(_("statute"))
    minutes = paper(_("minutes of the founding assembly"))
    identity_papers = paper(_("copies of identity papers of the founders"))
    home_proof = paper(_("proof of entry in the state of the seat"))
    deletion_reason = models.CharField(_("reason of deletion"), max_length=300, blank=True)
    deletion_paper = paper(_("act on which the deletion rests"))
    closing_account = paper(_("closing account"))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = person()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = person()
    complete_at = models.DateTimeField(_("complete since"), null=True, blank=True)
    due = models.DateField(_("decision due"), null=True, blank=True)
    completion_asked_at = models.DateTimeField(null=True, blank=True)
    completion_due = models.DateField(_("completion due"), null=True, blank=True)
    completion_posted_on = models.DateField(_("day the completion was posted"), null=True, blank=True)
    completion_received_on = models.DateField(_("day the completion was received"), null=True, blank=True)
    completion_text = models.TextField(_("what is missing"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = person()
    decision_number = models.CharField(
        pgettext_lazy("register", "number of the decision"), max_length=60, blank=True
    )
    decision_reason = models.TextField(_("reasons"), blank=True)
    decision = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    extract = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    closed = ("applicant_email", "applicant_phone", "new_email_of_record", "iban")
    open_contacts = ("address", "email", "phone_public")

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | (Q(submitted_at__isnull=False) & ~Q(case_number="")),
                name="filing_submitted_has_number_and_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="filing_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="filing_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="filing_taken_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["entered", "refused", "dismissed"])
                | ~Q(decision_number="") & Q(decided_at__isnull=False),
                name="filing_decided_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decision_reason=""), name="filing_refused_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="entered") | Q(organisation__isnull=False) | Q(party__isnull=False),
                name="filing_entered_has_organisation",
            ),
            models.CheckConstraint(
                condition=Q(kind=PARTY, organisation__isnull=True) | ~Q(kind=PARTY) & Q(party__isnull=True),
                name="filing_party_is_no_organisation",
            ),
            models.CheckConstraint(
                condition=Q(filing_kind="entry") | Q(organisation__isnull=False) | Q(party__isnull=False),
                name="filing_deletion_names_organisation",
            ),
            models.CheckConstraint(
                condition=Q(filing_kind="change") & (~Q(change_kind="") | ~Q(party_change=""))
                | ~Q(filing_kind="change") & Q(change_kind="", party_change=""),
                name="filing_change_says_what",
            ),
            models.UniqueConstraint(
                fields=["case_number"], condition=~Q(case_number=""), name="filing_case_number_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="filing_by_state")]

    def __str__(self):
        return self.case_number or f"{self.get_filing_kind_display()} {self.pk}"

    @property
    def of_party(self) -> bool:
        """Concerns the register of political parties."""
        return self.kind == PARTY

    @property
    def what_changes(self) -> str:
        """What of the entered data changes, in words; empty for an entry or a deletion."""
        return self.get_party_change_display() if self.of_party else self.get_change_kind_display()

    @property
    def is_open(self) -> bool:
        """Still waits for somebody's step."""
        return self.state in {
            self.State.DRAFT,
            self.State.SUBMITTED,
            self.State.IN_PROCESS,
            self.State.COMPLETION_ASKED,
            self.State.APPEALED,
        }

    @property
    def editable(self) -> bool:
        """The officer may still write the facts from the papers."""
        return self.state in {
            self.State.DRAFT,
            self.State.SUBMITTED,
            self.State.IN_PROCESS,
            self.State.COMPLETION_ASKED,
        }
