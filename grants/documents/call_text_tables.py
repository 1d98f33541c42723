"""What a call says, as open tables: its facts and texts, criteria, papers, questions, what was changed, who applied."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from grants.models import Call, CallCorrection, CallExtension, Question, SubCriterion
from grants.queries.call_life import public_questions
from grants.queries.public_applicants import applicants

Lines = Iterable[tuple[Any, ...]]
CALL = ("name", "value")
CRITERIA = ("criterion", "sub_criterion", "most_points", "step", "guidance")
DOCUMENTS = ("order", "document", "obligatory", "given_by", "hint")
QUESTIONS = ("question_no", "version", "on", "question", "answer", "reason_of_change", "holds")
CHANGES = ("kind", "number", "on", "what", "before", "after", "reason")
APPLICANTS = (
    "number",
    "register_number",
    "organisation",
    "title",
    "kind",
    "requested",
    "submitted_at",
    "withdrawn",
)
TEXTS = ("goals", "problems", "activities", "target_groups", "legal_basis", "strategies", "contact")
PLAIN = (
    "number", "title", "year", "total", "min_amount", "max_amount", "max_applications", "months_max", "min_score",
    "reserved_percent",
)  # fmt: skip


def call_lines(call: Call) -> Lines:
    """The facts and the written parts of the call by their names."""
    yield "body", call.body.name
    for name in PLAIN:
        value = getattr(call, name)
        yield name, "" if value is None else value
    yield "areas", "; ".join(str(area) for area in call.areas.all())
    for name in ("opens_at", "published_at", "deadline"):
        yield name, moment(getattr(call, name))
    for name in TEXTS:
        yield name, getattr(call, name)


def criterion_lines(call: Call) -> Lines:
    """What points are given for."""
    rows = SubCriterion.objects.filter(criterion__call=call).select_related("criterion")
    for row in rows.order_by("criterion__order", "order"):
        yield row.criterion.name, row.name, row.max_points, row.step, row.guidance


def document_lines(call: Call) -> Lines:
    """Papers the call asks for."""
    for row in call.required_documents.order_by("order"):
        yield row.order, row.name, yes(row.obligatory), row.given_by, row.hint


def question_lines(call: Call) -> Lines:
    """Questions with their answers and the earlier wordings that may be shown; who asked is not public."""
    for number, question in enumerate(public_questions(call), start=1):
        for each in [*question.earlier, question.last]:
            yield (
                number,
                each.version,
                moment(each.made_at),
                each.asked,
                each.text,
                each.reason,
                yes(each is question.last),
            )


def change_lines(call: Call) -> Lines:
    """Extensions of the deadline, corrections of the text, corrections of questions of the form, with their reasons."""
    for each in CallExtension.objects.filter(call=call).order_by("made_at", "pk"):
        yield (
            "extension", "", moment(each.made_at), "deadline", moment(each.before), moment(each.after), each.reason,
        )  # fmt: skip
    rows = CallCorrection.objects.filter(call=call).prefetch_related("texts").order_by("number")
    for row in rows:
        for text in row.texts.all():
            yield (
                "correction", row.number, moment(row.made_at), text.field, text.before, text.after, row.reason,
            )  # fmt: skip
    for asked in Question.objects.filter(call=call, version__gt=1).order_by("order", "pk"):
        yield "form", "", moment(asked.made_at), asked.key, "", asked.text, asked.reason


def has_changes(call: Call) -> bool:
    """Something of the published call was changed."""
    rows = (
        CallExtension.objects.filter(call=call),
        CallCorrection.objects.filter(call=call),
        Question.objects.filter(call=call, version__gt=1),
    )
    return any(each.exists() for each in rows)


def applicant_lines(call: Call) -> Lines:
    """Who applied with what."""
    for row in applicants(call):
        yield (
            row.number,
            row.organisation.number,
            row.organisation.name,
            row.title,
            row.kind,
            row.requested,
            moment(row.submitted_at),
        )


def yes(value: bool) -> str:
    """A yes or no that does not change with the language."""
    return "yes" if value else "no"


def moment(at: Any) -> str:
    """The local moment as ISO, or nothing."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""
