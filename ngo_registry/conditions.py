"""Conditions of an entry in the register: each with its answer, what it was read from, and its article."""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.conditions_noted import answered
from ngo_registry.conditions_of_acts import of_acts
from ngo_registry.conditions_of_changes import of_application, of_change
from ngo_registry.conditions_of_endings import of_deletion
from ngo_registry.conditions_of_names import CONSENT, of_person_in_name
from ngo_registry.conditions_of_order import of_order
from ngo_registry.conditions_of_parties import PAPERS as PARTY_PAPERS
from ngo_registry.conditions_of_parties import party_conditions
from ngo_registry.conditions_of_people import of_founders, of_numbers, of_representative
from ngo_registry.models import PARTY, Founder, OrganisationKind, RegisterFiling
from ngo_registry.same_names import has_letters, same_named
from office.models import User
from office.refusal import Refused
from office.rulebooks import rules_for


def conditions(filing: RegisterFiling, at: datetime.date | None = None) -> list[Condition]:
    """All conditions of this filing, in the order of the form, with what officers answered."""
    return answered(filing, by_machine(filing, at))


def by_machine(filing: RegisterFiling, at: datetime.date | None = None) -> list[Condition]:
    """The same as the check finds them by itself."""
    day = at or timezone.localdate()
    if filing.filing_kind != RegisterFiling.Kind.ENTRY:
        asked = party_conditions(filing, day) if filing.of_party else of_asked(filing, day)
        return [*asked, *of_application(filing)]
    if filing.of_party:
        return party_conditions(filing, day)
    rules = rules_for(None, day).register
    founders = list(filing.founders.all())
    return [
        *of_name(filing),
        *of_order(filing, "name"),
        *of_person_in_name(filing, day, "name", "papers"),
        *of_acts(filing),
        *of_founders(filing, founders, rules, day),
        *of_representative(filing, day),
        *of_numbers(filing, founders, day),
        *of_enclosures(filing, founders),
    ]


def of_asked(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """Conditions of a change or of the deletion of an organisation."""
    deletion = filing.filing_kind == RegisterFiling.Kind.DELETION
    return of_deletion(filing, day) if deletion else of_change(filing, day)


def of_name(filing: RegisterFiling) -> Iterator[Condition]:
    """The name is there and nobody has it."""
    taken = same_named(filing.name, apart_from=filing.organisation_id) if filing.name else None
    evidence = _("No organisation in the register has this name in any script or spelling.")
    if not filing.name:
        evidence = _("The name is not written yet.")
    elif not has_letters(filing.name):
        evidence = _("The name has neither a letter nor a digit.")
    elif taken:
        evidence = _("“%(name)s”, number %(number)s, already has this name.") % {
            "name": taken.name,
            "number": taken.number,
        }
    yield Condition(
        "name",
        _("The name differs from names already entered"),
        has_letters(filing.name) and not taken,
        evidence,
        articles.NAME,
        "name",
    )
    there = bool(filing.municipality_id and filing.address)
    evidence = (
        f"{filing.address}, {filing.municipality}" if there else _("Municipality or address is missing.")
    )
    yield Condition("seat", _("Seat and address are stated"), there, evidence, articles.FOUNDING_ACT, "name")
    if filing.kind == OrganisationKind.FOREIGN:
        there = bool(filing.home_name and filing.home_seat and filing.home_country)
        evidence = (
            f"{filing.home_name}, {filing.home_country}"
            if there
            else _("Name, seat or state abroad is missing.")
        )
        yield Condition("home", _("The organisation abroad is stated"), there, evidence, articles.LAW, "name")


def of_enclosures(filing: RegisterFiling, founders: list[Founder]) -> Iterator[Condition]:
    """Every paper that belongs to the filing is there."""
    for field in required_papers(filing):
        if field == CONSENT:  # a condition of its own, with its own article
            continue
        paper = getattr(filing, field)
        title = str(RegisterFiling._meta.get_field(field).verbose_name)
        yield Condition(
            field,
            _("Enclosed: %(paper)s") % {"paper": title},
            bool(paper),
            "" if paper else _("The file is missing."),
            articles.FOUNDING_ACT,
            "papers",
            file_name=paper.name if paper else "",
            formal=True,
        )


def required_papers(filing: RegisterFiling) -> tuple[str, ...]:
    """Enclosures by kind of organisation; online also the signed application itself."""
    papers = {
        PARTY: PARTY_PAPERS,
        OrganisationKind.FOREIGN: ("home_proof", "founding_act", "identity_papers"),
        OrganisationKind.FOUNDATION: ("founding_act", "statute", "identity_papers"),
    }.get(filing.kind, ("founding_act", "minutes", "statute", "identity_papers"))
    if filing.needs_consent:
        papers = (*papers, CONSENT)
    online = filing.origin == RegisterFiling.Origin.ONLINE
    return ("application", *papers) if online else papers


def check_conditions(by: User, filing: RegisterFiling) -> None:
    """Every condition of the entry is met."""
    unmet: list[Condition] = [row for row in conditions(filing) if row.met is False]
    if unmet:
        more = ngettext("%(n)s condition is not met", "%(n)s conditions are not met", len(unmet)) % {
            "n": len(unmet)
        }
        raise Refused(f"{more}: {unmet[0].title} – {unmet[0].evidence}", law=unmet[0].law)


def enclosures_complete(filing: RegisterFiling) -> bool:
    """No paper is missing, so that the legal term of the decision runs."""
    if filing.filing_kind == RegisterFiling.Kind.ENTRY and not filing.of_party:
        consent = of_person_in_name(filing, timezone.localdate(), "name", "papers")
        rows = [*of_enclosures(filing, []), *(row for row in consent if row.formal)]
    else:
        rows = [row for row in conditions(filing) if row.formal]
    return all(row.met is not False for row in rows)
