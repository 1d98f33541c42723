"""Composition root of the pages: menus, the public front page and the staff desk."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.queries.evaluator_calls import has_candidacies
from ngo_registry.queries.party_people import acts_for_a_party
from office import jurisdiction
from office.doors import portal, public, staff
from office.panels import DeskItem, collect
from office.roles import Permission as P


@dataclass(frozen=True)
class Entry:
    """A menu entry: where it leads, and what the deployment and the person must have for it to show."""

    title: Any
    view: str
    feature: str = ""
    permissions: tuple[P, ...] = ()


PUBLIC_MENU = (
    Entry(_("Public calls"), "grants_public:calls"),
    Entry(_("Register"), "ngo_registry_public:list"),
    Entry(_("Parties"), "ngo_registry_public:parties", "parties"),
    Entry(_("Awarded funds"), "reports_public:awards"),
    Entry(_("Evaluators"), "grants_public:evaluators", "evaluators_list"),
    Entry(_("Council"), "council_public:council", "council"),
    Entry(_("Participation"), "council_public:participation"),
    Entry(_("Reports"), "reports_public:list"),
)
PORTAL_MENU = (
    Entry(_("What to do"), "grants_portal:dashboard"),
    Entry(_("Organisation"), "ngo_registry_portal:organisation"),
    Entry(_("My filings"), "ngo_registry_portal:filings", "own_register"),
    Entry(_("Parties"), "ngo_registry_portal:parties", "parties"),
    Entry(_("Letters"), "ngo_registry_portal:letters", "own_register"),
    Entry(_("Applications"), "grants_portal:applications"),
    Entry(_("Partnerships"), "grants_portal:partnerships"),
    Entry(_("Contracts"), "grants_portal:contracts"),
    Entry(_("Documents"), "grants_portal:wallet"),
    Entry(_("Consultations"), "grants_portal:consultations", "priorities"),
    Entry(_("Evaluators"), "grants_portal:candidacies", "evaluators_list"),
    Entry(_("Nominations"), "council_portal:nominations"),
)
EVALUATION_MENU = (
    Entry(_("My assignments"), "grants_evaluation:assignments"),
    Entry(_("Guidelines"), "grants_evaluation:guidelines", "evaluators_list"),
    Entry(_("Practice"), "grants_evaluation:practice", "evaluators_list"),
    Entry(_("My work and fees"), "grants_evaluation:own", "evaluators_list"),
)
STAFF_MENU = (
    Entry(_("Desk"), "office_staff:desk", "", (P.ENTER_STAFF,)),
    Entry(
        _("Register"),
        "ngo_registry_staff:list",
        "",
        (P.EDIT_REGISTER, P.DECIDE_REGISTER, P.IMPORT_REGISTER, P.DECIDE_CLAIMS),
    ),
    Entry(_("Filings"), "ngo_registry_staff:filings", "own_register", (P.EDIT_REGISTER, P.DECIDE_REGISTER)),
    Entry(_("What ends soon"), "ngo_registry_staff:endings", "own_register", (P.EDIT_REGISTER,)),
    Entry(_("Parties"), "ngo_registry_staff:parties", "parties", (P.EDIT_REGISTER, P.DECIDE_REGISTER)),
    Entry(_("Programming"), "grants_staff:cycles", "priorities", (P.MANAGE_CALLS,)),
    Entry(
        _("Priorities"), "grants_staff:priorities", "priorities", (P.MANAGE_PRIORITIES, P.ADOPT_PRIORITIES)
    ),
    Entry(_("Plan of calls"), "grants_staff:plans", "calendar_plan", (P.MANAGE_CALLS,)),
    Entry(_("Who is late"), "grants_staff:late", "", (P.REMIND_BODIES,)),
    Entry(_("Commissions"), "grants_staff:commissions", "", (P.MANAGE_COMMISSIONS, P.SIT_ON_COMMISSION)),
    Entry(_("Public calls"), "grants_staff:calls", "", (P.MANAGE_CALLS, P.SIT_ON_COMMISSION)),
    Entry(_("Review of calls"), "grants_staff:call_reviews", "", (P.REVIEW_CALLS,)),
    Entry(_("Applications"), "grants_staff:applications", "", (P.CHECK_APPLICATIONS, P.SIT_ON_COMMISSION)),
    Entry(_("Evaluators"), "grants_staff:evaluators", "evaluators_list", (P.MANAGE_EVALUATORS,)),
    Entry(_("Contracts"), "grants_staff:contracts", "", (P.MANAGE_CONTRACTS, P.PAY)),
    Entry(_("Payroll"), "grants_staff:payroll", "evaluators_list", (P.KEEP_PAYROLL,)),
    Entry(_("Nominations"), "council_staff:nominations", "", (P.MANAGE_NOMINATIONS,)),
    Entry(_("Council"), "council_staff:council", "council", (P.MANAGE_COUNCIL,)),
    Entry(_("Spending"), "reports_staff:spending", "", (P.FILL_SPENDING, P.COLLECT_SPENDING)),
    Entry(_("Reports"), "reports_staff:reports", "", (P.BUILD_REPORTS, P.APPROVE_REPORTS)),
    Entry(_("Rulebooks"), "office_staff:rulebooks", "", (P.ENTER_STAFF,)),
    Entry(_("Bodies"), "office_staff:bodies", "", (P.MANAGE_BODIES,)),
    Entry(_("People"), "office_staff:people", "", (P.MANAGE_PEOPLE,)),
    Entry(_("Pages"), "office_staff:pages", "", (P.EDIT_PAGES,)),
    Entry(_("Components"), "office_staff:components", "", (P.EDIT_PAGES,)),
    Entry(_("Jobs"), "office_staff:jobs", "", (P.ENTER_STAFF,)),
    Entry(_("Outbox"), "office_staff:outbox", "", (P.READ_OUTBOX,)),
    Entry(_("Audit trail"), "office_staff:audit", "", (P.READ_AUDIT,)),
)
# Too many entries for one row stand in two: parts of the work, and below them the entries of the present part.
PARTS: dict[str, dict[str, Any]] = {
    "staff": {
        "desk": _("Desk"),
        "ngo_registry_staff": _("Register"),
        "grants_staff": _("Public money"),
        "council_staff": _("Council"),
        "reports_staff": _("Reports"),
        "office_staff": _("Office"),
    },
    "portal": {
        "dashboard": _("What to do"),
        "ngo_registry_portal": _("Register"),
        "grants_portal": _("Public money"),
        "council_portal": _("Participation"),
    },
}
ONE_ROW = 8
ROOMS = (
    Entry(_("For staff"), "office_staff:desk", "", (P.ENTER_STAFF,)),
    Entry(_("For evaluators"), "grants_evaluation:assignments", "", (P.EVALUATE,)),
    Entry(_("For organisations"), "grants_portal:dashboard"),
)
FOOTER = (
    Entry(_("About the office"), "office_public:about"),
    Entry(_("Contact"), "office_public:contact"),
    Entry(_("Privacy"), "office_public:privacy"),
    Entry(_("Accessibility statement"), "office_public:accessibility"),
    Entry(_("Statistics of the register"), "ngo_registry_public:statistics"),
    Entry(_("Open data"), "reports_public:open_data"),
    Entry(_("Verify a document"), "verify"),
    Entry(_("Seals of the audit trail"), "office_public:seals"),
)


def door_of(request: HttpRequest) -> str:
    """The door the address says."""
    first = request.path_info.strip("/").split("/")[0]
    return first if first in {"portal", "evaluation", "staff"} else "public"


def shown(
    entries: tuple[Entry, ...], path: str, permissions: frozenset[P] | None = None
) -> list[dict[str, Any]]:
    """Entries that exist in this deployment and for this person, the present one marked."""
    items: list[dict[str, Any]] = []
    for entry in entries:
        if entry.feature and not jurisdiction.has_feature(entry.feature):
            continue
        if entry.permissions and not (permissions or frozenset()) & set(entry.permissions):
            continue
        url = reverse(entry.view)
        items.append({"title": entry.title, "url": url, "current": False, "view": entry.view, "entries": []})
    at = [item for item in items if path == item["url"]] or [
        item for item in items if item["url"].count("/") > 2 and path.startswith(item["url"])
    ]
    if at:  # of an entry and one below it, the one below
        max(at, key=lambda item: len(item["url"]))["current"] = True
    return items


def in_parts(items: list[dict[str, Any]], titles: dict[str, Any]) -> list[dict[str, Any]]:
    """A long menu by parts of the work, each with its entries; a short one stays as it is."""
    if len(items) <= ONE_ROW:
        return items
    parts: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        room, _colon, name = item["view"].partition(":")
        parts.setdefault(name if name in titles else room, []).append(item)
    return [part_of(title, parts[key]) for key, title in titles.items() if key in parts]


def part_of(title: Any, items: list[dict[str, Any]]) -> dict[str, Any]:
    """A part of the menu with its entries; one that holds a single entry is that entry."""
    if len(items) == 1:
        return items[0]
    current = any(item["current"] for item in items)
    return {"title": title, "url": items[0]["url"], "current": current, "entries": items}


def with_present(items: list[dict[str, Any]], request: HttpRequest) -> list[dict[str, Any]]:
    """A page below no entry of the menu (a letter, a message, a paper) still stands in its part of the work."""
    room = request.resolver_match.namespace if request.resolver_match else ""
    if room and not any(item["current"] for item in items):
        for item in items:
            item["current"] = any(entry["view"].startswith(f"{room}:") for entry in item["entries"])
    return items


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What every layout needs; on public pages nothing of it depends on the person, so they can be cached."""
    door = door_of(request)
    closed = door != "public" or request.path_info.startswith(settings.CLOSED_PATHS)
    person = request.user if closed and hasattr(request, "user") and request.user.is_authenticated else None
    menus = {"portal": PORTAL_MENU, "evaluation": EVALUATION_MENU, "staff": STAFF_MENU}
    menu = menus.get(door, PUBLIC_MENU)
    items = shown(menu, request.path_info, person.permissions if person else None)
    if door in PARTS:
        items = with_present(in_parts(items, PARTS[door]), request)
    return {
        "office": jurisdiction.current(),
        "door": door,
        "person": person,
        "rooms": shown(ROOMS, request.path_info, person.permissions) if person else [],
        "acting_organisations": getattr(request, "ngos", []),
        "switch_url": reverse("ngo_registry_portal:switch") if door == "portal" else "",
        "menu": items,
        "submenu": next((item["entries"] for item in items if item["current"] and item["entries"]), []),
        "public_menu": shown(PUBLIC_MENU, request.path_info) if door == "public" else [],
        "footer_menu": shown(FOOTER, request.path_info),
        "demo": settings.OFFICE_DEMO,
    }


