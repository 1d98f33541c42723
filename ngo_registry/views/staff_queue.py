"""Staff: the queue of filings by the day until which somebody has to act; several taken at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ngo_registry.models import RegisterFiling
from ngo_registry.queries import filings, queue
from ngo_registry.services.queue import take_several
from office.doors import staff
from office.roles import Permission
from office.views.helpers import attempt, saved
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
        "can_take": any(row.state == RegisterFiling.State.SUBMITTED for row in page),
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


@EDIT
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take all marked filings; what a colleague took meanwhile is told."""
    back = redirect(f"{reverse('ngo_registry_staff:filings')}?{request.GET.urlencode()}")
    marked = queue.chosen(request.POST.getlist("filing"))
    if not marked:
        messages.error(request, _("Mark at least one filing that nobody has taken."))
        return back
    taken = attempt(request, None, take_several, filings=marked, by=request.user)
    if taken and taken.done:
        text = ngettext("%(n)s filing is yours now.", "%(n)s filings are yours now.", taken.done)
        saved(request, text % {"n": taken.done})
    for line in taken.left if taken else ():
        messages.error(request, line)
    return back
