"""Beginning from an earlier application: choose it, choose its parts, read what must be looked at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from grants.forms.application_sections import BY_KEY
from grants.queries import applications as drafts
from grants.queries import copying as queries
from grants.services import taking_over
from office.doors import portal
from office.views.helpers import attempt, saved


def draft_of(request: HttpRequest, pk: int) -> Any:
    """The draft into which something is copied."""
    return get_object_or_404(drafts.whole(drafts.applications_of(request.ngo)), pk=pk)


@portal
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier applications of the organisation, the newest first; below, what was copied already."""
    row = draft_of(request, pk)
    rows = queries.earlier(row)[:50]
    return render(
        request, "grants/portal/copy.html", {"application": row, "rows": rows, "copied": copied_rows(row)}
    )


@portal
def copy(request: HttpRequest, pk: int, earlier: int) -> HttpResponse:
    """The parts of one of them, each with what it holds."""
    row = draft_of(request, pk)
    source = get_object_or_404(queries.with_parts(row), pk=earlier)
    if request.method == "POST":
        facts = {"application": row, "source": source, "keys": request.POST.getlist("part")}
        made = attempt(request, None, taking_over.copy_parts, at=request.arrived_at, by=request.user, **facts)
        if made:
            words = ngettext("%(count)s part is copied.", "%(count)s parts are copied.", len(made))
            saved(request, words % {"count": len(made)})
            return redirect("grants_portal:copy", pk=pk)
        return redirect("grants_portal:copy_parts", pk=pk, earlier=earlier)
    facts = {"application": row, "source": source, "offers": offers(row, source)}
    return render(request, "grants/portal/copy_parts.html", facts)


def offers(row: Any, source: Any) -> list[queries.Offer]:
    """Each part that holds something, and whether the new application holds text there already."""
    found = []
    for key in taking_over.PARTS:
        inside = queries.holds(source, key)
        if inside:
            found.append(queries.Offer(key, BY_KEY[key].title, inside, not taking_over.is_empty(row, key)))
    return found


def copied_rows(row: Any) -> list[dict[str, Any]]:
    """What was copied and nobody has saved since, with what must be looked at."""
    return [
        {
            "key": key,
            "title": BY_KEY[key].title,
            "part": part,
            "notes": queries.to_look_at(row, key, part.source),
        }
        for key, part in queries.copied(row).items()
    ]
