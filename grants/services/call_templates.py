"""Templates of calls the office keeps for all bodies."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Call, CallTemplate
from grants.rules import check_keeps_templates
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service


@service
def mark_template(*, call: Call, name: str, note: str = "", by: User) -> CallTemplate:
    """Offer the text of a published call to all bodies; an ended template is offered again under its new name."""
    check_keeps_templates(by)
    call = locked(call)
    if call.state == Call.State.DRAFT:
        raise Refused(_("A draft is read by its body alone; a template is made of a published call."))
    template = CallTemplate.objects.filter(call=call).first() or CallTemplate(call=call)
    template.name, template.note = name.strip(), note.strip()
    template.marked_at, template.marked_by = timezone.now(), by
    template.ended_at = template.ended_by = None
    template.save()
    record("mark_template", call, by=by, data={"name": template.name})
    return template


@service
def end_template(*, template: CallTemplate, by: User) -> CallTemplate:
    """Offer it no more; calls begun from it stay."""
    check_keeps_templates(by)
    call = locked(template.call)
    template = locked(template)
    if template.ended_at is None:
        template.ended_at, template.ended_by = timezone.now(), by
        template.save(update_fields=["ended_at", "ended_by"])
        record("end_template", call, by=by, data={"name": template.name})
    return template
