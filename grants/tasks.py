"""Long work of public money; importing the rooms registers their handlers (office.jobs)."""

from celery import shared_task

from grants.jobs import applications, calls, money, scoring, year
from grants.services import comments

__all__ = ["applications", "calls", "money", "scoring", "year"]


@shared_task
def forget_comments() -> None:
    """Every hour: comments nobody confirmed, addresses of comments answered long ago."""
    comments.forget_comments(by=None)
