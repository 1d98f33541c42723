"""Verbs of the ranking list: make, order equals, confirm, publish."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call, Ranking, RankingRow
from grants.queries.ranked import places_today
from grants.queries.ranking import open_ties
from grants.rules import check_not_exempt, check_sits_on_commission
from grants.services.call_orders import tell_watchers
from grants.services.tie_rules import SEED, check_lot_drawn, new_rows
from grants.services.variants import (
    choose_variant,
    compare_variants,
    discard_variant,
    held,
    make_variant,
)
from grants.workflows.decision import RANKING
from office.audit import record
from office.jobs import order_job
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service

__all__ = [
    "choose_variant",
    "compare_variants",
    "confirm_ranking",
    "discard_variant",
    "make_ranking",
    "make_variant",
    "mark_reserved",
    "open_ties",
    "order_tie",
    "publish_ranking",
]
S = Application.State


@service
def make_ranking(*, call: Call, by: User) -> Ranking:
    """Count the final points of every scored application and give places; equals share one, and a seed once
    recorded for the lot of equals stays."""
    call = locked(call)
    check_sits_on_commission(by, call)
    _check_all_scored(call)
    old = getattr(call, "ranking", None)
    if old and old.state != Ranking.State.DRAFT:
        raise Refused(_("The ranking list is confirmed."))
    seeded = {name: getattr(old, name) for name in SEED} if old else {}
    places = places_today(call, seed=seeded.get("tie_seed", ""), source=seeded.get("tie_seed_source", ""))
    if not places.rows:
        raise Refused(_("There is no scored application to rank."))
    if old:
        old.delete()
    ranking = Ranking.objects.create(call=call, made_at=timezone.now(), made_by=by, **seeded)
    RankingRow.objects.bulk_create(new_rows(ranking, places))
    record("make_ranking", ranking, by=by, data={"applications": len(places.rows)})
    return ranking


def _check_all_scored(call: Call) -> None:
    waiting = call.applications.filter(state__in=[S.SUBMITTED, S.RETURNED, S.ELIGIBLE]).count()
    if waiting:
        raise Refused(_("%(count)s applications are not checked or scored yet.") % {"count": waiting})
    if call.check_published_at is None:
        raise Refused(_("First publish the list of complete and rejected applications."))


@service
def order_tie(*, ranking: Ranking, place: int, rows: list[RankingRow], reason: str, by: User) -> Ranking:
    """The commission orders applications that are still equal, with a written reason; what a confirmed rule has
    ordered stays."""
    ranking = held(ranking)
    check_sits_on_commission(by, ranking.call)
    _check_draft(ranking)
    check_lot_drawn(ranking)
    group = {row.pk for row in ranking.rows.filter(tie_from=place)}
    if len(group) == 1:
        raise Refused(_("The rulebook orders this application; the commission does not change that."))
    if not group or {row.pk for row in rows} != group or len(rows) != len(group):
        raise Refused(_("Give every application of this place its own number."))
    if not reason.strip():
        raise Refused(_("Write why in this order: it is published with the list."), field="reason")
    for row in rows:
        check_not_exempt(by, row.application)
    for offset, row in enumerate(rows):
        row.order, row.tie_reason = place + offset, reason.strip()
        row.save(update_fields=["order", "tie_reason"])
    ranking.variants.all().delete()
    data = {"place": place, "order": [row.application_id for row in rows]}
    record("order_tie", ranking, by=by, note=reason, data=data)
    return ranking


@service
def mark_reserved(*, ranking: Ranking, applications: Collection[int], by: User) -> Ranking:
    """Say which applications draw on the share of the money that the call reserves."""
    ranking = held(ranking)
    check_sits_on_commission(by, ranking.call)
    _check_draft(ranking)
    if not ranking.call.reserved_percent:
        raise Refused(_("This call reserves no share of its money."))
    ranking.rows.filter(application_id__in=applications).update(reserved=True)
    ranking.rows.exclude(application_id__in=applications).update(reserved=False)
    ranking.variants.all().delete()
    record("mark_reserved", ranking, by=by, data={"applications": sorted(applications)})
    return ranking


def _check_draft(ranking: Ranking) -> None:
    if ranking.state != Ranking.State.DRAFT:
        raise Refused(_("The ranking list is confirmed; its order is not changed any more."))


@service
def confirm_ranking(*, ranking: Ranking, by: User) -> Ranking:
    """The president confirms the list, when no tie is open."""
    ranking = held(ranking)
    RANKING.check(ranking, "confirm", by=by)
    if open_ties(ranking):
        raise Refused(_("First order the applications with equal points."))
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
    """Publish the ranking list on the page of the call; its applicants and those who watch the call are told."""
    ranking = RANKING.apply(held(ranking), "publish", by=by, published_at=timezone.now(), published_by=by)
    order_job("grants.ranking_news", subject=ranking, by=by)
    tell_watchers(ranking.call, "ranked", by)
    return ranking
