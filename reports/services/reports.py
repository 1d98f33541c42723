"""Verbs of the office's reports: order, build, approve, send, publish; a correction is a new report."""

import datetime
from collections.abc import Callable

from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from office.audit import record
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service
from office.services.documents import issue_document, replace_document
from reports.documents.annual_spending import TEMPLATE, context_of
from reports.models import Report
from reports.queries.reports import job_of
from reports.queries.spending import has_rows
from reports.snapshots.annual_spending import collect, digest
from reports.workflows.spending import REPORT, check_builds

S = Report.State
Progress = Callable[[int, int, str], None]


def title_of(year: int, language: str) -> str:
    """The title of the report in its language."""
    with translation.override(language):
        return _now("Annual report on money given to non-governmental organisations in %(year)s") % {
            "year": year
        }


@service
def order_report(*, year: int, language: str, replaces: Report | None = None, by: User) -> Report:
    """Order the annual report; the worker builds it."""
    check_builds(by, None)
    if not has_rows(year):
        raise Refused(_("There is no spending for %(year)s yet.") % {"year": year}, field="year")
    if Report.objects.filter(year=year, language=language, state=S.ORDERED).exists():
        raise Refused(_("This report is being built already."), field="year")
    if replaces is not None and replaces.state != S.PUBLISHED:
        raise Refused(_("Only a published report is replaced; set this one aside instead."))
    count = Report.objects.filter(year=year).count() + 1
    report = Report.objects.create(
        year=year,
        language=language,
        slug=f"{year}-{count}",
        title=title_of(year, language),
        replaces=replaces,
        ordered_at=timezone.now(),
        ordered_by=by,
    )
    report.job = order_job("reports.annual_spending", subject=report, by=by)
    report.save(update_fields=["job"])
    record("order", report, by=by, data={"year": year, "language": language})
    return report


@service
def order_again(*, report: Report, by: User) -> Report:
    """Have a report built whose building stopped."""
    report = locked(report)
    check_builds(by, report)
    before = job_of(report)
    if report.state != S.ORDERED or (before is not None and not before.is_over):
        raise Refused(_("This report is being built already."))
    report.job = order_job("reports.annual_spending", subject=report, by=by)
    report.save(update_fields=["job"])
    record("order", report, by=by, data={"year": report.year, "language": report.language})
    return report


@service
def build(*, report: Report, by: User | None, progress: Progress = lambda done, total, text: None) -> Report:
    """Collect the figures, draw the document, keep both; built once."""
    report = locked(report)
    if report.state != S.ORDERED:
        return report
    progress(0, 3, _now("Collecting the figures"))
    office, today = current(), timezone.localdate()
    snapshot = collect(report.year, office=office, as_of=today).as_json()
    number = next_number("report", year=today.year)
    context = context_of(snapshot, report.language)
    progress(1, 3, _now("Drawing the pages"))
    document = issue_document(
        kind="reports.annual_spending",
        template=TEMPLATE,
        context=context,
        title=report.title,
        number=number,
        subject=report,
        language=report.language,
        by=by,
        public=True,
    )
    progress(3, 3, _now("Built"))
    REPORT.apply(
        report,
        "build",
        by=None,
        snapshot=snapshot,
        snapshot_sha256=digest(snapshot),
        number=number,
        document=document,
    )
    return report


@service
def approve(*, report: Report, by: User) -> Report:
    """A second person approves what was built."""
    return REPORT.apply(locked(report), "approve", by=by, approved_at=timezone.now(), approved_by=by)


@service
def send(*, report: Report, sent_on: datetime.date, sent_to: str, by: User) -> Report:
    """Enter when the report went to the Government or the City Council."""
    if sent_on > timezone.localdate():
        raise Refused(_("The day lies in the future."), field="sent_on")
    return REPORT.apply(locked(report), "send", by=by, sent_on=sent_on, sent_to=sent_to)


@service
def publish(*, report: Report, by: User) -> Report:
    """Publish the report; the one it replaces says so."""
    report = REPORT.apply(locked(report), "publish", by=by, published_at=timezone.now(), published_by=by)
    if report.replaces_id:
        replace_document(document=report.replaces.document, successor=report.document, by=by)
    return report


@service
def discard(*, report: Report, note: str, by: User) -> Report:
    """Set a report aside before its approval, with the reason."""
    return REPORT.apply(locked(report), "discard", by=by, note=note)
