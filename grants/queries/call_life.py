"""What pages ask about the life of a call: sources of a draft, steps, questions, corrections, what follows it."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from grants.models import (
    Call,
    CallAnswer,
    CallLink,
    CallOrigin,
    CallQuestion,
    CallTemplate,
    Commission,
    PlannedPublication,
    ProposedCall,
    SectorAnalysis,
)
from grants.queries.calls import calls_of
from grants.queries.priorities import usable_items, usable_plans
from office.models import User


def earlier_calls(commission: Commission) -> QuerySet[Call]:
    """Calls of the body that were published, the newest first: a new one may take over their text."""
    rows = Call.objects.public().filter(body=commission.body_id)
    return rows.select_related("body").prefetch_related("areas").order_by("-year", "-published_at", "-pk")


def templates() -> QuerySet[CallTemplate]:
    """What the office offers to all bodies."""
    rows = CallTemplate.objects.filter(ended_at__isnull=True)
    return rows.select_related("call__body", "marked_by").order_by("name", "pk")


def ended_templates() -> QuerySet[CallTemplate]:
    """What it offered before."""
    rows = CallTemplate.objects.filter(ended_at__isnull=False)
    return rows.select_related("call__body", "marked_by").order_by("-ended_at", "-pk")


def sources(commission: Commission) -> dict[str, QuerySet]:
    """Everything a call of this commission may be begun from."""
    return {
        "call": earlier_calls(commission),
        "template": templates(),
        "analysis": proposed_calls(commission),
        "item": usable_items(commission.body, commission.year).select_related("sums__analysis"),
        "plan": usable_plans(commission.body, commission.year),
    }


def proposed_calls(commission: Commission) -> QuerySet[ProposedCall]:
    """Calls the body proposed for the year in analyses the office accepted."""
    rows = ProposedCall.objects.filter(
        analysis__body=commission.body_id,
        analysis__cycle__year=commission.year,
        analysis__state=SectorAnalysis.State.ACCEPTED,
    )
    return rows.select_related("analysis__area", "analysis__sums__item__decision").order_by(
        "analysis__area__order", "analysis", "order"
    )


def calls_of_analysis(analysis: SectorAnalysis, *, public: bool) -> list[CallOrigin]:
    """Calls that came of an analysis, each with the call proposed there; the public sees published ones."""
    rows = CallOrigin.objects.filter(analysis=analysis).select_related("call", "proposed")
    if public:
        rows = rows.filter(call__in=Call.objects.public())
    return list(rows.order_by("call__published_at", "pk"))


def planned_publication(call: Call) -> PlannedPublication | None:
    """The hour that is planned, or the last one that was refused."""
    row = call.planned_publications.select_related("planned_by").first()
    shown = {PlannedPublication.State.PLANNED, PlannedPublication.State.FAILED}
    return row if row and row.state in shown and call.state == Call.State.DRAFT else None


def plans_of(call: Call) -> QuerySet[PlannedPublication]:
    """Planned publications of the call that still wait."""
    return call.planned_publications.filter(state=PlannedPublication.State.PLANNED)


def questions_of(call: Call) -> list[CallQuestion]:
    """All questions for those who answer, the ones that wait first, by their due day."""
    rows = call.asked_questions.prefetch_related(Prefetch("answers", CallAnswer.objects.order_by("version")))
    order = {"asked": 0, "answered": 1, "dismissed": 2}
    found = sorted(rows, key=lambda row: (order[row.state], row.due, row.pk))
    for row in found:
        row.versions = list(row.answers.all())
    return found


def question_of(call: Call) -> QuerySet[CallQuestion]:
    """Questions of the call, to take one."""
    return call.asked_questions.prefetch_related(Prefetch("answers", CallAnswer.objects.order_by("version")))


def public_questions(call: Call) -> list[CallQuestion]:
    """Answered questions as anybody reads them: the last wording, and the earlier ones that may be shown."""
    rows = call.asked_questions.filter(state=CallQuestion.State.ANSWERED)
    return told(
        rows.prefetch_related(Prefetch("answers", CallAnswer.objects.order_by("version"))).order_by("pk")
    )


def told(questions: Iterable[CallQuestion]) -> list[CallQuestion]:
    """Answered questions with their last wording, and the earlier ones that may be shown."""
    found = list(questions)
    for row in found:
        *earlier, row.last = list(row.answers.all())
        row.earlier = [each for each in earlier if not each.hidden]
    return found


def own_questions(call: Call, user: User) -> list[CallQuestion]:
    """What this person asked, with the answers."""
    rows = call.asked_questions.filter(asked_by=user)
    found = list(
        rows.prefetch_related(Prefetch("answers", CallAnswer.objects.order_by("version"))).order_by("pk")
    )
    for row in found:
        row.last = next(reversed(list(row.answers.all())), None)
    return found


def open_questions(user: User) -> QuerySet[CallQuestion]:
    """Questions that wait for the person's body or commission, the earliest due day first."""
    rows = CallQuestion.objects.filter(state=CallQuestion.State.ASKED, call__in=calls_of(user).values("pk"))
    return rows.select_related("call__body", "call__rulebook").order_by("due", "pk")


def failed_publications(user: User) -> list[PlannedPublication]:
    """Drafts that were refused at their hour and have no other hour since."""
    drafts = calls_of(user).filter(state=Call.State.DRAFT).values("pk")
    rows = PlannedPublication.objects.filter(call__in=drafts).select_related("call").order_by("call", "-pk")
    last: dict[int, PlannedPublication] = {}
    for row in rows:
        last.setdefault(row.call_id, row)
    return [row for row in last.values() if row.state == PlannedPublication.State.FAILED]


def link_to_earlier(call: Call) -> CallLink | None:
    """The call this one follows (comes with the call where its query has joined it)."""
    return getattr(call, "earlier_link", None)


def links_to_later(call: Call, *, public: bool) -> list[CallLink]:
    """Calls that follow this one; the public sees them from their publication on."""
    rows = call.later_links.select_related("later__body").order_by("pk")
    if public:
        rows = rows.exclude(later__state=Call.State.DRAFT)
    return list(rows)


def origin_of(call: Call) -> CallOrigin | None:
    """What the draft was begun from."""
    rows = CallOrigin.objects.select_related(
        "copied_from", "analysis__area", "analysis__cycle", "analysis__body"
    )
    return rows.filter(call=call).first()


def template_of(call: Call) -> CallTemplate | None:
    """The template the office makes of the call (comes with the call where its query has joined it)."""
    template = getattr(call, "template", None)
    return template if template is not None and template.ended_at is None else None


def question_counts(call: Call) -> dict[str, int]:
    """How many questions wait, how many are answered."""
    return call.asked_questions.aggregate(
        waiting_questions=Count("pk", Q(state="asked")), answered_questions=Count("pk", Q(state="answered"))
    )
