"""A change of entered data: opened with today's facts, carried out when it is decided."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.identifiers import clean_iban, clean_pib
from ngo_registry.kinds_of_changes import CHANGED_FACTS, kinds_of
from ngo_registry.models import ChangeKind, OnlineFiling, Organisation, RegisterFiling
from ngo_registry.models.facts import FACTS
from ngo_registry.queries.filings import OPEN
from ngo_registry.rules import check_asks, check_edits_register
from ngo_registry.services.memberships import shut_out
from ngo_registry.services.taken import saved_or_refused
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.scripts import sort_key
from office.service import locked, service

Kind = RegisterFiling.Kind
Origin = RegisterFiling.Origin


def check_opens(by: User, organisation: Organisation, origin: str) -> None:
    """An officer opens what came on paper, the owner of the organisation what is written online."""
    if origin == Origin.ONLINE:
        check_asks(by, organisation)
    else:
        check_edits_register(by, None)
    if organisation.status == Organisation.Status.DELETED:
        raise Refused(_("The organisation is already deleted from the register."), law=articles.TERMINATION)
    if organisation.source != Organisation.Source.OWN:
        raise Refused(_("This organisation is entered in the register of another authority."))


@service
def open_change(
    *, organisation: Organisation, change_kind: str, by: User, origin: str = Origin.PAPER
) -> RegisterFiling:
    """Begin a change of one kind; its form stands filled with what is entered today."""
    organisation = locked(organisation)
    check_opens(by, organisation, origin)
    if change_kind not in kinds_of(organisation.kind, online=origin == Origin.ONLINE):
        raise Refused(_("This change is not asked by an organisation of this kind in this way."))
    if organisation.filings.filter(filing_kind=Kind.CHANGE, change_kind=change_kind, state__in=OPEN).exists():
        raise Refused(_("A change of this kind is already in process for this organisation."))
    return opened(organisation, by, origin, filing_kind=Kind.CHANGE, change_kind=ChangeKind(change_kind))


@service
def open_deletion(*, organisation: Organisation, by: User, origin: str = Origin.PAPER) -> RegisterFiling:
    """Begin the deletion of an organisation; only one such filing is open at a time."""
    organisation = locked(organisation)
    check_opens(by, organisation, origin)
    if organisation.filings.filter(filing_kind=Kind.DELETION, state__in=OPEN).exists():
        raise Refused(_("A deletion of this organisation is already in process."))
    return opened(organisation, by, origin, filing_kind=Kind.DELETION)


def opened(organisation: Organisation, by: User, origin: str, **what: str) -> RegisterFiling:
    """The draft with the facts as they are entered today."""
    filing = RegisterFiling.objects.create(
        organisation=organisation,
        origin=origin,
        created_by=by,
        received_on=timezone.localdate() if origin == Origin.PAPER else None,
        applicant_name=by.full_name if origin == Origin.ONLINE else "",
        applicant_email=by.email if origin == Origin.ONLINE else "",
        iban=organisation.iban,
        **{name: getattr(organisation, name) for name in FACTS},
        **what,
    )
    filing.areas.set(organisation.areas.all())
    if origin == Origin.ONLINE:
        OnlineFiling.objects.create(filing=filing)
    record("open", filing, by=by, data={"organisation": organisation, **what}, to_state=filing.state)
    return filing


def carry_out(filing: RegisterFiling, organisation: Organisation, by: User) -> None:
    """The decided change takes effect: only the facts of its kind, people with their days."""
    names = CHANGED_FACTS[filing.change_kind]
    fields = list(names)
    if filing.change_kind == ChangeKind.NAME and filing.name != organisation.name:
        former = [organisation.name, *organisation.former_names.splitlines()]
        organisation.former_names = "\n".join(dict.fromkeys(former))
        organisation.sort_key = sort_key(filing.name)[:1000]
        fields += ["former_names", "sort_key"]
    for name in names:
        setattr(organisation, name, getattr(filing, name))
    if "iban" in names and filing.iban:
        organisation.iban = clean_iban(filing.iban)
    if "pib" in names and filing.pib:
        organisation.pib = clean_pib(filing.pib)
    saved_or_refused(organisation, [*fields, "changed_at"])
    if filing.change_kind == ChangeKind.AREAS:
        organisation.areas.set(filing.areas.all())
    people_change(filing, organisation, filing.change_on or timezone.localdate(), by)
    record(
        "change entered data",
        organisation,
        by=by,
        data={"what": filing.change_kind, "act": filing.decision_number},
    )


def people_change(filing: RegisterFiling, organisation: Organisation, day: datetime.date, by: User) -> None:
    """New people come, those who leave end on the day of the change and are let in no more."""
    if filing.change_kind == ChangeKind.REPRESENTATIVE:
        for person in filing.leaving_representatives.filter(organisation=organisation):
            person.valid_until = max(day, person.valid_from or day)
            person.save(update_fields=["valid_until"])
        for person in filing.representatives.all():
            person.organisation, person.valid_from = organisation, person.valid_from or day
            person.save(update_fields=["organisation", "valid_from"])
        keys_change(filing, organisation, by)
    if filing.change_kind == ChangeKind.BODIES:
        for member in filing.leaving_members.filter(organisation=organisation):
            member.valid_until = min(day, member.valid_until or day)  # a term that has run out ended then
            member.save(update_fields=["valid_until"])
        for member in filing.governingmembers.all():
            member.organisation, member.valid_from = organisation, member.valid_from or day
            member.save(update_fields=["organisation", "valid_from"])


def keys_change(filing: RegisterFiling, organisation: Organisation, by: User) -> None:
    """From this moment on the people who left act no more; codes go to the new e-mail of record."""
    shut_out(filing, organisation, by)
    if filing.new_email_of_record:
        organisation.email_of_record = filing.new_email_of_record
        organisation.save(update_fields=["email_of_record"])
