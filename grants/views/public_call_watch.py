"""Watching calls by e-mail, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from grants.forms.call_review import CallWatchForm
from grants.models import Call
from grants.queries import public_calls
from grants.queries.call_watches import watch_to_confirm, watchable, watcher_of, watches_of
from grants.services.call_watches import confirm_call_watch, end_call_watches, order_call_watch
from grants.watch_links import token as link
from office.doors import public
from office.rate_limits import within_limit

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


@public
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Look in your mail."""
    return render(request, "grants/public/watch_asked.html", {"ended": False})


@public
@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """Nothing more is sent; the address is deleted."""
    return render(request, "grants/public/watch_asked.html", {"ended": True})


@csrf_exempt  # the signed link is the right
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """From the e-mail: yes, I want this. Programs that open links confirm nothing."""
    watch = watch_to_confirm(token)
    if watch is None:
        return render(request, "grants/public/watch_gone.html", status=404)
    if request.method == "POST":
        confirm_call_watch(watch=watch, by=None)
        return redirect("grants_public:call_watch_manage", token=link("manage", watch.watcher_id))
    return render(request, "grants/public/watch_confirm.html", {"watch": watch})


@csrf_exempt  # the signed link is the right
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Everything an address watches, each with a button that ends it."""
    watcher = watcher_of(token)
    if watcher is None:
        return render(request, "grants/public/watch_gone.html", status=404)
    watches = watches_of(watcher)
    if request.method == "POST":
        chosen = request.POST.get("watch", "")
        only = next((watch for watch in watches if str(watch.pk) == chosen), None)
        if only or chosen == "all":
            end_call_watches(watcher=watcher, by=None, only=only)
        left = len(watches) > 1 and chosen != "all"
        return redirect(request.path) if left else redirect("grants_public:call_watch_ended")
    return render(request, "grants/public/watch_manage.html", {"watches": watches})


@csrf_exempt  # mail programs end it with one press (RFC 8058); the signed link is the right
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End everything; a second press finds nothing and says the same."""
    watcher = watcher_of(token)
    if request.method == "POST":
        if watcher:
            end_call_watches(watcher=watcher, by=None)
        return redirect("grants_public:call_watch_ended")
    return render(request, "grants/public/watch_end.html", {"watcher": watcher})
