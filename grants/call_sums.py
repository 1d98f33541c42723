"""What a draft says, part by part, as sums: so that a later look sees which parts have changed."""

import hashlib
import json
from typing import Any

from grants.models import Call, CallPart, QuestionItem
from office.audit import as_text

BASICS = ("title", "item_id", "plan_id")
MONEY = (
    "total",
    "min_amount",
    "max_amount",
    "max_applications",
    "months_max",
    "completion_days",
    "min_score",
    "reserved_percent",
)
TEXTS = ("goals", "problems", "activities", "target_groups", "legal_basis", "strategies", "contact")
DATES = ("questions_until",)


def sums_of(call: Call) -> dict[str, str]:
    """The sum of each part as it stands in the database."""
    criteria = [
        [
            c.name,
            c.max_points,
            [[s.name, s.max_points, s.step, s.guidance] for s in c.subcriteria.order_by("order")],
        ]
        for c in call.criteria.order_by("order").prefetch_related("subcriteria")
    ]
    own = [list(row) for row in call.own_rules.order_by("key").values_list("key", "value", "law")]
    if own:  # a call without rules of its own keeps the sum it had before there were any
        criteria.append(own)
    documents = list(
        call.required_documents.order_by("order").values_list(
            "name", "hint", "obligatory", "template", "given_by"
        )
    )
    areas = sorted(call.areas.values_list("code", flat=True))
    facts: dict[str, Any] = {
        CallPart.BASICS: [values(call, BASICS), areas],
        CallPart.MONEY: values(call, MONEY),
        CallPart.TEXTS: values(call, TEXTS),
        CallPart.CRITERIA: criteria,
        CallPart.DOCUMENTS: documents,
        CallPart.FORM: form_of(call),
        CallPart.DATES: values(call, DATES),
    }
    return {str(part): digest(each) for part, each in facts.items()}


def form_of(call: Call) -> list[Any]:
    """Standing parts that are not as usual, sections, questions with what they offer, questions before login."""
    questions = call.questions.values_list("key", "version", "kind", "text", "required", "section__title")
    return [
        sorted(map(str, call.standing_choices.values_list("section", "field", "demand"))),
        list(call.question_sections.order_by("order").values_list("title", "lead")),
        sorted(map(str, questions)),
        sorted(
            map(str, QuestionItem.objects.filter(question__call=call).values_list("question__key", "label"))
        ),
        list(call.eligibility_questions.order_by("order").values_list("text", "wanted")),
    ]


def values(call: Call, names: tuple[str, ...]) -> list[Any]:
    """Columns as text; a sum and its form with zeros are the same."""
    found = Call.objects.filter(pk=call.pk).values_list(*names).get()
    return list(found)


def digest(facts: Any) -> str:
    """SHA-256, short enough to keep seven of them in a row."""
    text = json.dumps(as_text(facts), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def changed_parts(call: Call, before: dict[str, str]) -> list[CallPart]:
    """Parts that do not say any more what they said then."""
    now = sums_of(call)
    return [part for part in CallPart if before.get(part) != now[part]]
