"""A new ranking list in place of a published one: the old one is kept, only what must change does."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call, CourtAnnulment, PastRanking, PastRankingRow, Ranking, RankingRow
from grants.queries.objections import edition_of, open_objections, terms_of, upheld
from grants.queries.ranking import sheet_totals
from grants.rules import check_president
from grants.scoring import final_score, rank
from grants.workflows.decision import RANKING
from office.audit import record
from office.deadlines import in_time
from office.jurisdiction import current
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service
from office.templatetags.saradnja import day

S = Application.State
Why = PastRanking.Why


def put_aside(
    call: Call, why: str, note: str, by: User, annulment: CourtAnnulment | None = None
) -> PastRanking:
    """Keep the list as it was published, row by row, with its document."""
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
    rows = _rows_today(ranking, kept)
    _keep_orders(rows, kept)
    RankingRow.objects.bulk_create(rows)
    record("renew_ranking", ranking, by=by, note=note, data={"applications": len(rows)})
    return ranking


def _rows_today(ranking: Ranking, kept: dict[int, RankingRow]) -> list[RankingRow]:
    """Places by the points that hold today, not saved yet."""
    rules, sheets = from_version(ranking.call.rulebook).ranking, sheet_totals(ranking.call)
    finals = {
        pk: final_score(
            totals,
            aggregate=rules.aggregate.value,
            rounding=rules.rounding.value,
            places=rules.decimals.value,
        )
        for pk, totals in sheets.items()
    }
    return [
        RankingRow(
            ranking=ranking,
            application_id=row.key,
            place=row.place,
            order=row.order,
            final=row.final,
            tied=row.tied,
            sheet_totals=[str(total) for total in sheets[row.key]],
            reserved=row.key in kept and kept[row.key].reserved,
        )
        for row in rank(finals)
    ]


def _keep_orders(rows: list[RankingRow], kept: dict[int, RankingRow]) -> None:
    """The same applications with the same equal points stand in the order the commission gave them."""
    groups: dict[Decimal, list[RankingRow]] = {}
    for row in rows:
        if row.tied:
            groups.setdefault(row.final, []).append(row)
    for final, group in groups.items():
        before = [old for old in kept.values() if old.tied and old.final == final and old.order is not None]
        if {old.application_id for old in before} != {row.application_id for row in group}:
            continue
        order = {
            old.application_id: n for n, old in enumerate(sorted(before, key=lambda old: old.order or 0))
        }
        for row in group:
            row.order = row.place + order[row.application_id]
            row.tie_reason = kept[row.application_id].tie_reason
