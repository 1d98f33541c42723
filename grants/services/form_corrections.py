"""Correcting a question of a published call: a new version, told to all with drafts; what was handed in stays."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Call, Question, QuestionItem
from grants.rules import check_correctable
from grants.services.call_parts import TEMPLATES
from office import mail, uploads
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service

KEPT = (
    "call", "section", "standing", "key", "order", "kind", "text", "help", "required", "limit", "limit_unit",
    "least", "greatest", "decimals", "template", "criterion", "subcriterion", "condition_key", "condition_code",
)  # fmt: skip
STRICTER = ("limit", "greatest")


@service
def correct_question(
    *,
    question: Question,
    reason: str,
    options: Iterable[str] = (),
    columns: Iterable[tuple[str, str]] = (),
    upload: UploadedFile | None = None,
    drop_template: bool = False,
    by: User,
    **facts: Any,
) -> Question:
    """Put a corrected version in the place of a question; drafts keep their answers and their people are told."""
    call = locked(question.call)
    check_correctable(by, call)
    newest = call.questions.filter(key=question.key).order_by("-version")[0]
    made = Question(**{name: getattr(newest, name) for name in KEPT}, version=newest.version + 1)
    for name, value in facts.items():
        setattr(made, name, value)
    labels = [(label, "text") for label in options] if made.is_choice else list(columns)
    items = corrected_items(newest, labels)
    if not is_corrected(newest, made, items, upload, drop_template):
        raise Refused(_("Nothing is changed."), field="text")
    check_not_stricter(call, newest, made)
    if upload or drop_template:
        made.template = uploads.store(upload, by=by, allow=TEMPLATES) if upload else None
    made.reason, made.made_at, made.made_by = reason.strip(), timezone.now(), by
    made.save()
    for item in items:
        item.question = made
    QuestionItem.objects.bulk_create(items)
    record(
        "correct_question", call, by=by, note=reason.strip(), data={"key": made.key, "version": made.version}
    )
    tell_drafts(call, newest, made)
    return made


def corrected_items(newest: Question, labels: list[tuple[str, str]]) -> list[QuestionItem]:
    """Offered answers and columns may be reworded, and new ones added at the end; none is taken away."""
    old = list(newest.items.all())
    if len(labels) < len(old) or any(
        kind != item.column for (_l, kind), item in zip(labels, old, strict=False)
    ):
        raise Refused(
            _("The call is published: offered answers and columns may be reworded or added, not taken away."),
            field="options" if newest.is_choice else "column_1",
        )
    codes = [item.code for item in old]
    codes += [f"a{max((int(code[1:]) for code in codes), default=0) + n}" for n in range(1, 1 + len(labels))]
    return [
        QuestionItem(code=code, order=order, label=label, column=kind)
        for order, ((label, kind), code) in enumerate(zip(labels, codes, strict=False), start=1)
    ]


def is_corrected(
    newest: Question, made: Question, items: list[QuestionItem], upload: Any, drop_template: bool
) -> bool:
    """Does the new version say anything else?"""
    same = all(getattr(newest, name) == getattr(made, name) for name in KEPT)
    words = [item.label for item in newest.items.all()] == [item.label for item in items]
    return not same or not words or bool(upload) or (drop_template and newest.template_id is not None)


def check_not_stricter(call: Call, newest: Question, made: Question) -> None:
    """Who has handed in already must not have been asked less than those who come after."""
    if not call.applications.filed().exists():
        return
    tighter = any(
        getattr(made, name) is not None
        and (getattr(newest, name) is None or getattr(made, name) < getattr(newest, name))
        for name in STRICTER
    )
    raised = made.least is not None and (newest.least is None or made.least > newest.least)
    if tighter or raised or (made.required and not newest.required):
        raise Refused(
            _("Applications have been handed in already: a correction may not ask more than they answered.")
        )


def tell_drafts(call: Call, before: Question, after: Question) -> None:
    """Write to everybody who has begun an application and not handed it in."""
    drafts = call.applications.filter(state="draft").select_related("created_by").order_by("pk")
    for address in {draft.created_by_id: draft.created_by for draft in drafts}.values():
        mail.send(
            "grants/emails/question_corrected.txt",
            to=address,
            about=call,
            context={"call": call, "before": before, "after": after},
        )
