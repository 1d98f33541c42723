"""Verbs of the yearly list of independent evaluators: people, versions, assignments."""

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import (
    Application,
    Assignment,
    CommissionMember,
    Evaluator,
    EvaluatorList,
    EvaluatorListEntry,
)
from grants.rules import check_sits_on_commission
from grants.workflows.assignment import ASSIGNMENT
from grants.workflows.decision import EVALUATOR_LIST, check_keeps_list
from office import mail
from office.audit import record
from office.jobs import order_job
from office.models import Area, RoleGrant, User
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Role
from office.rulebooks import from_version, rules_for
from office.service import locked, service

A = Assignment.State


@service
def enter_evaluator(
    *,
    user: User,
    years_of_experience: int,
    evaluation_experience: str,
    areas: list[Area],
    free_of_bars: bool,
    by: User,
) -> Evaluator:
    """Enter a person who fulfils the conditions and declared to be free of every bar."""
    check_keeps_list(by, None)
    rules = rules_for(None, timezone.localdate()).evaluation
    least = rules.evaluator_min_years
    if least.value is not None and least.confirmed and years_of_experience < least.value:
        raise Refused(
            _("At least %(years)s years of experience in managing projects are asked.")
            % {"years": least.value},
            law=least.law,
            field="years_of_experience",
        )
    if not free_of_bars:
        raise Refused(
            _("The person has not declared to be free of every bar."),
            law=rules.evaluator_lookback_years.law,
            field="free_of_bars",
        )
    if Evaluator.objects.filter(user=user).exists():
        raise Refused(_("This person has been entered already."), field="user")
    evaluator = Evaluator.objects.create(
        user=user,
        full_name=user.full_name,
        years_of_experience=years_of_experience,
        evaluation_experience=evaluation_experience,
        bars_checked_at=timezone.now(),
        bars_checked_by=by,
    )
    evaluator.areas.set(areas)
    record("enter_evaluator", evaluator, by=by)
    return evaluator


@service
def begin_list(*, year: int, reason: str, by: User) -> EvaluatorList:
    """Begin the next version of the year's list, with the people of the version before."""
    check_keeps_list(by, None)
    if EvaluatorList.objects.filter(year=year, state="draft").exists():
        raise Refused(_("A draft of the list for this year has been begun already."))
    last = EvaluatorList.objects.filter(year=year).order_by("-version").first()
    made = EvaluatorList.objects.create(year=year, version=(last.version if last else 0) + 1, reason=reason)
    if last:
        EvaluatorListEntry.objects.bulk_create(
            EvaluatorListEntry(list=made, order=entry.order, evaluator_id=entry.evaluator_id)
            for entry in last.entries.all()
        )
    record("begin_list", made, by=by, note=reason)
    return made


def check_draft(evaluators: EvaluatorList) -> None:
    """An adopted version is not changed; the next one is made."""
    if evaluators.state != EvaluatorList.State.DRAFT:
        raise Refused(_("This version is adopted; begin the next one."))


@service
def put_on_list(*, evaluators: EvaluatorList, evaluator: Evaluator, by: User) -> EvaluatorListEntry:
    """Put a person on the draft of the list."""
    evaluators = locked(evaluators)
    check_keeps_list(by, evaluators)
    check_draft(evaluators)
    if evaluators.entries.filter(evaluator=evaluator).exists():
        raise Refused(_("The person is on the list already."), field="evaluator")
    last = evaluators.entries.aggregate(last=Max("order"))["last"] or 0
    entry = EvaluatorListEntry.objects.create(list=evaluators, evaluator=evaluator, order=last + 1)
    record("put_on_list", evaluators, by=by, data={"evaluator": evaluator.full_name})
    return entry


@service
def take_off_list(*, entry: EvaluatorListEntry, by: User) -> None:
    """Take a person off the draft of the list."""
    evaluators = locked(entry.list)
    check_keeps_list(by, evaluators)
    check_draft(evaluators)
    record("take_off_list", evaluators, by=by, data={"evaluator": entry.evaluator.full_name})
    entry.delete()


