"""What each kind of change may write, which papers belong to it, how they are called, and who may ask it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ngo_registry.conditions_of_names import CONSENT
from ngo_registry.models import (
    ChangeKind,
    DeletionGround,
    OrganisationKind,
    PartyChange,
    PartyDeletionGround,
    RegisterFiling,
)

# Facts each kind of change may write, in the order of its form.
CHANGED_FACTS: dict[str, tuple[str, ...]] = {
    ChangeKind.NAME: ("name", "name_cyrillic", "short_name", "other_names"),
    ChangeKind.SEAT: ("municipality", "place", "address"),
    ChangeKind.REPRESENTATIVE: (),
    ChangeKind.STATUTE: ("statute_on", "lasts_until"),
    ChangeKind.GOALS: ("goals", "activities", "economic_activity", "economic_code"),
    ChangeKind.BODIES: (),
    ChangeKind.AREAS: (),
    ChangeKind.CONTACT: ("website", "email", "phone_public", "pib", "iban"),
    ChangeKind.NUMBERS: ("pib", "iban"),
    ChangeKind.HOME: ("home_name", "home_seat", "home_country", "office_form"),
}
CHANGE_PAPERS: dict[str, tuple[str, ...]] = {
    ChangeKind.NAME: ("change_paper", "statute"),
    ChangeKind.SEAT: ("change_paper",),
    ChangeKind.REPRESENTATIVE: ("change_paper", "identity_papers"),
    ChangeKind.STATUTE: ("change_paper", "statute"),
    ChangeKind.GOALS: ("change_paper", "statute"),
    ChangeKind.BODIES: ("change_paper",),
    ChangeKind.AREAS: (),
    ChangeKind.CONTACT: (),
    ChangeKind.NUMBERS: ("change_paper",),
    ChangeKind.HOME: ("change_paper", "home_proof"),
}
# What is confirmed of the new statute.
STATUTE_SAYS: dict[str, tuple[str, ...]] = {
    ChangeKind.STATUTE: ("acts_agree", "economic_in_statute"),
    ChangeKind.GOALS: ("statute_has_goals", "economic_in_statute"),
}
TITLES: dict[tuple[str, str], Any] = {
    (ChangeKind.REPRESENTATIVE, "identity_papers"): _("copy of the identity paper of the new representative"),
    (ChangeKind.NUMBERS, "change_paper"): _(
        "certificate of the tax number, or confirmation of the bank on the account"
    ),
    (ChangeKind.HOME, "change_paper"): _("decision of the organisation abroad"),
    (ChangeKind.STATUTE, "acts_agree"): _(
        "goals and activities in the new statute are the same as in the register"
    ),
    (ChangeKind.GOALS, "statute_has_goals"): _(
        "the new statute names the goals and activities as they are written here"
    ),
    **{
        (kind, "statute"): _("statute as it reads after the change")
        for kind in (ChangeKind.NAME, ChangeKind.STATUTE, ChangeKind.GOALS)
    },
}
KEPT_BY_ITSELF = (ChangeKind.AREAS, ChangeKind.CONTACT)  # written online without a decision
NO_BODY_DECIDES = {ChangeKind.AREAS, ChangeKind.CONTACT, ChangeKind.NUMBERS, PartyChange.CONTACT}
ENDS_ITSELF = {DeletionGround.OWN_DECISION, DeletionGround.OFFICE_CLOSED}
ONLINE, DRAFT = RegisterFiling.Origin.ONLINE, RegisterFiling.State.DRAFT


def papers_of_change(filing: RegisterFiling) -> tuple[str, ...]:
    """Papers this change cannot be without; an office of a foreign organisation has no statute of its own here."""
    papers = CHANGE_PAPERS[filing.change_kind]
    return tuple(name for name in papers if name != "statute" or filing.kind != OrganisationKind.FOREIGN)


def files_of_change(filing: RegisterFiling) -> tuple[str, ...]:
    """Papers it may hold: those, the consent to a name, and online the signed application."""
    consent = (CONSENT,) if filing.change_kind == ChangeKind.NAME else ()
    return (*papers_of_change(filing), *consent)


def title_of(filing: RegisterFiling, field: str) -> str:
    """How a paper or an answer is called in this filing."""
    title = TITLES.get((filing.change_kind, field))
    return str(title or RegisterFiling._meta.get_field(field).verbose_name)


def asked_now(filing: RegisterFiling) -> bool:
    """Written online, in a draft or sent as drafts are sent today; what was sent earlier is judged as it came."""
    return filing.origin == ONLINE and (filing.state == DRAFT or filing.received_on is not None)


def a_body_decides(filing: RegisterFiling) -> bool:
    """A body of the organisation decides on what is asked."""
    if filing.filing_kind == RegisterFiling.Kind.DELETION:
        ground = filing.party_ground if filing.of_party else filing.deletion_ground
        return ground in ENDS_ITSELF
    return (filing.party_change if filing.of_party else filing.change_kind) not in NO_BODY_DECIDES


def kinds_of(kind: str, *, online: bool) -> list[str]:
    """Kinds of changes an organisation of this kind may ask; on paper numbers come with the contacts."""
    foreign = kind == OrganisationKind.FOREIGN
    never = {ChangeKind.STATUTE} if foreign else {ChangeKind.HOME}
    never |= set(KEPT_BY_ITSELF) if online else {ChangeKind.NUMBERS}
    return [code for code in ChangeKind.values if code not in never]


def grounds_of(filing: RegisterFiling) -> list[str]:
    """Grounds of deletion that may be asked: online only its own; a court writes to the office."""
    online = filing.origin == ONLINE
    if filing.of_party:
        own = [PartyDeletionGround.OWN_DECISION, PartyDeletionGround.MERGER]
        return [str(ground) for ground in (own if online else PartyDeletionGround)]
    never = {DeletionGround.COURT_BAN} if online else set()
    never |= set() if filing.kind == OrganisationKind.FOREIGN else {DeletionGround.OFFICE_CLOSED}
    return [str(ground) for ground in DeletionGround if ground not in never]
