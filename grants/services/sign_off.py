"""The representative approves the exact text; whatever is changed afterwards ends the approval."""

import datetime
import hmac

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.eligibility import missing
from grants.filing_checks import check_represents
from grants.models import Application, SignOff
from grants.queries.applications import whole
from grants.queries.sign_offs import is_registered, owners_of
from grants.services.applications import check_open, editable
from grants.snapshot import fingerprint, snapshot_of
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service


@service
def ask_sign_off(*, application: Application, at: datetime.datetime, by: User) -> int:
    """Tell the owners of the account that the text waits for their approval; gives how many were told."""
    application = editable(application, at, by)
    check_open(application.call, at)
    owners = [owner.user for owner in owners_of(application.organisation) if owner.user_id != by.pk]
    if not owners:
        raise Refused(
            _("No other owner of the account may approve. Invite one on the page of the organisation.")
        )
    for person in owners:
        mail.send(
            "grants/emails/sign_off_asked.txt",
            to=person,
            about=application,
            context={"application": application, "asker": by},
        )
    record("ask_sign_off", application, by=by)
    return len(owners)


@service
def sign_off(*, application: Application, sha256: str, at: datetime.datetime, by: User) -> SignOff:
    """Approve the text with this fingerprint; a text that has changed meanwhile is read again first."""
    application = editable(application, at, by)
    check_represents(by, application)
    check_open(application.call, at)
    row = whole(Application.objects.filter(pk=application.pk)).get()
    lacking = missing(row)
    if lacking:
        raise Refused(
            _("The application is not complete: %(first)s") % {"first": lacking[0].ask}, law=lacking[0].law
        )
    now = fingerprint(snapshot_of(row))
    if not hmac.compare_digest(now, sha256):
        raise Refused(_("The text was changed while you were reading. Read it again and then approve it."))
    end_standing(application, str(_("approved anew")))
    made = SignOff.objects.create(
        application=application,
        sha256=now,
        signed_at=timezone.now(),
        signed_by=by,
        in_register=is_registered(by, application.organisation),
    )
    record("sign_off", application, by=by, data={"sha256": now})
    return made


def end_standing(application: Application, reason: str) -> SignOff | None:
    """The approval that stood ends, with its reason."""
    standing = application.sign_offs.select_for_update().filter(ended_at__isnull=True).first()
    if standing:
        standing.ended_at, standing.ended_reason = timezone.now(), reason
        standing.save(update_fields=["ended_at", "ended_reason"])
    return standing


@service
def end_changed_sign_off(*, application: Application, by: User | None) -> bool:
    """After a save: the approval of another text ends, and whoever approved is told."""
    application = locked(application)
    row = whole(Application.objects.filter(pk=application.pk)).get()
    standing = application.sign_offs.filter(ended_at__isnull=True).select_related("signed_by").first()
    if standing is None or application.state != Application.State.DRAFT:
        return False
    if standing.sha256 == fingerprint(snapshot_of(row)):
        return False
    end_standing(application, str(_("the text was changed")))
    record("end_sign_off", application, by=by)
    mail.send(
        "grants/emails/sign_off_ended.txt",
        to=standing.signed_by,
        about=application,
        context={"application": application, "changer": by},
    )
    return True
