"""The published ranking list told to those whom it concerns: applicants of the list, and who was rejected before it."""

from grants.models import Application, Ranking
from grants.queries.objections import is_final, terms_of
from office import mail
from office.audit import record
from office.models import User
from office.service import locked, service

S = Application.State


@service
def tell_of_ranking(*, ranking: Ranking, by: User | None) -> int:
    """One letter for each application with its place and the last days of inspection and objection; how many went."""
    ranking = locked(ranking)
    if ranking.published_at is None:  # taken back meanwhile: the new list tells of itself
        return 0
    call, terms = ranking.call, terms_of(ranking.call)
    states = [S.SCORED, S.REJECTED] if terms else [S.SCORED]  # who was rejected may object too
    rows = call.applications.filter(state__in=states).select_related("submitted_by", "ranking_row")
    told, final = 0, is_final(call)
    for application in rows.defer("snapshot").order_by("pk"):
        application.call = call
        mail.send(
            "grants/emails/ranking_published.txt",
            to=application.contact_email or application.submitted_by.email,
            language=application.submitted_by.language,
            about=application,
            context={
                "application": application,
                "call": call,
                "ranking": ranking,
                "row": getattr(application, "ranking_row", None),
                "terms": terms,
                "final": final,
            },
        )
        told += 1
    record("tell_applicants", ranking, by=by, data={"count": told})
    return told
