"""Situations after a preliminary list: a department of a city whose commission scores, its list published."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from grants.models import Application, Call, ConflictStatement, Objection, Score
from grants.services import objections, ranking
from tests.factories import grants as made
from tests.factories import scoring


def commission():
    """A commission of a city department, every member with a statement."""
    return made.commission(made.body(kind="department"))


def listed_call(
    totals: Sequence[Sequence[int]] = ((90, 90, 90), (80, 80, 80), (70, 70, 70)),
    *,
    requested: Sequence[int] = (),
    publish: bool = True,
    **facts,
) -> Call:
    """A call whose preliminary list is published now; the totals stand in the order of the applications."""
    call = scoring.eligible_call(of=commission(), requested=list(requested) or [5000] * len(totals), **facts)
    scoring.score_by_members(call, [[Decimal(total) for total in row] for row in totals])
    if publish:
        publish_list(call)
    return Call.objects.get(pk=call.pk)


def publish_list(call: Call) -> None:
    """Ranked, equals in the order of filing, the first variant chosen, confirmed, published."""
    by = made.president(call.commission)
    found = getattr(Call.objects.get(pk=call.pk), "ranking", None)
    if found is None:
        found = ranking.make_ranking(call=call, by=by)
    for place in sorted({row.place for row in found.rows.filter(order=None)}):
        rows = list(found.rows.filter(place=place).order_by("application__submitted_at", "pk"))
        ranking.order_tie(ranking=found, place=place, rows=rows, reason="Više korisnika.", by=by)
    ranking.choose_variant(variant=ranking.compare_variants(ranking=found, by=by)[0], by=by)
    found = ranking.confirm_ranking(ranking=type(found).objects.get(pk=found.pk), by=by)
    ranking.publish_ranking(ranking=found, by=by)


def file(application: Application, text: str = "Nije uzeto u obzir partnerstvo.", at=None) -> Objection:
    """The applicant files in the portal."""
    return objections.file_objection(
        application=application, text=text, papers=[], at=at or made.now(), by=application.created_by
    )


def first_score(application: Application) -> Score:
    """The first sub-criterion of the last sheet that can get other points."""
    sheet = application.assignments.filter(state="submitted").order_by("-slot").first()
    return (
        sheet.scores.select_related("subcriterion").order_by("subcriterion__criterion__order", "pk").first()
    )


def silent(call: Call, role: str = "official") -> ConflictStatement:
    """The statement of a member, to be taken away."""
    return ConflictStatement.objects.get(member__commission=call.commission, member__role=role)


def days(number: int) -> datetime.timedelta:
    """So many days."""
    return datetime.timedelta(days=number)
