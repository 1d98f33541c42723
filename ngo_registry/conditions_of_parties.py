"""Conditions of a filing of a political party: each with its answer, what it was read from, and its article."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.conditions_of_people import faults
from ngo_registry.models import Party, PartyChange, PartyDeletionGround, RegisterFiling
from ngo_registry.queries.departed import who_leaves
from ngo_registry.same_parties import same_party
from ngo_registry.statements import Verdict, judge
from office.rulebooks import rules_for

Kind, Origin, State = RegisterFiling.Kind, RegisterFiling.Origin, RegisterFiling.State
LAW = articles.PARTIES
PAPERS = ("founding_act", "minutes", "statute", "programme", "sign")
CHANGED_PARTY_FACTS: dict[str, tuple[str, ...]] = {
    PartyChange.NAME: ("name",),
    PartyChange.SHORT_NAME: ("short_name",),
    PartyChange.SIGN: ("sign", "sign_text"),
    PartyChange.SEAT: ("municipality", "place", "address"),
    PartyChange.REPRESENTATIVE: (),
    PartyChange.STATUTE: ("statute_on",),
    PartyChange.PROGRAMME: ("programme_on",),
    PartyChange.CONTACT: ("website", "email", "phone_public"),
}
CHANGE_PAPERS: dict[str, tuple[str, ...]] = {
    PartyChange.NAME: ("change_paper", "statute"),
    PartyChange.SHORT_NAME: ("change_paper", "statute"),
    PartyChange.SIGN: ("change_paper", "statute"),
    PartyChange.SEAT: ("change_paper",),
    PartyChange.REPRESENTATIVE: ("change_paper",),
    PartyChange.STATUTE: ("change_paper", "statute"),
    PartyChange.PROGRAMME: ("change_paper", "programme"),
    PartyChange.CONTACT: (),
}
NAMED = {PartyChange.NAME, PartyChange.SHORT_NAME, PartyChange.SIGN}
COURTS = {PartyDeletionGround.CONSTITUTIONAL_COURT, PartyDeletionGround.COURT_ON_NAME}


def party_conditions(filing: RegisterFiling, day: datetime.date) -> list[Condition]:
    """All conditions of this filing, in the order of the form."""
    if filing.filing_kind == Kind.DELETION:
        return list(of_end(filing))
    if filing.filing_kind == Kind.CHANGE:
        return list(of_party_change(filing, day))
    return [
        *of_names(filing, ("name", "short_name")),
        of_comparison(filing),
        of_seat(filing),
        *of_days(filing, day),
        *of_representative(filing, day),
        *of_statements(filing, day),
        *of_papers(filing),
    ]


def of_names(filing: RegisterFiling, fields: tuple[str, ...], section: str = "name") -> Iterator[Condition]:
    """Name and short name are there and no party has or had them."""
    titles = {
        "name": _("The name differs from names of all earlier parties"),
        "short_name": _("The short name differs from those of all earlier parties"),
    }
    for field in fields:
        said = getattr(filing, field)
        taken = same_party(said, apart_from=filing.party_id)
        evidence = _("No party has or had it in any script or spelling.")
        if not said:
            evidence = _("It is not written yet.")
        elif taken:
            facts = {"name": taken.name, "number": taken.number, "status": taken.get_status_display()}
            evidence = _("“%(name)s”, number %(number)s (%(status)s), has or had it.") % facts
        yield Condition(field, titles[field], bool(said) and not taken, evidence, LAW, section)


def of_comparison(filing: RegisterFiling) -> Condition:
    """A person looked at all signs and names beside each other."""
    met = filing.compared
    evidence = _("Confirmed by the officer.") if met else _("Not compared yet: open the comparison.")
    title = _("Name, short name and sign differ essentially from those of earlier parties")
    return Condition("compared", title, met, evidence, LAW, "compare")


def of_seat(filing: RegisterFiling, section: str = "name") -> Condition:
    """A party has its seat in the state: in one of its municipalities."""
    there = bool(filing.municipality_id and filing.address)
    evidence = (
        f"{filing.address}, {filing.municipality}" if there else _("Municipality or address is missing.")
    )
    return Condition(
        "seat", _("The seat is in the state and stated with its address"), there, evidence, LAW, section
    )


def of_days(filing: RegisterFiling, today: datetime.date) -> Iterator[Condition]:
    """The party was founded, statute and programme were adopted; none of these days lies ahead."""
    titles = {
        "founded_on": _("The day of the founding assembly is stated"),
        "statute_on": _("The day of the statute is stated"),
        "programme_on": _("The day of the programme is stated"),
    }
    for field, title in titles.items():
        yield day_stated(filing, field, title, today, "acts")


def day_stated(
    filing: RegisterFiling, field: str, title: str, today: datetime.date, section: str
) -> Condition:
    """One day, written and not ahead."""
    on = getattr(filing, field)
    met = on is not None and on <= today
    evidence = (
        _("Written.") if met else _("Not written yet.") if on is None else _("This day has not come yet.")
    )
    return Condition(field, title, met, evidence, LAW, section)


def of_representative(filing: RegisterFiling, today: datetime.date) -> Iterator[Condition]:
    """One person is authorised to represent; the number of the document is computed."""
    people = list(filing.representatives.all())
    evidence = ", ".join(person.name for person in people) or _("The representative is not written yet.")
    title = _("The person authorised to represent is stated")
    yield Condition("representative", title, len(people) == 1, evidence, LAW, "representative")
    wrong = [said for person in people for said in faults(person, today)]
    title = _("The number of the representative's document is valid")
    said = " ".join(wrong) or _("All numbers are computed and agree.")
    yield Condition("numbers", title, not wrong if people else None, said, LAW, "representative")


def verdict_of(filing: RegisterFiling, today: datetime.date) -> Verdict:
    """The counted statements of a filing, judged by one question."""
    rule = rules_for(None, today).register.party_founder_age
    rows = filing.statements.filter(set_aside=False).order_by("pk")
    return judge(rows, least_age=rule.value or 18, today=today)


def of_statements(filing: RegisterFiling, today: datetime.date) -> Iterator[Condition]:
    """Enough valid statements; nobody twice, nobody too young, nobody in a barred office."""
    rules = rules_for(None, today).register
    verdict, least = verdict_of(filing, today), rules.min_founders_party
    said = ngettext("%(n)s valid statement", "%(n)s valid statements", verdict.valid) % {"n": verdict.valid}
    evidence = _("%(valid)s of at least %(least)s.") % {"valid": said, "least": least.value}
    enough = verdict.valid >= (least.value or 0)
    yield Condition(
        "statements", _("Enough founders' statements"), enough, evidence, least.law, "statements",
        not least.confirmed, formal=True,
    )  # fmt: skip
    age = rules.party_founder_age
    for key, title, rows, rule in (
        ("doubles", _("No founder signed twice"), len(verdict.doubles), least),
        ("age", _("Every founder was of age on the day of signing"), len(verdict.young), age),
        ("barred", _("Every founder declares not to hold a barred office"), len(verdict.barred),
         rules.party_barred_offices),
        ("statement_numbers", _("Numbers and days of the statements are valid"), len(verdict.wrong), least),
    ):  # fmt: skip
        met = None if not verdict.count else not rows
        fault = ngettext("%(n)s statement does not hold: correct it or leave it out of the count.",
                         "%(n)s statements do not hold: correct them or leave them out of the count.", rows)  # fmt: skip
        said = fault % {"n": rows} if rows else _("No such statement.")
        yield Condition(key, title, met, said, rule.law, "statements", not rule.confirmed)


def of_papers(filing: RegisterFiling) -> Iterator[Condition]:
    """Every paper that belongs to the entry is there; online also the signed application."""
    online = filing.origin == Origin.ONLINE
    for field in ("application", *PAPERS) if online else PAPERS:
        yield paper_row(filing, field, "name" if field == "sign" and not online else "papers")


def paper_row(filing: RegisterFiling, field: str, section: str) -> Condition:
    """One enclosure, there or missing."""
    stored = getattr(filing, field)
    title = _("Enclosed: %(paper)s") % {"paper": RegisterFiling._meta.get_field(field).verbose_name}
    evidence = "" if stored else _("The file is missing.")
    name = stored.name if stored else ""
    return Condition(field, title, bool(stored), evidence, LAW, section, file_name=name, formal=True)


def party_changed(filing: RegisterFiling) -> list[str]:
    """Names of the facts the filing would change."""
    names = CHANGED_PARTY_FACTS[filing.party_change]
    differ = [name for name in names if getattr(filing, name) != getattr(filing.party, name)]
    if filing.party_change == PartyChange.REPRESENTATIVE and filing.representatives.exists():
        differ.append("representative")
    return differ


def of_party_change(filing: RegisterFiling, today: datetime.date) -> Iterator[Condition]:
    """What every change needs, then what its kind needs, then its papers."""
    yield in_register(filing)
    differs = bool(party_changed(filing))
    same, new = _("All facts are the same as in the register."), _("The new facts differ from those entered.")
    yield Condition("differs", _("Something changes"), differs, new if differs else same, LAW, "asked")
    if filing.party_change in {PartyChange.NAME, PartyChange.SHORT_NAME}:
        yield from of_names(filing, (filing.party_change,), "asked")
    if filing.party_change in NAMED:
        yield of_comparison(filing)
    if filing.party_change == PartyChange.SEAT:
        yield of_seat(filing, "asked")
    if filing.party_change == PartyChange.REPRESENTATIVE:
        yield from of_representative(filing, today)
        yield of_who_leaves(filing)
    if filing.party_change == PartyChange.STATUTE:
        yield day_stated(filing, "statute_on", _("The day of the statute is stated"), today, "asked")
    if filing.party_change == PartyChange.PROGRAMME:
        yield day_stated(filing, "programme_on", _("The day of the programme is stated"), today, "asked")
    for field in CHANGE_PAPERS[filing.party_change]:
        yield paper_row(filing, field, "asked")


def of_who_leaves(filing: RegisterFiling) -> Condition:
    """Who loses the access to the file of the party with the decision; nobody is let out by mistake of a name."""
    names = ", ".join(row.user.full_name for row in who_leaves(filing))
    evidence = names or _(
        "Nobody who acts for the party bears the name of the representative before; choose who leaves in the form."
    )
    if not filing.party.memberships.filter(ended_at__isnull=True).exists():
        evidence = _("Nobody acts for the party in the portal.")
    title = _("Who leaves acts for the party no more")
    return Condition("leaves", title, True if names else None, evidence, LAW, "asked")


def in_register(filing: RegisterFiling) -> Condition:
    """The party is entered and not deleted."""
    met = filing.party.status != Party.Status.DELETED
    return Condition(
        "entered", _("The party is in the register"), met, filing.party.get_status_display(), LAW
    )


def of_end(filing: RegisterFiling) -> Iterator[Condition]:
    """On what the deletion rests, with the court's decision where a court decided."""
    yield in_register(filing)
    there = bool(filing.party_ground and filing.deletion_reason)
    evidence = filing.get_party_ground_display() if there else _("Not written yet.")
    yield Condition(
        "ground", _("Ground and reason of the deletion are stated"), there, evidence, LAW, "deletion"
    )
    asked = filing.party_ground in COURTS
    met = bool(filing.court_case) if asked else None
    evidence = filing.court_case or (_("Not written yet.") if asked else _("Not asked here."))
    yield Condition("court", _("Court and number of its decision are stated"), met, evidence, LAW, "deletion")
    yield paper_row(filing, "deletion_paper", "deletion")
