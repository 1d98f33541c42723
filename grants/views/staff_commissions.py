"""Staff rooms of commissions: forming, members, statements, exemptions."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms import commissions as forms
from grants.forms.priorities import StepForm
from grants.models import Commission
from grants.queries import commissions as queries
from grants.queries.sessions import sessions_of
from grants.rules import check_manages_commission, member_seat
from grants.services import commissions as verbs
from grants.workflows.commission import COMMISSION
from office.audit import timeline
from office.doors import staff
from office.models import User
from office.refusal import allowed
from office.roles import Permission as P
from office.views.helpers import attempt, saved

PAGE = 50


@staff(P.SIT_ON_COMMISSION)
def listing(request: HttpRequest) -> HttpResponse:
    """Commissions of the person's bodies and those the person sits on, with what waits for them."""
    form = forms.CommissionFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    pages = Paginator(queries.commission_list(request.user, **chosen), PAGE)
    facts = {
        "form": form,
        "page": pages.get_page(request.GET.get("page")),
        "duties": queries.duties_of(request.user, timezone.localdate()),
        "may_form": request.user.can(P.MANAGE_COMMISSIONS),
    }
    return render(request, "grants/staff/commissions.html", facts)


@staff(P.MANAGE_COMMISSIONS)
def new(request: HttpRequest) -> HttpResponse:
    """Start forming a commission."""
    bodies = queries.bodies_for_commissions(request.user)
    form = forms.CommissionForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.begin_commission, by=request.user, **form.cleaned_data)
        if made:
            return redirect("grants_staff:commission", pk=made.pk)
    return render(request, "grants/staff/commission_form.html", {"form": form})


@staff(P.SIT_ON_COMMISSION)
def commission(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one commission: members, what is missing, what may be done, what happened."""
    found = get_object_or_404(queries.whole(queries.commissions_of(request.user)), pk=pk)
    manages = allowed(check_manages_commission, request.user, found)
    facts = {
        "commission": found,
        "manages": manages,
        "members": found.members.all(),
        "own": member_seat(request.user, found),
        "missing": verbs.missing_for_forming(found) if found.state == found.State.FORMING else [],
        "chosen": queries.chosen_of(found),
        "link_form": forms.LinkForm(calls=queries.linkable_nominations(found)),
        "offers": COMMISSION.offered(found, by=request.user) if manages else [],
        "calls": queries.calls_under(found),
        "sessions": list(sessions_of(found)),
        "may_call": found.state == found.State.FORMED and (manages or member_seat(request.user, found)),
        "nomination_room": nomination_room(request.user, found),
        "events": timeline(found),
    }
    return render(request, "grants/staff/commission.html", facts)


def nomination_room(user: User, commission: Commission) -> str:
    """Where the person reads the call for the NGO member: in the office, in public, or nowhere yet."""
    if user.can(P.MANAGE_NOMINATIONS):
        return "council_staff:nomination"
    call = commission.nomination_call
    return "council_public:call" if call and call.state != call.State.DRAFT else ""


@staff(P.MANAGE_COMMISSIONS)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Form the commission, or end its work with a reason."""
    found = get_object_or_404(queries.commissions_of(request.user), pk=pk)
    form = StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action == "form" and attempt(request, None, verbs.form_commission, commission=found, by=request.user):
        saved(request, _("The commission is formed."))
    elif action == "end":
        note = form.cleaned_data["note"]
        attempt(request, None, verbs.end_commission, commission=found, note=note, by=request.user)
    return redirect("grants_staff:commission", pk=pk)


@staff(P.MANAGE_COMMISSIONS)
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Say by which public call the NGO member is found."""
    found = get_object_or_404(queries.commissions_of(request.user), pk=pk)
    form = forms.LinkForm(request.POST, calls=queries.linkable_nominations(found))
    if form.is_valid() and attempt(
        request, None, verbs.link_nomination, commission=found, by=request.user, **form.cleaned_data
    ):
        saved(request)
    return redirect("grants_staff:commission", pk=pk)


@staff(P.MANAGE_COMMISSIONS)
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat a person by e-mail."""
    found = get_object_or_404(queries.commissions_of(request.user), pk=pk)
    form = forms.SeatForm(request.POST or None, initial={"role": request.GET.get("role", "")})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.seat_person, commission=found, by=request.user, **form.cleaned_data
    ):
        saved(request, _("The member is seated and told by e-mail."))
        return redirect("grants_staff:commission", pk=pk)
    facts = {"form": form, "commission": found, "chosen": queries.chosen_of(found)}
    return render(request, "grants/staff/commission_seat.html", facts)


@staff(P.MANAGE_COMMISSIONS)
def unseat(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End a membership, with the reason."""
    found = get_object_or_404(queries.commissions_of(request.user), pk=pk)
    row = get_object_or_404(found.members, pk=member)
    form = forms.EndForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        request, form, verbs.end_membership, member=row, by=request.user, **form.cleaned_data
    ):
        saved(request)
        return redirect("grants_staff:commission", pk=pk)
    facts = {"form": form, "commission": found, "title": _("End the membership"), "about": row.full_name}
    return render(request, "grants/staff/commission_short.html", facts)


@staff(P.SIT_ON_COMMISSION)
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's own statement on conflict of interest."""
    found = get_object_or_404(queries.commissions_of(request.user), pk=pk)
    own = member_seat(request.user, found)
    form = forms.StatementForm(request.POST or None)
    if own and request.method == "POST" and form.is_valid():
        facts = {"text": str(form.fields["accept"].label), "links": form.cleaned_data["links"]}
        if attempt(request, form, verbs.give_statement, commission=found, by=request.user, **facts):
            saved(request, _("Your statement is recorded."))
            return redirect("grants_staff:commission", pk=pk)
    return render(
        request, "grants/staff/commission_statement.html", {"form": form, "commission": found, "own": own}
    )


@staff(P.SIT_ON_COMMISSION)
def exempt(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """A member steps aside from one application, or the president says it."""
    found = get_object_or_404(queries.commissions_of(request.user), pk=pk)
    row = get_object_or_404(found.members, pk=member)
    form = forms.ExemptForm(request.POST or None, applications=queries.applications_to_exempt(found))
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.exempt, member=row, by=request.user, **form.cleaned_data):
        saved(request)
        return redirect("grants_staff:commission", pk=pk)
    facts = {
        "form": form,
        "commission": found,
        "title": _("Exemption from an application"),
        "about": row.full_name,
    }
    return render(request, "grants/staff/commission_short.html", facts)
