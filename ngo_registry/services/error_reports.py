"""A citizen reports an error; a clerk takes it, begins a change, answers or closes it; words are forgotten in time."""

import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry.models import ErrorReport, Organisation, Party
from ngo_registry.services.changes import open_change
from ngo_registry.services.parties import open_party_change
from ngo_registry.workflows import ERROR_REPORT
from office.audit import record
from office.mail import CLOSED, send
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service
from office.services.outbox import forget_about

AT_ONCE = 200
OPEN_OF_ONE = 20  # reports that wait about one organisation or party


@service
def report_error(
    *,
    about: Organisation | Party,
    wrong: str,
    by: User | None,
    right: str = "",
    email: str = "",
    language: str = "",
) -> ErrorReport:
    """Somebody, known or not, says what is wrong in the entry of an organisation or a party."""
    if not wrong.strip():
        raise Refused(_("Write what is wrong."), field="wrong")
    about = locked(about)
    if about.error_reports.filter(ended_at__isnull=True).count() >= OPEN_OF_ONE:
        raise Refused(
            _("Many reports about this entry already wait; the office is looking into them. Try later.")
        )
    whose = {"party" if isinstance(about, Party) else "organisation": about}
    report = ErrorReport.objects.create(
        number=next_number("error_report"),
        **whose,
        wrong=wrong.strip(),
        right=right.strip(),
        email=email,
        language=language or settings.OFFICE_LANGUAGES[0],
    )
    record("report an error", report, by=by, data=whose, to_state=report.state)
    return report


@service
def take_report(*, report: ErrorReport, by: User) -> ErrorReport:
    """From here on this person works on the report; a colleague's is taken over."""
    report = locked(report)
    step = "take" if report.state == ErrorReport.State.RECEIVED else "take_over"
    return ERROR_REPORT.apply(report, step, by=by, taken_at=timezone.now(), taken_by=by)


@service
def give_back_report(*, report: ErrorReport, by: User) -> ErrorReport:
    """The report waits for anybody again."""
    return ERROR_REPORT.apply(locked(report), "give_back", by=by, taken_at=None, taken_by=None)


@service
def begin_change(*, report: ErrorReport, change_kind: str, by: User) -> ErrorReport:
    """Open a change of entered data, of the organisation or the party, that puts right what was reported."""
    report = locked(report)
    ERROR_REPORT.check(report, "begin_change", by=by)
    if report.party:
        filing = open_party_change(party=report.party, party_change=change_kind, by=by)
    else:
        filing = open_change(organisation=report.organisation, change_kind=change_kind, by=by)
    return ERROR_REPORT.apply(report, "begin_change", by=by, filing=filing)


@service
def answer_report(*, report: ErrorReport, answer: str, by: User) -> ErrorReport:
    """Say what was done; who left an address is written to."""
    report = locked(report)
    ERROR_REPORT.check(report, "answer", by=by)
    if not answer.strip():
        raise Refused(_("Write the answer."), field="answer")
    report.answer = answer.strip()
    report.save(update_fields=["answer"])
    return _ended(report, "answer", by)


@service
def close_report(*, report: ErrorReport, note: str, by: User) -> ErrorReport:
    """End a report there is nothing to answer to, and say why."""
    report = locked(report)
    ERROR_REPORT.check(report, "close", by=by, note=note)
    report.reason = note.strip()
    report.save(update_fields=["reason"])
    return _ended(report, "close", by, note=note)


def _ended(report: ErrorReport, step: str, by: User, note: str = "") -> ErrorReport:
    """Carry out the last step and write to the person when an address was left."""
    report = ERROR_REPORT.apply(report, step, by=by, note=note, ended_at=timezone.now(), ended_by=by)
    if report.email:
        send(
            "ngo_registry/emails/error_report_ended.txt",
            to=report.email,
            language=report.language,
            about=report,
            more={CLOSED: "yes"},
            context={"report": report, "about": report.about},
        )
    return report


@service
def forget_reports(*, by: Any = None) -> int:
    """Words and addresses of reports ended long ago go, with the messages about them; that there was one stays."""
    before = timezone.now() - datetime.timedelta(days=settings.ERROR_REPORT_DAYS)
    rows = ErrorReport.objects.filter(ended_at__lt=before, forgotten_at__isnull=True)
    old = list(rows.select_for_update(skip_locked=True)[:AT_ONCE])
    for report in old:
        report.wrong = report.right = report.email = report.answer = ""
        report.forgotten_at = timezone.now()
        report.save(update_fields=["wrong", "right", "email", "answer", "forgotten_at"])
        record("forget words", report, by=by)
    forget_about(things=old, by=by)
    return len(old)
