"""Verbs of the ranking list: make, order equals, allocate in variants, confirm, publish."""

import hashlib
import json
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.allocation import Ask, Mode, Terms, allocate
from grants.models import AllocationRow, AllocationVariant, Application, Assignment, Call, Ranking, RankingRow
from grants.rules import check_sits_on_commission
from grants.scoring import final_score, rank
from grants.workflows.decision import RANKING
from office.audit import record
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.money import format_amount
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

S = Application.State


@service
def make_ranking(*, call: Call, by: User) -> Ranking:
    """Count the final points of every scored application and give places; equals share one."""
    call = locked(call)
    check_sits_on_commission(by, call)
    waiting = call.applications.filter(state__in=[S.SUBMITTED, S.RETURNED, S.ELIGIBLE]).count()
    if waiting:
        raise Refused(_("%(count)s applications are not checked or scored yet.") % {"count": waiting})
    if call.check_published_at is None:
        raise Refused(_("First publish the list of complete and rejected applications."))
    old = getattr(call, "ranking", None)
    if old and old.state != Ranking.State.DRAFT:
        raise Refused(_("The ranking list is confirmed."))
    if old:
        old.delete()
    rules = from_version(call.rulebook).ranking
    applications = call.applications.filter(state=S.SCORED).order_by("pk").prefetch_related("assignments")
    sheets = {
        a.pk: [s.total for s in a.assignments.all() if s.state == Assignment.State.SUBMITTED]
        for a in applications
    }
    if not sheets:
        raise Refused(_("There is no scored application to rank."))
    finals = {
        pk: final_score(
            totals,
            aggregate=rules.aggregate.value,
            rounding=rules.rounding.value,
            places=rules.decimals.value,
        )
        for pk, totals in sheets.items()
    }
    ranking = Ranking.objects.create(call=call, made_at=timezone.now(), made_by=by)
    RankingRow.objects.bulk_create(
        RankingRow(
            ranking=ranking,
            application_id=row.key,
            place=row.place,
            order=row.order,
            final=row.final,
            tied=row.tied,
            sheet_totals=[str(total) for total in sheets[row.key]],
        )
        for row in rank(finals)
    )
    record("make_ranking", ranking, by=by, data={"applications": len(sheets)})
    return ranking


def open_ties(ranking: Ranking) -> dict[int, list[RankingRow]]:
    """Rows with equal points that wait for the commission's order, by place."""
    groups: dict[int, list[RankingRow]] = {}
    for row in ranking.rows.all():
        if row.order is None:
            groups.setdefault(row.place, []).append(row)
    return groups


@service
def order_tie(*, ranking: Ranking, place: int, rows: list[RankingRow], reason: str, by: User) -> Ranking:
    """The commission orders applications with equal points, with a written reason: no tie rule is known."""
    ranking = locked(ranking)
    check_sits_on_commission(by, ranking.call)
    _check_draft(ranking)
    group = {row.pk for row in ranking.rows.filter(place=place)}
    if {row.pk for row in rows} != group or len(rows) != len(group):
        raise Refused(_("Give every application of this place its own number."))
    if not reason.strip():
        raise Refused(_("Write why in this order: it is published with the list."), field="reason")
    for offset, row in enumerate(rows):
        row.order, row.tie_reason = place + offset, reason.strip()
        row.save(update_fields=["order", "tie_reason"])
    ranking.variants.all().delete()
    record(
        "order_tie",
        ranking,
        by=by,
        note=reason,
        data={"place": place, "order": [row.application_id for row in rows]},
    )
    return ranking


def _check_draft(ranking: Ranking) -> None:
    if ranking.state == Ranking.State.PUBLISHED:
        raise Refused(_("The ranking list is published."))


@service
def make_variant(*, ranking: Ranking, mode: str, money: Decimal | None = None, by: User) -> AllocationVariant:
    """Give out the money of the call in one way and keep the result for comparison."""
    ranking = locked(ranking)
    check_sits_on_commission(by, ranking.call)
    if open_ties(ranking):
        raise Refused(_("First order the applications with equal points."))
    call = ranking.call
    money = call.total if money is None else money
    if money > call.total:
        raise Refused(
            _("The call has %(total)s.") % {"total": format_amount(call.total, current().currency)},
            field="money",
        )
    floor = from_version(call.rulebook).call.min_share_of_requested.value
    rows = list(ranking.rows.select_related("application").order_by("order"))
    result = allocate(
        [Ask(row.application_id, row.application.requested, row.final) for row in rows],
        Terms(
            money=money,
            mode=Mode(mode),
            floor_percent=floor,
            min_score=call.min_score,
            max_amount=call.max_amount,
        ),
    )
    variant = AllocationVariant.objects.create(
        ranking=ranking,
        mode=mode,
        money=money,
        min_score=call.min_score,
        floor_percent=floor,
        allocated=result.spent,
        unallocated=result.unallocated,
        made_at=timezone.now(),
        made_by=by,
    )
    AllocationRow.objects.bulk_create(
        AllocationRow(
            variant=variant,
            application_id=line.key,
            order=order,
            amount=line.amount,
            outcome=line.outcome,
            reason_code=line.reason,
            params={name: str(value) for name, value in line.params.items()},
        )
        for order, line in enumerate(result.lines, start=1)
    )
    record("make_variant", ranking, by=by, data={"mode": mode, "money": money, "allocated": result.spent})
    return variant


@service
def choose_variant(*, variant: AllocationVariant, by: User) -> AllocationVariant:
    """Choose the variant the decision will follow, locked with its hash."""
    ranking = locked(variant.ranking)
    check_sits_on_commission(by, ranking.call)
    if hasattr(ranking.call, "decision"):
        raise Refused(_("The decision has been drafted from the chosen variant."))
    ranking.variants.filter(chosen=True).update(chosen=False)
    rows = [[row.application_id, str(row.amount), row.outcome, row.reason_code] for row in variant.rows.all()]
    variant.chosen = True
    variant.sha256 = hashlib.sha256(json.dumps([variant.mode, str(variant.money), rows]).encode()).hexdigest()
    variant.save(update_fields=["chosen", "sha256"])
    record("choose_variant", ranking, by=by, data={"mode": variant.mode, "sha256": variant.sha256})
    return variant


@service
def confirm_ranking(*, ranking: Ranking, by: User) -> Ranking:
    """The president confirms the list, when no tie is open."""
    ranking = locked(ranking)
    if open_ties(ranking):
        raise Refused(_("First order the applications with equal points."))
    RANKING.check(ranking, "confirm", by=by)
    RANKING.apply(
        ranking,
        "confirm",
        by=by,
        confirmed_at=timezone.now(),
        confirmed_by=by,
        number=next_number("ranking", year=ranking.call.year, body=ranking.call.body),
    )
    order_job("grants.ranking_list", subject=ranking, by=by)
    return ranking


@service
def publish_ranking(*, ranking: Ranking, by: User) -> Ranking:
    """Publish the ranking list on the page of the call."""
    return RANKING.apply(locked(ranking), "publish", by=by, published_at=timezone.now(), published_by=by)
