"""Staff rooms of the yearly plan of calls."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms import priorities as forms
from grants.queries import plans
from grants.queries import priorities as queries
from grants.services import priorities as verbs
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved

FEATURE = "calendar_plan"


@staff(P.MANAGE_CALLS, feature=FEATURE)
def listing(request: HttpRequest) -> HttpResponse:
    """The planned calls of a year, and whose plan is not published yet."""
    form = forms.YearFilter(request.GET or None)
    chosen = form.cleaned_data.get("year") if form.is_bound and form.is_valid() else None
    year = chosen or timezone.localdate().year
    due, law = queries.plan_due(year)
    facts = {
        "form": form,
        "year": year,
        "plans": queries.plans_of(request.user, year),
        "waiting": queries.unpublished_plans(request.user, year),
        "due": due,
        "due_law": law,
        "no_rules": queries.missing_rules(),
        "answers": plans.answers_seen_by(request.user, year),
    }
    return render(request, "grants/staff/plans.html", facts)


@staff(P.MANAGE_CALLS, feature=FEATURE)
def plan(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a planned call, or change one that is not published."""
    row = get_object_or_404(queries.plans_seen_by(request.user), pk=pk) if pk else None
    initial = {} if row else {"year": timezone.localdate().year}
    bodies = queries.plan_bodies(request.user)
    form = forms.PlanForm(request.POST or None, instance=row, bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        whose = {"body": row.body, "year": row.year, "plan": row} if row else {}
        made = attempt(request, form, verbs.save_plan, by=request.user, **{**whose, **form.cleaned_data})
        if made:
            saved(request)
            return redirect(f"{redirect('grants_staff:plans').url}?year={made.year}")
    return render(request, "grants/staff/plan_form.html", {"form": form, "plan": row})


@staff(P.MANAGE_CALLS, feature=FEATURE)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an unpublished planned call back."""
    row = get_object_or_404(queries.plans_seen_by(request.user), pk=pk)
    if attempt(request, None, verbs.remove_plan, plan=row, by=request.user):
        saved(request, _("Removed."))
    return redirect("grants_staff:plans")


@staff(P.MANAGE_CALLS, feature=FEATURE)
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the plan of a body for a year."""
    form = forms.PublishPlanForm(request.POST, bodies=queries.plan_bodies(request.user))
    if form.is_valid() and attempt(request, None, verbs.publish_plans, by=request.user, **form.cleaned_data):
        saved(request, _("The plan is published."))
        return redirect(f"{redirect('grants_staff:plans').url}?year={form.cleaned_data['year']}")
    return redirect("grants_staff:plans")
