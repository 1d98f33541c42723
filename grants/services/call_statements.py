"""A member's statement for one call, given when its applicants are known, with what the register shows."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from grants.models import Call, CallStatement, CommissionMember, Exemption, FoundTie
from grants.queries.commission_ties import Tie, ties_of
from grants.rules import check_sits_on_commission, member_seat
from office.audit import record
from office.jurisdiction import current
from office.models import User
from office.refusal import Refused
from office.service import locked, service


def check_applicants_known(call: Call) -> None:
    """Before the deadline nobody knows who applies."""
    if call.deadline is None or timezone.now() <= call.deadline:
        raise Refused(
            _("The statement for this call is given after its deadline, when its applicants are known.")
        )


@service
def give_call_statement(*, call: Call, text: str, denied: Mapping[int, str], by: User) -> CallStatement:
    """State for this call; from an application the register ties to the member, the member steps aside.

    `denied` holds, by application, why a tie that the register shows is no conflict.
    """
    call = locked(call)
    check_sits_on_commission(by, call)
    check_applicants_known(call)
    seat = member_seat(by, call.commission)
    assert seat is not None
    if call.statements.filter(member=seat).exists():
        raise Refused(_("You have given your statement for this call already."))
    if not text.strip():
        raise Refused(_("Write your statement."), field="text")
    statement = CallStatement.objects.create(
        call=call, member=seat, text=text.strip(), made_at=timezone.now(), made_by=by
    )
    with override(current().languages[0]):
        for tie in ties_of(call, [seat]).get(seat.pk, []):
            _settle(statement, seat, tie, denied.get(tie.application.pk, "").strip(), by)
    record("give_call_statement", call, by=by, data={"member": seat.full_name})
    return statement


def _settle(statement: CallStatement, seat: CommissionMember, tie: Tie, why: str, by: User) -> None:
    """Keep the tie as it was found; without an explanation the member steps aside."""
    FoundTie.objects.create(
        statement=statement,
        application=tie.application,
        what=tie.what[:300],
        exempted=not why,
        explanation=why[:300],
    )
    if not why and not seat.exemptions.filter(application=tie.application).exists():
        Exemption.objects.create(
            member=seat,
            application=tie.application,
            reason=tie.what[:300],
            made_at=timezone.now(),
            made_by=by,
        )
        record("exempt", tie.application, by=by, note=tie.what, data={"member": seat.full_name})
