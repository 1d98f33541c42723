"""Staff: the register as a list with downloads, and the file of one organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ngo_registry.forms.organisation import StaffContactsForm
from ngo_registry.forms.search import SearchForm
from ngo_registry.queries import filings as queries
from ngo_registry.queries.duplicates import merge_of
from ngo_registry.queries.export import export_rows
from ngo_registry.queries.facets import facets_of
from ngo_registry.queries.pages import list_as_of, public_facts
from ngo_registry.queries.search import public_search
from ngo_registry.services.changes import open_deletion
from ngo_registry.services.organisations import CONTACTS, correct_contacts
from ngo_registry.views.files import register_file
from office.audit import timeline
from office.doors import staff
from office.jurisdiction import has_feature
from office.roles import Permission
from office.views.helpers import attempt, saved


@staff(Permission.ENTER_STAFF)
def listing(request: HttpRequest) -> HttpResponse:
    """The register with filters and downloads of what is filtered."""
    form = SearchForm(request.GET)
    filters = form.filters
    after, sort = request.GET.get("after", ""), form.chosen("sort")
    found = public_search(form.words, filters, sort=sort, page=form.page, after=after, literal=form.literal)
    form.with_counts(facets_of(found, filters, form.words))
    own = has_feature("own_register")
    facts = {
        "form": form,
        "found": found,
        "chips": form.chips(request.path),
        "own": own,
        "as_of": list_as_of(),
        "may_enter": own and request.user.can(Permission.EDIT_REGISTER),
        "may_import": request.user.can(Permission.IMPORT_REGISTER),
        "may_reports": request.user.can(Permission.ANSWER_REPORTS),
        "may_merge": request.user.can(Permission.MERGE_REGISTER),
        "may_claims": request.user.can(Permission.DECIDE_CLAIMS),
    }
    return render(request, "ngo_registry/staff/list.html", facts)


@staff(Permission.ENTER_STAFF)
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """What is filtered as CSV or XLSX: public columns only."""
    form = SearchForm(request.GET)
    return register_file(ending, export_rows(form.words, form.filters, literal=form.literal))


@staff(Permission.ENTER_STAFF)
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of an organisation: facts, people, filings, book, audit trail."""
    row = get_object_or_404(queries.organisations(), pk=pk)
    facts = {
        "organisation": row,
        "facts": public_facts(row),
        "founders": row.founders.all(),
        "representatives": row.representatives.all(),
        "members": row.governingmembers.all(),
        "memberships": row.memberships.select_related("user"),
        "filings": queries.filings_about(row),
        "events": timeline(row),
        "merge": merge_of(row),
        "own": has_feature("own_register"),
        "may_edit": request.user.can(Permission.EDIT_REGISTER),
        "closed": request.user.can(Permission.EDIT_REGISTER) or request.user.can(Permission.DECIDE_CLAIMS),
    }
    return render(request, "ngo_registry/staff/organisation.html", facts)


@staff(Permission.EDIT_REGISTER)
def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the contacts of an organisation."""
    row = get_object_or_404(queries.organisations(), pk=pk)
    initial = {name: getattr(row, name) for name in (*CONTACTS, "email_of_record")}
    form = StaffContactsForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            request, form, correct_contacts, organisation=row, facts=form.cleaned_data, by=request.user
        )
    ):
        saved(request)
        return redirect("ngo_registry_staff:organisation", pk=pk)
    return render(request, "ngo_registry/staff/contacts.html", {"organisation": row, "form": form})


@staff(Permission.EDIT_REGISTER, feature="own_register")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the deletion of an organisation from the register."""
    row = get_object_or_404(queries.organisations(), pk=pk)
    if request.method == "POST":
        filing = attempt(request, None, open_deletion, organisation=row, by=request.user)
        if filing:
            saved(request, _("The deletion is begun: write its reason and enclose the act."))
            return redirect("ngo_registry_staff:section", pk=filing.pk, key="deletion")
    return redirect("ngo_registry_staff:organisation", pk=pk)
