"""What priorities, commissions and calls show on desks, front page and the page of an organisation."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.queries import calls, commissions, priorities, public_calls
from grants.services.commissions import missing_for_forming
from ngo_registry.models import Organisation
from office.jurisdiction import has_feature
from office.models import User
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.rulebooks import due_in

FRONT_CALLS, FRONT_DECISIONS = 6, 3


def desk_items(user: User) -> list[DeskItem]:
    """Statements owed, commissions to be formed, drafts of calls, checks to be published, decisions to move on."""
    items: list[DeskItem] = []
    if user.can(P.SIT_ON_COMMISSION):
        items += _statements(user) + _calls(user)
    if user.can(P.MANAGE_COMMISSIONS):
        items += _forming(user)
    if has_feature("priorities") and user.can(P.MANAGE_PRIORITIES):
        items += _priorities(user)
    if has_feature("calendar_plan") and user.can(P.MANAGE_CALLS):
        items += _plans(user)
    return items


def _statements(user: User) -> list[DeskItem]:
    return [
        DeskItem(
            title=_("Give your statement on conflict of interest"),
            url=reverse("grants_staff:commission_statement", args=[duty.seat.commission_id]),
            kind=_("Commissions"),
            about=duty.seat.commission.title,
        )
        for duty in commissions.duties_of(user, timezone.localdate())
        if duty.owes_statement
    ]


def _forming(user: User) -> list[DeskItem]:
    items = []
    for commission in commissions.forming(user):
        missing = missing_for_forming(commission)
        about = str(missing[0].reason) if missing else _("Everybody is seated: issue the act.")
        items.append(
            DeskItem(
                title=_("Form the commission: %(title)s") % {"title": commission.title},
                url=reverse("grants_staff:commission", args=[commission.pk]),
                kind=_("Commissions"),
                law=missing[0].law if missing else "",
                about=about,
            )
        )
    return items


def _calls(user: User) -> list[DeskItem]:
    items = []
    for call in calls.waiting_for(user, timezone.now()):
        url = reverse("grants_staff:call", args=[call.pk])
        if call.state == call.State.DRAFT:
            rule = calls.rules_of(call).call.publish_by
            due = due_in(rule.value, call.year)
            title = _("Finish and publish the call: %(title)s") % {"title": call.title}
            items.append(DeskItem(title, url, _("Public calls"), due=due, law=rule.law))
            continue
        due, law = calls.check_due(call)
        if call.unchecked:  # the room of the formal check says so itself
            continue
        title = _("Publish the list of the formal check: %(title)s")
        about = _("applications: %(count)s") % {"count": call.filed}
        items.append(
            DeskItem(title % {"title": call.title}, url, _("Public calls"), due=due, law=law, about=about)
        )
    return items


def _priorities(user: User) -> list[DeskItem]:
    steps = {
        "draft": _("Draft the decision on priority areas for %(year)s"),
        "proposed": _("Enter the adoption of the decision on priority areas for %(year)s"),
        "adopted": _("Publish the decision on priority areas for %(year)s"),
    }
    return [
        DeskItem(
            title=steps[decision.state] % {"year": decision.year},
            url=reverse("grants_staff:priority", args=[decision.year]),
            kind=_("Priorities"),
        )
        for decision in priorities.decisions()
        if decision.state in steps and (decision.state != "proposed" or user.can(P.ADOPT_PRIORITIES))
    ]


def _plans(user: User) -> list[DeskItem]:
    year = timezone.localdate().year
    due, law = priorities.plan_due(year)
    return [
        DeskItem(
            title=_("Publish the plan of calls for %(year)s") % {"year": year},
            url=f"{reverse('grants_staff:plans')}?year={year}",
            kind=_("Plan of calls"),
            due=due,
            law=law,
            about=body.name,
        )
        for body in priorities.unpublished_plans(user, year)
    ]


def front_panels(request: Any) -> list[Panel]:
    """Open calls with their deadlines first; the latest decisions."""
    rows = list(public_calls.open_calls(timezone.now())[: FRONT_CALLS + 1])
    panels = [
        Panel(
            _("Open calls"),
            "grants/panels/front_calls.html",
            {"calls": rows[:FRONT_CALLS], "more": len(rows) > FRONT_CALLS},
            order=10,
            anchor="calls",
        )
    ]
    decisions = list(public_calls.latest_decisions()[:FRONT_DECISIONS])
    if decisions:
        panels.append(
            Panel(
                _("Latest decisions"),
                "grants/panels/front_decisions.html",
                {"decisions": decisions},
                order=30,
                anchor="decisions",
            )
        )
    return panels


def organisation_panels(organisation: Organisation) -> list[Panel]:
    """Awards stand on the page once, with what is paid of them (room of money)."""
    return []
