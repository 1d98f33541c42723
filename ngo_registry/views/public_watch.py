"""Watching an organisation or a search by e-mail, without an account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ngo_registry.forms.public import WatchForm
from ngo_registry.forms.search import SearchForm
from ngo_registry.queries.pages import public_organisation
from ngo_registry.queries.watches import watch_to_confirm, watcher_of, watches_of
from ngo_registry.services.watches import confirm_watch, end_watches, order_watch
from ngo_registry.watch_links import token as link
from office.doors import public
from office.rate_limits import within_limit

RATE = "5/hour"


def watched(request: HttpRequest) -> dict[str, Any]:
    """What the address names: an organisation by its number, else the search."""
    number = request.GET.get("organisation", "")
    if number:
        row = public_organisation(number[:40])
        if row is None:
            raise Http404
        return {"organisation": row, "query": ""}
    return {"organisation": None, "query": SearchForm(request.GET).query[:500]}


def in_words(query: str) -> str:
    """A kept search as a reader says it."""
    return SearchForm(QueryDict(query)).in_words


@csrf_exempt  # reads no cookie: there is no account whose right it could misuse
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest) -> HttpResponse:
    """Which news, to which address; the answer never says whether the address is known."""
    what = watched(request)
    form = WatchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "register-watch", RATE):
            return render(request, "ngo_registry/public/wait.html", {"organisation": None}, status=429)
        if not form.by_program:
            email, language = form.cleaned_data["email"], get_language() or ""
            order_watch(email=email, language=language, by=None, **what)
        return redirect("ngo_registry_public:watch_asked")
    facts = {"form": form, "title": in_words(what["query"]), **what}
    return render(request, "ngo_registry/public/watch.html", facts)


@public
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Look in your mail."""
    return render(request, "ngo_registry/public/watch_asked.html", {"ended": False})


@public
@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """Nothing more is sent; the address is deleted."""
    return render(request, "ngo_registry/public/watch_asked.html", {"ended": True})


@csrf_exempt  # the signed link is the right
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """From the e-mail: yes, I want this. Programs that open links confirm nothing."""
    watch = watch_to_confirm(token)
    if watch is None:
        return render(request, "ngo_registry/public/watch_gone.html", status=404)
    if request.method == "POST":
        confirm_watch(watch=watch, by=None)
        return redirect("ngo_registry_public:watch_manage", token=link("manage", watch.watcher_id))
    facts = {"watch": watch, "title": in_words(watch.query)}
    return render(request, "ngo_registry/public/watch_confirm.html", facts)


@csrf_exempt  # the signed link is the right
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Everything an address watches, each with a button that ends it."""
    watcher = watcher_of(token)
    if watcher is None:
        return render(request, "ngo_registry/public/watch_gone.html", status=404)
    watches = watches_of(watcher)
    if request.method == "POST":
        chosen = request.POST.get("watch", "")
        only = next((watch for watch in watches if str(watch.pk) == chosen), None)
        if only or chosen == "all":
            end_watches(watcher=watcher, by=None, only=only)
        left = len(watches) > 1 and chosen != "all"
        return redirect(request.path) if left else redirect("ngo_registry_public:watch_ended")
    rows = [(watch, in_words(watch.query)) for watch in watches]
    return render(request, "ngo_registry/public/watch_manage.html", {"rows": rows})


@csrf_exempt  # mail programs end it with one press (RFC 8058); the signed link is the right
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End everything; a second press finds nothing and says the same."""
    watcher = watcher_of(token)
    if request.method == "POST":
        if watcher:
            end_watches(watcher=watcher, by=None)
        return redirect("ngo_registry_public:watch_ended")
    return render(request, "ngo_registry/public/watch_end.html", {"watcher": watcher})
