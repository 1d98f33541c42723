"""What nominations and the Council show on the desk, the front page and the page of an organisation."""

import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from council import queries
from council.queries import calls, council
from ngo_registry.models import Organisation
from office.jurisdiction import has_feature
from office.models import User
from office.panels import DeskItem, Hit, HitGroup, NewsItem, Panel
from office.roles import Permission as P
from office.rulebooks import from_version
from office.templatetags.saradnja import day, script

FRONT = 3


def news(keys: list[int], since: datetime.datetime, until: datetime.datetime) -> list[NewsItem]:
    """Seats in the Council taken in this time by persons these organisations proposed."""
    if not has_feature("council"):
        return []
    return [
        NewsItem(
            about=key,
            at=at,
            title=_("Seat in the Council: %(seat)s") % {"seat": script(row.seat.name)},
            text=_("%(person)s, from %(since)s, act %(act)s.")
            % {"person": script(row.person_name), "since": day(row.starts_on), "act": row.act_number},
            anchor="participation",
            key=f"seat-{row.pk}-{key}",
        )
        for key, row, at in council.seats_taken(keys, since, until)
    ]


def organisation_panels(organisation: Organisation) -> list[Panel]:
    """Seats held by persons the organisation proposed, and its candidates on published lists."""
    seats = list(queries.seats_of_organisation(organisation)) if has_feature("council") else []
    listed = list(calls.listed_of(organisation))
    if not seats and not listed:
        return []
    context = {"seats": seats, "listed": listed}
    return [
        Panel(
            _("Representation in public bodies"),
            "council/panels/organisation.html",
            context,
            order=60,
            anchor="participation",
        )
    ]


def front_panels(request: HttpRequest) -> list[Panel]:
    """Open calls for representatives and the next session of the Council."""
    session = queries.next_session() if has_feature("council") else None
    open_calls = list(queries.open_calls(timezone.now())[:FRONT])
    if not session and not open_calls:
        return []
    context = {"session": session, "calls": open_calls}
    return [Panel(_("Participation"), "council/panels/front.html", context, order=40, anchor="participation")]


def desk_items(user: User) -> list[DeskItem]:
    """Calls past their deadline to be checked or listed; sessions to be written up; conclusions overdue."""
    items = _calls(user) if user.can(P.MANAGE_NOMINATIONS) else []
    if has_feature("council") and user.can(P.MANAGE_COUNCIL):
        items += _council()
    return items


def _calls(user: User) -> list[DeskItem]:
    items = []
    for call in calls.calls_waiting(user, timezone.now()).select_related("rulebook"):
        rule = from_version(call.rulebook).council.list_days
        title = _("Check proposals: %(title)s") if call.waiting else _("Publish the list: %(title)s")
        items.append(
            DeskItem(
                title=title % {"title": call.title},
                url=reverse("council_staff:nomination", args=[call.pk]),
                kind=_("Nominations"),
                due=call.list_due,
                law=rule.law,
                about=_("handed in: %(filed)s, to be checked: %(waiting)s")
                % {"filed": call.filed, "waiting": call.waiting},
            )
        )
    return items


def _council() -> list[DeskItem]:
    items = [
        DeskItem(
            title=_("Enter who was present: %(session)s") % {"session": session},
            url=reverse("council_staff:session", args=[session.pk]),
            kind=_("Council"),
            due=session.at,
        )
        for session in council.past_scheduled(timezone.now())
    ]
    items += [
        DeskItem(
            title=_("Conclusion is overdue: %(text)s") % {"text": conclusion.text[:80]},
            url=reverse("council_staff:conclusion", args=[conclusion.pk]),
            kind=_("Council"),
            due=conclusion.due,
            about=conclusion.carrier,
        )
        for conclusion in council.overdue_conclusions(timezone.localdate())
    ]
    return items


def search_groups(words: str) -> list[HitGroup]:
    """Public calls for representatives."""
    found = calls.found_calls(words)
    hits = [
        Hit(call.title, reverse("council_public:call", args=[call.pk]), script(call.body.name))
        for call in found[:5]
    ]
    return [
        HitGroup(
            _("Calls for representatives"),
            hits,
            len(found),
            reverse("council_public:participation"),
            order=25,
        )
    ]
