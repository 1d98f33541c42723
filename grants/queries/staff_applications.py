"""Questions the staff pages of applications ask."""

import datetime

from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField
from django.utils import timezone

from grants.models import Application, ApplicationDocument, Call, CommissionMember, Exemption
from office.deadlines import add_days, end_of
from office.jurisdiction import current
from office.models import User
from office.models.user import bodies_of
from office.roles import Permission as P
from office.rulebooks import from_version
from office.scripts import fold

S = Application.State


def handed_in() -> QuerySet[Application]:
    """Filed applications; a draft belongs to the NGO alone. These conditions are those of a narrow index."""
    return Application.objects.exclude(number="").exclude(state=S.DRAFT)


def calls_of_staff(user: User) -> QuerySet[Call]:
    """Calls of the person's bodies and commissions."""
    return Call.objects.filter(
        Q(body__in=bodies_of(user, P.CHECK_APPLICATIONS))
        | Q(commission__in=current_seats(user).values("commission"))
    )


def applications_seen_by(user: User) -> QuerySet[Application]:
    """Filed applications of the person's bodies and commissions."""
    return handed_in().filter(call__in=calls_of_staff(user).order_by().values("pk"))


def current_seats(user: User) -> QuerySet[CommissionMember]:
    """Seats on commissions the person holds today."""
    today = timezone.localdate()
    return CommissionMember.objects.filter(user=user, valid_from__lte=today).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    )


def calls_seen_by(user: User) -> QuerySet[Call]:
    """Calls with applications the person may read, for the filter."""
    filed = handed_in().filter(call=OuterRef("pk"))
    return calls_of_staff(user).filter(Exists(filed)).order_by("-year", "-pk")


def staff_list(
    user: User, *, call: Call | None = None, state: str = "", q: str = ""
) -> QuerySet[Application]:
    """The list of the office, filtered; by number."""
    rows = (
        applications_seen_by(user)
        .select_related("call", "organisation")
        .order_by("-call__year", "number", "pk")
    )
    if call:
        rows = rows.filter(call=call)
    if state:
        rows = rows.filter(state=state)
    if q:
        rows = rows.annotate(
            title_words=Func(F("title"), function="saradnja_fold", output_field=TextField())
        ).filter(
            Q(number__icontains=q)
            | Q(title_words__contains=fold(q))
            | Q(organisation__search_text__contains=fold(q))
            | Q(organisation__number__iexact=q)
        )
    return rows


def check_progress(call: Call) -> dict[str, int]:
    """How far the formal check of a call is."""
    return call.applications.filed().aggregate(
        all=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=[S.SUBMITTED, S.RETURNED])),
        complete=Count("pk", filter=Q(state__in=Application.COMPETING)),
        rejected=Count("pk", filter=Q(state=S.REJECTED)),
    )


def staff_file(user: User) -> QuerySet[Application]:
    """Applications as their file page needs them."""
    return applications_seen_by(user).select_related(
        "call__body",
        "call__rulebook",
        "call__filing_rules",
        "call__commission",
        "organisation__municipality",
        "submitted_by",
        "completion__asked_by",
        "completion__receipt__file",
        "receipt__file",
    )


def calls_to_check(user: User) -> list[Call]:
    """Calls past their deadline with applications that wait for the check by this person."""
    waiting = applications_seen_by(user).filter(state=S.SUBMITTED, call__deadline__lt=timezone.now())
    counted = Count("applications", filter=Q(applications__state=S.SUBMITTED))
    return list(
        Call.objects.filter(pk__in=waiting.values("call"))
        .select_related("rulebook")
        .annotate(waiting=counted)
        .order_by("deadline", "pk")
    )


def check_due(call: Call) -> tuple[datetime.datetime | None, str]:
    """Until when the formal check of a call is done by its rulebook, with the article."""
    rule = from_version(call.rulebook).call.formal_check_days
    if not rule.value or not rule.confirmed:
        return None, ""
    calendar = current().calendar
    return end_of(add_days(calendar.today(call.deadline), rule.value, calendar), calendar.zone), rule.law


def handed_documents(application: Application) -> QuerySet[ApplicationDocument]:
    """Documents that belong to what was handed in; those added while completing are shown when handed in."""
    handed = [each["pk"] for each in (application.snapshot or {}).get("documents", [])]
    documents = application.documents.select_related("file", "required")
    return documents.filter(pk__in=handed) if application.snapshot else documents


def seat_without_exemption(user: User, application: Application) -> CommissionMember | None:
    """The seat of a person who could still step aside from this application."""
    return (
        current_seats(user)
        .filter(commission=application.call.commission_id)
        .exclude(exemptions__application=application)
        .first()
    )


def exempted_from(application: Application) -> list[Exemption]:
    """Members who do not touch this application, with their reasons."""
    return list(application.exemptions.select_related("member").order_by("pk"))
