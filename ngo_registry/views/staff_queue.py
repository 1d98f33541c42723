"""Staff: the queue of filings by the day until which somebody has to act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ngo_registry.models import RegisterFiling
from ngo_registry.queries import filings, queue
from ngo_registry.views.staff_several import just_done
from office.doors import staff
from office.roles import Permission
from office.views.pager import paged

EDIT = staff(Permission.EDIT_REGISTER, feature="own_register")
WHOSE = ("mine", "nobody")


@EDIT
def listing(request: HttpRequest) -> HttpResponse:
    """Filings that wait, the oldest legal deadline first; whose they are and how much each officer has."""
    state, only, when = (request.GET.get(name, "") for name in ("state", "only", "when"))
    state = state if state in RegisterFiling.State.values else ""
    when = when if when in queue.WHEN else ""
    counts = queue.counts(queue.filings(state, only, request.user))
    today = localdate(request.arrived_at)
    page = paged(request, queue.filings(state, only, request.user, when))
    law = filings.term_laws(today)
    facts = {
        "page": page,
        "rows": [(row, law(row), filings.ready_to_dismiss(row, today)) for row in page],
        "can_mark": any(row.submitted_at and row.is_open for row in page),
        "free": [row.pk for row in page if row.state == RegisterFiling.State.SUBMITTED],
        "just_done": just_done(request),
        "state": state,
        "only": only if only in WHOSE else "",
        "when": when,
        "tabs": tabs(request, counts, when),
        "states": RegisterFiling.State.choices,
        "load": queue.load(),
        "today": today,
    }
    return render(request, "ngo_registry/staff/filings.html", facts)


def tabs(request: HttpRequest, counts: dict[str, int], when: str) -> list[dict[str, object]]:
    """Late, today, within seven days, all: each with its number and its address."""
    titles = {"late": _("Late"), "today": _("Today"), "week": _("Within seven days"), "": _("All")}
    found = []
    for key, title in titles.items():
        query = request.GET.copy()
        query.pop("page", None)
        query["when"] = key
        facts = {"title": title, "n": counts[key or "all"], "current": key == when}
        found.append({**facts, "url": f"?{query.urlencode()}"})
    return found
