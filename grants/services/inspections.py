"""Inspection of applications after the preliminary list: asked for, appointed, held; own sheets also online."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, GrantLetter, Inspection, SheetView
from grants.queries.objections import terms_of
from grants.rules import check_checks_application, check_is_applicant
from grants.services.letters import put_in_post
from grants.services.objections import call_held
from grants.workflows.inspection import INSPECTION
from office.audit import record
from office.deadlines import in_time
from office.jurisdiction import current
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service
from office.templatetags.saradnja import day, moment


def check_may_inspect(application: Application, at: datetime.datetime) -> datetime.date:
    """The preliminary list is published and its time for inspection runs; gives its last day."""
    terms = terms_of(application.call)
    law = from_version(application.call.rulebook).ranking.inspection_working_days.law
    if terms is None or terms.inspect_until is None:
        raise Refused(_("No inspection of applications is possible in this procedure."), law=law)
    if application.state not in {Application.State.SCORED, Application.State.REJECTED}:
        raise Refused(_("Only an applicant on the list inspects applications."))
    if not in_time(at, terms.inspect_until, current().calendar.zone):
        raise Refused(
            _("The time for inspection ended on %(day)s.") % {"day": day(terms.inspect_until)}, law=law
        )
    return terms.inspect_until


@service
def ask_inspection(*, application: Application, wanted: str, at: datetime.datetime, by: User) -> Inspection:
    """The applicant asks to look into the applications at the office."""
    _call, application = call_held(application)
    check_is_applicant(by, application)
    until = check_may_inspect(application, at)
    if not wanted.strip():
        raise Refused(_("Write which applications and papers you want to see."), field="wanted")
    if application.inspections.filter(state__in=["asked", "appointed"]).exists():
        raise Refused(_("You have asked for an inspection already; its appointment is shown below."))
    inspection = Inspection.objects.create(
        application=application, wanted=wanted.strip(), asked_at=at, asked_by=by, until=until
    )
    record("ask_inspection", application, by=by)
    return inspection


@service
def see_sheets(*, application: Application, at: datetime.datetime, by: User) -> SheetView:
    """The applicant opens the score sheets of the own application online; the inspection is recorded."""
    _call, application = call_held(application)
    check_is_applicant(by, application)
    check_may_inspect(application, at)
    if application.state != Application.State.SCORED:
        raise Refused(_("This application was not scored: it has no sheets."))
    record("see_sheets", application, by=by)
    return SheetView.objects.create(application=application, seen_at=at, seen_by=by)


@service
def appoint(*, inspection: Inspection, meets_at: datetime.datetime, place: str, by: User) -> Inspection:
    """Give the appointment; the applicant gets it as a letter."""
    application = locked(inspection.application)
    check_checks_application(by, application)
    inspection = locked(inspection)
    inspection.application = application
    if meets_at < timezone.now():
        raise Refused(_("The appointment has passed already."), field="meets_at")
    if timezone.localdate(meets_at) > inspection.until:
        raise Refused(
            _("The appointment lies after the last day for inspection, %(day)s.")
            % {"day": day(inspection.until)},
            field="meets_at",
        )
    INSPECTION.apply(
        inspection,
        "appoint",
        by=by,
        meets_at=meets_at,
        place=place.strip(),
        appointed_at=timezone.now(),
        appointed_by=by,
    )
    text = _("The applications may be inspected on %(at)s, at: %(place)s.") % {
        "at": moment(meets_at),
        "place": place.strip(),
    }
    put_in_post(application, GrantLetter.Kind.INSPECTION, str(text), by)
    return inspection


@service
def close_inspection(*, inspection: Inspection, came: bool, written: str, by: User) -> Inspection:
    """Record what was seen and by whom, or that the applicant did not come."""
    application = locked(inspection.application)
    check_checks_application(by, application)
    inspection = locked(inspection)
    inspection.application = application
    if not written.strip():
        raise Refused(_("Write who came, what was seen and what was said."), field="written")
    facts = {"record": written.strip(), "closed_at": timezone.now(), "closed_by": by}
    return INSPECTION.apply(inspection, "hold" if came else "miss", by=by, **facts)
