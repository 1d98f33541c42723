"""Long work of scoring and deciding: publication, letters piece by piece; reminders by the clock."""

from celery import shared_task
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.models import Decision
from grants.services.decision_letters import send_letters
from grants.services.publication import KIND, LETTERS, publish_decision
from grants.services.sheet_reminders import remind_scorers as remind
from office.jobs import handler
from office.models import Job


@handler(KIND, title=_("Publication of a decision"))
def publication(job: Job) -> str:
    """Outcomes of all applications and the page of the call, in one transaction; the letters are work of their own."""
    decision = Decision.objects.get(pk=job.subject_id)
    if decision.state != Decision.State.PUBLISHED:
        publish_decision(decision=decision, by=job.ordered_by, report=job.progress)
    return reverse("grants_staff:decision", args=[decision.call_id])


@handler(LETTERS, title=_("Letters of a decision"))
def letters(job: Job) -> str:
    """Send what is not sent yet; what went out stays when the work is stopped, and it goes on from there."""
    decision = Decision.objects.get(pk=job.subject_id)
    send_letters(decision=decision, report=job.progress, piece=job.piece)
    return reverse("grants_staff:decision_letters", args=[decision.call_id])


@shared_task
def remind_scorers() -> None:
    """Four times a day: write to people whose sheets are due in three days or tomorrow, or were due, once each."""
    remind(by=None)
