"""Objections to the preliminary list: filed online or entered from paper, refused after the term."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call, Objection, ObjectionPaper
from grants.queries.objections import edition_of, open_objections, terms_of, upheld
from grants.rules import check_checks_application, check_is_applicant
from office import mail
from office.audit import record
from office.deadlines import add_days, in_time
from office.jurisdiction import current
from office.models import StoredFile, User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service
from office.templatetags.saradnja import day

S = Application.State
MAY_OBJECT = (S.SCORED, S.REJECTED)
MOST_PAPERS = 10


def call_held(application: Application) -> tuple[Call, Application]:
    """The call and the application under their locks, the call first: who decides waits, who files waits."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)
    application = locked(application)
    application.call = call
    return call, application


def check_may_object(application: Application) -> None:
    """There is a preliminary list, the application is on it or was rejected, no objection was filed yet."""
    terms = terms_of(application.call)
    if terms is None:
        law = from_version(application.call.rulebook).ranking.objection_days.law
        raise Refused(_("No objection to this list is possible in this procedure."), law=law)
    if application.state not in MAY_OBJECT:
        raise Refused(
            _("An objection is filed against the points or the rejection of one's own application.")
        )
    if application.objections.filter(edition=terms.edition).exists():
        raise Refused(
            _("An objection for this application has been filed already; its state is shown below.")
        )


@service
def file_objection(
    *, application: Application, text: str, papers: list[StoredFile], at: datetime.datetime, by: User
) -> Objection:
    """The applicant files in the portal, to the last second of the term."""
    call, application = call_held(application)
    check_is_applicant(by, application)
    check_may_object(application)
    terms = terms_of(call)
    assert terms is not None
    if not in_time(at, terms.object_until, current().calendar.zone):
        raise Refused(
            _("The term for objections ended on %(day)s.") % {"day": day(terms.object_until)},
            law=terms.object_law,
        )
    received = current().calendar.today(at)
    return _enter(application, text, papers, Objection.Way.PORTAL, received, at, by)


@service
def enter_objection(
    *,
    application: Application,
    text: str,
    papers: list[StoredFile],
    received_on: datetime.date,
    posted_on: datetime.date | None = None,
    by: User,
) -> Objection:
    """An officer or a member enters an objection that came on paper; a late one is entered and marked so."""
    call, application = call_held(application)
    check_checks_application(by, application)
    check_may_object(application)
    terms = terms_of(call)
    assert terms is not None
    if not terms.published_on <= received_on <= timezone.localdate():
        raise Refused(
            _("The day of receipt lies between the publication of the list and today."), field="received_on"
        )
    if posted_on and not terms.published_on <= posted_on <= received_on:
        raise Refused(
            _("The day of posting lies between the publication of the list and the receipt."),
            field="posted_on",
        )
    timely = terms.objects(posted_on or received_on)
    objection = _enter(application, text, papers, Objection.Way.PAPER, received_on, timezone.now(), by)
    objection.in_time, objection.posted_on = timely, posted_on
    objection.save(update_fields=["in_time", "posted_on"])
    return objection


def _enter(
    application: Application,
    text: str,
    papers: list[StoredFile],
    way: str,
    received_on: datetime.date,
    at: datetime.datetime,
    by: User,
) -> Objection:
    call = application.call
    if not text.strip():
        raise Refused(_("Write what you hold against the list and why."), field="text")
    if len(papers) > MOST_PAPERS:
        raise Refused(_("At most %(most)s documents are enclosed.") % {"most": MOST_PAPERS}, field="papers")
    objection = Objection.objects.create(
        application=application,
        edition=edition_of(call),
        number=next_number("objection", year=timezone.localdate(at).year, body=call.body),
        way=way,
        text=text.strip(),
        received_on=received_on,
        filed_at=at,
        filed_by=by,
        due=reply_due(call, received_on),
    )
    ObjectionPaper.objects.bulk_create(ObjectionPaper(objection=objection, file=paper) for paper in papers)
    record("file_objection", application, by=by, data={"number": objection.number, "way": way})
    mail.send(
        "grants/emails/objection_received.txt",
        to=application.contact_email or application.submitted_by.email,
        language=application.submitted_by.language,
        about=application,
        context={"application": application, "objection": objection},
    )
    return objection


def reply_due(call: Call, received_on: datetime.date) -> datetime.date:
    """Last day for the reply of the commission, counted from the receipt."""
    days = from_version(call.rulebook).ranking.objection_decision_days.value or 15
    return add_days(received_on, days, current().calendar)


def check_objections_over(call: Call) -> None:
    """No decision while objections may be filed, wait for a reply, or their effect stands in no list."""
    waiting = open_objections(call).count()
    if waiting:
        raise Refused(
            _("Objections wait for the reply of the commission: %(count)s.") % {"count": waiting},
            law=from_version(call.rulebook).ranking.objection_decision_days.law,
        )
    terms = terms_of(call)
    if terms is None:
        return
    if in_time(timezone.now(), terms.object_until, current().calendar.zone):
        raise Refused(
            _("Objections to the ranking list may be filed until %(day)s.")
            % {"day": day(terms.object_until)},
            law=terms.object_law,
        )
    if upheld(call).exists():
        raise Refused(_("Objections were upheld: first make the new ranking list."))
