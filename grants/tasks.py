"""Long work of public money; importing the rooms registers their handlers (office.jobs)."""

from celery import shared_task

from grants.jobs import (
    applications,
    call_news,
    calls,
    checks,
    evaluators,
    filing,
    marks,
    money,
    scoring,
    whole_files,
    year,
)
from grants.services import call_publication, call_watches, comments, draft_reminders

__all__ = [
    "applications",
    "call_news",
    "calls",
    "checks",
    "evaluators",
    "filing",
    "marks",
    "money",
    "scoring",
    "whole_files",
    "year",
]


@shared_task
def forget_comments() -> None:
    """Every hour: comments nobody confirmed, addresses of comments answered long ago."""
    comments.forget_comments(by=None)


@shared_task
def publish_planned_calls() -> None:
    """Three times a minute: calls whose hour has come."""
    call_publication.publish_due()


@shared_task
def remind_drafts() -> None:
    """Every five minutes: drafts of calls that close in 48 and in 3 hours."""
    draft_reminders.remind_drafts()


@shared_task
def forget_call_watchers() -> None:
    """Addresses nobody confirmed."""
    call_watches.forget_unconfirmed(by=None)
