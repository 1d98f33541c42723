"""A new ranking list in place of a published one: the old one is kept, only what must change does."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call, CourtAnnulment, PastRanking, PastRankingRow, Ranking, RankingRow
from grants.queries.objections import edition_of, open_objections, terms_of, upheld
from grants.queries.ranked import places_today
from grants.rules import check_president
from grants.services.past import keep_variants
from grants.services.tie_rules import new_rows
from grants.workflows.decision import RANKING
from office.audit import record
from office.deadlines import in_time
from office.jurisdiction import current
from office.models import User
from office.refusal import Refused
from office.service import locked, service
from office.templatetags.saradnja import day

S = Application.State
Why = PastRanking.Why


def put_aside(
    call: Call, why: str, note: str, by: User, annulment: CourtAnnulment | None = None
) -> PastRanking:
    """Keep the list as it was published, row by row, with its document and the variants computed on it."""
    ranking = call.ranking
    past = PastRanking.objects.create(
        call=call,
        edition=edition_of(call),
        number=ranking.number,
        published_at=ranking.published_at,
        document=ranking.document,
        why=why,
        note=note,
        annulment=annulment,
        ended_at=timezone.now(),
        ended_by=by,
    )
    PastRankingRow.objects.bulk_create(
        PastRankingRow(
            ranking=past,
            application_id=row.application_id,
            place=row.place,
            order=row.order,
            final=row.final,
            sheet_totals=row.sheet_totals,
            tie_reason=row.tie_reason,
        )
        for row in ranking.rows.all()
    )
    keep_variants(past, ranking)
    return past


def check_reranks(call: Call) -> None:
    """The term is over, every objection is answered, at least one was upheld, and no decision is drafted."""
    terms = terms_of(call)
    if terms is None:
        raise Refused(_("There is no preliminary list to replace."))
    if in_time(timezone.now(), terms.object_until, current().calendar.zone):
        raise Refused(
            _("Objections to the ranking list may be filed until %(day)s.")
            % {"day": day(terms.object_until)},
            law=terms.object_law,
        )
    if open_objections(call).exists():
        raise Refused(_("First answer every objection."))
    if not upheld(call).exists():
        raise Refused(_("No objection was upheld: the list stays as it is and is final."))
    if call.applications.filter(state__in=[S.SUBMITTED, S.RETURNED, S.ELIGIBLE]).exists():
        raise Refused(_("An application admitted after an objection is not scored yet."))
    decision = getattr(call, "decision", None)
    if decision is not None and decision.state != decision.State.ANNULLED:
        raise Refused(_("A decision is drafted from the old list: throw the draft away first."))


@service
def rerank(*, call: Call, note: str, by: User) -> Ranking:
    """Replace the preliminary list by a new one; the note says publicly what changed and why."""
    call = locked(call)
    check_president(by, call)
    check_reranks(call)
    if not note.strip():
        raise Refused(_("Write what changed and why: it is published with the new list."), field="note")
    put_aside(call, Why.OBJECTIONS, note.strip(), by)
    return renew(call, note.strip(), by)


def renew(call: Call, note: str, by: User) -> Ranking:
    """The list becomes a draft again with today's points; ties that did not change keep their order."""
    ranking = locked(call.ranking)
    ranking.call = call
    RANKING.apply(
        ranking,
        "reopen",
        by=by,
        note=note,
        number="",
        confirmed_at=None,
        confirmed_by=None,
        published_at=None,
        published_by=None,
        document=None,
        made_at=timezone.now(),
        made_by=by,
    )
    ranking.variants.all().delete()
    kept = {row.application_id: row for row in ranking.rows.all()}
    ranking.rows.all().delete()
    rows = new_rows(ranking, places_today(call, seed=ranking.tie_seed, source=ranking.tie_seed_source))
    for row in rows:
        if old := kept.get(row.application_id):
            row.reserved, row.area_id = old.reserved, old.area_id
    _keep_orders(rows, kept)
    RankingRow.objects.bulk_create(rows)
    record("renew_ranking", ranking, by=by, note=note, data={"applications": len(rows)})
    return ranking


def _keep_orders(rows: list[RankingRow], kept: dict[int, RankingRow]) -> None:
    """The same applications with the same equal points stand in the order the commission gave them."""
    groups: dict[int, list[RankingRow]] = {}
    for row in rows:
        if row.tied and row.order is None and row.tie_from is not None:
            groups.setdefault(row.tie_from, []).append(row)
    for start, group in groups.items():
        known = [kept.get(row.application_id) for row in group]
        before = [old for old in known if old and old.tied and old.final == group[0].final and old.order]
        together = {(old.place, old.tie_from) for old in before}
        if len(before) != len(group) or len(together) != 1 or len(group) != _of_group(kept, together):
            continue
        ordered = sorted(before, key=lambda old: old.order or 0)
        order = {old.application_id: n for n, old in enumerate(ordered)}
        for row in group:
            row.order = start + order[row.application_id]
            row.tie_reason = kept[row.application_id].tie_reason


def _of_group(kept: dict[int, RankingRow], together: set[tuple[int, int | None]]) -> int:
    """How many shared this place, and were equal, on the list before."""
    return sum(old.tied and (old.place, old.tie_from) in together for old in kept.values())
