"""What pages ask about calls for NGO representatives and the proposals in them."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from council.models import ListedCandidate, NominationCall, Proposal, ProposalFile
from ngo_registry.models import Organisation
from office.audit import subject_of
from office.models import IssuedDocument, Job, User
from office.models.user import bodies_of
from office.roles import Permission as P
from office.scripts import fold

FILED = Q(proposals__state__in=["submitted", "valid", "invalid"])
WAITING = Q(proposals__state="submitted")


def calls_of(user: User) -> QuerySet[NominationCall]:
    """Calls the person runs: of their bodies; those for the Council only when they keep the Council."""
    calls = NominationCall.objects.filter(body__in=bodies_of(user, P.MANAGE_NOMINATIONS))
    if not user.can(P.MANAGE_COUNCIL):
        calls = calls.exclude(kind=NominationCall.Kind.COUNCIL)
    return calls


def call_list(user: User, *, state: str = "", kind: str = "") -> QuerySet[NominationCall]:
    """The staff list with its numbers of proposals, newest first."""
    calls = calls_of(user).select_related("body")
    if state:
        calls = calls.filter(state=state)
    if kind:
        calls = calls.filter(kind=kind)
    return calls.annotate(filed=Count("proposals", FILED), waiting=Count("proposals", WAITING)).order_by(
        "-pk"
    )


def calls_waiting(user: User, at: datetime.datetime) -> QuerySet[NominationCall]:
    """Calls of the person past their deadline, the oldest first."""
    calls = calls_of(user).to_check(at).select_related("body")
    return calls.annotate(filed=Count("proposals", FILED), waiting=Count("proposals", WAITING)).order_by(
        "list_due", "pk"
    )


def proposals_checked_by(user: User) -> QuerySet[Proposal]:
    """Proposals handed in to the calls the person runs."""
    return (
        Proposal.objects.filed()
        .filter(call__in=calls_of(user))
        .select_related(
            "call__body", "call__rulebook", "seat", "organisation__municipality", "submitted_by", "checked_by"
        )
    )


def proposals_of_call(call: NominationCall) -> QuerySet[Proposal]:
    """Everything handed in to one call, in the order of arrival."""
    return call.proposals.filed().select_related("organisation", "seat").order_by("submitted_at", "pk")


def papers_of(proposal: Proposal) -> QuerySet[ProposalFile]:
    """Papers of one proposal with their files."""
    return proposal.files.select_related("stored")


def paper_seen_by(user: User, pk: int) -> QuerySet[ProposalFile]:
    """The paper, when the person checks its proposal."""
    return ProposalFile.objects.filter(pk=pk, proposal__in=proposals_checked_by(user)).select_related(
        "stored"
    )


def papers_of_organisation(organisation: Organisation) -> QuerySet[ProposalFile]:
    """Papers the organisation attached to its proposals."""
    papers = ProposalFile.objects.filter(proposal__organisation=organisation)
    return papers.select_related("stored", "proposal__call", "proposal__organisation")


def public_calls() -> QuerySet[NominationCall]:
    """Calls anybody may read, with their places and lists."""
    listed = ListedCandidate.objects.prefetch_related("organisations").order_by("place", "-selected", "pk")
    calls = NominationCall.objects.public().select_related("body", "rulebook", "council")
    return calls.prefetch_related("seats__area", Prefetch("seats__listed", listed))


def found_calls(text: str) -> list[NominationCall]:
    """Public calls whose title or body has every word, the latest deadline first; one statement."""
    words = fold(text).split()
    rows = NominationCall.objects.public().select_related("body").order_by("-deadline", "-pk")
    return [call for call in rows if all(word in fold(f"{call.title} {call.body.name}") for word in words)]


def open_calls(at: datetime.datetime) -> QuerySet[NominationCall]:
    """Calls that take proposals now, the nearest deadline first."""
    calls = NominationCall.objects.open(at).select_related("body").prefetch_related("seats")
    return calls.order_by("deadline", "pk")


def results() -> QuerySet[NominationCall]:
    """Calls with a published list or an outcome, newest first."""
    chosen = ListedCandidate.objects.filter(selected=True).order_by("place", "pk")
    calls = NominationCall.objects.results().select_related("body")
    return calls.prefetch_related(Prefetch("seats__listed", chosen)).order_by("-listed_at", "-pk")


def in_check(at: datetime.datetime) -> QuerySet[NominationCall]:
    """Calls past their deadline whose list is not published yet."""
    return NominationCall.objects.to_check(at).select_related("body").order_by("deadline", "pk")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal that was not counted, as the public reads it: whose, for which place, why."""

    organisation: str
    seat: str
    reason: str


def refusals_of(call: NominationCall) -> list[Refusal]:
    """Why proposals of a listed call were not counted."""
    rows = call.proposals.filter(state=Proposal.State.INVALID).select_related("organisation", "seat")
    rows = rows.order_by("seat__order", "organisation__sort_key", "pk")
    return [Refusal(row.organisation.name, row.seat.name, row.reason) for row in rows]


def proposals_of(organisation: Organisation) -> QuerySet[Proposal]:
    """All proposals of one organisation, newest first."""
    proposals = Proposal.objects.filter(organisation=organisation).select_related(
        "call__body", "call__rulebook", "seat", "organisation"
    )
    return proposals.order_by("-pk")


def list_documents(call: NominationCall) -> QuerySet[IssuedDocument]:
    """The list as issued: newest first; anybody may read it."""
    about = {"subject": subject_of(call), "subject_id": str(call.pk), "kind": "nomination_list"}
    return IssuedDocument.objects.filter(**about, public=True).select_related("file").order_by("-pk")


def list_job(call: NominationCall) -> Job | None:
    """The last order of the list as a document."""
    about = {"subject": subject_of(call), "subject_id": str(call.pk), "kind": "council.nomination_list"}
    return Job.objects.filter(**about).order_by("-pk").first()


def own_proposals_in(call: NominationCall, organisation: Organisation) -> dict[int, Proposal]:
    """The organisation's proposals in one call by place, without those it withdrew."""
    rows = call.proposals.filter(organisation=organisation).exclude(state=Proposal.State.WITHDRAWN)
    return {proposal.seat_id: proposal for proposal in rows}


def listed_of(organisation: Organisation) -> QuerySet[ListedCandidate]:
    """Candidates on published lists whom the organisation proposed, newest first."""
    rows = organisation.listed_candidates.select_related("seat__call__body")
    return rows.order_by("-seat__call__listed_at", "pk")
