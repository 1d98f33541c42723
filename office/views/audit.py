"""The audit trail as a list with filters."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from office.audit_words import worded
from office.doors import staff
from office.forms import AuditFilter, Place
from office.queries import audit as queries
from office.roles import Permission


@staff(Permission.READ_AUDIT)
def listing(request: HttpRequest) -> HttpResponse:
    """Who did what to which thing, newest first, read by key so that it stays quick."""
    form = AuditFilter(request.GET, subjects=queries.subjects())
    found = queries.filtered(**form.values())
    part = queries.slice_of(found, **Place(request.GET).values())
    facts = {
        "form": form,
        "events": worded(part.rows),
        "next_url": moved(request.GET, before=part.older) if part.older else "",
        "previous_url": moved(request.GET, after=part.newer) if part.newer else "",
        "seal": queries.last_seal(),
    }
    return render(request, "office/staff/audit.html", facts)


def moved(query: QueryDict, **place: int) -> str:
    """The same filters at another place of the list."""
    query = query.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    query.update({name: str(value) for name, value in place.items()})
    return f"?{query.urlencode()}"
