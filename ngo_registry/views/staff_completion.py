"""Staff: a completion that came on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ngo_registry.forms.deciding import CompletionReceivedForm
from ngo_registry.forms.filing import sections_of
from ngo_registry.models import RegisterFiling
from ngo_registry.queries import filings as queries
from ngo_registry.queries.paper_day import paper_day
from ngo_registry.services.filings import complete
from ngo_registry.views.staff_deciding import EDIT, done
from office.views.helpers import attempt


@EDIT
def complete_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, what is still missing, and the days on which the missing papers were posted and received."""
    row = get_object_or_404(queries.all_filings(), pk=pk)
    form = CompletionReceivedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = attempt(request, form, complete, filing=row, by=request.user, **form.cleaned_data)
        if kept:
            return done(request, row, brought(kept))
    today = localdate(request.arrived_at)
    place = next((part for part in sections_of(row) if not part.people and part.form.files), None)
    facts = {"filing": row, "form": form, "counted": paper_day(today, today)}
    facts["place"] = place if row.editable else None
    return render(request, "ngo_registry/staff/completion.html", facts | queries.asked_and_missing(row))


def brought(row: RegisterFiling) -> str:
    """What the completion has brought."""
    if row.complete_at:
        return _("The filing is complete; the term of the decision runs.")
    return _("Recorded. Something is still missing: the term of the decision does not run yet.")