def root(request: HttpRequest) -> HttpResponse:
    """`/` leads to the front page in the visitor's language."""
    return redirect("office_public:front")


root.door = "public"  # type: ignore[attr-defined]


@public
def front(request: HttpRequest) -> HttpResponse:
    """The public front page: open calls, this year's money, latest decisions, sessions."""
    panels = sorted(collect(settings.FRONT_PANELS, request), key=lambda panel: panel.order)
    return render(request, "office/public/front.html", {"panels": panels})


@portal(ngo=False)
def after_login(request: HttpRequest) -> HttpResponse:
    """The room of the person's first role."""
    user = request.user
    if user.can(P.ENTER_STAFF):
        return redirect("office_staff:desk")
    if user.can(P.EVALUATE):
        return redirect("grants_evaluation:assignments")
    if not request.ngo and jurisdiction.has_feature("evaluators_list") and has_candidacies(user):
        return redirect("grants_portal:candidacies")
    if not request.ngo and jurisdiction.has_feature("parties") and acts_for_a_party(user):
        return redirect("ngo_registry_portal:parties")
    return redirect("grants_portal:dashboard" if request.ngo else "ngo_registry_portal:claim")


@staff(P.ENTER_STAFF)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, the oldest legal deadline first."""
    today = timezone.localdate()
    far = datetime.date.max
    items = sorted(
        collect(settings.DESK_PROVIDERS, request.user),
        key=lambda item: (
            due_day(item.due) or far,
            str(item.kind) if item.due is None else "",
            str(item.title),
        ),
    )
    return render(request, "office/staff/desk.html", {"count": len(items), "groups": by_term(items, today)})


def by_term(items: list[DeskItem], today: datetime.date) -> list[tuple[str, Any, list[DeskItem]]]:
    """What waits, by its term: late, today, within a week, later, without a term; only what is not empty."""
    week = today + datetime.timedelta(days=7)
    terms = (
        ("late", _("Late"), lambda day: day is not None and day < today),
        ("today", _("Today"), lambda day: day == today),
        ("week", _("Within seven days"), lambda day: day is not None and today < day <= week),
        ("later", _("Later"), lambda day: day is not None and day > week),
        ("free", _("Without a term"), lambda day: day is None),
    )
    found = [(key, title, [item for item in items if fits(due_day(item.due))]) for key, title, fits in terms]
    return [group for group in found if group[2]]


def due_day(due: datetime.datetime | datetime.date | None) -> datetime.date | None:
    """The local day of a deadline."""
    return timezone.localtime(due).date() if isinstance(due, datetime.datetime) else due
