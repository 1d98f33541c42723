"""Conditions of an entry in the register: each with its answer, what it was read from, and its article."""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.conditions_noted import answered
from ngo_registry.conditions_of_changes import of_change, of_deletion
from ngo_registry.conditions_of_names import CONSENT, of_person_in_name
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
    if filing.of_party:
        return party_conditions(filing, day)
    if filing.filing_kind == RegisterFiling.Kind.DELETION:
        return list(of_deletion(filing, day))
    if filing.filing_kind == RegisterFiling.Kind.CHANGE:
        return list(of_change(filing, day))
    rules = rules_for(None, day).register
    founders = list(filing.founders.all())
    return [
        *of_name(filing),
        *of_person_in_name(filing, day, "name", "papers"),
        *of_acts(filing),
        *of_founders(filing, founders, rules, day),
        *of_representative(filing, day),
        *of_numbers(filing, founders, day),
        *of_enclosures(filing, founders),
    ]


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


def of_acts(filing: RegisterFiling) -> Iterator[Condition]:
    """What the statute and the founding act say."""
    there = bool(filing.goals.strip() and filing.activities.strip())
    yield Condition(
        "goals",
        _("Goals and activities are stated"),
        there,
        _("Written from the statute.") if there else _("Goals or activities are missing."),
        articles.STATUTE,
        "goals",
    )
    yield Condition(
        "statute_goals",
        _("The statute names the goals and activities"),
        *of_comparison(
            filing,
            filing.statute_has_goals,
            _("Confirmed by the officer who read the statute."),
            _("Not confirmed yet."),
        ),
        articles.STATUTE,
        "goals",
    )
    yield Condition(
        "acts_agree",
        _("Goals and activities are the same in the founding act and in the statute"),
        *of_comparison(filing, filing.acts_agree, _("Compared by the officer."), _("Not compared yet.")),
        articles.FOUNDING_ACT,
        "goals",
    )
    met = (filing.economic_in_statute and bool(filing.economic_code)) if filing.economic_activity else None
    evidence = {
        None: _("No economic activity."),
        True: _("Code %(code)s.") % {"code": filing.economic_code},
    }.get(met, _("The statute does not name it, or the code is missing."))
    yield Condition(
        "economic",
        _("Economic activity is in the statute and tied to the goals"),
        met,
        evidence,
        articles.ECONOMIC_ACTIVITY,
        "goals",
    )


def of_comparison(filing: RegisterFiling, met: bool, seen: str, unseen: str) -> tuple[bool | None, str]:
    """Who says that two acts agree; an office of a foreign organisation has no statute of its own here."""
    if filing.kind == OrganisationKind.FOREIGN:
        return None, _("Asked only of organisations founded in the state.")
    if filing.origin == RegisterFiling.Origin.ONLINE and met:
        return True, _("Written once by the applicant; compare the signed papers.")
    return met, seen if met else unseen


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
