"""Words of the audit trail of priorities, commissions and calls; bars of points."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from grants.call_checks import points as as_points
from office.templatetags.trail import event_title

register = template.Library()

ACTIONS = {
    "open_year": _("Begun"),
    "set_budget": _("Current budget changed"),
    "save_item": _("Row entered or changed"),
    "remove_item": _("Row removed"),
    "propose": _("Proposed to the Government"),
    "take_back": _("Taken back to draft"),
    "adopt": _("Adoption entered"),
    "publish": _("Published"),
    "begin_commission": _("Begun"),
    "link_nomination": _("Public call for the NGO member chosen"),
    "add_member": _("Member seated"),
    "end_membership": _("Membership ended"),
    "form": _("Commission formed"),
    "end": _("Work of the commission ended"),
    "give_statement": _("Statement on conflict of interest given"),
    "draft_call": _("Draft begun"),
    "edit_call": _("Draft changed"),
    "add_default_criteria": _("Criteria of the rulebook taken"),
    "save_criterion": _("Criterion entered or changed"),
    "save_subcriterion": _("Sub-criterion entered or changed"),
    "save_document": _("Document entered or changed"),
    "remove_part": _("Part removed"),
    "extend": _("Deadline extended"),
    "cancel": _("Call annulled"),
    "decide": _("Decided"),
    "close": _("Closed"),
    "publish_check": _("List of the formal check published"),
}
ABOUT = ("member", "name", "title", "area")


@register.filter
def call_action(event: Any) -> Any:
    """What an audit line says was done."""
    return ACTIONS.get(event.action) or event_title(event)


@register.filter
def call_about(event: Any) -> str:
    """What the line is about: the member, the criterion, the title, the area."""
    data = event.data or {}
    return next((str(data[name]) for name in ABOUT if data.get(name)), "")


@register.filter
def points(value: Decimal | None) -> str:
    """Points without needless zeros."""
    return "" if value is None else as_points(Decimal(value))


@register.simple_tag
def total_points(criteria: Any) -> Decimal:
    """All points a project can get."""
    return sum((criterion.max_points for criterion in criteria), Decimal(0))
