"""Decisions on filings: entered, deleted, refused, dismissed; each with its number and its act."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.models import Organisation, RegisterEntry, RegisterFiling
from ngo_registry.models.facts import FACTS
from ngo_registry.queries.facets import forget
from ngo_registry.services.filings import decision_due
from ngo_registry.workflows import FILING
from office.audit import record
from office.jobs import order_job
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.scripts import sort_key
from office.service import locked, service

DOCUMENTS = "ngo_registry.filing_documents"
TAKEN = {
    "organisation_name_not_taken": (
        _("Another organisation was entered under this name in the meantime."),
        articles.NAME,
    ),
    "organisation_pib_once": (_("Another organisation already has this tax number (PIB)."), ""),
    "organisation_mb_once": (_("Another organisation already has this registration number (MB)."), ""),
}


@service
def enter(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """The head signs: the organisation is entered or deleted, the book gets its line, the acts are drawn."""
    filing = locked(filing)
    FILING.check(filing, "enter", by=by)
    deletion = filing.filing_kind == RegisterFiling.Kind.DELETION
    filing.organisation = locked(filing.organisation) if deletion else create_organisation(filing)
    number = next_number("decision", year=timezone.localdate().year)
    FILING.apply(
        filing,
        "enter",
        by=by,
        organisation=filing.organisation,
        decided_at=timezone.now(),
        decided_by=by,
        decision_number=number,
        due=None,
    )
    if deletion:
        delete(filing.organisation, filing, by)
    else:
        give_number(filing.organisation, filing, by)
    write_in_book(filing, by)
    transaction.on_commit(forget)
    order_job(DOCUMENTS, subject=filing, by=by)
    return filing


def give_number(organisation: Organisation, filing: RegisterFiling, by: User) -> None:
    """The register number, taken late so that a refusal leaves no gap."""
    organisation.number = next_number("organisation", year=timezone.localdate().year)
    organisation.decision_number = filing.decision_number
    organisation.save(update_fields=["number", "decision_number"])
    record("enter", organisation, by=by, data={"number": organisation.number, "filing": filing.case_number})


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
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as clash:
        reason, law = TAKEN.get(clash.__cause__.diag.constraint_name, (None, ""))
        if reason is None:
            raise
        raise Refused(reason, law=law) from clash
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


def write_in_book(filing: RegisterFiling, by: User) -> RegisterEntry:
    """The line of the book, its number taken last."""
    deletion = filing.filing_kind == RegisterFiling.Kind.DELETION
    return RegisterEntry.objects.create(
        number=next_number("entry", year=timezone.localdate().year),
        organisation=filing.organisation,
        filing=filing,
        kind=RegisterEntry.Kind.DELETION if deletion else RegisterEntry.Kind.ENTRY,
        on=timezone.localdate(),
        act_number=filing.decision_number,
        text=filing.deletion_reason if deletion else filing.organisation.name,
        by=by,
    )


@service
def refuse(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The head refuses with reasons; who prepared the filing does not sign its refusal."""
    return decide_against(filing, "refuse", note, by)


@service
def dismiss(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The term for completion has passed; the filing is dismissed."""
    return decide_against(filing, "dismiss", note, by)


def decide_against(filing: RegisterFiling, step: str, note: str, by: User) -> RegisterFiling:
    """State, reasons and number of a negative decision, and its act."""
    filing = locked(filing)
    FILING.check(filing, step, by=by, note=note)
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
    order_job(DOCUMENTS, subject=filing, by=by)
    return filing


@service
def uphold_appeal(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The appeal is upheld: the filing is decided anew, within a new term."""
    return FILING.apply(
        locked(filing), "uphold", by=by, note=note, decision=None, due=decision_due(timezone.localdate())
    )


@service
def reject_appeal(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The appeal is rejected and the refusal stands."""
    return FILING.apply(locked(filing), "confirm", by=by, note=note)
