"""Staff: several filings of the queue at once: what will happen to which, what was done, taken back for a while."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ngo_registry.forms.deciding import ColleagueForm, HandOverForm
from ngo_registry.queries import several as queries
from ngo_registry.services.queue import Done, hand_over_several, take_several, undo_several
from office.doors import staff
from office.roles import Permission
from office.views.helpers import attempt, saved, sentence

EDIT = staff(Permission.EDIT_REGISTER, feature="own_register")
TAKE, HAND_OVER = "take", "hand_over"
FILTERS = ("state", "only", "when", "page")
JUST_DONE = "register_several"


@EDIT
def several(request: HttpRequest) -> HttpResponse:
    """What will happen to each marked filing and why some stay; by a POST it happens to those that can."""
    asked = request.POST if request.method == "POST" else request.GET
    verb = HAND_OVER if asked.get("verb") == HAND_OVER else TAKE
    rows, back = queries.chosen(asked.getlist("filing")), way_back(asked.get("back", ""))
    choice = ColleagueForm(asked if "to" in asked else None, colleagues=queries.officers())
    to = choice.chosen() if verb == HAND_OVER else None
    form = HandOverForm(request.POST or None, colleagues=queries.officers()) if to else choice
    if request.method == "POST" and rows:
        result = carried_out(request, form, verb, rows)
        if result is not None:
            return redirect(told(request, verb, result, back))
    found = (
        queries.to_take(rows, request.user) if verb == TAKE else queries.to_hand_over(rows, request.user, to)
    )
    able = [each.filing for each in found if each.refusal is None]
    facts = {"verb": verb, "rows": found, "able": able, "stays": len(found) - len(able)}
    facts |= {"to": to, "choice": choice, "form": form}
    facts |= {"back": back.lstrip("?"), "queue": f"{reverse('ngo_registry_staff:filings')}{back}"}
    return render(request, "ngo_registry/staff/several.html", facts)


def carried_out(request: HttpRequest, form: forms.Form, verb: str, rows: list) -> Done | None:
    """The service's result; nothing when the form lacks something or the whole was refused."""
    facts = {"filings": rows, "by": request.user}
    if verb == TAKE:
        return attempt(request, None, take_several, **facts)
    if not isinstance(form, HandOverForm) or not form.is_valid():
        return None
    return attempt(request, form, hand_over_several, **facts, **form.cleaned_data)


def way_back(text: str) -> str:
    """The filters of the list one came from, and nothing else."""
    given, kept = QueryDict(text), QueryDict(mutable=True)
    for name in FILTERS:
        if given.get(name):
            kept[name] = given[name]
    return f"?{kept.urlencode()}" if kept else ""


def told(request: HttpRequest, verb: str, result: Done, back: str) -> str:
    """How many it was, what stayed and why; the address of the result."""
    n = len(result.done)
    if n and verb == TAKE:
        saved(request, ngettext("%(n)s filing is yours now.", "%(n)s filings are yours now.", n) % {"n": n})
    elif n:
        saved(
            request, ngettext("%(n)s filing is handed over.", "%(n)s filings are handed over.", n) % {"n": n}
        )
    stays(request, result)
    if not n:
        return f"{reverse('ngo_registry_staff:filings')}{back}"
    numbers = QueryDict(mutable=True)
    numbers.setlist("filing", [str(row.pk) for row in result.done])
    address = f"{reverse('ngo_registry_staff:several_done')}?{numbers.urlencode()}"
    request.session[JUST_DONE] = {"url": address, "n": n, "until": queries.until_now().isoformat()}
    return address


def stays(request: HttpRequest, result: Done) -> None:
    """A line for each that a colleague changed meanwhile."""
    for row, no in result.left:
        messages.error(request, f"{row}: {sentence(no)}")


@EDIT
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """What was done with each, with its address; taken back from here while that is possible."""
    rows = queries.lately(queries.chosen(request.GET.getlist("filing")), request.user)
    fresh = [each for each in rows if each.until]
    facts = {"rows": rows, "fresh": fresh, "until": min((each.until for each in fresh), default=None)}
    return render(request, "ngo_registry/staff/several_done.html", facts)


@EDIT
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Put back what was taken, give back what was handed over."""
    rows = queries.chosen(request.POST.getlist("filing"))
    result = attempt(request, None, undo_several, filings=rows, by=request.user)
    if result and result.done:
        n = len(result.done)
        text = ngettext("%(n)s filing is where it was.", "%(n)s filings are where they were.", n)
        saved(request, text % {"n": n})
    if result:
        stays(request, result)
        request.session.pop(JUST_DONE, None)
    return redirect("ngo_registry_staff:filings")


def just_done(request: HttpRequest) -> dict | None:
    """The last work on several filings, as long as it can be taken back."""
    kept = request.session.get(JUST_DONE)
    until = parse_datetime(kept["until"]) if kept else None
    return {**kept, "until": until} if until and until > request.arrived_at else None
