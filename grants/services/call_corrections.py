"""A correction of a published call: what stood there, what stands now, why; told to everybody concerned."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.corrections import CORRECTABLE
from grants.models import Call, CallCorrection, CorrectedText
from grants.services.call_orders import tell_watchers
from grants.services.calls import begun_by
from grants.workflows.call import CALL
from office import mail
from office.jobs import order_job
from office.models import User
from office.refusal import Refused
from office.service import locked, service


@service
def correct_call(*, call: Call, note: str, by: User, **texts: Any) -> CallCorrection:
    """Change texts of a published call; money, limits, criteria and papers asked for stay as they were published."""
    call = locked(call)
    CALL.check(call, "correct", by=by, note=note)
    if unknown := set(texts) - set(CORRECTABLE):
        raise TypeError(f"not correctable: {sorted(unknown)}")
    changed = {name: value for name, value in texts.items() if written(value) != written(getattr(call, name))}
    if not changed:
        raise Refused(_("Nothing is changed."))
    check_whole(call, changed)
    correction = CallCorrection.objects.create(
        call=call,
        number=call.corrections.count() + 1,
        reason=note.strip(),
        made_at=timezone.now(),
        made_by=by,
    )
    CorrectedText.objects.bulk_create(
        CorrectedText(
            correction=correction, field=name, before=written(getattr(call, name)), after=written(value)
        )
        for name, value in changed.items()
    )
    CALL.apply(call, "correct", by=by, note=note, **changed)
    for person in begun_by(call):
        facts = {"call": call, "correction": correction, "texts": list(correction.texts.all())}
        mail.send("grants/emails/call_corrected.txt", to=person, context=facts, about=call)
    tell_watchers(call, "corrected", by, note.strip())
    order_job("grants.call_text", subject=call, by=by)
    return correction


def written(value: Any) -> str:
    """A value as the correction keeps it: text, or a day in figures."""
    if isinstance(value, datetime.date):
        return date_format(value, "d.m.Y.")
    return (value or "").replace("\r\n", "\n").strip()


def check_whole(call: Call, changed: dict[str, Any]) -> None:
    """A corrected call still says what it must, and questions do not end after the applications."""
    for name in ("title", "goals"):
        if name in changed and not written(changed[name]):
            raise Refused(_("This text cannot be empty."), field=name)
    until = changed.get("questions_until")
    if until and until > timezone.localdate(call.deadline):
        raise Refused(_("Questions cannot end after the deadline for applications."), field="questions_until")
