"""What stands against a new application in the past of its organisation: a broken contract, reports, many projects."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Application, Contract, GrantReport
from grants.queries.bans import standing_of
from office.rulebooks import Rules
from office.templatetags.saradnja import day, script

S, C, G, K = Application.State, Contract.State, GrantReport.State, GrantReport.Kind
MOST = 8  # lines of evidence that are shown
DONE = (G.SUBMITTED, G.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence: its words, and what it speaks of, so that a page can lead there.

    `kind` is ban, contract, report or application with its key in `pk`; `call` is the address word of the public
    call and `url` a page, for readers who may not open the thing itself.
    """

    text: str
    kind: str = ""
    pk: int = 0
    call: str = ""
    url: str = ""


Lines = tuple[Line, ...]


def day_of_filing(application: Application) -> datetime.date:
    """The day that counts: that of handing in, of a draft today."""
    return timezone.localdate(application.submitted_at or timezone.now())


def bans(application: Application, rules: Rules) -> Lines:
    """Bans that held on the day of handing in; where the rules of the call bar nobody there is none."""
    if not rules.contract.ban_years.value:
        return ()
    lines = []
    for ban in standing_of(application.organisation_id, day_of_filing(application)):
        facts = {
            "number": ban.number,
            "body": script(ban.body.name),
            "day": day(ban.since, "short"),
            "until": day(ban.until, "short"),
            "law": script(ban.law),
        }
        text = _(
            "Contract %(number)s (%(body)s) was broken and ended on %(day)s (%(law)s); no application until %(until)s."
        )
        lines.append(Line(text % facts, "ban", ban.pk))
    return tuple(lines)


def missing_reports(application: Application, rules: Rules) -> Lines:
    """Reports on earlier contracts whose day has passed, final and interim, that nobody handed in."""
    return tuple(
        Line(
            (
                _("Contract %(number)s: the final report was due on %(day)s.")
                if late.kind == K.FINAL
                else _("Contract %(number)s: the interim report was due on %(day)s.")
            )
            % {"number": late.contract.number, "day": day(late.due, "short")},
            "contract",
            late.contract.pk,
            late.contract.row.decision.call.slug,
        )
        for late in late_reports(application.organisation_id, timezone.localdate())[:MOST]
    )


@dataclass(frozen=True, slots=True)
class LateReport:
    """A report whose day has passed without it."""

    contract: Contract
    kind: str
    due: datetime.date


def late_reports(organisation: int, today: datetime.date) -> list[LateReport]:
    """Late reports on contracts of an organisation, the longest due first."""
    contracts = Contract.objects.filter(
        row__application__organisation=organisation, state__in=[C.SIGNED, C.ACTIVE]
    )
    rows = contracts.select_related("row__decision__call").prefetch_related("reports").order_by("pk")
    late = [each for contract in rows for each in late_of(contract, today)]
    return sorted(late, key=lambda each: (each.due, each.contract.pk))


def late_of(contract: Contract, today: datetime.date) -> list[LateReport]:
    """The interim and the final report of one contract, as far as their day passed; a final one makes up for both."""
    done = {each.kind for each in contract.reports.all() if each.state in DONE}
    if K.FINAL in done:
        return []
    late = []
    interim = contract.interim_due  # none where the contract asks for no interim report
    if interim is not None and interim < today and K.INTERIM not in done:
        late.append(LateReport(contract, K.INTERIM, interim))
    if contract.report_due < today:
        late.append(LateReport(contract, K.FINAL, contract.report_due))
    return late


def projects_in_year(application: Application, rules: Rules) -> Lines:
    """As many projects of the year were awarded already as one organisation may have."""
    most = rules.call.max_projects_per_year.value
    if not most:
        return ()
    awarded = Application.objects.filter(
        organisation=application.organisation_id, state=S.AWARDED, call__year=application.call.year
    ).exclude(pk=application.pk)
    rows = list(awarded.select_related("call__body").order_by("pk")[: MOST + most])
    if len(rows) < most:
        return ()
    facts = {"count": len(rows), "year": application.call.year, "most": most}
    whole = Line(_("Awarded in %(year)s: %(count)s; allowed: %(most)s.") % facts)
    named = (
        Line(f"{row.number}, {script(row.call.body.name)}", "application", row.pk, row.call.slug)
        for row in rows[:MOST]
    )
    return (whole, *named)
