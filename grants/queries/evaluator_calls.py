"""Questions about calls for evaluators and about candidates."""

import datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from grants.models import Candidacy, CandidacyProof, EvaluatorCall, EvaluatorCallChange
from grants.queries.ties import Tie, back, ties_of
from office.models import User
from office.rulebooks import from_version

S, CS = EvaluatorCall.State, Candidacy.State


def calls() -> QuerySet[EvaluatorCall]:
    """All calls with how many candidates each has and how many wait."""
    filed = ~Q(candidacies__state__in=[CS.DRAFT, CS.WITHDRAWN]) & Q(candidacies__isnull=False)
    waiting = Q(candidacies__state__in=[CS.SUBMITTED, CS.CONTESTED])
    return (
        EvaluatorCall.objects.select_related("document__file", "rulebook", "created_by")
        .annotate(filed=Count("candidacies", filter=filed), waiting=Count("candidacies", filter=waiting))
        .order_by("-year", "-pk")
    )


def public_calls() -> QuerySet[EvaluatorCall]:
    """Calls from their publication on."""
    return EvaluatorCall.objects.exclude(state=S.DRAFT).select_related("document__file", "rulebook")


def changes_of(call: EvaluatorCall) -> list[EvaluatorCallChange]:
    """Published changes of a call in their order, nothing asked of a draft."""
    return list(call.changes.all()) if call.number else []


def calls_of(at: datetime.datetime) -> tuple[list[EvaluatorCall], list[EvaluatorCall]]:
    """Open calls and the others, in one question."""
    rows = list(public_calls().order_by("-deadline", "-pk")[:50])
    opened = [row for row in rows if row.phase(at) == EvaluatorCall.Phase.OPEN]
    return opened, [row for row in rows if row not in opened]


def open_calls(at: datetime.datetime) -> QuerySet[EvaluatorCall]:
    """Calls that receive candidacies at this moment, the nearest term first."""
    return public_calls().filter(state=S.PUBLISHED, deadline__gte=at).order_by("deadline", "pk")


def candidacies() -> QuerySet[Candidacy]:
    """Candidates the office sees: everybody who submitted."""
    return (
        Candidacy.objects.filter(submitted_at__isnull=False)
        .select_related("call__rulebook", "user", "decided_by", "decision__file", "evaluator")
        .prefetch_related("areas", "statements", Prefetch("proofs", _proofs()), "complaints__decision__file")
        .order_by("submitted_at", "pk")
    )


def candidates_of(call: EvaluatorCall) -> list[Candidacy]:
    """Everybody who submitted to this call, in that order."""
    return list(candidacies().filter(call=call))


def candidacies_of(user: User) -> QuerySet[Candidacy]:
    """The person's own candidacies, with everything in them."""
    return (
        Candidacy.objects.filter(user=user)
        .select_related("call__rulebook", "decision__file")
        .prefetch_related("areas", "statements", Prefetch("proofs", _proofs()), "complaints__decision__file")
        .order_by("-pk")
    )


def _proofs() -> QuerySet[CandidacyProof]:
    return CandidacyProof.objects.select_related("file").order_by("kind", "began", "pk")


def has_candidacies(user: User) -> bool:
    """Did the person ever begin one?"""
    return Candidacy.objects.filter(user=user).exists()


def since(candidacy: Candidacy) -> datetime.date:
    """The day from which ties count: so many years before the call."""
    years = from_version(candidacy.call.rulebook).evaluation.evaluator_lookback_years.value
    return back(years, timezone.localdate(candidacy.call.published_at))


def evidence(candidacy: Candidacy) -> list[Tie]:
    """What the portal knows of the candidate today."""
    return ties_of(candidacy, since(candidacy))


def waiting_candidates() -> QuerySet[Candidacy]:
    """Candidates of calls whose term has passed, and complaints, that wait for the office."""
    over = Q(state=CS.SUBMITTED, call__deadline__lt=timezone.now()) | Q(state=CS.CONTESTED)
    return Candidacy.objects.filter(over).select_related("call__rulebook")
