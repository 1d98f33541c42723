"""The outbox: every message the portal sent or will send."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.doors import staff
from office.forms import OutboxFilter
from office.queries import outbox as queries
from office.roles import Permission
from office.services.outbox import resend as send_again
from office.views.helpers import attempt, saved
from office.views.pager import paged


@staff(Permission.READ_OUTBOX)
def listing(request: HttpRequest) -> HttpResponse:
    """Messages by address, subject, state and thing."""
    form = OutboxFilter(request.GET)
    page = paged(request, queries.messages(**form.values()))
    queries.labelled(page.object_list)
    return render(request, "office/staff/outbox.html", {"form": form, "page": page})


@staff(Permission.READ_OUTBOX)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message with its words and what happened to it."""
    return render(request, "office/staff/outbox_message.html", {"message": found(pk)})


@require_POST
@staff(Permission.READ_OUTBOX)
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a message back into the queue."""
    if attempt(request, None, send_again, email=found(pk), by=request.user):
        saved(request, _("The message waits to be sent again."))
    return redirect("office_staff:outbox_message", pk)


def found(pk: int) -> object:
    """The message or 404."""
    email = queries.message(pk)
    if email is None:
        raise Http404
    return email
