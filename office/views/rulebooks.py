"""Staff pages of the rulebooks: all versions, every value with its source, a new version."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from office.doors import staff
from office.jurisdiction import current
from office.queries import rulebooks as queries
from office.roles import Permission
from office.rulebooks.forms import VersionForm
from office.services.rulebooks import add_version
from office.views.helpers import attempt, saved


@staff(Permission.ENTER_STAFF)
def versions(request: HttpRequest) -> HttpResponse:
    """All versions of this office's rulebooks."""
    rows = queries.version_rows(current().calendar.today(request.arrived_at))
    return render(request, "office/staff/rulebooks.html", {"rows": rows})


@staff(Permission.ENTER_STAFF)
def version(request: HttpRequest, code: str) -> HttpResponse:
    """One version: every value with its article and source, unconfirmed ones marked in words."""
    found = get_object_or_404(queries.own_versions(), code=code)
    before = queries.version_before(found)
    sections = queries.section_rows(found, before)
    facts = {
        "version": found,
        "before": before,
        "sections": sections,
        "kind_label": queries.kind_label(found),
        "unconfirmed": sum(not row.confirmed for section in sections for row in section.rows),
        "may_add": request.user.can(Permission.MANAGE_RULEBOOKS),
    }
    return render(request, "office/staff/rulebook.html", facts)


@staff(Permission.MANAGE_RULEBOOKS)
def new_version(request: HttpRequest) -> HttpResponse:
    """A new version that follows the one named in the address."""
    if "from" not in request.GET:
        return redirect("office_staff:rulebooks")
    base = get_object_or_404(queries.own_versions(), code=request.GET["from"])
    form = VersionForm(request.POST or None, base=base)
    if request.method == "POST" and form.is_valid():
        facts = form.head_values()
        row = attempt(request, form, add_version, base=base, values=form.values(), by=request.user, **facts)
        if row:
            saved(request, _("The version is added."))
            return redirect("office_staff:rulebook", code=row.code)
    return render(request, "office/staff/rulebook_new.html", {"form": form, "base": base})
