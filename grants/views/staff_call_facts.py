"""What the file of a call shows of its life beside the applications."""

from typing import Any

from django.http import HttpRequest

from grants.call_rest import rest_of
from grants.models import Call
from grants.queries import call_life
from grants.queries.call_steps import steps_of
from grants.remarks import Remark
from grants.rules import check_keeps_templates, check_works_on_call
from grants.services.call_follow import check_failed, check_not_followed
from office.refusal import allowed
from office.roles import Permission as P
from office.rulebooks import Rules
from office.workflow import Offer


def life_facts(
    request: HttpRequest, call: Call, rules: Rules, remarks: list[Remark], offers: dict[str, Offer]
) -> dict[str, Any]:
    """Steps of a draft; questions, corrections and what follows of a published call."""
    facts = {"earlier": call_life.link_to_earlier(call)}
    if call.state == Call.State.DRAFT:
        return facts | {
            "steps": steps_of(call, rules, remarks),
            "origin": call_life.origin_of(call),
            "opens_analysis": request.user.can(P.MANAGE_CALLS, call.body),
        }
    works = allowed(check_works_on_call, request.user, call)
    decided = call.state in {Call.State.DECIDED, Call.State.CLOSED}
    left = rest_of(call) if decided else 0
    repeats = works and allowed(check_failed, call) and allowed(check_not_followed, call, "repetition")
    return facts | {
        "later": call_life.links_to_later(call, public=False),
        "correct": offers.get("correct"),
        **call_life.question_counts(call),
        "left": left,
        "may_second": works and left > 0,
        "may_repeat": repeats,
        "template": call_life.template_of(call),
        "keeps_templates": allowed(check_keeps_templates, request.user),
    }
