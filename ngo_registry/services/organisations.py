"""What an organisation or an officer may change without a decision: contact data and areas."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import Organisation, OwnContacts, RegisterEntry
from ngo_registry.queries.past import public_state
from ngo_registry.rules import check_acts_for, check_edits_register
from ngo_registry.services.book import write_line
from office.audit import record
from office.jurisdiction import has_feature
from office.models import Area, User
from office.service import locked, service

CONTACTS = ("website", "email", "phone_public")


@service
def save_contacts(
    *, organisation: Organisation, facts: dict[str, Any], by: User, areas: Iterable[Area] | None = None
) -> Organisation:
    """The organisation keeps its own public contacts and areas of work; beside the official ones where another
    authority keeps the register, so that no import writes over them."""
    check_acts_for(by, organisation)
    known = {name: facts[name] for name in CONTACTS if name in facts}
    if has_feature("own_register"):
        return _changed(organisation, known, by, areas)
    return _stated(organisation, known, by, areas)


def _stated(
    organisation: Organisation, facts: dict[str, Any], by: User, areas: Iterable[Area] | None
) -> Organisation:
    """What the organisation says of itself, with the day and the person."""
    organisation = locked(organisation)
    own = OwnContacts.objects.filter(organisation=organisation).first() or OwnContacts(
        organisation=organisation
    )
    different = [name for name, value in facts.items() if getattr(own, name) != value]
    if areas is not None and set(areas) != set(organisation.areas.all()):
        organisation.areas.set(areas)
        own.areas_stated = True
        different.append("areas")
    if different:
        for name, value in facts.items():
            setattr(own, name, value)
        own.saved_at, own.saved_by = timezone.now(), by
        own.save()
        organisation.save(update_fields=["changed_at"])  # the search follows
        record("change contacts", organisation, by=by, data={"fields": different, "stated": True})
    return organisation


@service
def correct_contacts(*, organisation: Organisation, facts: dict[str, Any], by: User) -> Organisation:
    """An officer corrects contacts, the closed e-mail of record among them; official data of another authority stay."""
    check_edits_register(by, organisation)
    names = (*CONTACTS, "email_of_record") if has_feature("own_register") else ("email_of_record",)
    return _changed(organisation, {name: facts[name] for name in names if name in facts}, by)


def _changed(
    organisation: Organisation, facts: dict[str, Any], by: User, areas: Iterable[Area] | None = None
) -> Organisation:
    """Save what differs and write one audit line that names the fields (not their values)."""
    organisation = locked(organisation)
    before = public_state(organisation)
    different = [name for name, value in facts.items() if getattr(organisation, name) != value]
    for name in different:
        setattr(organisation, name, facts[name])
    if different:
        organisation.save(update_fields=[*different, "changed_at"])
    if areas is not None and set(areas) != set(organisation.areas.all()):
        organisation.areas.set(areas)
        different.append("areas")
    if set(different) - {"email_of_record"} and organisation.source == Organisation.Source.OWN:
        write_line(organisation, RegisterEntry.Kind.CHANGE, before, by, text=_("Contacts and areas"))
    if different:
        record("change contacts", organisation, by=by, data={"fields": different})
    return organisation
