"""Publication at an hour: planned, called off, done by the calendar within the minute, once."""

import datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants.models import Call, PlannedPublication
from grants.rules import check_sits_on_commission
from grants.services.call_parts import check_draft
from grants.services.calls import publish_call
from grants.workflows.call import CALL
from grants.workflows.call_review import PUBLICATION
from office import mail
from office.audit import record
from office.deadlines import add_days
from office.jurisdiction import current
from office.models import User
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service

log = structlog.get_logger(__name__)
State = PlannedPublication.State
SOONEST = datetime.timedelta(minutes=2)
LATEST = datetime.timedelta(days=365)
TOO_LATE = datetime.timedelta(hours=24)  # when nothing ran so long, people decide anew


@service
def plan_publication(*, call: Call, at: datetime.datetime, open_days: int, by: User) -> PlannedPublication:
    """Plan the hour of a draft; whoever plans it must be allowed to publish it then, too."""
    call = locked(call)
    check_draft(call)
    CALL.check(call, "publish", by=by)
    check_sits_on_commission(by, call)
    now = timezone.now()
    if not now + SOONEST <= at <= now + LATEST:
        raise Refused(_("Choose an hour from two minutes to a year ahead."), field="at")
    rule = rules_for(call.body, timezone.localdate(at)).call.open_days
    if open_days < rule.value:
        raise Refused(
            _("The call must stay open at least %(days)s days.") % {"days": rule.value},
            law=rule.law,
            field="open_days",
        )
    for old in call.planned_publications.select_for_update().filter(state=State.PLANNED):
        PUBLICATION.apply(old, "call_off", by=by, over_at=now)
    plan = PlannedPublication.objects.create(
        call=call, at=at, open_days=open_days, planned_at=now, planned_by=by
    )
    record("plan_publication", call, by=by, data={"at": at, "open_days": open_days})
    return plan


@service
def call_off(*, plan: PlannedPublication, by: User) -> PlannedPublication:
    """The call stays a draft."""
    call = locked(plan.call)
    plan = PUBLICATION.apply(locked(plan), "call_off", by=by, over_at=timezone.now())
    record("call_off", call, by=by, data={"at": plan.at})
    return plan


def publish_due(now: datetime.datetime | None = None) -> int:
    """Every planned call whose hour has come, each in a transaction of its own."""
    due = PlannedPublication.objects.filter(state=State.PLANNED, at__lte=now or timezone.now())
    done = 0
    for pk in due.order_by("at", "pk").values_list("pk", flat=True)[:100]:
        try:
            done += bool(publish_planned(pk=pk, by=None))
        except Exception as error:  # one call must not keep the others; the next beat tries again
            log.exception("planned_publication_failed", plan=pk, error=type(error).__name__)
    return done


@service
def publish_planned(*, pk: int, by: None) -> Call | None:
    """Publish one call at its hour, in the name of the person who planned it; a second run finds it done."""
    found = PlannedPublication.objects.select_related("call").filter(pk=pk).first()
    if found is None:
        return None
    call, plan = locked(found.call), locked(found)
    now = timezone.now()
    if plan.state != State.PLANNED or plan.at > now:
        return None
    with override(plan.planned_by.language or settings.OFFICE_LANGUAGES[0]):
        try:
            if now - plan.at > TOO_LATE:
                raise Refused(_("The portal did not run at that hour; plan the publication again."))
            with transaction.atomic():
                PUBLICATION.apply(plan, "publish", by=None, over_at=now)
                calendar = current().calendar
                last = add_days(calendar.today(now), plan.open_days, calendar)
                return publish_call(call=call, deadline=last, by=plan.planned_by)
        except Refused as no:
            refuse(call, locked(found), no)
    return None


def refuse(call: Call, plan: PlannedPublication, no: Refused) -> None:
    """The draft stays; the person who planned it is told why."""
    PUBLICATION.apply(plan, "refuse", by=None, refusal=str(no), over_at=timezone.now())
    record("publication_refused", call, by=None, note=str(no), data={"at": plan.at})
    facts = {"call": call, "plan": plan}
    mail.send("grants/emails/publication_refused.txt", to=plan.planned_by, context=facts, about=call)
