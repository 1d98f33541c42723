"""Sums of the rows of a decision beside each other: what was asked, what is proposed, why it differs."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from grants.models import ItemSum, PriorityDecision, PriorityItem
from office.models import Area, Body
from office.refusal import Refused


def check_row_of_analysis(
    item: PriorityItem | None, *, body: Body, area: Area, kind: str, amount: Decimal, note: str
) -> None:
    """A row that came from an analysis stays its row, and another sum than the one asked has a reason."""
    sums = ItemSum.objects.filter(item=item, analysis__isnull=False).first() if item else None
    if sums is None or item is None:
        return
    if (item.body_id, item.area_id, item.kind) != (body.pk, area.pk, kind):
        raise Refused(
            _("The row comes from a sectoral analysis: change its sum, or remove it."), field="body"
        )
    if amount != sums.asked and not note.strip():
        raise Refused(_("The body asked for another sum: write the reason in the note."), field="note")


def note_proposed(decision: PriorityDecision) -> None:
    """Keep the sums as they go to the Government."""
    for item in decision.items.all():
        ItemSum.objects.update_or_create(item=item, defaults={"proposed": item.amount, "decided_reason": ""})
