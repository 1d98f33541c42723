"""Forms of a change of entered data: today's facts stand in them, only what changes is written."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ngo_registry.conditions_of_names import ASKED
from ngo_registry.conditions_of_parties import CHANGE_PAPERS as PARTY_PAPERS
from ngo_registry.facts_in_words import label, shown
from ngo_registry.forms.filing import SEAT_HINT, FactsForm, form_of, section_form, sections_of
from ngo_registry.forms.leaving import LEAVING_OF_PARTY, add_leaving
from ngo_registry.kinds_of_changes import (
    CHANGED_FACTS,
    STATUTE_SAYS,
    TITLES,
    a_body_decides,
    files_of_change,
    papers_of_change,
    title_of,
)
from ngo_registry.models import ChangeKind, OnlineFiling, OrganisationKind, RegisterFiling
from ngo_registry.queries.past import of_members, of_representative, plain, public_state, standing

LEAVING = {
    ChangeKind.REPRESENTATIVE: ("leaving_representatives", "leaving_memberships"),
    ChangeKind.BODIES: ("leaving_members",),
}
PAPER_DAYS = ("applicant_name", "posted_on", "received_on")
EXTRA = {ChangeKind.REPRESENTATIVE: ("new_email_of_record",), ChangeKind.NAME: ASKED, **STATUTE_SAYS}
REQUIRED = ("name", "address", "statute_on", "goals", "activities", "home_name", "home_seat", "home_country")
SESSION = ("assembly_place", "chair", "minutes_taker")
SESSION_WORDS = {
    "assembly_place": _("Place of the session"),
    "chair": _("Who chaired the session"),
    "minutes_taker": _("Who took the minutes of the session"),
}
HINTS = {
    "address": SEAT_HINT,
    "change_on": _("The day on which the body of the organisation decided on it."),
    "new_email_of_record": _(
        "Codes for access are sent there; never public. Write today's address again when it stays; an address "
        "of a person who leaves does not stay."
    ),
}


def choices_of(filing: RegisterFiling, name: str) -> Any:
    """Who of today's people may leave."""
    organisation = filing.organisation
    if name == "leaving_memberships":
        return organisation.memberships.filter(valid_until__isnull=True).select_related("user")
    if name == "leaving_representatives":
        return organisation.representatives.filter(valid_until__isnull=True)
    return standing(organisation.governingmembers.all())


def change_form(
    filing: RegisterFiling, data: Any = None, files: Any = None, session: bool = False
) -> FactsForm:
    """The form of this kind of change, filled with what the filing says so far; the applicant also writes of the
    session of the body, for the papers."""
    kind, papers = filing.change_kind, files_of_change(filing)
    online = filing.origin == RegisterFiling.Origin.ONLINE
    days = () if online else PAPER_DAYS
    areas = ("areas",) if kind == ChangeKind.AREAS else ()
    day = () if online and not a_body_decides(filing) else ("change_on",)
    facts = (*CHANGED_FACTS[kind], *areas)
    names = (*facts, *extra_of(filing), *day, *papers, *days)
    form_class = form_of(RegisterFiling, names, required=REQUIRED, files=papers, **HINTS)
    if online:
        form_class = with_application(
            form_class, session and a_body_decides(filing), papers_of_change(filing)
        )
    form = form_class(data, files, initial=initial_of(form_class, filing))
    if areas:
        field = form.fields["areas"]
        field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
        form.initial["areas"] = filing.areas.all()
    add_leaving(form, filing, [(name, choices_of(filing, name)) for name in LEAVING.get(kind, ())])
    in_other_words(form, filing)
    form.order_fields([*facts, *LEAVING.get(kind, ()), *extra_of(filing), *day, *SESSION, *names])
    return form


def extra_of(filing: RegisterFiling) -> tuple[str, ...]:
    """Answers beside the facts; an office of a foreign organisation has no statute of its own here."""
    kind = filing.change_kind
    foreign = kind in STATUTE_SAYS and filing.kind == OrganisationKind.FOREIGN
    names = ("economic_in_statute",) if foreign else EXTRA.get(kind, ())
    silent = kind == ChangeKind.STATUTE and not filing.economic_activity
    return tuple(name for name in names if not (silent and name == "economic_in_statute"))


def in_other_words(form: FactsForm, filing: RegisterFiling) -> None:
    """Papers and answers as they are called in this change."""
    for name in form.fields:
        if (filing.change_kind, name) in TITLES:
            form.fields[name].label = capfirst(title_of(filing, name))


