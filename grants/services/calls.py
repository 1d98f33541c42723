"""Verbs of public calls: draft, criteria, documents, publication, annulment."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from grants.call_checks import remarks_on, stops_publication
from grants.models import Call, Commission, Criterion, RequiredDocument, SubCriterion
from grants.rules import check_sits_on_commission, check_works_on_call, member_seat
from grants.workflows.call import CALL
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


def check_draft(call: Call) -> None:
    """A published call is not edited."""
    if call.state != Call.State.DRAFT:
        raise Refused(_("The call is published; its text and rules stay as they are."))


def free_slug(title: str, year: int) -> str:
    """An address made of the title in Latin letters, not taken yet."""
    base = slugify(f"{to_latin(title).translate(str.maketrans('đĐ', 'dD'))}-{year}")[:100] or str(year)
    slug, number = base, 2
    while Call.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


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
    item = facts.get("item")
    if item and item.body_id != commission.body_id:
        raise Refused(_("This item of the decision belongs to another body."), field="item")
    facts.setdefault("completion_days", rules.call.completion_days.value)
    call = Call.objects.create(
        commission=commission,
        body=commission.body,
        title=title,
        year=year,
        slug=free_slug(title, year),
        created_by=by,
        **facts,
    )
    call.areas.set(areas)
    for order, template in enumerate(rules.evaluation.criteria.value, start=1):
        criterion = Criterion.objects.create(
            call=call,
            order=order,
            name=template.name,
            max_points=template.max_points,
            law=template.law,
        )
        SubCriterion.objects.bulk_create(
            SubCriterion(
                criterion=criterion, order=n, name=sub.name, max_points=sub.max_points, step=sub.step
            )
            for n, sub in enumerate(template.sub, start=1)
        )
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
    if changed:
        call.save(update_fields=list(changed))
    if areas is not None:
        call.areas.set(areas)
    record("edit_call", call, by=by, data=changed)
    return call


@service
def save_criterion(
    *,
    call: Call,
    name: str,
    max_points: Decimal,
    criterion: Criterion | None = None,
    by: User,
) -> Criterion:
    """Add or change a criterion of the draft."""
    call = locked(call)
    check_works_on_call(by, call)
    check_draft(call)
    if criterion is None:
        criterion = Criterion(call=call, order=call.criteria.count() + 1)
    criterion.name, criterion.max_points = name, max_points
    criterion.save()
    record("save_criterion", call, by=by, data={"name": name, "max_points": max_points})
    return criterion


@service
def save_subcriterion(
    *,
    criterion: Criterion,
    name: str,
    max_points: Decimal,
    step: Decimal = Decimal(1),
    guidance: str = "",
    subcriterion: SubCriterion | None = None,
    by: User,
) -> SubCriterion:
    """Add or change a sub-criterion of the draft."""
    call = locked(criterion.call)
    check_works_on_call(by, call)
    check_draft(call)
    if step > max_points:
        raise Refused(_("The step is greater than the points."), field="step")
    if subcriterion is None:
        subcriterion = SubCriterion(criterion=criterion, order=criterion.subcriteria.count() + 1)
    subcriterion.name, subcriterion.max_points = name, max_points
    subcriterion.step, subcriterion.guidance = step, guidance
    subcriterion.save()
    record("save_subcriterion", call, by=by, data={"name": name, "max_points": max_points, "step": step})
    return subcriterion


@service
def remove_part(*, part: Criterion | SubCriterion | RequiredDocument, by: User) -> None:
    """Take a criterion, sub-criterion or document out of the draft."""
    call = locked(part.criterion.call if isinstance(part, SubCriterion) else part.call)
    check_works_on_call(by, call)
    check_draft(call)
    record("remove_part", call, by=by, data={"kind": part._meta.model_name, "name": part.name})
    siblings = (
        part.criterion.subcriteria if isinstance(part, SubCriterion) else getattr(call, _relation(part))
    )
    part.delete()
    for order, other in enumerate(siblings.order_by("order"), start=1):
        if other.order != order:
            other.order = order
            other.save(update_fields=["order"])


def _relation(part: Criterion | RequiredDocument) -> str:
    return "criteria" if isinstance(part, Criterion) else "required_documents"


@service
def save_document(
    *,
    call: Call,
    name: str,
    hint: str = "",
    obligatory: bool = True,
    document: RequiredDocument | None = None,
    by: User,
) -> RequiredDocument:
    """Add or change a paper the call asks for."""
    call = locked(call)
    check_works_on_call(by, call)
    check_draft(call)
    if document is None:
        document = RequiredDocument(call=call, order=call.required_documents.count() + 1)
    document.name, document.hint, document.obligatory = name, hint, obligatory
    document.save()
    record("save_document", call, by=by, data={"name": name, "obligatory": obligatory})
    return document


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
    now = timezone.now()
    version = version_for(call.body, now)
    rules = from_version(version)
    shortest = earliest_deadline(call, timezone.localdate(now))
    last = end_of(deadline, current().calendar.zone) if deadline else shortest
    if last < shortest:
        raise Refused(
            _("The call must stay open at least %(days)s days, until %(day)s.")
            % {"days": rules.call.open_days.value, "day": timezone.localdate(shortest).strftime("%d.%m.%Y.")},
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
    order_job("grants.call_text", subject=call, by=by)
    return call


@service
def cancel_call(*, call: Call, note: str, by: User) -> Call:
    """Annul the call, with the reason; drafts and applications stay readable."""
    call = locked(call)
    return CALL.apply(call, "cancel", by=by, note=note, cancel_reason=note)


@service
def publish_check(*, call: Call, by: User) -> Call:
    """Publish the list of complete and rejected applications, when none waits for the check."""
    call = locked(call)
    check_sits_on_commission(by, call)
    waiting = call.applications.filter(state__in=["submitted", "returned"]).count()
    if call.deadline is None or timezone.now() <= call.deadline:
        raise Refused(_("The call is still open."))
    if waiting:
        raise Refused(_("%(count)s applications are not checked yet.") % {"count": waiting})
    if call.check_published_at:
        raise Refused(_("The list has been published already."))
    call.check_published_at, call.check_published_by = timezone.now(), by
    call.save(update_fields=["check_published_at", "check_published_by"])
    record("publish_check", call, by=by)
    return call
