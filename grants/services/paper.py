"""Applications that come on paper or by post: received with their times and scan, entered by the office, handed in."""

import datetime
import uuid

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.filing_checks import check_enters_paper
from grants.filing_rules import on_paper
from grants.models import Application, Call, PaperFiling
from grants.rules import check_body
from grants.services.applications import check_open, editable, submit
from grants.services.copying import draft_code
from grants.workflows.application import APPLICATION
from ngo_registry.queries import organisation_by_number
from office import uploads
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import Rules, from_version
from office.service import locked, service

MINUTE = datetime.timedelta(minutes=1)


def moment_that_counts(
    rules: Rules, posted_at: datetime.datetime | None, received_at: datetime.datetime
) -> datetime.datetime:
    """The rulebook says whether posting or receipt counts; what is handed in at the office counts at receipt."""
    if posted_at is not None and rules.filing.paper_day.value == "posted":
        return posted_at
    return received_at


@service
def record_paper(
    *,
    call: Call,
    number: str,
    way: str,
    posted_at: datetime.datetime | None,
    received_at: datetime.datetime,
    reference: str,
    scan: UploadedFile,
    by: User,
) -> Application:
    """An envelope has come: keep its times and its scan, and open the draft that is entered from it."""
    check_body(by, call.body, P.CHECK_APPLICATIONS)
    rules = from_version(call.rulebook)
    if not rules.filing.on_paper.value:
        raise Refused(
            _("Applications on paper are not received; they are filed in the portal."),
            law=rules.filing.on_paper.law,
        )
    posted_at = posted_at if way == PaperFiling.Way.POST else None
    check_times(way, posted_at, received_at)
    organisation = organisation_by_number(number)
    if organisation is None:
        raise Refused(
            _("No organisation in the register has the number %(number)s.") % {"number": number},
            field="number",
        )
    stored = uploads.store(scan, by=by, allow=("pdf", "jpg", "png"))
    draft = Application.objects.create(
        call=call, organisation=organisation, created_by=by, draft_code=draft_code(call.year, "P")
    )
    PaperFiling.objects.create(
        application=draft,
        way=way,
        posted_at=posted_at,
        received_at=received_at,
        counts_at=moment_that_counts(rules, posted_at, received_at),
        reference=reference,
        scan=stored,
        entered_at=timezone.now(),
        entered_by=by,
    )
    record("record_paper", draft, by=by, note=reference)
    return draft


def check_times(way: str, posted_at: datetime.datetime | None, received_at: datetime.datetime) -> None:
    """Posted before received, nothing in the future, and post has its time of posting."""
    if way == PaperFiling.Way.POST and posted_at is None:
        raise Refused(_("Write when it was posted: the postmark on the envelope."), field="posted_at")
    if posted_at and posted_at > received_at:
        raise Refused(_("It was received before it was posted: check both times."), field="received_at")
    if received_at > timezone.now() + MINUTE:
        raise Refused(_("The time of receipt lies in the future."), field="received_at")


@service
def hand_in_paper(*, application: Application, key: uuid.UUID, by: User) -> Application:
    """What was entered from paper gets its number and receipt; the moment that counts is that of the envelope."""
    application = locked(application)
    check_enters_paper(by, application)
    if not application.title.strip():
        raise Refused(_("Write the title of the project as it stands on the paper."))
    return submit(application=application, at=application.paper.counts_at, key=key, by=by)


@service
def discard_paper(*, application: Application, note: str, at: datetime.datetime, by: User) -> Application:
    """A wrong entry from paper ends, with its reason; times and scan stay readable."""
    application = editable(application, at, by)
    check_enters_paper(by, application)
    return APPLICATION.apply(application, "withdraw", by=by, note=note)


def late(application: Application) -> Refused | None:
    """Why it cannot be handed in any more, when the moment that counts lies after the deadline."""
    if not on_paper(application):
        return None
    try:
        check_open(application.call, application.paper.counts_at)
    except Refused as no:
        return no
    return None
