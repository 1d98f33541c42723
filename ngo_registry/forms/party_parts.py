"""Parts of an online application for the entry of a party."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.forms.drafts import DocumentsOfPerson, DraftFacts
from ngo_registry.forms.facts import SEAT_HINT, form_of
from ngo_registry.forms.parts import Part, draft
from ngo_registry.forms.party_facts import PartyRepresentativeForm, SignForm, StatementForm
from ngo_registry.models import PARTY, RegisterFiling

LAW, KINDS = articles.PARTIES, (PARTY,)
FILES = ("application", "founding_act", "minutes", "statute", "programme", "sign")

PartyNameForm = draft(
    "name",
    "short_name",
    "sign_text",
    "municipality",
    "place",
    "address",
    optional=("sign_text", "place"),
    name=_("It must differ from the names of all earlier parties; checked as you write."),
    short_name=_("As the statute gives it."),
    sign_text=_("What the sign shows, for readers who do not see the picture."),
    address=SEAT_HINT,
)
PartyNameForm.base_fields["name"].widget.attrs |= {
    "data-hx-get": reverse_lazy("ngo_registry_portal:party_name_check"),
    "data-hx-trigger": "input changed delay:500ms",
    "data-hx-target": "#name-answer",
}
PartyActsForm = draft(
    "founded_on", "statute_on", "programme_on", founded_on=_("The day of the founding assembly.")
)
PartyContactForm = draft(
    "applicant_name",
    "applicant_email",
    "applicant_phone",
    "website",
    "email",
    "phone_public",
    optional=("applicant_phone", "website", "email", "phone_public"),
    applicant_name=_("The person authorised to represent the party."),
    applicant_email=_("Letters about this filing are sent here; closed."),
)


class OnlinePapers(SignForm, DraftFacts):
    """Signed papers and the sign."""


class OnlinePartyRepresentativeForm(DocumentsOfPerson, PartyRepresentativeForm):
    """The representative, with the arithmetic of their numbers said beside the field."""


PARTY_PARTS = (
    Part("name", _("Name and seat"), PartyNameForm, law=LAW, kinds=KINDS),
    Part("acts", _("Founding, statute, programme"), PartyActsForm, law=LAW, kinds=KINDS),
    Part(
        "representative",
        _("Person authorised to represent"),
        OnlinePartyRepresentativeForm,
        "representative",
        LAW,
        _("One person files the application and represents the party. The number and the address stay closed."),
        KINDS,
    ),
    Part(
        "statements",
        _("Founders' statements"),
        StatementForm,
        "statement",
        LAW,
        _("Certified statements, written one by one or taken from a table. They are never public."),
        KINDS,
    ),
    Part("contact", _("Contact"), PartyContactForm, law=LAW, kinds=KINDS),
    Part(
        "documents",
        _("Papers and sign"),
        form_of(RegisterFiling, FILES, files=FILES, base=OnlinePapers),
        law=LAW,
        lead=_("The signed application, the decision on founding, the minutes, statute and programme as PDF; "
               "the sign as a picture."),
        kinds=KINDS,
    ),
)  # fmt: skip
