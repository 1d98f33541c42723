"""Files of participation and of the Council that anybody may take."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from council import queries
from council.documents.calendar import calendar_of
from council.queries import calls
from council.queries import council as council_queries
from office.doors import public
from office.uploads import serve


@public
def calendar(request: HttpRequest) -> HttpResponse:
    """Deadlines of open calls for representatives, for one's own calendar."""
    answer = HttpResponse(
        calendar_of(queries.open_calls(timezone.now())), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="participation.ics"'
    return answer


@public
def nomination_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The published list as issued."""
    call = get_object_or_404(calls.public_calls(), pk=pk)
    document = calls.list_documents(call).first()
    if document is None:
        raise Http404("the list is not drawn yet")
    return serve(request, document.file)


@public(feature="council")
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopted minutes of a session, when they are a file."""
    session = get_object_or_404(
        council_queries.all_sessions(), pk=pk, state="minutes_adopted", minutes_file__isnull=False
    )
    return serve(request, session.minutes_file)


@public(feature="council")
def agenda_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Material of one point of the agenda."""
    session = get_object_or_404(council_queries.session_pages(), pk=pk)
    found = next((each for each in session.items.all() if each.pk == item and each.stored), None)
    if found is None:
        raise Http404("no such material")
    return serve(request, found.stored)
