"""Checks before an application is given to an evaluator and again before it is opened: ties and room."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, AssignmentRefusal, Call, Evaluator
from grants.queries.capacity import loads
from grants.queries.ties import BY_ACCOUNT, Tie, back, organisations_in, ties_to, ties_to_call
from office.refusal import Refused
from office.rulebooks import from_version
from office.templatetags.saradnja import day


def check_no_tie(evaluator: Evaluator, application: Application) -> None:
    """The portal itself knows of some ties: to the applicant, a partner, the commission, the body."""
    tie = tie_found(evaluator, application)
    if tie and tie.by == BY_ACCOUNT:
        raise Refused(_("%(name)s acts for the applicant or a partner.") % {"name": evaluator.full_name})
    if tie:
        raise Refused(
            _("%(name)s is tied to “%(organisation)s”: %(role)s (%(how)s in the register).")
            % {
                "name": evaluator.full_name,
                "organisation": tie.about,
                "role": tie.role,
                "how": tie.how,
            }
        )
    check_no_tie_to_call(evaluator, application.call)


def check_no_tie_to_call(evaluator: Evaluator, call: Call) -> None:
    """Neither the commission nor the body that pays, now or within the years of the rulebook."""
    rule = from_version(call.rulebook).evaluation.evaluator_lookback_years
    today = timezone.localdate()
    since = back(rule.value, today)
    tie = ties_to_call(call, since, [evaluator.user_id]).get(evaluator.user_id)
    if tie is None:
        return
    name = {"name": evaluator.full_name}
    seat = tie.about == call.commission.title
    if tie.until is not None and tie.until < today:
        facts = {**name, "day": day(tie.until, "short"), "since": day(since, "short")}
        left = (
            _("%(name)s sat on the commission until %(day)s; the law looks back to %(since)s.")
            if seat
            else _(
                "%(name)s worked for the body that allocates the money until %(day)s; the law looks back to %(since)s."
            )
        )
        raise Refused(left % facts, law=rule.law)
    if seat:
        raise Refused(_("%(name)s sits on the commission.") % name)
    raise Refused(_("%(name)s works for the body that allocates the money.") % name)


def tie_found(evaluator: Evaluator, application: Application) -> Tie | None:
    """The first tie of the evaluator to the applicant or a partner, as the register is today."""
    years = from_version(application.call.rulebook).evaluation.evaluator_lookback_years.value
    found = ties_to([evaluator], organisations_in(application), back(years, timezone.localdate()))
    return next(iter(found.values()), None)


def check_not_refused(evaluator: Evaluator, application: Application) -> None:
    """Who refused an application is not asked again."""
    refused = AssignmentRefusal.objects.filter(
        assignment__application=application, assignment__evaluator=evaluator
    )
    if refused.exists():
        raise Refused(
            _("%(name)s refused to take this application on.") % {"name": evaluator.full_name},
            field="evaluator",
        )


def check_room(evaluator: Evaluator) -> None:
    """Nobody gets more than the person stated to be able to take on."""
    load = loads([evaluator], timezone.localdate().year)[evaluator.pk]
    if load.room == 0:
        raise Refused(
            _("%(name)s has no room for more: %(open)s open, %(year)s this year.")
            % {"name": evaluator.full_name, "open": load.open, "year": load.in_year},
            field="evaluator",
        )
