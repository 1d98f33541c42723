"""For which organisation the person acts in the portal, chosen once and kept in the session."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from ngo_registry.queries import organisations_of

SESSION_KEY = "acting_ngo"


class ActingNgo:
    """Sets request.ngo and request.ngos; asks the database only behind the portal's door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nobody's organisation until the view is known."""
        request.ngo, request.ngos = None, []
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """The chosen organisation of the person, or their first one (one query)."""
        if getattr(view, "door", "") != "portal" or not request.user.is_authenticated:
            return
        request.ngos = list(organisations_of(request.user).select_related("municipality"))
        chosen = request.session.get(SESSION_KEY)
        request.ngo = next(
            (ngo for ngo in request.ngos if ngo.pk == chosen), request.ngos[0] if request.ngos else None
        )


acting_ngo = ActingNgo
