"""Sections of a filing, written from the papers of the organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.forms.assets import HINTS as ASSETS_HINTS
from ngo_registry.forms.assets import AssetsFacts
from ngo_registry.forms.facts import ENTERED_KINDS, PERSON_HINT, SEAT_HINT, FactsForm, Section, form_of
from ngo_registry.forms.leaving import add_leaving, party_choices
from ngo_registry.forms.party_sections import party_sections
from ngo_registry.kinds_of_changes import grounds_of
from ngo_registry.models import (
    PARTY,
    ChangeKind,
    Founder,
    GoverningMember,
    OrganisationKind,
    RegisterFiling,
    Representative,
)
from office.jurisdiction import has_feature

__all__ = ["ENTERED_KINDS", "SEAT_HINT", "FactsForm", "Section", "form_of"]

NameForm = form_of(
    RegisterFiling,
    (
        "name",
        "name_cyrillic",
        "short_name",
        "other_names",
        "person_in_name",
        "named_person",
        "municipality",
        "place",
        "address",
        "founded_on",
        "statute_on",
        "lasts_until",
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
ENCLOSED = (
    "application",
    "founding_act",
    "minutes",
    "statute",
    "identity_papers",
    "home_proof",
    "name_consent",
)
PapersForm = form_of(
    RegisterFiling,
    ENCLOSED,
    files=ENCLOSED,
)
DeletionForm = form_of(
    RegisterFiling,
    (
        "deletion_ground",
        "deletion_reason",
        "court_case",
        "assets_to",
        "assets_recipient",
        "assets_seat",
        "assets_statute",
        "deletion_paper",
        "closing_account",
        "posted_on",
        "received_on",
    ),
    required=("deletion_ground", "deletion_reason"),
    files=("deletion_paper", "closing_account"),
    base=AssetsFacts,
    **ASSETS_HINTS,
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
DELETION = (Section("deletion", _("Deletion from the register"), DeletionForm, law=articles.TERMINATION),)


PEOPLE_OF_CHANGE = {ChangeKind.REPRESENTATIVE: "representative", ChangeKind.BODIES: "members"}


def sections_of(filing: RegisterFiling) -> tuple[Section, ...]:
    """Sections of a filing by what it asks; a change has a form of its own and, for people, their list."""
    if filing.of_party:
        return party_sections(filing)
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
    if not filing.needs_consent:
        form.fields.pop("name_consent", None)
    for name in {"deletion_ground", "party_ground"} & set(form.fields):
        asked = {"", *grounds_of(filing)}
        form.fields[name].choices = [choice for choice in form.fields[name].choices if choice[0] in asked]
    if not section.people:
        add_leaving(form, filing, party_choices(filing))
    return form


def kinds_here() -> list[tuple[str, Any]]:
    """Kinds that are entered here; parties only where the office keeps their register."""
    kinds: list[tuple[str, Any]] = [(kind.value, kind.label) for kind in ENTERED_KINDS]
    return [*kinds, (PARTY, _("political party"))] if has_feature("parties") else kinds


class KindForm(forms.Form):
    """Which kind of organisation is entered."""

    kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        widget=forms.RadioSelect,
        choices=kinds_here,
        initial=OrganisationKind.ASSOCIATION,
    )
