"""The public page of a draw of evaluators: what went in, the seed, what came out, and the draw once more."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from grants.forms.draws import RepeatForm
from grants.queries import draws as queries
from office.doors import public

room = public(feature="evaluators_list")


@room
def draws(request: HttpRequest) -> HttpResponse:
    """All draws, newest first."""
    return render(request, "grants/draws/public_list.html", {"draws": queries.public_draws()[:200]})


@room
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw; who scores what is shown when the rulebook says so, and then anybody may draw again here."""
    found = get_object_or_404(queries.public_draws(), pk=pk)
    opened = queries.is_open_to_all(found)
    form = RepeatForm(request.GET or None, initial={"seed": found.seed})
    again = None
    if opened and form.is_bound and form.is_valid():
        again = queries.repeated(found, form.cleaned_data["seed"])
    facts = {"draw": found, "opened": opened, "form": form, "again": again, **queries.shown(found, opened)}
    return render(request, "grants/draws/public.html", facts)


@room
def draw_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything needed to repeat the draw with a program of one's own."""
    found = get_object_or_404(queries.open_to_all(), pk=pk)
    answer = JsonResponse(queries.published_file(found), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="draw.json"'
    return answer
