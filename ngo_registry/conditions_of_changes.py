"""Conditions of a change of entered data and of a deletion, each with its article."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.conditions_of_assets import of_assets
from ngo_registry.conditions_of_names import CONSENT, of_person_in_name
from ngo_registry.conditions_of_people import faults, of_age
from ngo_registry.identifiers import clean_iban, clean_pib
from ngo_registry.models import (
    ChangeKind,
    DeletionGround,
    Organisation,
    OrganisationKind,
    RegisterFiling,
)
from ngo_registry.same_names import has_letters, same_named
from office.refusal import refusal_of
from office.rulebooks import rules_for

# Facts each kind of change may write, in the order of its form.
CHANGED_FACTS: dict[str, tuple[str, ...]] = {
    ChangeKind.NAME: ("name", "name_cyrillic", "short_name", "other_names"),
    ChangeKind.SEAT: ("municipality", "place", "address"),
    ChangeKind.REPRESENTATIVE: (),
    ChangeKind.STATUTE: ("statute_on", "lasts_until"),
    ChangeKind.GOALS: ("goals", "activities", "economic_activity", "economic_code"),
    ChangeKind.BODIES: (),
    ChangeKind.AREAS: (),
    ChangeKind.CONTACT: ("website", "email", "phone_public", "pib", "iban"),
}
CHANGE_PAPERS: dict[str, tuple[str, ...]] = {
    ChangeKind.NAME: ("change_paper", "statute"),
    ChangeKind.SEAT: ("change_paper",),
    ChangeKind.REPRESENTATIVE: ("change_paper", "identity_papers"),
    ChangeKind.STATUTE: ("change_paper", "statute"),
    ChangeKind.GOALS: ("change_paper", "statute"),
    ChangeKind.BODIES: ("change_paper",),
    ChangeKind.AREAS: (),
    ChangeKind.CONTACT: (),
}
# Papers a change may hold beside those every change of its kind needs.
CHANGE_FILES = CHANGE_PAPERS | {ChangeKind.NAME: (*CHANGE_PAPERS[ChangeKind.NAME], CONSENT)}


def paper_row(filing: RegisterFiling, field: str, law: str, section: str, *, asked: bool = True) -> Condition:
    """One enclosure: there, missing, or not asked of this filing."""
    title = str(RegisterFiling._meta.get_field(field).verbose_name)
    stored = getattr(filing, field)
    evidence = "" if stored else _("The file is missing.")
    return Condition(
        field,
        _("Enclosed: %(paper)s") % {"paper": title},
        bool(stored) if asked else None,
        evidence if asked else _("Not asked here."),
        law,
        section,
        file_name=stored.name if asked and stored else "",
        formal=True,
    )


def of_change(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """What every change needs, then what its kind needs, then its papers."""
    organisation = filing.organisation
    yield Condition(
        "entered",
        _("The organisation is in the register"),
        organisation.status != Organisation.Status.DELETED,
        organisation.get_status_display(),
        articles.LAW,
    )
    differs = bool(changed(filing))
    yield Condition(
        "differs",
        _("Something changes"),
        differs,
        _("The new facts differ from those entered.")
        if differs
        else _("All facts are the same as in the register."),
        articles.LAW,
        "change",
    )
    yield from OF_KIND.get(filing.change_kind, nothing_more)(filing, day)
    yield from of_report_term(filing, day)
    for field in CHANGE_PAPERS[filing.change_kind]:
        yield paper_row(filing, field, articles.STATUTE, "change")


def changed(filing: RegisterFiling) -> list[str]:
    """Names of the facts that the filing would change."""
    organisation = filing.organisation
    names = [
        name
        for name in CHANGED_FACTS[filing.change_kind]
        if getattr(filing, name) != getattr(organisation, name)
    ]
    if filing.change_kind == ChangeKind.AREAS and set(filing.areas.all()) != set(organisation.areas.all()):
        names.append("areas")
    if filing.change_kind == ChangeKind.REPRESENTATIVE and (
        filing.representatives.exists() or filing.leaving_representatives.exists()
    ):
        names.append("representatives")
    if filing.change_kind == ChangeKind.BODIES and (
        filing.governingmembers.exists() or filing.leaving_members.exists()
    ):
        names.append("members")
    return names


def nothing_more(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """A kind of change without a condition of its own."""
    return iter(())


def of_new_name(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """Nobody else has the new name."""
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
    met = has_letters(filing.name) and not taken
    yield Condition(
        "name", _("The name differs from names already entered"), met, evidence, articles.NAME, "change"
    )
    yield from of_person_in_name(filing, day, "change", "change")


def of_new_seat(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """Municipality and address are there."""
    met = bool(filing.municipality_id and filing.address)
    evidence = f"{filing.address}, {filing.municipality}" if met else _("Municipality or address is missing.")
    yield Condition("seat", _("Seat and address are stated"), met, evidence, articles.FOUNDING_ACT, "change")


def of_new_goals(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """Both texts are there."""
    met = bool(filing.goals.strip() and filing.activities.strip())
    evidence = _("Written from the statute.") if met else _("Goals or activities are missing.")
    yield Condition("goals", _("Goals and activities are stated"), met, evidence, articles.STATUTE, "change")


def of_new_statute(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """The day of the new statute is later than that of the old one."""
    before = filing.organisation.statute_on
    met = filing.statute_on is not None and (before is None or filing.statute_on >= before)
    evidence = (
        date_format(filing.statute_on, "DATE_FORMAT") if filing.statute_on else _("The day is not written.")
    )
    yield Condition(
        "statute_on", _("The day of the statute is stated"), met, evidence, articles.STATUTE, "change"
    )


def of_new_representative(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """Somebody represents after the change, and the new ones live here and have valid numbers."""
    new = list(filing.representatives.all())
    leaving = filing.leaving_representatives.values("pk")
    left = filing.organisation.representatives.filter(valid_until__isnull=True).exclude(pk__in=leaving)
    names = [person.name for person in (*left, *new)]
    yield Condition(
        "representative",
        _("A representative is stated"),
        bool(names),
        ", ".join(names) or _("Nobody would represent the organisation."),
        articles.FOUNDING_ACT,
        "representative",
    )
    met = all(person.resident for person in new) if new else None
    evidence = {
        None: _("No new representative."),
        True: _("Residence or stay in the state confirmed."),
    }.get(met, _("Residence or stay in the state is not confirmed."))
    title = _("The representative lives in the state")
    yield Condition("representative_resident", title, met, evidence, articles.LAW, "representative")
    if new:
        yield from of_age(new, day)
    wrong = [said for person in new for said in faults(person, day)]
    yield Condition(
        "numbers",
        _("Personal numbers, passports and tax numbers of people are valid"),
        None if not new else not wrong,
        " ".join(wrong) or _("All numbers are computed and agree."),
        articles.FOUNDING_ACT,
        "representative",
    )


def of_new_contact(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """A tax number and an account are computed."""
    for key, title, value, check, none in (
        (
            "pib",
            _("The tax number of the organisation is valid"),
            filing.pib,
            clean_pib,
            _("No tax number is written."),
        ),
        ("iban", _("The bank account is valid"), filing.iban, clean_iban, _("No account is written.")),
    ):
        no = refusal_of(check, value) if value else None
        met = None if not value else no is None
        yield Condition(key, title, met, str(no.reason) if no else (value or none), "", "change")


OF_KIND: dict[str, Callable[[RegisterFiling, datetime.date], Iterator[Condition]]] = {
    ChangeKind.NAME: of_new_name,
    ChangeKind.SEAT: of_new_seat,
    ChangeKind.GOALS: of_new_goals,
    ChangeKind.STATUTE: of_new_statute,
    ChangeKind.REPRESENTATIVE: of_new_representative,
    ChangeKind.CONTACT: of_new_contact,
}


def of_report_term(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """A change is reported within its term; being late is an offence, no ground for a refusal."""
    rule = rules_for(None, day).register.change_report_days
    if filing.change_on is None or rule.value is None:
        return
    days = ((filing.received_on or day) - filing.change_on).days
    evidence = ngettext("Reported after %(n)s day", "Reported after %(n)s days", days) % {"n": days}
    if days > rule.value:
        evidence += " – " + _("late: the term was %(n)s days") % {"n": rule.value}
    met: Any = True if days <= rule.value else None
    title = _("The change is reported in time")
    yield Condition("reported", title, met, evidence, rule.law, "change", not rule.confirmed)


def of_deletion(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """The ground, what it rests on, and where the assets go."""
    organisation, ground = filing.organisation, filing.deletion_ground
    entered = organisation.status != Organisation.Status.DELETED
    evidence = organisation.get_status_display()
    title = _("The organisation is in the register")
    yield Condition("entered", title, entered, evidence, articles.TERMINATION, "deletion")
    yield Condition(
        "deletion_reason",
        _("The ground and the reason of deletion are stated"),
        bool(ground and filing.deletion_reason),
        f"{filing.get_deletion_ground_display()}: {filing.deletion_reason}"
        if filing.deletion_reason
        else _("Not written yet."),
        articles.TERMINATION,
        "deletion",
    )
    yield from of_ground(filing, day)
    paper = filing.deletion_paper
    yield Condition(
        "deletion_paper",
        _("The act on which the deletion rests is enclosed"),
        paper is not None if ground != DeletionGround.TERM_ENDED else None,
        "" if paper else _("The file is missing."),
        articles.TERMINATION,
        "deletion",
        file_name=paper.name if paper else "",
        formal=True,
    )
    foreign = organisation.kind == OrganisationKind.FOREIGN
    account = filing.closing_account
    yield Condition(
        "closing_account",
        _("The closing account of the foreign organisation is enclosed"),
        account is not None if foreign else None,
        ("" if account else _("The file is missing."))
        if foreign
        else _("Asked only of foreign organisations."),
        articles.FOREIGN_TERMINATION,
        "deletion",
        file_name=account.name if foreign and account else "",
        formal=True,
    )


def of_ground(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """What each ground of deletion asks for."""
    ground, until = filing.deletion_ground, filing.organisation.lasts_until
    if ground in {DeletionGround.OWN_DECISION, DeletionGround.TERM_ENDED}:
        yield of_assets(filing)
    if ground == DeletionGround.TERM_ENDED:
        met = until is not None and until < day
        evidence = (
            date_format(until, "DATE_FORMAT")
            if until
            else _("The register names no end of the organisation.")
        )
        title = _("The time for which it was founded has passed")
        yield Condition("term", title, met, evidence, articles.TERMINATION, "deletion")
    if ground == DeletionGround.COURT_BAN:
        title, met = _("The court and its decision are stated"), bool(filing.court_case)
        evidence = filing.court_case or _("Not written yet.")
        yield Condition("court", title, met, evidence, articles.TERMINATION, "deletion")
    if ground == DeletionGround.OFFICE_CLOSED:
        title = _("Only a foreign organisation closes its office")
        met = filing.organisation.kind == OrganisationKind.FOREIGN
        evidence = filing.organisation.get_kind_display()
        yield Condition("foreign", title, met, evidence, articles.FOREIGN_TERMINATION, "deletion")
