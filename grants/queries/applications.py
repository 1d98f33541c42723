"""Questions the pages of applications ask."""

import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy

from grants.filing_rules import PAPER_CODE
from grants.models import Application, ApplicationDocument, ApplicationPartner, Call, Declaration, SectionSave
from grants.queries.call_forms import ANSWERS, form_of
from ngo_registry.models import Organisation
from office.audit import timeline
from office.models import Job

S = Application.State
ACTIONS = {
    "begin": gettext_lazy("Draft begun"),
    "submit": gettext_lazy("Application submitted"),
    "withdraw": gettext_lazy("Application withdrawn"),
    "replace": gettext_lazy("Replaced by a newer version"),
    "begin_replacement": gettext_lazy("Newer version begun"),
    "ask_sign_off": gettext_lazy("Approval of the representative asked"),
    "sign_off": gettext_lazy("Text approved by the representative"),
    "end_sign_off": gettext_lazy("Approval ended: the text was changed"),
    "record_paper": gettext_lazy("Received on paper"),
    "begin_check": gettext_lazy("Formal check begun"),
    "ask_completion": gettext_lazy("Completion asked"),
    "complete": gettext_lazy("Completion handed in"),
    "issue_completion_receipt": gettext_lazy("Receipt of the completion issued"),
    "find_complete": gettext_lazy("Found complete"),
    "reject": gettext_lazy("Rejected"),
    "score": gettext_lazy("All score sheets locked"),
    "award": gettext_lazy("Awarded"),
    "refuse": gettext_lazy("Not supported"),
    "exempt": gettext_lazy("Member exempted"),
    "serve_letter": gettext_lazy("Letter served"),
    "ask_inspection": gettext_lazy("Inspection asked for"),
    "see_sheets": gettext_lazy("Own score sheets opened"),
    "file_objection": gettext_lazy("Objection filed"),
    "objection_upheld": gettext_lazy("Objection upheld"),
    "objection_dismissed": gettext_lazy("Objection dismissed"),
    "reinstate": gettext_lazy("Rejection lifted"),
    "annul_outcome": gettext_lazy("Outcome annulled by a court"),
    "annul_scores": gettext_lazy("Points annulled by a court"),
    "annul_check": gettext_lazy("Formal check annulled by a court"),
}
TOLD_TO_APPLICANT = frozenset(ACTIONS) - {"begin_check", "score", "exempt"}


def applications_of(organisation: Organisation) -> QuerySet[Application]:
    """Everything the organisation has begun or filed, the newest first."""
    return (
        Application.objects.filter(organisation=organisation)
        .exclude(state=S.DRAFT, draft_code__startswith=PAPER_CODE)
        .select_related(
            "call__body",
            "call__rulebook",
            "call__filing_rules",
            "organisation__municipality",
            "completion__receipt__file",
            "receipt__file",
        )
        .order_by("-pk")
    )


def filed_by(organisation: Organisation) -> QuerySet[Application]:
    """Applications that got a number."""
    return applications_of(organisation).exclude(number="")


def with_receipt(organisation: Organisation) -> QuerySet[Application]:
    """Applications whose receipt is made."""
    return applications_of(organisation).filter(receipt__isnull=False)


def with_completion_receipt(organisation: Organisation) -> QuerySet[Application]:
    """Applications whose completion has its receipt."""
    return applications_of(organisation).filter(completion__receipt__isnull=False)


def whole(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With all lists inside, for pages that show or judge the whole application."""
    return applications.prefetch_related(
        "activity_lines",
        "budget_lines",
        Prefetch(
            "partners",
            ApplicationPartner.objects.select_related("organisation", "confirmation").order_by("pk"),
        ),
        "municipalities",
        "call__required_documents__template",
        "call__share_limits",
        "funding_sources",
        Prefetch(
            "documents", ApplicationDocument.objects.select_related("file", "required", "from_wallet__paper")
        ),
        Prefetch("declarations", Declaration.objects.select_related("accepted_by")),
        Prefetch("sections", SectionSave.objects.select_related("saved_by")),
        *form_of("call__"),
        *ANSWERS,
    )


def completion_of(application: Application) -> Any:
    """The one request for completion, or nothing."""
    try:
        return application.completion
    except ObjectDoesNotExist:
        return None


def open_call(slug: str) -> QuerySet[Call]:
    """The published call of this address."""
    return Call.objects.public().filter(slug=slug).select_related("body", "rulebook")


def own_applications(call: Call, organisation: Organisation) -> list[Application]:
    """What the organisation has for this call already, without what it withdrew."""
    rows = call.applications.filter(organisation=organisation).exclude(state=S.WITHDRAWN)
    return list(rows.exclude(state=S.DRAFT, draft_code__startswith=PAPER_CODE))


def receipt_job(application: Application, kind: str = "grants.receipt") -> Job | None:
    """The work that makes the receipt, the last one ordered."""
    return (
        Job.objects.filter(kind=kind, subject="grants.application", subject_id=str(application.pk))
        .order_by("-pk")
        .first()
    )


def waited_receipt(application: Application) -> Job | None:
    """The work on the receipt the page still waits for: of the application, then of its completion."""
    completion = completion_of(application)
    if completion and completion.number and not completion.receipt_id:
        return receipt_job(application, "grants.completion_receipt")
    return None if application.receipt_id else receipt_job(application)


def history(application: Application, *, applicant: bool = False) -> list[dict[str, Any]]:
    """What happened to the application in words; the applicant is not told who checked."""
    lines = []
    for event in timeline(application):
        if event.action not in (TOLD_TO_APPLICANT if applicant else ACTIONS):
            continue
        own = event.action in {"begin", "submit", "withdraw", "complete", "replace", "begin_replacement"}
        lines.append(
            {
                "at": event.at,
                "title": ACTIONS[event.action],
                "actor": event.actor if own or not applicant else "",
                "text": event.note,
            }
        )
    return lines


def waiting_for_ngo(organisation: Organisation, at: datetime.datetime) -> list[Application]:
    """Drafts whose call is still open and applications to be completed, the nearest deadline first."""
    rows = applications_of(organisation).filter(
        Q(state=S.DRAFT, call__state=Call.State.PUBLISHED, call__deadline__gte=at)
        | Q(state=S.RETURNED, completion__due__gte=at)
        | Q(state=S.RETURNED, completion__due__isnull=True)
    )
    return sorted(rows, key=lambda row: due_of(row) or at)


def due_of(application: Application) -> datetime.datetime | None:
    """Until when the applicant may work on it; none while the letter that asks for it is not served."""
    return application.completion.due if application.state == S.RETURNED else application.call.deadline


def open_calls_for(organisation: Organisation, at: datetime.datetime) -> list[Call]:
    """Open calls for which the organisation has begun nothing yet."""
    mine = Application.objects.filter(organisation=organisation).exclude(state=S.WITHDRAWN)
    return list(
        Call.objects.open(at)
        .exclude(pk__in=mine.values("call"))
        .select_related("body")
        .order_by("deadline", "pk")[:10]
    )


def to_receipt(pk: str) -> Application:
    """The filed application, its row held until its receipt is kept."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("call", "organisation", "submitted_by")
        .get(pk=pk)
    )
