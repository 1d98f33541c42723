"""What a submission does beside the move itself: keeps what was told, ends the version before, tells of withdrawals."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Application, HandedIn, Replacement
from grants.queries.partner_confirmations import members_of, partners_of
from grants.queries.sign_offs import approval_of
from grants.queries.tells import Tell, tells_of
from grants.workflows.application import APPLICATION
from office import mail
from office.jobs import order_job
from office.models import User
from office.refusal import Refused
from office.service import locked

S = Application.State


def check_told(application: Application, tells: list[Tell] | None = None) -> list[Tell]:
    """Everything the applicant is told (a page that knows it brings it); the first thing in the way refuses."""
    tells = tells_of(application) if tells is None else tells
    for tell in tells:
        if tell.refuses:
            raise Refused(f"{tell.title}: {tell.lines[0]}", law=tell.law)
    return tells


def keep_circumstances(application: Application, tells: list[Tell]) -> HandedIn:
    """What was told and who stood behind the application, kept with it."""
    approval = approval_of(application)
    partners = [
        {
            "name": each.partner.name,
            "state": each.confirmation.state if each.confirmation else "",
            "stands": each.stands,
        }
        for each in partners_of(application)
    ]
    return HandedIn.objects.create(
        application=application,
        told=[tell.kept() for tell in tells],
        partners=partners,
        sign_off=approval.last if approval.stands else None,
    )


def finish_replacement(application: Application, at: datetime.datetime, by: User) -> Application | None:
    """The newer version is in: the one it replaces ends, unless its check has begun meanwhile."""
    link = Replacement.objects.filter(draft=application, done_at__isnull=True).select_related("old").first()
    if link is None:
        return None
    old = locked(link.old)
    if old.state == S.SUBMITTED and not old.check_items.exists():
        note = _("Replaced by %(number)s.") % {"number": application.number}
        APPLICATION.apply(old, "replace", by=by, note=note)
        link.done_at = at
        link.save(update_fields=["done_at"])
    elif old.state != S.WITHDRAWN:
        raise Refused(
            gettext_lazy("The check of the earlier version has begun; it is not replaced any more.")
        )
    return old


def order_sign_off_check(application: Application, by: User) -> None:
    """After a save: where somebody had approved the text, it is compared once more."""
    if application.state == S.DRAFT and application.sign_offs.filter(ended_at__isnull=True).exists():
        order_job("grants.sign_off_check", subject=application, by=by)


def tell_withdrawn(application: Application, note: str, by: User) -> None:
    """Everybody who acts for the applicant learns who took the application back; a draft is nobody's news."""
    if not application.number:
        return
    for member in members_of(application.organisation):
        mail.send(
            "grants/emails/withdrawn.txt",
            to=member.user,
            about=application,
            context={"application": application, "withdrawer": by},
        )
