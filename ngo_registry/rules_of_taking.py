"""Who takes a filing, hands it over, and takes either back for a short while."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import RegisterFiling
from ngo_registry.rules import FILING, check_edits_register
from office.models import AuditEvent, User
from office.refusal import Refused
from office.roles import Permission

S = RegisterFiling.State
# Taking and handing over are work inside the office: no term and no right of the applicant hangs on them.
TAKE_BACK = datetime.timedelta(minutes=30)


def last_step(filing: RegisterFiling) -> AuditEvent | None:
    """The newest line of the filing's trail."""
    return AuditEvent.objects.filter(subject=FILING, subject_id=str(filing.pk)).order_by("-pk").first()


def check_takes_back(by: User, step: AuditEvent | None, action: str) -> None:
    """Who took or handed over undoes it for a short while, as long as nothing followed."""
    if step is None or step.action != action:
        raise Refused(_("The work on the filing has gone on since; hand it over with a note instead."))
    if by is None or step.actor_id_text != str(by.pk):
        raise Refused(_("Only the person who did this takes it back."))
    if step.at < timezone.now() - TAKE_BACK:
        raise Refused(_("This could be taken back for half an hour; hand it over with a note instead."))


def check_puts_back(by: User, filing: RegisterFiling) -> None:
    """An officer who took the filing by mistake puts it back into the queue."""
    check_takes_back(by, last_step(filing), "take")


def check_hands_over(by: User, filing: RegisterFiling) -> None:
    """Who has the filing, or the head, hands over what is in process."""
    check_edits_register(by, filing)
    if filing.state not in {S.IN_PROCESS, S.COMPLETION_ASKED, S.APPEALED}:
        raise Refused(_("Only a filing in process is handed over."))
    if by.pk != filing.taken_by_id and not by.can(Permission.DECIDE_REGISTER):
        raise Refused(_("The officer who has the filing hands it over, or the head of the register."))


def check_receives(to: User, filing: RegisterFiling) -> None:
    """The colleague may carry the filing on; a complaint goes to a head who did not sign the contested act."""
    if not to.can(Permission.EDIT_REGISTER):
        raise Refused(_("Only an officer of the register may do this."), field="to")
    contested = filing.state == S.APPEALED
    if contested and (to.pk == filing.decided_by_id or not to.can(Permission.DECIDE_REGISTER)):
        raise Refused(
            _("A complaint goes to a head of the register who did not sign the contested act."), field="to"
        )
    if to.pk == filing.taken_by_id:
        raise Refused(_("This officer already has the filing."), field="to")
