"""What contracts and payments show on desks and on the page of an organisation."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.queries import contracts as ask
from ngo_registry.models import Organisation
from office.models import User
from office.panels import DeskItem, Panel
from office.roles import Permission as P


def desk_items(user: User) -> list[DeskItem]:
    """Reports to review, awards without a contract and instalments due."""
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
    items = []
    for contract in ask.contracts_of(organisation):
        final = next((r for r in contract.reports.all() if r.kind == "final"), None)
        if contract.state == "active" and (final is None or final.state in {"draft", "returned"}):
            kind = (
                _("Report returned for correction")
                if final and final.state == "returned"
                else _("Final report due")
            )
            items.append(
                DeskItem(
                    title=contract.row.application.title,
                    url=reverse("grants_portal:contract", args=[contract.pk]),
                    kind=kind,
                    due=contract.report_due,
                    about=contract.number,
                )
            )
    return items


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
