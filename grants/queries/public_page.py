"""The page of a call: one statement says which of its rooms hold anything, and only those are asked."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from grants.models import (
    Call,
    CallCorrection,
    CallLink,
    CallQuestion,
    CheckList,
    CourtAnnulment,
    Objection,
    PastRanking,
    Question,
    ShareLimit,
)
from grants.queries import call_life
from grants.queries.history import AfterList, after_list
from grants.queries.objections import terms_of
from grants.queries.public_calls import public_call, ranking_of

IT = OuterRef("pk")
ROOMS: dict[str, QuerySet[Any]] = {
    "corrected_form": Question.objects.filter(call=IT, version__gt=1),
    "corrections": CallCorrection.objects.filter(call=IT),
    "answers": CallQuestion.objects.filter(call=IT, state=CallQuestion.State.ANSWERED),
    "later": CallLink.objects.filter(earlier=IT).exclude(later__state=Call.State.DRAFT),
    "shares": ShareLimit.objects.filter(call=IT),
    "checks": CheckList.objects.filter(call=IT),
    "past": PastRanking.objects.filter(call=IT),
    "objections": Objection.objects.filter(application__call=IT),
    "annulments": CourtAnnulment.objects.filter(call=IT),
}
AFTER = ("checks", "past", "objections", "annulments")


def call_page() -> QuerySet[Call]:
    """Public calls with what the head of the page shows, and a flag for every room that holds something."""
    return public_call().annotate(**{f"has_{name}": Exists(rows) for name, rows in ROOMS.items()})


def has(call: Call, name: str) -> bool:
    """Does this room of the call hold anything?"""
    return bool(getattr(call, f"has_{name}"))


def fill(call: Call, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the rooms show; nothing is asked of an empty one."""
    call.corrected = list(call.questions.filter(version__gt=1)) if has(call, "corrected_form") else []
    if not has(call, "shares"):
        call._prefetched_objects_cache["share_limits"] = ShareLimit.objects.none()
    return {
        "questions": call_life.public_questions(call) if has(call, "answers") else [],
        "corrections": list(call.corrections.prefetch_related("texts")) if has(call, "corrections") else [],
        "earlier": call_life.link_to_earlier(call),
        "later": call_life.links_to_later(call, public=True) if has(call, "later") else [],
        "after": after_list(call, asked) if any(has(call, name) for name in AFTER) else nothing_after(call),
    }


def nothing_after(call: Call) -> AfterList:
    """No list of the check, no objection, nothing replaced: only the terms that run from a published ranking list."""
    terms = terms_of(call) if ranking_of(call) else None
    return AfterList(
        check=None,
        complete=[],
        incomplete=[],
        earlier_checks=[],
        terms=terms,
        final=False,
        objections=[],
        past=[],
        new_lists=[],
        annulments=[],
    )
