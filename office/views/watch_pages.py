"""Pages of a watch by e-mail that are the same in every room: asked, confirmed, managed, ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from office.doors import public

METHODS = ["GET", "HEAD", "POST"]
View = Callable[..., HttpResponse]


def nothing_more(_given: Any) -> dict[str, Any]:
    """For a room whose pages lead back to one place."""
    return {}


@dataclass(frozen=True)
class Room:
    """What the pages ask of their room: templates, addresses, questions and verbs."""

    templates: str  # folder with watch_asked, watch_confirm, watch_manage, watch_end, watch_gone
    urls: str  # beginning of the names of the addresses: namespace and name
    watch_to_confirm: Callable[[str], Any]
    watcher_of: Callable[[str], Any]
    watches_of: Callable[[Any], list[Any]]
    link: Callable[[str, int], str]
    confirm: Callable[..., Any]
    end: Callable[..., Any]
    confirm_facts: Callable[[Any], dict[str, Any]]
    manage_facts: Callable[[list[Any]], dict[str, Any]]
    # Where a page leads back to: what of these watches stands in its address, and what a page reads from there.
    back: Callable[[list[Any]], dict[str, str]] = nothing_more
    back_facts: Callable[[QueryDict], dict[str, Any]] = nothing_more

    def back_from(self, watches: list[Any]) -> str:
        """The same as the address writes it."""
        return urlencode(self.back(watches))

    def after_end(self, watches: list[Any]) -> HttpResponse:
        """To the page that says that these watches are ended."""
        return redirect(f"{reverse(f'{self.urls}_ended')}?{self.back_from(watches)}".rstrip("?"))

    def page(self, request: HttpRequest, name: str, facts: dict[str, Any], status: int = 200) -> HttpResponse:
        """One page of the room."""
        facts = self.back_facts(request.GET) | facts
        return render(request, f"{self.templates}/{name}.html", facts, status=status)

    def asked(self) -> View:
        """Look in your mail."""
        return said(self, ended=False)

    def ended(self) -> View:
        """Nothing more is sent; the address is deleted."""
        return said(self, ended=True)

    def confirmed(self) -> View:
        """From the e-mail: yes, I want this. Programs that open links confirm nothing."""

        def view(request: HttpRequest, token: str) -> HttpResponse:
            watch = self.watch_to_confirm(token)
            if watch is None:
                return self.page(request, "watch_gone", {}, status=404)
            if request.method == "POST":
                self.confirm(watch=watch, by=None)
                return redirect(f"{self.urls}_manage", token=self.link("manage", watch.watcher_id))
            return self.page(request, "watch_confirm", {"watch": watch, **self.confirm_facts(watch)})

        return by_link(view)

    def managed(self) -> View:
        """Everything an address watches, each with a button that ends it."""

        def view(request: HttpRequest, token: str) -> HttpResponse:
            watcher = self.watcher_of(token)
            if watcher is None:
                return self.page(request, "watch_gone", {}, status=404)
            watches = self.watches_of(watcher)
            if request.method != "POST":
                return self.page(request, "watch_manage", self.manage_facts(watches))
            chosen = request.POST.get("watch", "")
            only = next((watch for watch in watches if str(watch.pk) == chosen), None)
            if only or chosen == "all":
                self.end(watcher=watcher, by=None, only=only)
            left = len(watches) > 1 and chosen != "all"
            return redirect(request.path) if left else self.after_end(watches)

        return by_link(view)

    def stopped(self) -> View:
        """End everything; a second press finds nothing and says the same."""

        def view(request: HttpRequest, token: str) -> HttpResponse:
            watcher = self.watcher_of(token)
            watches = self.watches_of(watcher) if watcher else []
            if request.method != "POST":
                back = self.back_facts(QueryDict(self.back_from(watches)))
                return self.page(request, "watch_end", {"watcher": watcher, **back})
            if watcher:
                self.end(watcher=watcher, by=None)
            return self.after_end(watches)

        return by_link(view)


def said(room: Room, *, ended: bool) -> View:
    """The page after ordering, or after the end."""

    def view(request: HttpRequest) -> HttpResponse:
        return room.page(request, "watch_asked", {"ended": ended})

    return public(require_safe(view))


def by_link(view: View) -> View:
    """The signed link is the right, so no token of a form is asked; mail programs end a watch with one press."""
    return csrf_exempt(public(cache=0)(require_http_methods(METHODS)(view)))
