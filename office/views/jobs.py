"""Long work: the list, one piece of it with its progress, stop, try again, result."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.doors import staff
from office.forms import JobFilter
from office.jobs import title_of
from office.queries.jobs import filtered, jobs_of, titled
from office.roles import Permission
from office.services.jobs import cancel_job, retry_job
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged


@staff(Permission.ENTER_STAFF)
def listing(request: HttpRequest) -> HttpResponse:
    """A person's own work, or all of it for those who watch over it."""
    form = JobFilter(request.GET)
    page = paged(request, filtered(jobs_of(request.user), **form.values()))
    titled(page.object_list)
    return render(request, "office/staff/jobs.html", {"form": form, "page": page})


@staff(Permission.ENTER_STAFF)
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of work: how far it is, what came of it, what went wrong."""
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    return render(request, "office/staff/job.html", {"job": job, "job_title": title_of(job.kind)})


@staff(Permission.ENTER_STAFF)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that is redrawn every two seconds; the whole page when the work is over."""
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    response = render(request, "office/staff/job_part.html", {"job": job, "job_title": title_of(job.kind)})
    if job.is_over:
        response["HX-Refresh"] = "true"
    return response


@staff(Permission.ENTER_STAFF)
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What the work made: a file, a document or a page."""
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    if job.result_url:
        return redirect(job.result_url)
    stored = job.result_document.file if job.result_document else job.result_file
    if stored is None:
        raise Http404
    return serve(request, stored)


@require_POST
@staff(Permission.ENTER_STAFF)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop work that is not over."""
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    if attempt(request, None, cancel_job, job=job, by=request.user):
        saved(request, _("The work will stop; nothing of it is kept."))
    return redirect("office_staff:job", pk)


@require_POST
@staff(Permission.ENTER_STAFF)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Order the same work once more."""
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    again = attempt(request, None, retry_job, job=job, by=request.user)
    return redirect("office_staff:job", again.pk if again else pk)