class AskedForm(FactsForm):
    """Kept as it is, complete or not; what may stay empty when it is sent is called optional, the rest is not."""

    use_required_attribute = False
    demanded: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.demand(required=True)

    def demand(self, *, required: bool) -> None:
        """Show, or forget while judging, what sending will ask for."""
        for name in self.demanded & self.fields.keys():
            self.fields[name].required = required

    def full_clean(self) -> None:
        """Judge what is there; what is missing is told by the conditions."""
        self.demand(required=False)
        super().full_clean()
        self.demand(required=True)


def with_application(form_class: type[FactsForm], session: bool, papers: Iterable[str]) -> type[FactsForm]:
    """The same form with the signed application and, where a body decides, the session its decision names."""
    held = form_of(OnlineFiling, SESSION if session else ())
    signed = form_of(RegisterFiling, ("application",), files=("application",))
    for name, field in held.base_fields.items():
        field.label = SESSION_WORDS[name]
    facts = {"files": (*form_class.files, "application")}
    facts["demanded"] = frozenset({"application", "change_on", *SESSION, *papers})
    return type("OnlineChangeForm", (AskedForm, form_class, held, signed), facts)


def initial_of(form_class: type[FactsForm], filing: RegisterFiling) -> dict[str, Any]:
    """What is written so far in the filing and in its answers."""
    online, initial = getattr(filing, "online", None), {}
    for name in form_class.base_fields:
        source = online if name in SESSION else filing
        if hasattr(source, name) and name not in (*form_class.files, "areas"):
            initial[name] = getattr(source, name)
    return initial


def asked_form(filing: RegisterFiling, data: Any = None, files: Any = None) -> FactsForm:
    """The form of what is asked online: a change, a change of a party, or the end of either."""
    if filing.change_kind:
        return change_form(filing, data, files, session=True)
    section = sections_of(filing)[0]
    papers = PARTY_PAPERS[filing.party_change] if filing.party_change else ("deletion_paper",)
    form_class = with_application(section.form, a_body_decides(filing) or not filing.party_change, papers)
    form = section_form(replace(section, form=form_class), filing, data, files)
    form.initial |= {name: value for name, value in initial_of(form_class, filing).items() if name in SESSION}
    for name in PAPER_DAYS:
        form.fields.pop(name, None)
    own = [name for name in form.fields if name not in (*section.form.files, *SESSION, "application")]
    form.order_fields([*own, *SESSION, *section.form.files, "application"])
    return form


def split(form: FactsForm) -> dict[str, Any]:
    """What the service keeps: facts, areas, who leaves."""
    facts = form.facts()
    names = (name for table in (LEAVING, LEAVING_OF_PARTY) for row in table.values() for name in row)
    leaving = {name: facts.pop(name) for name in names if name in facts}
    return {"areas": facts.pop("areas", None), "leaving": leaving, "facts": facts}


def now_and_new(filing: RegisterFiling) -> list[tuple[str, str, str]]:
    """What the register says today beside what the filing asks, only where the two differ."""
    organisation = filing.organisation
    entry = filing.entries.last()
    if entry is not None:
        rows = [(label(name), shown(name, old), shown(name, new)) for name, (old, new) in entry.facts.items()]
        return differing(rows)
    state = public_state(organisation)
    asked = public_state_of_filing(filing, state)
    now = {name: state.get(name, plain(getattr(organisation, name, None))) for name in asked}
    return differing(
        (label(name), shown(name, now[name]), shown(name, value)) for name, value in asked.items()
    )


def differing(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The facts that change: what stays the same is read in the register and would only be in the way here."""
    return [row for row in rows if row[1] != row[2]]


def public_state_of_filing(filing: RegisterFiling, state: dict[str, Any]) -> dict[str, Any]:
    """The same facts as the filing asks them."""
    kind = filing.change_kind
    asked: dict[str, Any] = {}
    for name in CHANGED_FACTS[kind]:
        value = getattr(filing, name)
        plain = value.isoformat() if hasattr(value, "isoformat") else value
        asked[name] = plain if isinstance(plain, bool) or plain is None else str(plain)
    if kind == ChangeKind.AREAS:
        asked["areas"] = sorted(str(area) for area in filing.areas.all())
    people = filing.organisation
    if kind == ChangeKind.REPRESENTATIVE:
        stay = people.representatives.filter(valid_until__isnull=True).exclude(
            pk__in=filing.leaving_representatives.values("pk")
        )
        asked["representatives"] = [of_representative(p) for p in (*stay, *filing.representatives.all())]
    if kind == ChangeKind.BODIES:
        stay = standing(people.governingmembers.exclude(pk__in=filing.leaving_members.values("pk")))
        asked["members"] = of_members([*stay, *filing.governingmembers.all()])
    return asked
