"""The published list of the formal check as files."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from grants.documents.check_list import HEAD, lines
from grants.queries import history
from grants.queries.public_calls import public_call
from office.doors import public
from office.exports import harmless
from office.uploads import serve


@public
def check_file(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """The list of the formal check as issued."""
    found = get_object_or_404(
        history.published_checks(get_object_or_404(public_call(), slug=slug)), edition=edition
    )
    if found.document is None:
        raise Http404("the list is not drawn yet")
    return serve(request, found.document.file)


@public
def check_table(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """The list of the formal check as a table file."""
    call = get_object_or_404(public_call(), slug=slug)
    found = get_object_or_404(history.published_checks(call), edition=edition)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{call.slug}-check-{edition}.csv"'
    writer = csv.writer(answer)
    writer.writerow(HEAD)
    for line in lines(found):
        writer.writerow([harmless(cell) for cell in line])
    return answer
