"""What contracts and payments show on desks and on the page of an organisation."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.queries import contracts as ask
from grants.report_schedule import Awaited, awaited
from ngo_registry.models import Organisation
from office.models import User
from office.panels import DeskItem, Panel
from office.roles import Permission as P


def desk_items(user: User) -> list[DeskItem]:
    """Reports to review and to remind of, awards without a contract and instalments due."""
    items = []
    if user.can(P.MANAGE_CONTRACTS):
        items += [
            DeskItem(
                title=report.contract.row.application.title,
                url=reverse("grants_staff:grant_report", args=[report.pk]),
                kind=_("Report to review"),
                about=report.contract.number,
            )
            for report in ask.reports_to_review(user)[:50]
        ]
        items += [
            DeskItem(
                title=contract.row.application.title,
                url=reverse("grants_staff:report_remind", args=[contract.pk]),
                kind=_("Interim report is late") if late.kind == "interim" else _("Final report is late"),
                due=late.due,
                about=contract.number,
            )
            for contract, late in ask.late_contracts(user, timezone.localdate())[:50]
        ]
        items += [
            DeskItem(
                title=row.application.title,
                url=reverse("grants_staff:contract_draft", args=[row.pk]),
                kind=_("Contract to draft"),
                about=row.application.organisation.name,
            )
            for row in ask.awards_without_contract(user).exclude(answer__state__in=ask.WAITING)[:50]
        ]
    if user.can(P.PAY):
        items += [
            DeskItem(
                title=_("Instalment %(order)s of contract %(number)s")
                % {"order": t.order, "number": t.contract.number},
                url=reverse("grants_staff:contract", args=[t.contract_id]),
                kind=_("Instalment due"),
                due=t.planned_on,
                about=t.contract.row.application.organisation.name,
            )
            for t in ask.instalments_due(user, timezone.localdate())[:50]
        ]
    return items


def todo(organisation: Organisation) -> list[DeskItem]:
    """What an NGO has to do about its contracts: reports due and returned."""
    return [
        DeskItem(
            title=contract.row.application.title,
            url=reverse("grants_portal:contract", args=[contract.pk]),
            kind=_todo_kind(owed),
            due=owed.due,
            about=contract.number,
        )
        for contract in ask.contracts_of(organisation)
        for owed in awaited(contract)
    ]


def _todo_kind(owed: Awaited) -> str:
    """What the organisation has to do about a report."""
    if owed.returned:
        return _("Report returned for correction")
    return _("Interim report due") if owed.kind == "interim" else _("Final report due")


def front_panels(request: Any) -> list[Panel]:
    """Nothing on the front page."""
    return []


def organisation_panels(organisation: Organisation) -> list[Panel]:
    """Awards from calls run in this portal, with what is paid."""
    rows = ask.money_of(organisation)
    if not rows:
        return []
    return [
        Panel(
            _("Public money from calls of this portal"),
            "grants/money/organisation.html",
            {
                "rows": rows,
                "awarded": sum(row.amount for row, _paid in rows if not ask.is_declined(row)),
                "paid": sum(p for _row, p in rows),
            },
            order=20,
            anchor="money",
        )
    ]
