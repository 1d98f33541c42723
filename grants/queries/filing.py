"""Questions the pages around handing in ask: versions, circumstances, paper, what the applicant may do next."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from grants.filing_rules import PAPER_CODE, on_paper
from grants.models import Application, Call, HandedIn, PaperFiling, Replacement
from office.models import User
from office.models.user import bodies_of
from office.roles import Permission as P

S = Application.State
EARLIER = 50  # versions of one application that are looked back


def application_of(pk: str) -> Application | None:
    """The application of a job, while it is there."""
    return Application.objects.filter(pk=pk).first()


def replacement_of(application: Application) -> Replacement | None:
    """What this application replaces, or nothing."""
    return Replacement.objects.filter(draft=application).select_related("old__receipt__file").first()


def newer_of(application: Application) -> Replacement | None:
    """The newer version that was handed in, else the one that is being written."""
    rows = application.newer.select_related("draft").exclude(draft__state=S.WITHDRAWN, done_at__isnull=True)
    return rows.order_by("done_at", "-pk").first()


def earlier_versions(row: Replacement | None) -> list[Application]:
    """Versions handed in before the one that replaces this, the last first; each with time, receipt, fingerprint."""
    found: list[Application] = []
    while row is not None and row.done_at and len(found) < EARLIER:
        found.append(row.old)
        row = replacement_of(row.old)
    return found


def handed_in_of(application: Application) -> HandedIn | None:
    """Under which circumstances it was handed in."""
    return HandedIn.objects.filter(application=application).select_related("sign_off__signed_by").first()


def unread_of_body(application: Application) -> int:
    """Messages of the body that nobody of the applicant has read."""
    return application.messages.filter(side="body", read_at__isnull=True).count()


def paper_of(application: Application) -> PaperFiling | None:
    """Times and scan of what came on paper."""
    if not on_paper(application):
        return None
    try:
        return application.paper
    except ObjectDoesNotExist:
        return None


def paper_filings(user: User) -> QuerySet[PaperFiling]:
    """What came on paper to the person's bodies, the newest first."""
    return (
        PaperFiling.objects.filter(application__call__body__in=bodies_of(user, P.CHECK_APPLICATIONS))
        .select_related("application__organisation", "application__call__body", "scan", "entered_by")
        .order_by("-pk")
    )


def paper_drafts(user: User) -> QuerySet[Application]:
    """Applications on paper that the person's bodies enter or have entered."""
    return (
        Application.objects.filter(draft_code__startswith=PAPER_CODE, paper__isnull=False)
        .filter(call__body__in=bodies_of(user, P.CHECK_APPLICATIONS))
        .select_related(
            "call__body", "call__rulebook", "organisation__municipality", "paper__scan", "paper__entered_by"
        )
    )


def open_paper_drafts(user: User) -> QuerySet[Application]:
    """Those that are still being entered."""
    return paper_drafts(user).filter(state=S.DRAFT)


def calls_for_paper(user: User) -> QuerySet[Call]:
    """Published calls of the person's bodies, to which something on paper may still come."""
    return (
        Call.objects.filter(state=Call.State.PUBLISHED, body__in=bodies_of(user, P.CHECK_APPLICATIONS))
        .select_related("body", "rulebook")
        .order_by("-deadline", "-pk")
    )
