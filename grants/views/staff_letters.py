"""Staff: letters to applicants, the record of their service, their files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.forms.checks import LetterFilter, ServiceForm
from grants.queries import checks as queries
from grants.services.letters import record_service
from office.doors import staff
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved

PAGE = 50


@staff(P.SIT_ON_COMMISSION)
def listing(request: HttpRequest) -> HttpResponse:
    """Letters still to be served, the oldest first; or all of them."""
    form = LetterFilter(request.GET or None)
    pages = Paginator(queries.letter_list(request.user, **(form.values() if form.is_bound else {})), PAGE)
    facts = {"form": form, "page": pages.get_page(request.GET.get("page"))}
    return render(request, "grants/check/letters.html", facts)


@staff(P.SIT_ON_COMMISSION)
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """How and when a letter was served."""
    letter = get_object_or_404(queries.letters_seen_by(request.user), pk=pk)
    form = ServiceForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, record_service, letter=letter, by=request.user, **form.cleaned_data):
            saved(request, _("The service is recorded; terms run from that day."))
            return redirect("grants_staff:application", pk=letter.application_id)
    facts = {"letter": letter, "application": letter.application, "form": form}
    return render(request, "grants/check/service.html", facts)


@staff(P.SIT_ON_COMMISSION)
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter itself."""
    letter = get_object_or_404(queries.letters_seen_by(request.user), pk=pk)
    if letter.document is None:
        raise Http404("the letter is not drawn yet")
    return serve(request, letter.document.file)
