"""The page of a call: one statement brings its small rooms along and says which of the large ones hold anything."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from grants.models import (
    Call,
    CallAnswer,
    CallCorrection,
    CallExtension,
    CallLink,
    CallQuestion,
    CheckList,
    CorrectedText,
    CourtAnnulment,
    Objection,
    PastRanking,
    Question,
    ShareLimit,
)
from grants.queries import call_life
from grants.queries.folded import folded, put, unfolded
from grants.queries.history import AfterList, after_list
from grants.queries.objections import terms_of
from grants.queries.public_calls import public_call, ranking_of
from grants.queries.public_sessions import SESSIONS, public_sessions

IT = OuterRef("pk")
PAPER = ("document__id", "document__issued_on", "document__file__size")
ROOMS: dict[str, Any] = {
    "corrected": folded(
        Question.objects.filter(call=IT, version__gt=1).order_by("order", "pk"), "made_at", "text", "reason"
    ),
    "corrections": folded(
        CallCorrection.objects.filter(call=IT).order_by("number"),
        *("id", "number", "made_at", "reason"),
        texts=folded(
            CorrectedText.objects.filter(correction=OuterRef("pk")).order_by("pk"), "field", "before", "after"
        ),
    ),
    "answered": folded(
        CallQuestion.objects.filter(call=IT, state=CallQuestion.State.ANSWERED).order_by("pk"),
        "id",
        answers=folded(
            CallAnswer.objects.filter(question=OuterRef("pk")).order_by("version"),
            *("version", "asked", "text", "reason", "hidden", "made_at"),
        ),
    ),
    "later": folded(
        CallLink.objects.filter(earlier=IT).exclude(later__state=Call.State.DRAFT).order_by("pk"),
        *("kind", "reason", "later__slug", "later__number", "later__title"),
    ),
    "shares": folded(ShareLimit.objects.filter(call=IT).order_by("pk"), "part", "percent"),
    "extended": folded(
        CallExtension.objects.filter(call=IT).order_by("made_at", "pk"),
        "before",
        "after",
        "made_at",
        "reason",
    ),
    "checks": folded(
        CheckList.objects.filter(call=IT).order_by("-edition"),
        *("id", "edition", "number", "published_at", "annulled", *PAPER),
    ),
    "past": folded(
        PastRanking.objects.filter(call=IT).order_by("edition"),
        *("id", "edition", "number", "published_at", "why", "note"),
    ),
    "annulments": folded(
        CourtAnnulment.objects.filter(call=IT).order_by("pk"),
        *("number", "judged_on", "court", "reasons", "step", "decision__id", "decision__number"),
    ),
    "sessions": SESSIONS,
}


def call_page() -> QuerySet[Call]:
    """Public calls with what the head of the page shows, and its rooms."""
    rooms = {f"room_{name}": rows for name, rows in ROOMS.items()}
    objected = Exists(Objection.objects.filter(application__call=IT))
    return public_call(extended=False).annotate(**rooms, has_objections=objected)


def room(call: Call, name: str, model: type[Any]) -> list[Any]:
    """The rows of a room as they came along."""
    return [unfolded(model, row) for row in getattr(call, f"room_{name}")]


def fill(call: Call, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the rooms show; nothing is asked of an empty one."""
    call.corrected = room(call, "corrected", Question)
    put(call, "share_limits", room(call, "shares", ShareLimit))
    put(call, "extensions", room(call, "extended", CallExtension))
    corrections = nested(call, "corrections", CallCorrection, "texts", CorrectedText)
    put(call, "corrections", corrections)
    questions = nested(call, "answered", CallQuestion, "answers", CallAnswer)
    return {
        "questions": call_life.told(questions),
        "corrections": corrections,
        "earlier": call_life.link_to_earlier(call),
        "later": room(call, "later", CallLink),
        "after": after_of(call, asked),
        "sessions": public_sessions(call),
    }


def nested(call: Call, name: str, model: type[Any], relation: str, inside: type[Any]) -> list[Any]:
    """Rows of a room that have rows of their own."""
    made = []
    for facts in getattr(call, f"room_{name}"):
        row = unfolded(model, {key: value for key, value in facts.items() if key != relation})
        put(row, relation, [unfolded(inside, each) for each in facts[relation]])
        made.append(row)
    return made


def after_of(call: Call, asked: Mapping[str, str]) -> AfterList:
    """Check, objections, acts that no longer hold; without any of them only the terms of a published ranking list."""
    checks, past = room(call, "checks", CheckList), room(call, "past", PastRanking)
    annulments = room(call, "annulments", CourtAnnulment)
    if checks or past or annulments or call.has_objections:
        return after_list(call, asked, checks=checks, past=past, annulments=annulments)
    terms = terms_of(call, []) if ranking_of(call) else None
    return AfterList(None, [], [], [], terms, False, [], [], [], [])
