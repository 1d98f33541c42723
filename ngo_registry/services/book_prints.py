"""The print of a long part of the book: drawn by a worker, so that nobody waits for it at the page."""

import datetime

from ngo_registry.queries.book import JOB, print_under_way
from ngo_registry.rules import check_edits_register
from office.jobs import order_job
from office.models import Job, User
from office.service import service


@service
def order_book(
    *,
    holder: str,
    part: int,
    language: str,
    by: User,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    of: int | None = None,
) -> Job:
    """Have a part of the asked lines of a book drawn; asked for again while it is drawn, it is the same work."""
    check_edits_register(by, None)
    params = {
        "part": part,
        "language": language,
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
        "holder": holder,
        "of": of,
    }
    return print_under_way(by, params) or order_job(JOB, by=by, params=params)
