"""Sections of a filing, written from the papers of the organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.models import (
    ChangeKind,
    Founder,
    GoverningMember,
    OrganisationKind,
    RegisterFiling,
    Representative,
)
from office.forms import visible

ENTERED_KINDS = (OrganisationKind.ASSOCIATION, OrganisationKind.FOUNDATION, OrganisationKind.FOREIGN)
HINTS = {
    "name": _(
        "Exactly as in the statute. The register refuses a name that exists in any script or spelling."
    ),
    "name_cyrillic": _("Only when the statute gives the name in both scripts."),
    "other_names": _("One name in a line, with the language."),
    "goals": _("As in the statute; the founding act must say the same."),
    "jmbg": _(
        "13 digits; closed, never shown outside the register. Leave empty when no number was issued: "
        "then write the passport."
    ),
    "passport_number": _("For a foreigner without a personal number; closed."),
    "address": _("Closed, never shown outside the register."),
    "born_on": _("Only for a foreigner; otherwise the personal number says it. Closed."),
    "resident": _("Confirmed from the identity card, the residence permit or the entry of the legal person."),
    "pib": _("Computed and checked; a mistyped digit is found."),
    "iban": _(
        "18 digits like 510-123456-18, or the IBAN; given after the entry when there is no account yet."
    ),
    "posted_on": _("Only for what came by post; the day of the postmark."),
    "applicant_email": _("Becomes the closed e-mail of record: codes for access are sent there."),
}
SEAT_HINT = _("Street and number of the seat; public.")
PERSON_HINT = _("Name and surname as in the identity paper; of a legal person the name of its entry.")


class FactsForm(forms.Form):
    """Fields of a model without its saving: the service keeps the facts."""

    files: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Nothing invisible is kept; what is posted is received later, and both days have come."""
        data = super().clean() or self.cleaned_data
        self.keep_visible(data)
        posted, received, today = data.get("posted_on"), data.get("received_on"), timezone.localdate()
        for name, day in (("posted_on", posted), ("received_on", received)):
            if day and day > today:
                self.add_error(name, _("This day has not come yet."))
        if posted and received and received < posted:
            self.add_error("received_on", _("It was received before it was posted: check both days."))
        return data

    def keep_visible(self, data: dict[str, Any]) -> None:
        """Signs nobody sees are left out; a field that held nothing else is empty."""
        for name, value in list(data.items()):
            if isinstance(value, str) and (kept := visible(value, lines=self.many_lines(name))) != value:
                data[name] = kept
                if not kept and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])

    def many_lines(self, name: str) -> bool:
        """The field holds a text of several lines."""
        return isinstance(self.fields[name].widget, forms.Textarea)

    def facts(self) -> dict[str, Any]:
        """What was written, files apart; empty texts instead of None."""
        return {name: value for name, value in self.cleaned_data.items() if name not in type(self).files}


def form_of(
    model: type[models.Model],
    names: Iterable[str],
    *,
    required: Iterable[str] = (),
    files: Iterable[str] = (),
    base: type[FactsForm] = FactsForm,
    **hints: Any,
) -> type[FactsForm]:
    """A form with the columns of a model under their own names."""
    files = tuple(files)
    fields = fields_for_model(model, fields=[name for name in names if name not in files])
    for name, field in fields.items():
        field.required = name in set(required)
        field.help_text = hints.get(name, HINTS.get(name, ""))
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 5
    for name in files:
        label = capfirst(model._meta.get_field(name).verbose_name)
        fields[name] = forms.FileField(
            label=label,
            required=False,
            help_text=_("PDF, JPG or PNG, at most 20 MB; a new file takes the place of the old one."),
        )
    ordered = {name: fields[name] for name in names}
    return type(f"{model.__name__}Form", (base,), {**ordered, "files": files})


