"""Who acts for a party: let in by its entry or by a claim, shut out when another represents it, leaves."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import ClaimRequest, Party, PartyMembership, RegisterFiling
from ngo_registry.queries.party_people import party_membership_of, who_leaves_party
from ngo_registry.rules import check_ends_party_membership
from office.audit import record
from office.models import StoredFile, User
from office.refusal import Refused
from office.service import locked, service

WAITS = (ClaimRequest.State.FILED, ClaimRequest.State.CODE_SENT)


def open_party_membership(user: User, party: Party, by: User, **why: object) -> PartyMembership:
    """The person acts from today on; who acts already goes on."""
    row = party_membership_of(user, party)
    if row is None:
        row = PartyMembership.objects.create(user=user, party=party, valid_from=timezone.localdate())
        record("let in", row, by=by, data={"party": party, **why})
    return row


def welcome_party_applicant(filing: RegisterFiling, by: User) -> None:
    """Who filed the entry of the party online acts for it from the day of entry."""
    if filing.origin == RegisterFiling.Origin.ONLINE:
        open_party_membership(filing.created_by, filing.party, by, filing=filing.case_number)


def shut_out_of_party(filing: RegisterFiling, by: User) -> None:
    """Who leaves by this change acts no more, from this moment on."""
    for row in who_leaves_party(filing):
        close(row, by)


def close(row: PartyMembership, by: User) -> PartyMembership:
    """Write the moment at which it ended."""
    if row.ended_at is None:
        row.ended_at, row.ended_by = timezone.now(), by
        row.save(update_fields=["ended_at", "ended_by"])
        record("end membership", row, by=by, data={"party": row.party})
    return row


@service
def file_party_claim(
    *, party: Party, position: str, paper: StoredFile | None, by: User, message: str = ""
) -> ClaimRequest:
    """Ask by papers to act for a party; an officer decides in the same queue as for organisations."""
    if party.status == Party.Status.DELETED:
        raise Refused(_("The party is deleted from the register; nobody can act for it here."))
    if party_membership_of(by, party):
        raise Refused(_("You already act for this party."))
    if paper is None:
        raise Refused(_("Enclose a paper that shows that you represent the party."), field="paper")
    if ClaimRequest.objects.filter(user=by, party=party, state__in=WAITS).exists():
        raise Refused(
            _("You already asked to act for this party; wait for the answer or withdraw the request.")
        )
    claim = ClaimRequest.objects.create(
        user=by,
        party=party,
        method=ClaimRequest.Method.PAPERS,
        position=position,
        message=message,
        paper=paper,
    )
    record("file", claim, by=by, data={"party": party}, to_state=claim.state)
    return claim


@service
def leave_party(*, membership: PartyMembership, by: User) -> PartyMembership:
    """The person no longer acts for the party; who represents it, or an officer, may end it too."""
    check_ends_party_membership(by, membership)
    return close(locked(membership), by)
