"""Decisions on filings: entered, changed, deleted, refused, dismissed; each with its number and its act."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ngo_registry.condition import Condition, in_the_way
from ngo_registry.conditions import conditions
from ngo_registry.models import ChangeKind, Finding, Letter, Organisation, RegisterEntry, RegisterFiling
from ngo_registry.models.facts import FACTS
from ngo_registry.queries.past import public_state
from ngo_registry.services.book import write_line
from ngo_registry.services.changes import carry_out
from ngo_registry.services.letters import put_in_post
from ngo_registry.services.memberships import welcome_applicant
from ngo_registry.services.parties import enter_party
from ngo_registry.services.taken import saved_or_refused
from ngo_registry.workflows import FILING
from office.audit import record
from office.jobs import order_job
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.scripts import sort_key
from office.service import locked, service

DOCUMENTS = "ngo_registry.filing_documents"
Kind = RegisterFiling.Kind
Reasons = Mapping[str, str]  # key of a condition → why it stands in the way


@service
def enter(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """The head signs: the organisation is entered, changed or deleted, the book gets its line."""
    filing = locked(filing)
    if filing.of_party:
        return enter_party(filing, by)
    if filing.organisation_id:
        filing.organisation = locked(filing.organisation)
    FILING.check(filing, "enter", by=by)
    before = public_state(filing.organisation) if filing.organisation_id else {}
    if filing.filing_kind == Kind.ENTRY:
        filing.organisation = create_organisation(filing)
    FILING.apply(
        filing,
        "enter",
        by=by,
        organisation=filing.organisation,
        decided_at=timezone.now(),
        decided_by=by,
        decision_number=next_number("decision", year=timezone.localdate().year),
        due=None,
    )
    if filing.filing_kind == Kind.ENTRY:
        give_number(filing.organisation, filing, by)
    elif filing.filing_kind == Kind.CHANGE:
        carry_out(filing, filing.organisation, by)
    else:
        delete(filing.organisation, filing, by)
    write_in_book(filing, before, by)
    put_in_post(filing, Letter.Kind.DECISION, filing.decision_number, by)
    order_job(DOCUMENTS, subject=filing, by=by)
    return filing


def give_number(organisation: Organisation, filing: RegisterFiling, by: User) -> None:
    """The register number, taken late so that a refusal leaves no gap; who filed online becomes owner."""
    organisation.number = next_number("organisation", year=timezone.localdate().year)
    organisation.decision_number = filing.decision_number
    organisation.save(update_fields=["number", "decision_number"])
    record("enter", organisation, by=by, data={"number": organisation.number, "filing": filing.case_number})
    welcome_applicant(filing, by)


def create_organisation(filing: RegisterFiling) -> Organisation:
    """A new organisation with the facts and people of the filing; a name taken meanwhile refuses."""
    facts = {name: getattr(filing, name) for name in FACTS}
    organisation = Organisation(
        **facts,
        number=f"{filing.case_number}/",
        iban=filing.iban,
        email_of_record=filing.applicant_email,
        registered_on=timezone.localdate(),
        sort_key=sort_key(filing.name),
        source=Organisation.Source.OWN,
    )
    organisation.place = organisation.place or str(filing.municipality or "")
    saved_or_refused(organisation)
    organisation.areas.set(filing.areas.all())
    for people in (filing.founders, filing.representatives, filing.governingmembers):
        people.update(organisation=organisation)
    return organisation


def delete(organisation: Organisation, filing: RegisterFiling, by: User) -> None:
    """The organisation ends; its row and its history stay."""
    before = organisation.status
    organisation.status = Organisation.Status.DELETED
    organisation.deleted_on = timezone.localdate()
    organisation.deletion_reason = filing.deletion_reason
    organisation.deletion_act = filing.decision_number
    organisation.save(update_fields=["status", "deleted_on", "deletion_reason", "deletion_act", "changed_at"])
    record(
        "delete",
        organisation,
        by=by,
        note=filing.deletion_reason,
        data={"filing": filing.case_number, "act": filing.decision_number},
        from_state=before,
        to_state=organisation.status,
    )


def write_in_book(filing: RegisterFiling, before: dict, by: User) -> RegisterEntry:
    """The line of the book with what was and what is."""
    organisation = filing.organisation
    text = {
        Kind.ENTRY: organisation.name,
        Kind.CHANGE: ChangeKind(filing.change_kind).label if filing.change_kind else "",
        Kind.DELETION: filing.deletion_reason,
    }[filing.filing_kind]
    return write_line(
        organisation, RegisterEntry.Kind(filing.filing_kind), before, by, text=text, filing=filing
    )


@service
def refuse(*, filing: RegisterFiling, note: str, by: User, reasons: Reasons | None = None) -> RegisterFiling:
    """On the merits: the head refuses, condition by condition; who prepared the filing does not sign."""
    return decide_against(filing, "refuse", note, by, reasons or {})


@service
def dismiss(*, filing: RegisterFiling, note: str, by: User, reasons: Reasons | None = None) -> RegisterFiling:
    """Formally: the term for completion has passed and papers are missing; the merits are not judged."""
    return decide_against(filing, "dismiss", note, by, reasons or {})


def decide_against(
    filing: RegisterFiling, step: str, note: str, by: User, reasons: Reasons
) -> RegisterFiling:
    """State, reasons and number of a negative decision, its letter and its act."""
    filing = locked(filing)
    FILING.check(filing, step, by=by, note=note)
    found = reasoned(filing, reasons, formal=step == "dismiss")
    FILING.apply(
        filing,
        step,
        by=by,
        note=note,
        decision_reason=note,
        decided_at=timezone.now(),
        decided_by=by,
        due=None,
        decision_number=next_number("decision", year=timezone.localdate().year),
    )
    for row, why in found:
        Finding.objects.create(
            filing=filing,
            act_number=filing.decision_number,
            title=row.title,
            law=row.law,
            evidence=row.evidence,
            reason=why,
        )
    put_in_post(filing, Letter.Kind.DECISION, filing.decision_number, by)
    order_job(DOCUMENTS, subject=filing, by=by)
    return filing


def reasoned(filing: RegisterFiling, reasons: Reasons, *, formal: bool) -> list[tuple[Condition, str]]:
    """Every condition in the way has its reason; a person may refuse on one the machine answered otherwise."""
    with translation.override(
        settings.OFFICE_LANGUAGES[0]
    ):  # the act is written in the language of the office
        official = {row.key: row for row in conditions(filing)}
    said = {key: why.strip() for key, why in reasons.items()}
    if set(said) - set(official):
        raise Refused(_("A condition you chose does not belong to this filing. Load the page again."))
    if not all(said.values()):
        raise Refused(_("Write the reason at every condition you chose."))
    silent = [row for row in in_the_way(conditions(filing), formal=formal) if row.key not in said]
    if silent:
        raise Refused(
            _("Write the reason at this condition too: %(title)s") % {"title": silent[0].title},
            law=silent[0].law,
        )
    if not said:
        raise Refused(_("Choose at least one condition that is not met and write why."))
    return [(row, said[key]) for key, row in official.items() if key in said]
