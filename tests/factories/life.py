"""Situations in the life of a call."""

import datetime
from typing import Any

from django.utils import timezone

from grants.models import Call, CallLink, CallQuestion, CallReview, CallWatch, CallWatcher, PlannedPublication
from grants.services import call_questions, call_review
from office.models import RulebookVersion
from office.rulebooks import version_for
from tests.factories import grants as made
from tests.factories.registry import UserFactory


def reviewer(role: str = "office_officer"):
    """A person of the office."""
    return UserFactory(roles=(role,))


def ruled(call: Call, **values: Any) -> RulebookVersion:
    """A version of the rulebook in which these values of the life of a call stand, confirmed."""
    last = version_for(call.body, timezone.now())
    life = {
        **last.values["call_life"],
        **{
            key: {"value": value, "law": "čl. 7 Odluke", "source": "", "confirmed": True}
            for key, value in values.items()
        },
    }
    made_of = RulebookVersion.objects.create(
        jurisdiction=last.jurisdiction,
        code=f"{last.code}-{RulebookVersion.objects.count()}",
        kind=last.kind,
        title=last.title,
        legal_basis=last.legal_basis,
        in_force_from=timezone.localdate(),
        values={**last.values, "call_life": life},
    )
    if call.rulebook_id:
        Call.objects.filter(pk=call.pk).update(rulebook=made_of)
        call.refresh_from_db()
    return made_of


def review(call: Call | None = None, *, remarks: int = 0, sent: bool = False) -> CallReview:
    """A draft that waits for the office; with remarks, sent or not."""
    call = call or made.draft_call()
    found = call_review.ask_review(call=call, by=made.president(call.commission))
    by = reviewer()
    for n in range(remarks):
        call_review.add_remark(review=found, part="texts", text=f"Primjedba {n + 1}.", by=by)
    if sent:
        found = call_review.send_remarks(review=found, opinion="Doraditi.", by=by)
    return found


def question(
    call: Call | None = None, *, answered: bool = False, text: str = "Da li je partner obavezan?"
) -> CallQuestion:
    """A question to an open call."""
    call = call or made.published_call()
    found = call_questions.ask_question(call=call, text=text, by=UserFactory())
    if answered:
        by = made.president(call.commission)
        call_questions.answer_question(question=found, asked=text, text="Nije obavezan.", by=by)
        found.refresh_from_db()
    return found


def planned(call: Call | None = None, *, minutes: int = -1, open_days: int = 30) -> PlannedPublication:
    """A publication planned for so many minutes from now; a minute ago unless told otherwise."""
    call = call or made.draft_call()
    return PlannedPublication.objects.create(
        call=call,
        at=timezone.now() + datetime.timedelta(minutes=minutes),
        open_days=open_days,
        planned_at=timezone.now() - datetime.timedelta(days=1),
        planned_by=made.president(call.commission),
    )


def watch(email: str = "prati@example.test", *, confirmed: bool = True, **what: Any) -> CallWatch:
    """An address that watches calls."""
    watcher, _new = CallWatcher.objects.get_or_create(email=email, defaults={"language": "en"})
    return CallWatch.objects.create(
        watcher=watcher, confirmed_at=timezone.now() if confirmed else None, **what
    )


def link(earlier: Call, later: Call, kind: str = "rest") -> CallLink:
    """A call after a call."""
    return CallLink.objects.create(
        earlier=earlier,
        later=later,
        kind=kind,
        reason="Ostatak.",
        made_at=timezone.now(),
        made_by=later.created_by,
    )