@service
def adopt_list(*, evaluators: EvaluatorList, by: User) -> EvaluatorList:
    """Adopt the version: number, day, roles of the people on it; open assignments of people removed become void."""
    evaluators = locked(evaluators)
    if not evaluators.entries.exists():
        raise Refused(_("The list is empty."))
    EVALUATOR_LIST.check(evaluators, "adopt", by=by)
    people = [entry.evaluator for entry in evaluators.entries.select_related("evaluator__user")]
    today = timezone.localdate()
    for person in people:
        RoleGrant.objects.get_or_create(
            user=person.user,
            role=Role.EVALUATOR,
            valid_until=None,
            defaults={"valid_from": today, "reason": str(evaluators)},
        )
    removed = Assignment.objects.filter(
        evaluator__isnull=False, state__in=[A.ASSIGNED, A.ACCEPTED], assigned_at__year=evaluators.year
    )
    for assignment in removed.exclude(evaluator__in=people).select_for_update(of=("self",)):
        assignment.state = A.VOID
        assignment.save(update_fields=["state"])
        record("void", assignment, by=by, note=evaluators.reason)
    EVALUATOR_LIST.apply(
        evaluators,
        "adopt",
        by=by,
        adopted_at=timezone.now(),
        adopted_by=by,
        number=next_number("evaluator_list", year=evaluators.year),
    )
    order_job("grants.evaluator_list", subject=evaluators, by=by)
    return evaluators


def list_in_force(year: int) -> EvaluatorList | None:
    """The last adopted version of the year."""
    return EvaluatorList.objects.filter(year=year, state="adopted").order_by("-version").first()


@service
def assign(*, application: Application, evaluator: Evaluator, by: User) -> Assignment:
    """The commission picks an evaluator from the list in force for one application."""
    application = locked(application)
    check_sits_on_commission(by, application.call)
    _check_scored_now(application)
    rules = from_version(application.call.rulebook).evaluation
    current = list_in_force(timezone.localdate().year)
    if current is None or not current.entries.filter(evaluator=evaluator).exists():
        raise Refused(_("The person is not on the list in force."), law=rules.scorers.law, field="evaluator")
    _check_no_link(evaluator.user, application)
    live = application.assignments.exclude(state__in=[A.VOID, A.CONFLICT])
    if live.filter(user=evaluator.user).exists():
        raise Refused(_("The person scores this application already."), field="evaluator")
    slots = set(live.values_list("slot", flat=True))
    free = [n for n in range(1, (rules.scorers.value or 1) + 1) if n not in slots]
    if not free:
        raise Refused(_("The application has all its evaluators."), law=rules.scorers.law)
    return _assigned(application, evaluator.user, free[0], by, evaluator=evaluator)


@service
def assign_members(*, application: Application, by: User) -> list[Assignment]:
    """Where the commission scores: every member not exempted gets the application."""
    application = locked(application)
    check_sits_on_commission(by, application.call)
    _check_scored_now(application)
    made = []
    taken = {a.user_id for a in application.assignments.exclude(state__in=[A.VOID, A.CONFLICT])}
    slot = len(taken)
    members = application.call.commission.members.filter(valid_until__isnull=True).exclude(
        exemptions__application=application
    )
    for member in members.select_related("user").order_by("pk"):
        if member.user_id not in taken:
            slot += 1
            made.append(_assigned(application, member.user, slot, by, member=member))
    return made


def _check_scored_now(application: Application) -> None:
    if application.state != Application.State.ELIGIBLE:
        raise Refused(_("Only complete applications are scored."))


def _check_no_link(user: User, application: Application) -> None:
    organisations = [
        application.organisation_id,
        *application.partners.values_list("organisation_id", flat=True),
    ]
    if user.memberships.filter(organisation_id__in=[pk for pk in organisations if pk]).exists():
        raise Refused(_("The person acts for the applicant or a partner."), field="evaluator")


def _assigned(
    application: Application,
    user: User,
    slot: int,
    by: User,
    *,
    evaluator: Evaluator | None = None,
    member: CommissionMember | None = None,
) -> Assignment:
    made = Assignment.objects.create(
        application=application,
        user=user,
        evaluator=evaluator,
        member=member,
        slot=slot,
        assigned_at=timezone.now(),
        assigned_by=by,
    )
    record("assign", made, by=by, data={"application": application.number, "slot": slot})
    mail.send(
        "grants/emails/assigned.txt",
        to=user,
        about=made,
        context={"application": application, "assignment": made},
    )
    return made


@service
def take_back(*, assignment: Assignment, note: str, by: User) -> Assignment:
    """Take an assignment back, with the reason; a locked sheet stays."""
    return ASSIGNMENT.apply(locked(assignment), "take_back", by=by, note=note)
