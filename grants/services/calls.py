"""Verbs of public calls: draft, publication, extension, annulment, the list of the formal check."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from grants.call_checks import remarks_on, stops_publication
from grants.models import Call, CallExtension, CallPlan, Commission, PriorityDecision, PriorityItem
from grants.rules import check_sits_on_commission, check_works_on_call, member_seat
from grants.services.call_orders import overtake_plan, tell_watchers
from grants.services.call_parts import (
    add_default_criteria,
    check_draft,
    remove_part,
    save_criterion,
    save_document,
    save_subcriterion,
)
from grants.services.check_lists import freeze_list
from grants.services.own_rules import frozen_version
from grants.workflows.call import CALL
from office import mail
from office.audit import record
from office.deadlines import add_days, end_of
from office.jobs import order_job
from office.jurisdiction import current
from office.models import Area, User
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import from_version, rules_for, version_for
from office.scripts import to_latin
from office.service import locked, service

__all__ = [
    "add_default_criteria",
    "cancel_call",
    "check_draft",
    "close_call",
    "draft_call",
    "earliest_deadline",
    "edit_call",
    "extend_call",
    "publish_call",
    "publish_check",
    "remove_part",
    "save_criterion",
    "save_document",
    "save_subcriterion",
]


def free_slug(title: str, year: int) -> str:
    """An address made of the title in Latin letters, not taken yet."""
    base = slugify(f"{to_latin(title).translate(str.maketrans('đĐ', 'dD'))}-{year}")[:100] or str(year)
    slug, number = base, 2
    while Call.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


def check_basis(commission: Commission, item: PriorityItem | None, plan: CallPlan | None) -> None:
    """The item of the decision or the planned call belongs to the body and is decided."""
    if item:
        if item.body_id != commission.body_id:
            raise Refused(_("This item of the decision belongs to another body."), field="item")
        if item.decision.state not in {PriorityDecision.State.ADOPTED, PriorityDecision.State.PUBLISHED}:
            raise Refused(_("The decision on priority areas is not adopted yet."), field="item")
    if plan and plan.body_id != commission.body_id:
        raise Refused(_("This planned call belongs to another body."), field="plan")


def check_sums(call: Call) -> None:
    """Least sum ≤ greatest sum ≤ all the money."""
    if call.min_amount > call.max_amount:
        raise Refused(_("The least amount for a project is above the greatest amount."), field="min_amount")
    if call.max_amount > call.total:
        raise Refused(
            _("The greatest amount for a project is above the money of the call."), field="max_amount"
        )


@service
def draft_call(
    *, commission: Commission, title: str, year: int, areas: list[Area], by: User, **facts: Any
) -> Call:
    """Begin a call of a formed commission, with the criteria the rulebook offers."""
    rules = rules_for(commission.body, timezone.localdate())
    if commission.state != Commission.State.FORMED:
        raise Refused(
            _("The commission is formed first, the call after it."), law=rules.evaluation.commission_size.law
        )
    if not (member_seat(by, commission) or by.can(P.MANAGE_CALLS, commission.body)):
        raise Refused(_("Only the commission and officers of the body work on this call."))
    check_basis(commission, facts.get("item"), facts.get("plan"))
    facts.setdefault("completion_days", rules.call.completion_days.value)
    call = Call(commission=commission, body=commission.body, title=title, year=year, created_by=by, **facts)
    call.slug = free_slug(title, year)
    check_sums(call)
    call.save()
    call.areas.set(areas)
    add_default_criteria(call=call, by=by)
    record("draft_call", call, by=by, data={"title": title, "total": call.total})
    return call


@service
def edit_call(*, call: Call, areas: list[Area] | None = None, by: User, **facts: Any) -> Call:
    """Change the draft."""
    call = locked(call)
    check_works_on_call(by, call)
    check_draft(call)
    changed = {name: value for name, value in facts.items() if getattr(call, name) != value}
    for name, value in changed.items():
        setattr(call, name, value)
    check_basis(call.commission, changed.get("item"), changed.get("plan"))
    check_sums(call)
    if changed:
        call.save(update_fields=list(changed))
    if areas is not None:
        call.areas.set(areas)
    record("edit_call", call, by=by, data=changed)
    return call


def earliest_deadline(call: Call, day: datetime.date) -> datetime.datetime:
    """The last second of the shortest term the rulebook allows, counted from the day of publication."""
    days = rules_for(call.body, day).call.open_days.value
    calendar = current().calendar
    return end_of(add_days(day, days, calendar), calendar.zone)


@service
def publish_call(*, call: Call, deadline: datetime.date | None = None, by: User) -> Call:
    """Publish: number, term, frozen rulebook; from here on the call is not edited."""
    call = locked(call)
    CALL.check(call, "publish", by=by)
    check_sits_on_commission(by, call)
    if call.item_id:
        call.item = locked(call.item)  # two calls under one item are published one after the other
    now = timezone.now()
    version = frozen_version(call, version_for(call.body, now), by)
    rules = from_version(version)
    shortest = earliest_deadline(call, timezone.localdate(now))
    last = end_of(deadline, current().calendar.zone) if deadline else shortest
    if last < shortest:
        raise Refused(
            _("The call must stay open at least %(days)s days, until %(day)s.")
            % {"days": rules.call.open_days.value, "day": short(shortest)},
            law=rules.call.open_days.law,
            field="deadline",
        )
    stopping = stops_publication(remarks_on(call, rules))
    if stopping:
        raise Refused(stopping[0].text, law=stopping[0].law)
    CALL.apply(
        call,
        "publish",
        by=by,
        published_at=now,
        published_by=by,
        opens_at=now,
        deadline=last,
        rulebook=version,
        number=next_number("call", year=call.year, body=call.body),
    )
    overtake_plan(call)
    tell_watchers(call, "published", by)
    order_job("grants.call_text", subject=call, by=by)
    return call


def short(moment: datetime.datetime) -> str:
    """The local day in short form."""
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


@service
def extend_call(*, call: Call, days: int, note: str, by: User) -> Call:
    """Move the deadline by so many days, counted from its last day; drafts are told, the reason is public."""
    call = locked(call)
    CALL.check(call, "extend", by=by, note=note)
    if days < 1:
        raise Refused(_("An extension is at least one day long."), field="days")
    calendar = current().calendar
    before = call.deadline
    after = end_of(add_days(calendar.today(before), days, calendar), calendar.zone)
    CALL.apply(call, "extend", by=by, note=note, deadline=after)
    CallExtension.objects.create(
        call=call, before=before, after=after, reason=note.strip(), made_at=timezone.now(), made_by=by
    )
    for address in begun_by(call):
        mail.send(
            "grants/emails/call_extended.txt",
            to=address,
            context={"call": call, "before": before, "reason": note.strip()},
            about=call,
        )
    tell_watchers(call, "extended", by, note.strip())
    order_job("grants.call_text", subject=call, by=by)
    return call


def begun_by(call: Call) -> list[User]:
    """People who began a draft or handed in an application, each once."""
    rows = call.applications.exclude(state="withdrawn").select_related("created_by").order_by("pk")
    return list({row.created_by_id: row.created_by for row in rows}.values())


@service
def cancel_call(*, call: Call, note: str, by: User) -> Call:
    """Annul the call, with the reason; drafts and applications stay readable and their people are told."""
    call = locked(call)
    call = CALL.apply(call, "cancel", by=by, note=note, cancel_reason=note)
    for address in begun_by(call):
        mail.send(
            "grants/emails/call_annulled.txt", to=address, context={"call": call, "reason": note}, about=call
        )
    tell_watchers(call, "cancelled", by, note.strip())
    return call


@service
def close_call(*, call: Call, by: User) -> Call:
    """Close a decided call: nothing more happens in it."""
    return CALL.apply(locked(call), "close", by=by)


@service
def publish_check(*, call: Call, by: User) -> Call:
    """Publish the list of complete and rejected applications, when none waits for the check."""
    call = locked(call)
    check_sits_on_commission(by, call)
    if call.state != Call.State.PUBLISHED:
        raise Refused(
            _("This step is not possible now: the state is “%(state)s”.")
            % {"state": call.get_state_display()}
        )
    if call.check_published_at:
        raise Refused(_("The list has been published already."))
    if call.deadline is None or timezone.now() <= call.deadline:
        raise Refused(_("The call is still open."))
    waiting = call.applications.filter(state__in=["submitted", "returned"]).count()
    if waiting:
        raise Refused(_("Applications not checked yet: %(count)s.") % {"count": waiting})
    call.check_published_at, call.check_published_by = timezone.now(), by
    call.save(update_fields=["check_published_at", "check_published_by"])
    record("publish_check", call, by=by)
    freeze_list(call, by)
    return call
