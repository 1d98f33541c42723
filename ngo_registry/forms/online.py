"""Parts of an online filing: one table that drives pages, progress and what is missing."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.conditions import required_papers
from ngo_registry.forms.drafts import (
    DraftFacts,
    NumbersForm,
    OnlineFounderForm,
    OnlineRepresentativeForm,
)
from ngo_registry.forms.filing import (
    FOREIGN_ONLY,
    SEAT_HINT,
    FactsForm,
    MemberForm,
    PapersForm,
    form_of,
)
from ngo_registry.forms.parts import ONLINE_FACTS, Part, draft
from ngo_registry.forms.party_parts import PARTY_PARTS
from ngo_registry.models import OrganisationKind, RegisterFiling

HERE = (OrganisationKind.ASSOCIATION, OrganisationKind.FOUNDATION)
NameForm = draft(
    "name",
    "name_cyrillic",
    "short_name",
    "other_names",
    "person_in_name",
    "named_person",
    "municipality",
    "place",
    "address",
    *FOREIGN_ONLY,
    optional=("name_cyrillic", "short_name", "other_names", "named_person", "place"),
    address=SEAT_HINT,
    name=_(
        "It must differ from every name in the register in any script and spelling; checked as you write."
    ),
    home_name=_("As it is entered in the state of its seat."),
)
NameForm.base_fields["name"].widget.attrs |= {
    "data-hx-get": reverse_lazy("ngo_registry_portal:name_check"),
    "data-hx-trigger": "input changed delay:500ms",
    "data-hx-target": "#name-answer",
}
GoalsForm = draft(
    "goals",
    "activities",
    "areas",
    goals=_("Written once: the founding act and the statute print exactly these words. One goal in a line."),
    activities=_("Written once, printed in both acts. One activity in a line."),
    areas=_("Areas of public interest in which the organisation will work; shown in the register."),
)
GoalsForm.base_fields["areas"].widget = forms.CheckboxSelectMultiple(
    choices=GoalsForm.base_fields["areas"].choices
)
FoundingForm = draft(
    "founded_on",
    "statute_on",
    "assembly_place",
    "chair",
    "minutes_taker",
    "lasts_until",
    "initial_assets",
    optional=("initial_assets", "lasts_until", "statute_on"),
    statute_on=_(
        "Only when the statute was not adopted on the day of founding; empty means that day. Public, in the register."
    ),
    lasts_until=_("Only when the organisation is founded for a time; empty for an indefinite time."),
    founded_on=_("The day of the founding assembly or of the founder's decision."),
    initial_assets=_("Money or things the founder gives; empty when there are none."),
)
StatuteForm = draft(
    "own_statute",
    "representative_title",
    "term_years",
    "notice_days",
    "quorum",
    "change_share",
    "proxies",
    "board_members",
    "members",
    "fee",
    "publicity",
    "assets",
    "assets_to",
    "seal",
    "other_matters",
    optional=("other_matters", "assets_to", "own_statute", "board_members"),
    own_statute=_(
        "Then the questions below are not asked; your statute must name the same goals and activities."
    ),
    representative_title=_("For example president or executive director."),
    board_members=_("0 when there is no managing board."),
    members=_("For example: every adult person who accepts the goals and this statute."),
    publicity=_("For example: on the web site and by an annual report to the assembly."),
    assets=_("The law allows only these; when the statute names nobody, the municipality receives them."),
    assets_to=_("Its name, as entered in its register."),
    seal=_("For example: round, with the name and the seat around the edge."),
)
EconomicForm = draft(
    "economic_activity",
    "economic_code",
    optional=("economic_activity", "economic_code"),
    economic_activity=_(
        "Only what serves the goals; the statute names it and it begins after the entry of traders."
    ),
    economic_code=_("The code of the classification of activities, for example 94.99."),
)
ContactForm = draft(
    "applicant_name",
    "applicant_email",
    "applicant_phone",
    "website",
    "email",
    "phone_public",
    "pib",
    "iban",
    optional=("applicant_phone", "website", "email", "phone_public", "pib", "iban"),
    base=NumbersForm,
    applicant_email=_(
        "Letters about this filing are sent here. It becomes the closed e-mail of record of the organisation."
    ),
)

OnlinePapersForm = form_of(RegisterFiling, PapersForm.files, files=PapersForm.files, base=DraftFacts)


PARTS = (
    Part("name", _("Name and seat"), NameForm, law=articles.NAME),
    Part("goals", _("Goals, activities, areas"), GoalsForm, law=articles.STATUTE),
    Part(
        "founders",
        _("Founders"),
        OnlineFounderForm,
        "founder",
        articles.FOUNDING_ACT,
        _(
            "Persons and legal persons that found the organisation. Their numbers and addresses are never public."
        ),
        HERE,
    ),
    Part(
        "bodies",
        _("Members of bodies"),
        MemberForm,
        "member",
        articles.STATUTE,
        _("Who was elected into the managing or supervisory board; leave empty when there is none."),
        HERE,
        True,
    ),
    Part(
        "representative",
        _("Representative"),
        OnlineRepresentativeForm,
        "representative",
        articles.FOUNDING_ACT,
        _("Who acts in the name of the organisation; lives in the state."),
    ),
    Part("founding", _("Founding"), FoundingForm, law=articles.FOUNDING_ACT, kinds=HERE),
    Part(
        "statute",
        _("Statute"),
        StatuteForm,
        law=articles.STATUTE,
        lead=_(
            "From your answers the portal writes a statute with everything the law asks. "
            "Values already chosen are usual ones."
        ),
        kinds=HERE,
    ),
    Part(
        "economic",
        _("Economic activity"),
        EconomicForm,
        law=articles.ECONOMIC_ACTIVITY,
        kinds=HERE,
        optional=True,
    ),
    Part("contact", _("Contact and numbers"), ContactForm, law=articles.FOUNDING_ACT),
    Part(
        "documents",
        _("Papers to sign and enclose"),
        OnlinePapersForm,
        law=articles.FOUNDING_ACT,
        lead=_(
            "Print the papers when everything else is written, sign them and upload them. "
            "After a later change print and sign them anew."
        ),
    ),
)


def parts_of(filing: RegisterFiling) -> tuple[Part, ...]:
    """Parts by kind of organisation."""
    if filing.of_party:
        return PARTY_PARTS
    return tuple(part for part in PARTS if filing.kind in part.kinds)


def part_form(
    part: Part, filing: RegisterFiling, data: Any = None, files: Any = None, row: Any = None, version: int = 0
) -> FactsForm:
    """The form of a part, filled with what is already written."""
    if part.people:
        initial = {name: getattr(row, name) for name in part.form.base_fields if row and hasattr(row, name)}
        return part.form(data, files, initial=initial)
    if part.key == "documents":
        form = part.form(data, files)
        for name in set(form.fields) - set(required_papers(filing)):
            form.fields.pop(name)
        return form
    initial = {
        name: getattr(filing.online if name in ONLINE_FACTS else filing, name)
        for name in part.form.base_fields
        if name not in {"areas", "version"}
    }
    if "areas" in part.form.base_fields:
        initial["areas"] = filing.areas.all()
    form = part.form(data, initial=initial, version=version)
    for name in not_asked(filing):
        form.fields.pop(name, None)
    return form


def not_asked(filing: RegisterFiling) -> tuple[str, ...]:
    """Fields that do not concern this kind of organisation."""
    if filing.of_party:
        return ()
    if filing.kind == OrganisationKind.FOREIGN:
        return ("initial_assets",)
    if filing.kind == OrganisationKind.FOUNDATION:
        return (*FOREIGN_ONLY, "minutes_taker", "chair", "members", "fee", "proxies")
    return (*FOREIGN_ONLY, "initial_assets")
