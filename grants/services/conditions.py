"""Verbs on the conditions a call adds to the check list of the formal check."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from grants.models import Call, CallCondition
from grants.services.call_parts import open_draft
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import service

MOST = 30


@service
def save_condition(
    *,
    call: Call,
    text: str,
    evidence: str = "",
    law: str = "",
    condition: CallCondition | None = None,
    by: User,
) -> CallCondition:
    """Add a condition to the check list of a draft, or change one."""
    call = open_draft(call, by)
    if not text.strip():
        raise Refused(_("Write the condition."), field="text")
    same = call.conditions.filter(text__iexact=text.strip())
    if same.exclude(pk=condition.pk if condition else None).exists():
        raise Refused(_("This condition is on the list already."), field="text")
    if condition is None:
        last = call.conditions.aggregate(last=Max("order"))["last"] or 0
        if call.conditions.count() >= MOST:
            raise Refused(_("A call adds at most %(most)s conditions.") % {"most": MOST})
        condition = CallCondition(call=call, order=last + 1)
    condition.text, condition.evidence, condition.law = text.strip(), evidence.strip(), law.strip()
    condition.save()
    record("save_condition", call, by=by, data={"text": condition.text, "law": condition.law})
    return condition


@service
def move_condition(*, condition: CallCondition, up: bool, by: User) -> CallCondition:
    """Put a condition one place earlier or later."""
    call = open_draft(condition.call, by)
    rows = list(call.conditions.order_by("order"))
    at = next(n for n, row in enumerate(rows) if row.pk == condition.pk)
    other = at - 1 if up else at + 1
    if 0 <= other < len(rows):
        rows[at].order, rows[other].order = rows[other].order, rows[at].order
        rows[at].save(update_fields=["order"])
        rows[other].save(update_fields=["order"])
        record("move_condition", call, by=by, data={"text": condition.text})
    return rows[at]


@service
def remove_condition(*, condition: CallCondition, by: User) -> Call:
    """Take a condition out of the draft; the rest closes up."""
    call = open_draft(condition.call, by)
    record("remove_condition", call, by=by, data={"text": condition.text})
    CallCondition.objects.filter(pk=condition.pk, call=call).delete()
    for order, row in enumerate(call.conditions.order_by("order"), start=1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])
    return call
