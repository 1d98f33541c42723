"""Watching calls by e-mail, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grants.forms.call_review import CallWatchForm
from grants.models import Call
from grants.queries import public_calls
from grants.queries.call_watches import watch_to_confirm, watchable, watcher_of, watches_of
from grants.services.call_watches import confirm_call_watch, end_call_watches, order_call_watch
from grants.watch_links import token
from office.doors import public
from office.rate_limits import within_limit
from office.views.watch_pages import Room

RATE = "5/hour"


def named_call(request: HttpRequest) -> Call | None:
    """The call in the address; none when all calls are meant."""
    slug = request.GET.get("call", "")
    found = watchable(slug) if slug else None
    if slug and found is None:
        raise Http404
    return found


@csrf_exempt  # reads no cookie: there is no account whose right it could misuse
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest) -> HttpResponse:
    """Which calls, to which address; the answer never says whether the address is known."""
    call, sent = named_call(request), request.method == "POST"
    lists = {"bodies": public_calls.watched_bodies(), "areas": public_calls.watched_areas()}
    start = {"body": request.GET.get("body", ""), "area": request.GET.get("area", "")}
    start["words"] = request.GET.get("text", "")[:100]
    form = CallWatchForm(request.POST if sent else None, initial=start, one=call is not None, **lists)
    if sent and form.is_valid():
        if not within_limit(request, "call-watch", RATE):
            return render(request, "grants/public/watch_wait.html", status=429)
        if not form.by_program:
            facts = {"email": form.cleaned_data["email"], "language": get_language() or "", "by": None}
            order_call_watch(call=call, **facts, **form.chosen)
        return redirect("grants_public:call_watch_asked")
    return render(request, "grants/public/watch.html", {"form": form, "call": call})


ROOM = Room(
    templates="grants/public",
    urls="grants_public:call_watch",
    watch_to_confirm=watch_to_confirm,
    watcher_of=watcher_of,
    watches_of=watches_of,
    link=token,
    confirm=confirm_call_watch,
    end=end_call_watches,
    confirm_facts=lambda watch: {},
    manage_facts=lambda watches: {"watches": watches},
)
asked, ended = ROOM.asked(), ROOM.ended()
confirm, manage, end = ROOM.confirmed(), ROOM.managed(), ROOM.stopped()
