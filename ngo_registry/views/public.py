"""The public register: search and the page of one organisation."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ngo_registry.documents.linked_data import linked_data
from ngo_registry.forms.search import SearchForm
from ngo_registry.queries.duplicates import joined_to
from ngo_registry.queries.export import export_rows
from ngo_registry.queries.facets import facets_of
from ngo_registry.queries.matched import with_matches
from ngo_registry.queries.pages import list_as_of, money_of_rows, public_facts, public_organisation
from ngo_registry.queries.search import public_search, without_each
from ngo_registry.queries.suggest import suggestions
from ngo_registry.queries.years import without_years
from ngo_registry.views.files import register_file
from office.doors import public
from office.jurisdiction import has_feature
from office.panels import collect
from office.qr import qr_of
from office.rate_limits import within_limit
from office.templatetags.saradnja import script


@public
def listing(request: HttpRequest) -> HttpResponse:
    """Search of the register; the filters are the address."""
    form = SearchForm(request.GET)
    if form.words and not within_limit(request, "register-search", "120/minute"):
        return render(request, "ngo_registry/public/too_many.html", status=429)
    filters = form.filters
    after, sort = request.GET.get("after", ""), form.chosen("sort")
    found = public_search(form.words, filters, sort=sort, page=form.page, after=after, literal=form.literal)
    form.with_counts(facets_of(found, filters, form.words))
    with_matches(money_of_rows(found.rows), found.corrected or form.words)
    hidden = {}
    if not found.count:
        hidden = without_each(form.words, filters) | without_years(form.words, filters)
    facts = {"form": form, "found": found, "chips": form.chips(request.path, hidden), "as_of": list_as_of()}
    facts["own"] = has_feature("own_register")
    return render(request, "ngo_registry/public/list.html", facts)


@public
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """What is filtered as CSV or XLSX: public columns only, in the order of names."""
    if not within_limit(request, "register-file", "10/minute"):
        return render(request, "ngo_registry/public/too_many.html", {"files": True}, status=429)
    form = SearchForm(request.GET)
    return register_file(ending, export_rows(form.words, form.filters, literal=form.literal))


@public
def organisation(request: HttpRequest, number: str) -> HttpResponse:
    """One organisation: public facts, the book, what other rooms know of it."""
    row = public_organisation(number)
    if row is None:
        other = joined_to(number)
        if not other:
            raise Http404
        return redirect("ngo_registry_public:organisation", number=other, permanent=True)
    panels = sorted(collect(settings.ORGANISATION_PANELS, row), key=lambda panel: panel.order)
    facts = {"facts": public_facts(row), "organisation": row, "panels": panels, "as_of": list_as_of()}
    facts["permalink"] = f"{settings.SITE_URL.rstrip('/')}/register/{quote(row.number)}/"
    facts["qr"] = qr_of(facts["permalink"])
    facts["linked"] = linked_data(row, facts["permalink"])
    return render(
        request, "ngo_registry/public/organisation.html", facts | {"own": has_feature("own_register")}
    )


@public(cache=300)
def suggest(request: HttpRequest) -> HttpResponse:
    """A few names for the search box while one types."""
    if not within_limit(request, "register-suggest", "300/minute"):
        return JsonResponse({"items": []}, status=429)
    rows = suggestions(request.GET.get("q", "")[:200])
    items = [
        {"name": script(row.name), "url": reverse("ngo_registry_public:organisation", args=[row.number])}
        for row in rows
    ]
    return JsonResponse({"items": items})
