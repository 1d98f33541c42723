"""What an online filing still lacks: the conditions of the entry and the answers the papers are made from."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.conditions import conditions
from ngo_registry.conditions_of_order import FIRST
from ngo_registry.models import OnlineFiling, OrganisationKind, RegisterFiling

# Conditions of the check page that the applicant answers in another part of the form.
PART_OF = {
    "economic": "economic",
    "pib": "contact",
    "iban": "contact",
    "statute_goals": "statute",
    "acts_agree": "statute",
}

OFFICERS = {"compared", FIRST}  # the officer answers them; other people's filings are not told


def online_conditions(filing: RegisterFiling, at: datetime.date | None = None) -> list[Condition]:
    """Every condition under the part of the online form in which it is answered."""
    day = at or timezone.localdate()
    rows = [row for row in conditions(filing, day) if row.key not in OFFICERS]
    if filing.filing_kind != RegisterFiling.Kind.ENTRY:
        return rows
    known = [place(row) for row in rows]
    if filing.of_party:
        return [*known, *of_contact(filing)]
    return [*known, *of_founding(filing, day), *of_statute(filing), *of_contact(filing)]


def place(row: Condition) -> Condition:
    """The condition in its part of the online form."""
    part = PART_OF.get(row.key, "documents" if row.section == "papers" else row.section)
    return replace(row, section=part)


def missing(filing: RegisterFiling, at: datetime.date | None = None) -> list[Condition]:
    """What keeps the filing from being sent; values without a source and looks of the office do not."""
    return [
        row for row in online_conditions(filing, at) if row.met is False and not (row.unconfirmed or row.look)
    ]


def written(key: str, title: str, there: bool, law: str, section: str) -> Condition:
    """A condition that something is written."""
    return Condition(key, title, there, _("Written.") if there else _("Not written yet."), law, section)


def of_founding(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """When, where and before whom it was founded; who represents has an address."""
    people = list(filing.representatives.all())
    if people:
        there = all(person.address for person in people)
        title = _("The address of the representative is stated")
        yield written("representative_address", title, there, articles.FOUNDING_ACT, "representative")
    if filing.kind == OrganisationKind.FOREIGN:
        title = _("The form of the office in the state is stated")
        yield written("office_form", title, bool(filing.office_form), articles.LAW, "name")
        return
    met = filing.founded_on is not None and filing.founded_on <= day
    evidence = _("Not written yet.") if filing.founded_on is None else _("This day has not come yet.")
    title = _("The day of the founding is stated and has come")
    yield Condition(
        "founded_on",
        title,
        met,
        _("Written.") if met else evidence,
        articles.FOUNDING_ACT,
        "founding",
    )
    if filing.statute_on is not None:  # empty means the day of the founding
        met = filing.statute_on <= day
        title = _("The day of the statute has come")
        evidence = date_format(filing.statute_on, "DATE_FORMAT")
        yield Condition("statute_on", title, met, evidence, articles.STATUTE, "founding")
    online: OnlineFiling = filing.online
    title = _("The place of the founding is stated")
    yield written("assembly_place", title, bool(online.assembly_place), articles.FOUNDING_ACT, "founding")
    if filing.kind == OrganisationKind.ASSOCIATION:
        there = bool(online.chair and online.minutes_taker)
        title = _("Chair and minutes taker of the founding assembly are stated")
        yield written("assembly_people", title, there, articles.FOUNDING_ACT, "founding")


def of_statute(filing: RegisterFiling) -> Iterator[Condition]:
    """Every question of the statute has its answer, unless the founders bring a statute of their own."""
    if filing.kind == OrganisationKind.FOREIGN or filing.online.own_statute:
        return
    online: OnlineFiling = filing.online
    asked = [
        ("representative_title", _("The function of the representative is named"), articles.STATUTE),
        ("publicity", _("Publicity of work is regulated"), articles.STATUTE),
        ("seal", _("Form and content of the seal are regulated"), articles.STATUTE),
    ]
    if filing.kind == OrganisationKind.ASSOCIATION:
        asked.append(("members", _("Membership is regulated"), articles.STATUTE))
    if online.assets != OnlineFiling.Assets.MUNICIPALITY:
        asked.append(("assets_to", _("Who receives the assets at the end is named"), articles.ASSETS))
    for field, title, law in asked:
        yield written(field, title, bool(getattr(online, field).strip()), law, "statute")


def of_contact(filing: RegisterFiling) -> Iterator[Condition]:
    """Somebody can be written to."""
    there = bool(filing.applicant_name and filing.applicant_email)
    title = _("Name and e-mail of the applicant are stated")
    yield written("applicant", title, there, articles.LAW, "contact")
