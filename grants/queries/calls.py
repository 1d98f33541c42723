"""What the staff rooms ask about calls."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from grants.models import Call, Commission, CommissionMember, Criterion, RequiredDocument, SubCriterion
from grants.own_rules import laid_over
from office.audit import subject_of
from office.deadlines import add_days, end_of
from office.jurisdiction import current
from office.models import Job, User
from office.models.user import bodies_of
from office.roles import Permission as P
from office.rulebooks import Rules, from_version, rules_for

FILED = ~Q(applications__state__in=["draft", "withdrawn"])
UNCHECKED = Q(applications__state__in=["submitted", "returned"])


def calls_of(user: User) -> QuerySet[Call]:
    """Calls of the person's bodies and of the commissions the person sits on."""
    seats = CommissionMember.objects.filter(user=user).values("commission")
    return Call.objects.filter(
        Q(body__in=bodies_of(user, P.MANAGE_CALLS)) | Q(commission__in=seats)
    ).select_related(
        "body", "commission", "item__area", "item__decision", "plan", "rulebook", "document__file"
    )


def call_list(user: User, *, state: str = "", year: int | None = None, text: str = "") -> QuerySet[Call]:
    """The staff list: drafts first, then by deadline, newest first."""
    rows = calls_of(user)
    if state:
        rows = rows.filter(state=state)
    if year:
        rows = rows.filter(year=year)
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(number__iexact=text))
    return rows.annotate(
        filed=Count("applications", FILED), unchecked=Count("applications", UNCHECKED)
    ).order_by(F("deadline").desc(nulls_first=True), "-pk")


def whole(calls: QuerySet[Call]) -> QuerySet[Call]:
    """With everything the editor and the preview show."""
    criteria = Criterion.objects.prefetch_related(
        Prefetch("subcriteria", SubCriterion.objects.order_by("order"))
    )
    members = CommissionMember.objects.select_related("statement").order_by("pk")
    return calls.select_related(
        "earlier_link__earlier", "template", "origin__analysis__area"
    ).prefetch_related(
        "areas",
        "extensions",
        "corrections__texts",
        Prefetch("criteria", criteria.order_by("order")),
        Prefetch("required_documents", RequiredDocument.objects.select_related("template").order_by("order")),
        Prefetch("commission__members", members),
    )


def commissions_for_calls(user: User) -> QuerySet[Commission]:
    """Formed commissions for which the person may draft a call."""
    seats = CommissionMember.objects.filter(user=user, valid_until__isnull=True).values("commission")
    return (
        Commission.objects.filter(state=Commission.State.FORMED)
        .filter(Q(body__in=bodies_of(user, P.MANAGE_CALLS)) | Q(pk__in=seats))
        .select_related("body")
        .order_by("-year", "-pk")
    )


def rules_of(call: Call) -> Rules:
    """The frozen rules of a published call; for a draft today's, with its own values laid over them."""
    if call.rulebook_id:
        return from_version(call.rulebook)
    return laid_over(rulebook_of(call), call.own_rules.all())


def rulebook_of(call: Call) -> Rules:
    """Today's rules of the body of a draft, without the call's own values."""
    return rules_for(call.body, timezone.localdate())


@dataclass(frozen=True, slots=True)
class Term:
    """The earliest deadline and how it was counted."""

    days: int
    law: str
    published: datetime.date
    counted: datetime.date
    last: datetime.date
    deadline: datetime.datetime

    @property
    def moved(self) -> bool:
        """True when the counted day was a day off."""
        return self.counted != self.last


def earliest_term(call: Call, day: datetime.date) -> Term:
    """The shortest term from the day of publication; a day off moves its last day to a working day."""
    rule = rules_of(call).call.open_days
    calendar = current().calendar
    last = add_days(day, rule.value, calendar)
    counted = day + datetime.timedelta(days=rule.value)
    return Term(rule.value, rule.law, day, counted, last, end_of(last, calendar.zone))


def text_job(call: Call) -> Job | None:
    """The last order of the call's text as a document."""
    about = {"subject": subject_of(call), "subject_id": str(call.pk), "kind": "grants.call_text"}
    return Job.objects.filter(**about).order_by("-pk").first()


def counts_of(call: Call) -> dict[str, int]:
    """How many applications stand where, in one query."""
    return call.applications.aggregate(
        drafts=Count("pk", Q(state="draft")),
        filed=Count("pk", ~Q(state__in=["draft", "withdrawn"])),
        unchecked=Count("pk", Q(state__in=["submitted", "returned"])),
        complete=Count("pk", Q(state__in=["eligible", "scored", "awarded", "refused"])),
        rejected=Count("pk", Q(state="rejected")),
    )


def check_due(call: Call) -> tuple[datetime.date | None, str]:
    """By when the formal check is due, and the article."""
    rule = rules_of(call).call.formal_check_days
    if rule.value is None or call.deadline is None:
        return None, rule.law
    return add_days(timezone.localdate(call.deadline), rule.value, current().calendar), rule.law


def waiting_for(user: User, at: datetime.datetime) -> list[Call]:
    """Drafts of the person, and calls past their deadline whose check is not published."""
    rows = (
        calls_of(user)
        .filter(
            Q(state=Call.State.DRAFT)
            | Q(state=Call.State.PUBLISHED, deadline__lt=at, check_published_at__isnull=True)
        )
        .annotate(filed=Count("applications", FILED), unchecked=Count("applications", UNCHECKED))
    )
    return list(rows.order_by("deadline", "pk")[:200])


def criterion_of(call: Call, pk: int) -> QuerySet[Criterion]:
    """The criterion, when it is of this call."""
    return call.criteria.filter(pk=pk)


def subcriterion_of(call: Call, pk: int) -> QuerySet[SubCriterion]:
    """The sub-criterion, when it is of this call."""
    return SubCriterion.objects.filter(criterion__call=call, pk=pk).select_related("criterion__call")


def document_of(call: Call, pk: int) -> QuerySet[RequiredDocument]:
    """The required document, when it is of this call."""
    return call.required_documents.filter(pk=pk)
