"""Forms of a change of entered data: today's facts stand in them, only what changes is written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ngo_registry.conditions_of_changes import CHANGE_FILES, CHANGED_FACTS
from ngo_registry.conditions_of_names import ASKED
from ngo_registry.facts_in_words import label, shown
from ngo_registry.forms.filing import SEAT_HINT, FactsForm, form_of
from ngo_registry.models import ChangeKind, RegisterFiling
from ngo_registry.queries.past import of_members, of_representative, plain, public_state, standing

LEAVING = {
    ChangeKind.REPRESENTATIVE: ("leaving_representatives", "leaving_memberships"),
    ChangeKind.BODIES: ("leaving_members",),
}
PAPER_DAYS = ("applicant_name", "posted_on", "received_on")
EXTRA = {ChangeKind.REPRESENTATIVE: ("new_email_of_record",), ChangeKind.NAME: ASKED}
REQUIRED = ("name", "address", "statute_on", "goals", "activities")
HINTS = {
    "address": SEAT_HINT,
    "change_on": _("The day on which the body of the organisation decided on it."),
    "new_email_of_record": _("Codes for access are sent there; never public."),
}


def choices_of(filing: RegisterFiling, name: str) -> Any:
    """Who of today's people may leave."""
    organisation = filing.organisation
    if name == "leaving_memberships":
        return organisation.memberships.filter(valid_until__isnull=True).select_related("user")
    if name == "leaving_representatives":
        return organisation.representatives.filter(valid_until__isnull=True)
    return standing(organisation.governingmembers.all())


class PeopleField(forms.ModelMultipleChoiceField):
    """People by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The name; of a membership the name of its person."""
        return obj.user.full_name if hasattr(obj, "user_id") else obj.name


def change_form(filing: RegisterFiling, data: Any = None, files: Any = None) -> FactsForm:
    """The form of this kind of change, filled with what the filing says so far."""
    kind = filing.change_kind
    days = () if filing.origin == RegisterFiling.Origin.ONLINE else PAPER_DAYS
    extra = EXTRA.get(kind, ())
    areas = ("areas",) if kind == ChangeKind.AREAS else ()
    names = (*CHANGED_FACTS[kind], *areas, *extra, "change_on", *CHANGE_FILES[kind], *days)
    form_class = form_of(RegisterFiling, names, required=REQUIRED, files=CHANGE_FILES[kind], **HINTS)
    initial = {name: getattr(filing, name) for name in names if name not in (*CHANGE_FILES[kind], "areas")}
    form = form_class(data, files, initial=initial)
    if areas:
        field = form.fields["areas"]
        field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
        form.initial["areas"] = filing.areas.all()
    for name in LEAVING.get(kind, ()):
        verbose = RegisterFiling._meta.get_field(name).verbose_name
        form.fields[name] = PeopleField(
            queryset=choices_of(filing, name),
            label=str(verbose).capitalize(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        form.initial[name] = getattr(filing, name).all()
    form.order_fields([*CHANGED_FACTS[kind], *areas, *LEAVING.get(kind, ()), *names])
    return form


def split(form: FactsForm) -> dict[str, Any]:
    """What the service keeps: facts, areas, who leaves."""
    facts = form.facts()
    leaving = {name: facts.pop(name) for names in LEAVING.values() for name in names if name in facts}
    return {"areas": facts.pop("areas", None), "leaving": leaving, "facts": facts}


def now_and_new(filing: RegisterFiling) -> list[tuple[str, str, str]]:
    """What the register says today beside what the filing asks, of this kind of change."""
    organisation = filing.organisation
    entry = filing.entries.last()
    if entry is not None:
        return [(label(name), shown(name, old), shown(name, new)) for name, (old, new) in entry.facts.items()]
    state = public_state(organisation)
    asked = public_state_of_filing(filing, state)
    now = {name: state.get(name, plain(getattr(organisation, name, None))) for name in asked}
    return [(label(name), shown(name, now[name]), shown(name, value)) for name, value in asked.items()]


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
