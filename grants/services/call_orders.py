"""What every step of a call sets going beside itself: letters to watchers, the end of a planned hour."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Call, PlannedPublication
from grants.workflows.call_review import PUBLICATION
from office.jobs import order_job


def tell_watchers(call: Call, what: str, person: Any, reason: str = "") -> None:
    """Order the letters in the name of the person; the deed itself does not wait for them."""
    order_job("grants.call_news", subject=call, by=person, params={"what": what, "reason": reason})


def overtake_plan(call: Call) -> None:
    """A call published by hand does not wait for its hour any more."""
    rows = PlannedPublication.objects.select_for_update(of=("self",))
    for plan in rows.filter(call=call, state=PlannedPublication.State.PLANNED):
        refusal = _("The call was published by hand before its hour.")
        PUBLICATION.apply(plan, "refuse", by=None, refusal=refusal, over_at=timezone.now())
