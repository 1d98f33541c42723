"""What the text of a call says of handing in, where it differs from the rulebook."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Call, CallFilingRules
from grants.rules import check_works_on_call
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service


@service
def set_filing_rules(*, call: Call, partner_confirmation: str, sign_off: str, by: User) -> CallFilingRules:
    """Set while the call is a draft; once it is published its rules stand."""
    call = locked(call)
    check_works_on_call(by, call)
    if call.state != Call.State.DRAFT:
        raise Refused(_("The call is published; what it says of handing in is not changed any more."))
    facts = {"partner_confirmation": partner_confirmation, "sign_off": sign_off}
    rules, _made = CallFilingRules.objects.update_or_create(
        call=call, defaults={**facts, "set_at": timezone.now(), "set_by": by}
    )
    record("set_filing_rules", call, by=by, data=facts)
    return rules
