"""Conditions of a change of entered data, each with its article."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.conditions_of_acts import of_comparison, of_economic, of_goals, of_statute
from ngo_registry.conditions_of_names import of_person_in_name
from ngo_registry.conditions_of_order import of_order
from ngo_registry.conditions_of_people import faults, of_age
from ngo_registry.identifiers import clean_iban, clean_pib, digits
from ngo_registry.kinds_of_changes import CHANGED_FACTS, a_body_decides, asked_now, papers_of_change, title_of
from ngo_registry.models import ChangeKind, Organisation, OrganisationKind, RegisterFiling
from ngo_registry.queries.departed import address_goes, who_leaves
from ngo_registry.same_names import has_letters, same_named
from office.refusal import refusal_of
from office.rulebooks import rules_for


def paper_row(filing: RegisterFiling, field: str, law: str, section: str, *, asked: bool = True) -> Condition:
    """One enclosure: there, missing, or not asked of this filing."""
    title = title_of(filing, field)
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
    yield from of_day(filing, day)
    yield from of_report_term(filing, day)
    for field in papers_of_change(filing):
        yield paper_row(filing, field, articles.STATUTE, "change")


def of_application(filing: RegisterFiling) -> Iterator[Condition]:
    """What is filed online comes with the signed application, like an entry."""
    if asked_now(filing):
        deletion = filing.filing_kind == RegisterFiling.Kind.DELETION
        section = "deletion" if deletion else "asked" if filing.of_party else "change"
        yield paper_row(filing, "application", articles.PARTIES if filing.of_party else articles.LAW, section)


def of_day(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """The day on which the body decided has come; online it is always written."""
    on = filing.change_on
    if on is None and not (asked_now(filing) and a_body_decides(filing)):
        return
    met = on is not None and on <= day
    evidence = _("Not written yet.") if on is None else _("This day has not come yet.")
    title = _("The day of the decision on the change is stated and has come")
    yield Condition("change_on", title, met, _("Written.") if met else evidence, articles.STATUTE, "change")


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
    yield from of_order(filing, "change")
    yield from of_person_in_name(filing, day, "change", "change")


def of_new_seat(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """Municipality and address are there."""
    met = bool(filing.municipality_id and filing.address)
    evidence = f"{filing.address}, {filing.municipality}" if met else _("Municipality or address is missing.")
    yield Condition("seat", _("Seat and address are stated"), met, evidence, articles.FOUNDING_ACT, "change")


def of_new_goals(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """Both texts are there, the new statute names them, and an economic activity stands in it with its code."""
    yield of_goals(filing, "change")
    title = _("The new statute names the goals and activities as they are written here")
    yield of_statute(filing, title, "change")
    yield of_economic(filing, "change")


def of_new_statute(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """The day of the new statute is later than that of the old one, and what is entered stands in it."""
    before = filing.organisation.statute_on
    met = filing.statute_on is not None and (before is None or filing.statute_on >= before)
    evidence = (
        date_format(filing.statute_on, "DATE_FORMAT") if filing.statute_on else _("The day is not written.")
    )
    yield Condition(
        "statute_on", _("The day of the statute is stated"), met, evidence, articles.STATUTE, "change"
    )
    seen = _("Compared by the officer.")
    unseen = _("Not confirmed yet; when goals or activities change, a change of goals is filed.")
    yield Condition(
        "acts_agree",
        _("Goals and activities in the new statute are the same as in the register"),
        *of_comparison(filing, filing.acts_agree, seen, unseen),
        articles.STATUTE,
        "change",
    )
    yield of_economic(filing, "change")


def of_new_home(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """The organisation abroad, and the form of its office here."""
    foreign = filing.organisation.kind == OrganisationKind.FOREIGN
    title = _("Only a foreign organisation has its seat abroad")
    evidence = filing.organisation.get_kind_display()
    yield Condition("foreign", title, foreign, evidence, articles.LAW, "change")
    there = bool(filing.home_name and filing.home_seat and filing.home_country)
    evidence = (
        f"{filing.home_name}, {filing.home_country}" if there else _("Name, seat or state abroad is missing.")
    )
    yield Condition("home", _("The organisation abroad is stated"), there, evidence, articles.LAW, "change")
    title, there = _("The form of the office in the state is stated"), bool(filing.office_form)
    evidence = filing.get_office_form_display() or _("Not written yet.")
    yield Condition("office_form", title, there, evidence, articles.LAW, "change")


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
    yield from of_email_of_record(filing)


def of_email_of_record(filing: RegisterFiling) -> Iterator[Condition]:
    """Codes for access do not go to an address of who leaves; online the new address is written."""
    leaving = who_leaves(filing)
    if not leaving and not filing.leaving_representatives.exists():
        return
    met: bool | None = True
    evidence = _("Written.") if filing.new_email_of_record else _("The address of the organisation stays.")
    if address_goes(filing, leaving):
        evidence = _("It belongs to a person who leaves: write another one.")
        met = False
        if not filing.new_email_of_record and not asked_now(filing):
            met = None
            evidence = _(
                "It belongs to a person who leaves: with the decision it goes to an owner who stays, or is emptied."
            )
    elif asked_now(filing) and not filing.new_email_of_record:
        met, evidence = False, _("Not written yet; write today's address again when it stays.")
    title = _("The e-mail of record is not one of a person who leaves")
    yield Condition("email_of_record", title, met, evidence, articles.LAW, "change")


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
    pib = digits(filing.pib)
    taken = Organisation.objects.filter(pib=pib).exclude(pk=filing.organisation_id).first() if pib else None
    if taken:
        evidence = _("“%(name)s”, number %(number)s, has this tax number.") % {
            "name": taken.name,
            "number": taken.number,
        }
        yield Condition("pib_once", _("Nobody else has this tax number"), False, evidence, "", "change")


OF_KIND: dict[str, Callable[[RegisterFiling, datetime.date], Iterator[Condition]]] = {
    ChangeKind.NAME: of_new_name,
    ChangeKind.SEAT: of_new_seat,
    ChangeKind.GOALS: of_new_goals,
    ChangeKind.STATUTE: of_new_statute,
    ChangeKind.REPRESENTATIVE: of_new_representative,
    ChangeKind.CONTACT: of_new_contact,
    ChangeKind.NUMBERS: of_new_contact,
    ChangeKind.HOME: of_new_home,
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
