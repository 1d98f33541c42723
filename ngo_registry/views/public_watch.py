"""Watching an organisation, a party or a search by e-mail, without an account."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ngo_registry.forms.party_changes import PartySearchForm
from ngo_registry.forms.public import WatchForm
from ngo_registry.forms.search import SearchForm
from ngo_registry.models import Watch
from ngo_registry.queries.pages import public_organisation
from ngo_registry.queries.parties import public_party
from ngo_registry.queries.watches import watch_to_confirm, watcher_of, watches_of
from ngo_registry.services.watches import confirm_watch, end_watches, order_watch
from ngo_registry.watch_links import token
from office.doors import public
from office.jurisdiction import has_feature
from office.rate_limits import within_limit
from office.views.watch_pages import Room

RATE = "5/hour"


def watched(asked: QueryDict) -> dict[str, Any]:
    """What the address names: an organisation or a party by its number, else the search of one of the registers."""
    for kind, found in (("organisation", public_organisation), ("party", public_party)):
        number = asked.get(kind, "")
        if number:
            row = found(number[:40])
            if row is None or (kind == "party" and not has_feature("parties")):
                raise Http404
            return {kind: row}
    if asked.get("register") != "parties":
        return {"query": SearchForm(asked).query[:500]}
    if not has_feature("parties"):
        raise Http404
    return {"of_parties": True, "query": PartySearchForm(asked).query[:500]}


def back(watches: list[Watch]) -> dict[str, str]:
    """What the pages after an order or an end lead back to: the one thing that is watched, else its register."""
    holder = watches[0].about if len(watches) == 1 else None
    if holder:
        return {"party" if watches[0].party else "organisation": holder.number}
    return {"register": "parties"} if all_of_parties(watches) else {}


def all_of_parties(watches: list[Watch]) -> bool:
    """Nothing but parties and their register is watched."""
    return bool(watches) and all(watch.of_parties or watch.party for watch in watches)


def back_facts(asked: QueryDict) -> dict[str, Any]:
    """The same read from the address; what is no longer there leads to the register."""
    try:
        what = watched(asked)
    except Http404:
        what = {}
    return {
        "holder": what.get("party") or what.get("organisation"),
        "of_parties": what.get("of_parties", False),
    }


def in_words(query: str, of_parties: bool = False) -> str:
    """A kept search as a reader says it."""
    return (PartySearchForm if of_parties else SearchForm)(QueryDict(query)).in_words


def shown(watch: Watch) -> dict[str, Any]:
    """What is watched, as its pages name it."""
    title = in_words(watch.query, watch.of_parties)
    return {"watch": watch, "holder": watch.about, "of_parties": watch.of_parties, "title": title}


@csrf_exempt  # reads no cookie: there is no account whose right it could misuse
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest) -> HttpResponse:
    """Which news, to which address; the answer never says whether the address is known."""
    what = watched(request.GET)
    form = WatchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "register-watch", RATE):
            return render(request, "ngo_registry/public/wait.html", {"holder": None}, status=429)
        if not form.by_program:
            email, language = form.cleaned_data["email"], get_language() or ""
            order_watch(email=email, language=language, by=None, **what)
        asked_page = reverse("ngo_registry_public:watch_asked")
        return redirect(f"{asked_page}?{urlencode(back([Watch(**what)]))}".rstrip("?"))
    return render(request, "ngo_registry/public/watch.html", {"form": form, **shown(Watch(**what))})


ROOM = Room(
    templates="ngo_registry/public",
    urls="ngo_registry_public:watch",
    watch_to_confirm=watch_to_confirm,
    watcher_of=watcher_of,
    watches_of=watches_of,
    link=token,
    confirm=confirm_watch,
    end=end_watches,
    confirm_facts=shown,
    manage_facts=lambda watches: {
        "rows": [shown(watch) for watch in watches],
        "of_parties": all_of_parties(watches),
    },
    back=back,
    back_facts=back_facts,
)
asked, ended = ROOM.asked(), ROOM.ended()
confirm, manage, end = ROOM.confirmed(), ROOM.managed(), ROOM.stopped()
