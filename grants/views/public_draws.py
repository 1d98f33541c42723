"""The public page of a draw of evaluators: who took part, the seed, what came out as far as the rulebook publishes it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from grants.forms.draws import RepeatForm
from grants.queries import draw_pages as pages
from grants.queries import draws as queries
from office.doors import public
from office.views.pager import paged

room = public(feature="evaluators_list")


@room
def draws(request: HttpRequest) -> HttpResponse:
    """All draws, newest first."""
    return render(request, "grants/draws/public_list.html", {"page": paged(request, queries.public_draws())})


@room
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: by name where the rulebook publishes names, else under codes; anybody may draw again here."""
    found = get_object_or_404(queries.public_draws(), pk=pk)
    opened, named = queries.is_open_to_all(found), pages.names_published(found)
    form = RepeatForm(request.GET or None, initial={"seed": found.seed})
    again = None
    if opened and form.is_bound and form.is_valid():
        again = queries.repeated(found, form.cleaned_data["seed"])
    facts = {
        "draw": found,
        "opened": opened,
        "repeatable": pages.may_be_repeated(found),
        "form": form,
        "again": again,
        "sheet": pages.sheet_of(found, named=named, opened=opened),
    }
    return render(request, "grants/draws/public.html", facts)


@room
def draw_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything needed to repeat the draw with a program of one's own."""
    found = get_object_or_404(queries.public_draws(), pk=pk)
    if not pages.may_be_repeated(found):
        raise Http404("not open to all")
    answer = JsonResponse(pages.published_file(found), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="draw.json"'
    return answer
