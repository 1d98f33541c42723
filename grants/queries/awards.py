"""Questions about what organisations answer to their awards, and what is left of the money because of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, Sum, TextField

from grants.models import AdaptedLine, AwardAnswer, BudgetLine, Decision, DecisionRow
from grants.queries.evaluation import calls_seen_by
from ngo_registry.models import Organisation
from office.models import User, bodies_of
from office.money import cut, share
from office.roles import Permission as P
from office.similar import stems_of

S = AwardAnswer.State
BESIDE = 20  # awards of others shown beside an application
WON = Q(outcome=DecisionRow.Outcome.AWARDED)


def awards_of(organisation: Organisation) -> QuerySet[DecisionRow]:
    """Published awards of an organisation; whose it is not, does not find it."""
    return DecisionRow.objects.filter(
        WON, decision__state=Decision.State.PUBLISHED, application__organisation=organisation
    ).select_related(
        "application__organisation", "application__submitted_by", "decision__call__body", "answer", "contract"
    )


def awards_for_staff(user: User) -> QuerySet[DecisionRow]:
    """Published awards of the bodies whose contracts the person keeps."""
    return DecisionRow.objects.filter(
        WON,
        decision__state=Decision.State.PUBLISHED,
        decision__call__body__in=bodies_of(user, P.MANAGE_CONTRACTS),
    ).select_related("application__organisation", "decision__call__body", "answer", "contract")


def awards_seen_in(user: User, decision: Decision) -> QuerySet[DecisionRow]:
    """All awards of one decision for who sees its call, with their answers."""
    return (
        DecisionRow.objects.filter(WON, decision=decision, decision__call__in=calls_seen_by(user).order_by())
        .select_related("application__organisation", "answer", "contract")
        .order_by("order", "pk")
    )


def reduced(decision: Decision) -> QuerySet[DecisionRow]:
    """Awards smaller than the sum asked."""
    return decision.rows.filter(WON, amount__lt=F("application__requested"))


def to_ask(decision: Decision) -> QuerySet[DecisionRow]:
    """Reduced awards whose organisations were not asked yet, without a contract."""
    answered = AwardAnswer.objects.filter(row=OuterRef("pk"))
    return reduced(decision).filter(~Exists(answered), contract__isnull=True)


@dataclass(frozen=True, slots=True)
class AwardSums:
    """How the awards of a decision stand, and what is left with the body."""

    reduced: int
    to_ask: int
    waiting: int
    handed_in: int
    accepted: int
    declined: int
    declined_sum: Decimal
    left: Decimal


def award_sums(decision: Decision) -> AwardSums:
    """One statement over the awards."""
    smaller = Q(amount__lt=F("application__requested"))
    found = decision.rows.filter(WON).aggregate(
        reduced=Count("pk", filter=smaller),
        to_ask=Count("pk", filter=smaller & Q(answer__isnull=True, contract__isnull=True)),
        waiting=Count("pk", filter=Q(answer__state__in=[S.ASKED, S.RETURNED])),
        handed_in=Count("pk", filter=Q(answer__state=S.SUBMITTED)),
        accepted=Count("pk", filter=Q(answer__state=S.ACCEPTED)),
        declined=Count("pk", filter=Q(answer__state=S.DECLINED)),
        declined_sum=Sum("amount", filter=Q(answer__state=S.DECLINED), default=Decimal(0)),
    )
    return AwardSums(left=decision.unallocated + found["declined_sum"], **found)


def budget_lines(row: DecisionRow) -> list[BudgetLine]:
    """Lines of the application that ask money from the body."""
    return list(row.application.budget_lines.filter(requested__gt=0).order_by("order", "pk"))


def proposed(row: DecisionRow, lines: list[BudgetLine]) -> dict[int, Decimal]:
    """The award over the lines in proportion to what each asked, the rest of the cents on the largest."""
    if not lines:
        return {}
    asked = sum((line.requested for line in lines), Decimal(0))
    found = {line.pk: cut(line.requested * row.amount / asked) for line in lines}
    largest = max(lines, key=lambda line: line.requested)
    found[largest.pk] += row.amount - sum(found.values(), Decimal(0))
    return found


def adapted_lines(answer: AwardAnswer) -> list[AdaptedLine]:
    """The adapted budget in its order."""
    return list(answer.lines.select_related("line").order_by("line__order", "pk"))


def planned_lines(row: DecisionRow) -> list[tuple[BudgetLine, Decimal]]:
    """What each budget line gets of the award: as adapted and accepted, else in proportion."""
    answer = getattr(row, "answer", None)
    if answer is not None and answer.state == S.ACCEPTED and answer.lines.exists():
        return [(each.line, each.requested) for each in adapted_lines(answer) if each.requested]
    lines = list(row.application.budget_lines.filter(requested__gt=0))
    scale = row.amount / row.application.requested
    planned = [share(line.requested * scale, 100) for line in lines]
    if planned:
        planned[-1] += row.amount - sum(planned, Decimal(0))
    return list(zip(lines, planned, strict=True))


def awards_beside(organisation: Organisation, title: str, own: str = "") -> list[DecisionRow]:
    """Published awards to this organisation first, then to others whose title is alike; the newest first.

    Left out: what was refused, and the award of the application itself, by its number.
    """
    alike = Q()
    stems = stems_of(title)
    for stem in stems if len(stems) > 1 else []:
        alike &= Q(words__contains=stem)
    same = Q(application__organisation=organisation)
    rows = DecisionRow.objects.filter(WON, decision__state=Decision.State.PUBLISHED).annotate(
        words=Func(F("application__title"), function="saradnja_fold", output_field=TextField())
    )
    rows = rows.exclude(answer__state=S.DECLINED).exclude(application__number=own)
    found = rows.filter(same | alike if alike else same).select_related(
        "application__organisation", "decision__call__body"
    )
    newest = list(found.order_by("-decision__published_at", "pk")[:BESIDE])
    return sorted(newest, key=lambda row: row.application.organisation_id != organisation.pk)


def waiting_on_ngo(organisation: Organisation) -> QuerySet[DecisionRow]:
    """Awards whose adapted budget the organisation still owes."""
    return awards_of(organisation).filter(answer__state__in=[S.ASKED, S.RETURNED]).order_by("answer__due")


def to_review(user: User) -> QuerySet[DecisionRow]:
    """Adapted budgets that wait for the body."""
    return awards_for_staff(user).filter(answer__state=S.SUBMITTED).order_by("answer__submitted_at")
