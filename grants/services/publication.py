"""Publication of a decision: outcomes and page in one transaction, then the letters, piece by piece."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call, Decision, DecisionRow, Ranking
from grants.services.call_orders import tell_watchers
from grants.services.decision_letters import prepare_letters, send_letters
from grants.services.objections import check_objections_over
from grants.workflows.application import APPLICATION
from grants.workflows.call import CALL
from grants.workflows.decision import DECISION
from office.jobs import order_job
from office.models import Job, User
from office.refusal import Refused
from office.service import locked, service

AT_ONCE = 60  # so many applications are published while the person waits; more go to the worker
KIND = "grants.publish_decision"
LETTERS = "grants.send_letters"
RUNNING = (Job.State.WAITING, Job.State.RUNNING)
Report = Callable[[int, int, str], None]


def silent(done: int, total: int, text: str) -> None:
    """Nobody looks at the progress."""


def check_publishable(decision: Decision, by: User | None) -> None:
    """Signed, by whom it is published, and the list of its call published before."""
    DECISION.check(decision, "publish", by=by)
    if decision.call.ranking.state != Ranking.State.PUBLISHED:
        raise Refused(_("First publish the ranking list."))
    check_objections_over(decision.call)


def large(decision: Decision) -> bool:
    """More applications than are published while the person waits."""
    return decision.rows.count() > AT_ONCE


@service
def order_publication(*, decision: Decision, by: User) -> Job | Decision:
    """Publish now, or where the decision is long order the publication as work with progress."""
    if not large(decision):
        return publish_decision(decision=decision, by=by)
    decision = locked(decision)
    check_publishable(decision, by)
    running = Job.objects.filter(
        kind=KIND, subject="grants.decision", subject_id=str(decision.pk), state__in=RUNNING
    )
    return running.first() or order_job(KIND, subject=decision, by=by)


@service
def publish_decision(*, decision: Decision, by: User, report: Report = silent) -> Decision:
    """Publish: applications get their outcome and the call its results at once; then the letters go out."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=decision.call_id)
    decision = locked(decision)
    check_publishable(decision, by)
    prepare_letters(decision=decision, by=by)
    DECISION.apply(decision, "publish", by=by, published_at=timezone.now(), published_by=by)
    rows = {row.application_id: row for row in decision.rows.all()}
    applications = Application.objects.select_for_update(of=("self",)).filter(pk__in=rows)
    read = Call.objects.select_related("commission", "body").prefetch_related("commission__members")
    known = read.get(pk=call.pk)  # who may publish is asked of each application, the commission is read once
    for done, application in enumerate(applications.defer("snapshot").order_by("pk"), start=1):
        application.call = known
        _outcome(application, rows[application.pk], by)
        report(done, len(rows), "")
    call.refresh_from_db()
    CALL.apply(call, "decide", by=by)
    tell_watchers(call, "decided", by)
    if len(rows) > AT_ONCE:
        order_job(LETTERS, subject=decision, by=by)
    else:
        send_letters(decision=decision, report=silent, piece=_here)
    return decision


def _here(work: Callable[..., int], *args: object) -> int:
    """A few letters go out with the publication itself."""
    return work(*args)


def _outcome(application: Application, row: DecisionRow, by: User) -> None:
    """The outcome of one application."""
    won = row.outcome == DecisionRow.Outcome.AWARDED
    APPLICATION.apply(application, "award" if won else "refuse", by=by, note=row.reason)
