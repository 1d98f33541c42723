"""A filed application is replaced until the deadline; the earlier version stands until the newer one is handed in."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.filing_rules import check_replaceable, on_paper
from grants.models import Application, Replacement
from grants.rules import check_is_applicant
from grants.services.applications import check_open, written
from grants.services.copying import copy_of
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

S = Application.State


def check_may_replace(application: Application, at: datetime.datetime) -> None:
    """Filed, in time, not on paper, its check not begun, and the rulebook lets it."""
    if application.state != S.SUBMITTED:
        raise Refused(_("Only an application that was filed and not yet checked is replaced."))
    if on_paper(application):
        raise Refused(_("What came on paper is replaced on paper."))
    check_replaceable(from_version(application.call.rulebook))
    check_open(application.call, at)
    if application.check_items.exists():
        raise Refused(_("The check of this application has begun; it is not replaced any more."))


@service
def begin_replacement(*, application: Application, at: datetime.datetime, by: User) -> Application:
    """Give the draft of the newer version: a copy of the filed one, or the copy that is there already."""
    application = locked(application)
    check_is_applicant(by, application)
    check_may_replace(application, at)
    open_one = Replacement.objects.filter(old=application, done_at__isnull=True, draft__state=S.DRAFT)
    found = open_one.select_related("draft").first()
    if found:
        return found.draft
    draft = copy_of(application, by)
    Replacement.objects.create(draft=draft, old=application, begun_at=timezone.now(), begun_by=by)
    record("begin_replacement", draft, by=by, note=application.number)
    return draft


def told_until(application: Application) -> str:
    """Until when it may be replaced, in words."""
    return written(application.call.deadline)
