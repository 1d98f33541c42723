"""The office's own pages: shown to everybody, written by its staff."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from office.doors import public, staff
from office.forms import PageForm
from office.languages import NAMES
from office.queries import pages as queries
from office.roles import Permission
from office.services.pages import save_page
from office.views.helpers import attempt, saved


@public
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The office's text in this language, else the one that ships with the portal."""
    page, donor = queries.pages_to_show(slug, get_language() or "")
    return render(request, f"office/public/{slug}.html", {"page": page, "donor": donor})


@staff(Permission.EDIT_PAGES)
def listing(request: HttpRequest) -> HttpResponse:
    """All pages and what is written in which language."""
    return render(request, "office/staff/pages.html", {"rows": queries.page_rows()})


@staff(Permission.EDIT_PAGES)
def edit(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Write a page in one language."""
    if slug not in queries.TITLES or language not in settings.OFFICE_LANGUAGES:
        raise Http404
    page = queries.page_of(slug, language)
    initial = {"title": page.title if page else queries.TITLES[slug], "body": page.body if page else ""}
    form = PageForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"slug": slug, "language": language, **form.cleaned_data}
        if attempt(request, form, save_page, by=request.user, **facts):
            saved(request, _("The page is saved and public."))
            return redirect("office_staff:pages")
    facts = {"form": form, "title": queries.TITLES[slug], "language": NAMES[language], "slug": slug}
    with override(language):
        facts["shipped"] = "" if page or slug == queries.DONOR else reverse(f"office_public:{slug}")
    return render(request, "office/staff/page_edit.html", facts)
