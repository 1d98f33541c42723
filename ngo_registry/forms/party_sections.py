"""Sections of a filing of a party, written by an officer from its papers; its changes and its end."""

from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.conditions_of_parties import CHANGE_PAPERS, CHANGED_PARTY_FACTS
from ngo_registry.forms.facts import SEAT_HINT, FactsForm, Section, form_of
from ngo_registry.forms.party_facts import PartyRepresentativeForm, SignForm, StatementForm
from ngo_registry.models import PartyChange, RegisterFiling

LAW = articles.PARTIES
NAME_HINT = _("Exactly as in the statute; compared with all earlier parties in every script and spelling.")
SHORT_HINT = _("The short name the statute gives; compared in the same way.")
MAIL_HINT = _("Letters about the filing are sent there.")
PAPERS = ("application", "founding_act", "minutes", "statute", "programme")
PAPER_DAYS = ("applicant_name", "posted_on", "received_on")

PartyNameForm = form_of(
    RegisterFiling,
    (
        "name", "short_name", "sign", "sign_text", "municipality", "place", "address", "website", "email",
        "phone_public", "applicant_name", "applicant_email", "applicant_phone", "posted_on", "received_on",
    ),
    required=("name", "short_name", "municipality", "address"),
    files=("sign",),
    base=SignForm,
    name=NAME_HINT,
    short_name=SHORT_HINT,
    address=SEAT_HINT,
    applicant_name=_("The person authorised to represent the party."),
    applicant_email=MAIL_HINT,
    posted_on=_("Only for what came by post."),
)  # fmt: skip
PartyActsForm = form_of(
    RegisterFiling,
    ("founded_on", "statute_on", "programme_on"),
    founded_on=_("The day of the founding assembly."),
)
PartyPapersForm = form_of(RegisterFiling, PAPERS, files=PAPERS)
PartyDeletionForm = form_of(
    RegisterFiling,
    ("party_ground", "deletion_reason", "court_case", "deletion_paper", *PAPER_DAYS),
    required=("party_ground", "deletion_reason"),
    files=("deletion_paper",),
    court_case=_("Only where a court decided."),
    deletion_reason=_("Becomes public and part of the decision."),
)
REPRESENTATIVE = Section(
    "representative", _("Person authorised to represent"), PartyRepresentativeForm, "representative", LAW
)
PARTY_SECTIONS = (
    Section("name", _("Name, sign and seat"), PartyNameForm, law=LAW),
    Section("acts", _("Founding, statute, programme"), PartyActsForm, law=LAW),
    REPRESENTATIVE,
    Section("statements", _("Founders' statements"), StatementForm, "statement", LAW),
    Section("papers", _("Enclosures"), PartyPapersForm, law=LAW),
)
PARTY_DELETION = (Section("deletion", _("Deletion from the register"), PartyDeletionForm, law=LAW),)


@lru_cache(maxsize=16)
def change_form_of(kind: str) -> type[FactsForm]:
    """The form of one kind of change: its facts, its papers, its days."""
    files = (*(name for name in CHANGED_PARTY_FACTS[kind] if name == "sign"), *CHANGE_PAPERS[kind])
    names = (*CHANGED_PARTY_FACTS[kind], "change_on", *CHANGE_PAPERS[kind], *PAPER_DAYS)
    hints = {"name": NAME_HINT, "short_name": SHORT_HINT, "address": SEAT_HINT}
    return form_of(RegisterFiling, names, files=files, base=SignForm, **hints)


def party_sections(filing: RegisterFiling) -> tuple[Section, ...]:
    """Sections by what the filing asks."""
    if filing.filing_kind == RegisterFiling.Kind.DELETION:
        return PARTY_DELETION
    if filing.filing_kind == RegisterFiling.Kind.CHANGE:
        own = Section(
            "asked", filing.get_party_change_display(), change_form_of(filing.party_change), law=LAW
        )
        return (own, REPRESENTATIVE) if filing.party_change == PartyChange.REPRESENTATIVE else (own,)
    return PARTY_SECTIONS
