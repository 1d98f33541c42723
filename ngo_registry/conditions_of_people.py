"""Conditions on founders, representatives and the numbers of their documents."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.identifiers import born_on, clean_iban, clean_jmbg, clean_pib
from ngo_registry.models import Founder, OrganisationKind, RegisterFiling
from ngo_registry.models.people import Person
from office.refusal import Refused, refusal_of


def age_on(founder: Person, day: datetime.date) -> int | None:
    """Whole years of a person on a day, from the personal number or the date of birth."""
    born = founder.born_on
    if born is None and founder.jmbg and refusal_of(clean_jmbg, founder.jmbg, today=day) is None:
        born = born_on(founder.jmbg)
    return None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def of_founders(
    filing: RegisterFiling, founders: list[Founder], rules: Any, day: datetime.date
) -> Iterator[Condition]:
    """How many there are, where they live, who is a minor."""
    association = filing.kind in {OrganisationKind.ASSOCIATION, OrganisationKind.FEDERATION}
    rule = rules.min_founders_association if association else rules.min_founders_foundation
    if filing.kind != OrganisationKind.FOREIGN:
        evidence = ngettext(
            "%(n)s founder of at least %(least)s.", "%(n)s founders of at least %(least)s.", len(founders)
        )
        yield Condition(
            "founders",
            _("Enough founders"),
            len(founders) >= rule.value,
            evidence % {"n": len(founders), "least": rule.value},
            rule.law,
            "founders",
            not rule.confirmed,
        )
    if association:
        rule, here = rules.min_resident_founders, sum(founder.resident for founder in founders)
        yield Condition(
            "resident",
            _("A founder with residence, stay or seat in the state"),
            here >= rule.value,
            ngettext("%(n)s such founder.", "%(n)s such founders.", here) % {"n": here},
            rule.law,
            "founders",
            not rule.confirmed,
        )
    rule = rules.minor_founder_age
    ages = [(founder, age_on(founder, day)) for founder in founders if founder.kind == Founder.Kind.NATURAL]
    minors = [(founder, age) for founder, age in ages if age is not None and age < 18]
    wrong = [
        founder.name for founder, age in minors if age < rule.value or founder.guardian_consent_id is None
    ]
    met = None if not minors else not wrong
    evidence = (
        _("No founder is a minor.")
        if not minors
        else _("Every minor founder is old enough and has the consent.")
    )
    if wrong:
        evidence = _("Younger than %(age)s or without consent of the guardian: %(names)s.") % {
            "age": rule.value,
            "names": ", ".join(wrong),
        }
    yield Condition(
        "minors",
        _("Minor founders have the consent of the guardian"),
        met,
        evidence,
        rule.law,
        "founders",
        not rule.confirmed,
    )


def of_representative(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """Somebody may represent, lives here and is of age."""
    people = list(filing.representatives.all())
    evidence = ", ".join(person.name for person in people) or _("The representative is not written yet.")
    yield Condition(
        "representative",
        _("A representative is stated"),
        bool(people),
        evidence,
        articles.FOUNDING_ACT,
        "representative",
    )
    met = bool(people) and all(person.resident for person in people)
    evidence = (
        _("Residence or stay in the state confirmed.")
        if met
        else _("Residence or stay in the state is not confirmed.")
    )
    yield Condition(
        "representative_resident",
        _("The representative lives in the state"),
        met,
        evidence,
        articles.LAW,
        "representative",
    )
    yield from of_age(people, day)


def of_age(people: list[Any], day: datetime.date) -> Iterator[Condition]:
    """Who represents has legal capacity; the age of a foreigner is known only when the day of birth is written."""
    ages = [(person, age_on(person, day)) for person in people]
    young = [person.name for person, age in ages if age is not None and age < 18]
    known = [person for person, age in ages if age is not None]
    evidence = _("The date of birth is not written; see it in the identity paper.")
    if young:
        evidence = _("Younger than 18: %(names)s.") % {"names": ", ".join(young)}
    elif known:
        evidence = _("Of age by the personal number or the date of birth.")
    met = False if young else (True if known and len(known) == len(people) else None)
    title = _("The representative is of age")
    yield Condition("representative_age", title, met, evidence, articles.LAW, "representative")


def of_numbers(filing: RegisterFiling, founders: list[Founder], day: datetime.date) -> Iterator[Condition]:
    """Personal numbers, tax numbers and the account, each by its own arithmetic."""
    wrong = [said for person in [*founders, *filing.representatives.all()] for said in faults(person, day)]
    yield Condition(
        "numbers",
        _("Personal numbers, passports and tax numbers of people are valid"),
        not wrong,
        " ".join(wrong) or _("All numbers are computed and agree."),
        articles.FOUNDING_ACT,
        "founders",
    )
    for key, title, value, check in (
        ("pib", _("The tax number of the organisation is valid"), filing.pib, clean_pib),
        ("iban", _("The bank account is valid"), filing.iban, clean_iban),
    ):
        no = refusal_of(check, value) if value else None
        evidence = str(no.reason) if no else (value or _("Given after the entry."))
        yield Condition(key, title, None if not value else no is None, evidence, "", "name")


def faults(person: Any, day: datetime.date) -> Iterator[str]:
    """What is wrong with the documents of one founder or representative."""
    no: Refused | None = None
    if getattr(person, "kind", "natural") == Founder.Kind.LEGAL:
        no = refusal_of(clean_pib, person.pib) if person.pib or person.resident else None
    elif person.jmbg:
        no = refusal_of(clean_jmbg, person.jmbg, today=day)
    elif not (person.passport_number and person.passport_country):
        yield _("%(name)s: neither a personal number nor a passport with its state.") % {"name": person.name}
    if no:
        yield f"{person.name}: {no.reason}"