NameForm = form_of(
    RegisterFiling,
    (
        "name",
        "name_cyrillic",
        "short_name",
        "other_names",
        "municipality",
        "place",
        "address",
        "founded_on",
        "statute_on",
        "home_name",
        "home_seat",
        "home_country",
        "office_form",
        "initial_assets",
        "pib",
        "iban",
        "website",
        "email",
        "phone_public",
        "applicant_name",
        "applicant_email",
        "applicant_phone",
        "posted_on",
        "received_on",
    ),
    required=("name", "municipality", "address"),
    address=SEAT_HINT,
)
GoalsForm = form_of(
    RegisterFiling,
    (
        "goals",
        "activities",
        "areas",
        "statute_has_goals",
        "acts_agree",
        "economic_activity",
        "economic_in_statute",
        "economic_code",
    ),
    required=("goals", "activities"),
)
PapersForm = form_of(
    RegisterFiling,
    ("application", "founding_act", "minutes", "statute", "identity_papers", "home_proof"),
    files=("application", "founding_act", "minutes", "statute", "identity_papers", "home_proof"),
)
DeletionForm = form_of(
    RegisterFiling,
    (
        "deletion_ground",
        "deletion_reason",
        "court_case",
        "assets_to",
        "assets_recipient",
        "deletion_paper",
        "closing_account",
        "posted_on",
        "received_on",
    ),
    required=("deletion_ground", "deletion_reason"),
    files=("deletion_paper", "closing_account"),
)
FounderForm = form_of(
    Founder,
    (
        "kind",
        "name",
        "jmbg",
        "pib",
        "passport_number",
        "passport_country",
        "born_on",
        "address",
        "resident",
        "guardian_consent",
    ),
    required=("kind", "name"),
    files=("guardian_consent",),
    name=PERSON_HINT,
)
RepresentativeForm = form_of(
    Representative,
    (
        "name",
        "position",
        "jmbg",
        "passport_number",
        "passport_country",
        "born_on",
        "address",
        "resident",
        "valid_from",
        "mandate_until",
        "limits",
    ),
    required=("name",),
    name=PERSON_HINT,
)
MemberForm = form_of(
    GoverningMember,
    ("body", "name", "valid_from", "valid_until", "public_official", "party_function"),
    required=("body", "name"),
    name=PERSON_HINT,
)
GoalsForm.base_fields["areas"].widget = forms.CheckboxSelectMultiple(
    choices=GoalsForm.base_fields["areas"].choices
)
FOREIGN_ONLY = ("home_name", "home_seat", "home_country", "office_form")


@dataclass(frozen=True)
class Section:
    """A page of the filing; `people` names the list it adds to."""

    key: str
    title: Any
    form: type[FactsForm]
    people: str = ""
    law: str = ""
    kinds: tuple[str, ...] = ENTERED_KINDS


SECTIONS = (
    Section("name", _("Name and seat"), NameForm, law=articles.NAME),
    Section("goals", _("Goals, activities, areas"), GoalsForm, law=articles.STATUTE),
    Section("founders", _("Founders"), FounderForm, "founder", articles.FOUNDING_ACT),
    Section(
        "representative", _("Representative"), RepresentativeForm, "representative", articles.FOUNDING_ACT
    ),
    Section("members", _("Members of bodies"), MemberForm, "member", articles.STATUTE),
    Section("papers", _("Enclosures"), PapersForm, law=articles.FOUNDING_ACT),
)
DELETION = (Section("deletion", _("Deletion"), DeletionForm, law=articles.TERMINATION),)


PEOPLE_OF_CHANGE = {ChangeKind.REPRESENTATIVE: "representative", ChangeKind.BODIES: "members"}


def sections_of(filing: RegisterFiling) -> tuple[Section, ...]:
    """Sections of a filing by what it asks; a change has a form of its own and, for people, their list."""
    if filing.filing_kind == RegisterFiling.Kind.CHANGE:
        people = PEOPLE_OF_CHANGE.get(filing.change_kind)
        own = Section("change", filing.get_change_kind_display(), FactsForm)
        return (own, *(section for section in SECTIONS if section.key == people))
    return DELETION if filing.filing_kind == RegisterFiling.Kind.DELETION else SECTIONS


def section_form(
    section: Section, filing: RegisterFiling, data: Any = None, files: Any = None, row: Any = None
) -> FactsForm:
    """The form of a section, filled with what is already written."""
    source = row if section.people else filing
    initial = {}
    if source is not None:
        initial = {
            name: getattr(source, name)
            for name in section.form.base_fields
            if name not in section.form.files and name != "areas" and hasattr(source, name)
        }
        if "areas" in section.form.base_fields:
            initial["areas"] = filing.areas.all()
    form = section.form(data, files, initial=initial)
    if filing.kind != OrganisationKind.FOREIGN:
        for name in (*FOREIGN_ONLY, "home_proof"):
            form.fields.pop(name, None)
    if filing.kind != OrganisationKind.FOUNDATION:
        form.fields.pop("initial_assets", None)
    if filing.origin != RegisterFiling.Origin.ONLINE:
        form.fields.pop("application", None)
    return form


class KindForm(forms.Form):
    """Which kind of organisation is entered."""

    kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in ENTERED_KINDS],
        initial=OrganisationKind.ASSOCIATION,
    )
