"""The confirmed ranking list as an official document."""

from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grants.call_checks import places_of, points
from grants.models import Ranking, RankingRow
from grants.queries.ranking import all_rows
from office import jurisdiction
from office.models import IssuedDocument
from office.rulebooks import from_version
from office.service import locked, service
from office.services.documents import issue_document, replace_document
from office.templatetags.saradnja import amount, day, number, script


@service
def issue_ranking(*, ranking: Ranking, by: Any) -> IssuedDocument:
    """Issue a confirmed list once; ordered again, the same document answers."""
    ranking = locked(ranking)
    if ranking.document_id:
        return ranking.document
    language = jurisdiction.current().languages[0]
    with translation.override(language):
        context = context_of(ranking)
        title = _("Ranking list")
    document = issue_document(
        kind="grants.ranking_list",
        template="grants/documents/ranking_list.html",
        context=context,
        title=title,
        number=ranking.number,
        subject=ranking,
        language=language,
        by=by,
        public=True,
        issuer=ranking.call.body.name,
        issued_on=timezone.localdate(ranking.confirmed_at),
    )
    ranking.document = document
    ranking.save(update_fields=["document"])
    for past in ranking.call.past_rankings.filter(document__status="valid").select_related("document"):
        replace_document(document=past.document, successor=document, by=by, reason=_("New ranking list"))
    return document


def context_of(ranking: Ranking) -> dict[str, Any]:
    """Places, points of each sheet, final points, and why equals stand in this order."""
    call, rows = ranking.call, all_rows(ranking)
    rules = from_version(call.rulebook)
    most = max((len(row.sheet_totals) for row in rows), default=0)
    ties = dict.fromkeys((row.place, row.tie_reason) for row in rows if row.tie_reason)
    return {
        "call_title": script(call.title),
        "call_number": call.number,
        "call_day": day(call.published_at),
        "basis": script(rules.evaluation.scored_by.law),
        "by_members": rules.evaluation.scored_by.value == "members",
        "table": table_of(rows, most),
        "ties": [{"place": place, "reason": script(reason)} for place, reason in ties],
        "signatory": script(ranking.confirmed_by.full_name),
    }


def table_of(rows: list[RankingRow], most: int) -> dict[str, Any]:
    """The list as a table."""
    places = places_of(Decimal(total) for row in rows for total in row.sheet_totals)
    head = [(_("Place"), "num"), (_("Application"), ""), (_("Applicant and project"), "")]
    head += [(str(n), "num") for n in range(1, most + 1)]
    head += [(_("Final points"), "num"), (_("Sum asked"), "amount")]
    return {
        "caption": _("Ranking list"),
        "head": head,
        "rows": [_cells(row, most, places) for row in rows],
        "foot": [],
    }


def _cells(row: RankingRow, most: int, places: int) -> list[tuple[Any, str]]:
    application = row.application
    totals = [points(Decimal(total), places) for total in row.sheet_totals]
    return [
        (row.place, "num"),
        (application.number, ""),
        (f"{script(application.organisation.name)} – {script(application.title)}", ""),
        *[(total, "num") for total in [*totals, *["–"] * (most - len(totals))]],
        (number(row.final, 2), "num"),
        (amount(application.requested), "amount"),
    ]
