"""What the rooms around evaluators show on desks: candidates, complaints, replacements, fees."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.queries import desk_of_evaluators as queries
from ngo_registry.models import Organisation
from office.jurisdiction import has_feature
from office.models import User
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import script


def desk_items(user: User) -> list[DeskItem]:
    """Candidates without a decision, places to fill again, locked sheets without a statement, fees to pay."""
    if not has_feature("evaluators_list"):
        return []
    items: list[DeskItem] = []
    if user.can(P.MANAGE_EVALUATORS):
        items += _candidates() + _fees()
    if user.can(P.SIT_ON_COMMISSION):
        items += _replacements(user)
    if user.can(P.KEEP_PAYROLL):
        items += _payroll()
    return items


def _candidates() -> list[DeskItem]:
    return [
        DeskItem(
            title=_("Decide on the complaint of a candidate")
            if each.state == each.State.CONTESTED
            else _("Decide on a candidate for evaluator"),
            url=reverse("grants_staff:candidate", args=[each.pk]),
            kind=_("Evaluators"),
            due=queries.decision_due(each),
            about=f"{each.number} · {script(each.full_name)}",
        )
        for each in queries.waiting()
    ]


def _fees() -> list[DeskItem]:
    number = queries.unsettled_people()
    if not number:
        return []
    words = ngettext(
        "Issue the statement of work of %(n)s evaluator",
        "Issue the statements of work of %(n)s evaluators",
        number,
    )
    return [
        DeskItem(
            title=words % {"n": number}, url=reverse("grants_staff:work_statements"), kind=_("Evaluators")
        )
    ]


def _replacements(user: User) -> list[DeskItem]:
    items = []
    for call, number in queries.to_replace(user):
        words = ngettext(
            "Pick another evaluator for %(n)s application",
            "Pick other evaluators for %(n)s applications",
            number,
        )
        items.append(
            DeskItem(
                title=words % {"n": number},
                url=f"{reverse('grants_staff:evaluation', args=[call.pk])}?only=without",
                kind=_("Scoring"),
                about=f"{call.number} · {script(call.title)}",
            )
        )
    return items


def _payroll() -> list[DeskItem]:
    number = queries.unpaid()
    if not number:
        return []
    words = ngettext("Pay the fee of %(n)s statement", "Pay the fees of %(n)s statements", number)
    return [DeskItem(title=words % {"n": number}, url=reverse("grants_staff:payroll"), kind=_("Payroll"))]


def front_panels(request: Any) -> list[Panel]:
    """What the public front page shows from here."""
    return []


def organisation_panels(organisation: Organisation) -> list[Panel]:
    """What the page of an organisation shows from here."""
    return []
