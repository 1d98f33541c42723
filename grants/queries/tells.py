"""What the portal tells before an application is handed in, each with its article, its evidence and what follows."""

import datetime
import difflib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, Sum, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.filing_rules import level_of, on_paper
from grants.models import Application, Contract, GrantReport
from grants.queries.partner_confirmations import partners_of
from grants.queries.sign_offs import approval_of
from office.audit import subject_of
from office.models import AuditEvent
from office.rulebooks import Rules, from_version
from office.scripts import fold
from office.templatetags.saradnja import amount, day, moment, script

S, C, G = Application.State, Contract.State, GrantReport.State
SIMILAR, SHARED = (
    0.75,
    0.5,
)  # titles that read the same; titles with so many words in common, for the same sum
YEARS = 3  # calls of this year and of so many before it are looked through
MOST = 8  # lines of evidence that are shown
DONE = (G.SUBMITTED, G.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Tell:
    """One thing the applicant should know before handing in; `level` says whether it is in the way."""

    key: str
    title: str
    level: str
    law: str
    lines: tuple[str, ...]

    @property
    def refuses(self) -> bool:
        """Nothing is handed in while this stands."""
        return self.level == "refuse"

    def kept(self) -> dict[str, Any]:
        """As it is kept with the application."""
        return {"key": self.key, "level": self.level, "law": self.law, "lines": list(self.lines)}


Lines = tuple[str, ...]
TITLES = {
    "ban": gettext_lazy("The organisation broke a contract and may not apply"),
    "missing_report": gettext_lazy("The report on an earlier contract is missing"),
    "projects_in_year": gettext_lazy("The organisation has more projects in the year than allowed"),
    "double_funding": gettext_lazy("The same project was applied for elsewhere"),
    "partner_confirmation": gettext_lazy("A partner has not confirmed its part"),
    "sign_off": gettext_lazy("The representative has not approved the text"),
}


def _ban(application: Application, rules: Rules) -> Lines:
    years = rules.contract.ban_years.value
    if not years:
        return ()
    broken = Contract.objects.filter(
        row__application__organisation=application.organisation_id, state=C.TERMINATED
    )
    found = {str(each.pk): each for each in broken.select_related("row__decision__call__body")}
    ends = AuditEvent.objects.filter(subject=subject_of(Contract), subject_id__in=found, action="terminate")
    lines = []
    for event in ends.order_by("pk"):
        until = same_day(timezone.localdate(event.at), years)
        if until >= timezone.localdate():
            contract = found[event.subject_id]
            facts = {
                "number": contract.number,
                "body": script(contract.row.decision.call.body.name),
                "day": day(timezone.localdate(event.at), "short"),
                "until": day(until, "short"),
            }
            lines.append(
                _("Contract %(number)s (%(body)s) was terminated on %(day)s; no application until %(until)s.")
                % facts
            )
    return tuple(lines)


def same_day(start: datetime.date, years: int) -> datetime.date:
    """The same day so many years later; 29 February becomes 28 February."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def _missing_report(application: Application, rules: Rules) -> Lines:
    done = GrantReport.objects.filter(kind=GrantReport.Kind.FINAL, state__in=DONE).values("contract")
    late = Contract.objects.filter(
        row__application__organisation=application.organisation_id,
        state__in=[C.SIGNED, C.ACTIVE],
        report_due__lt=timezone.localdate(),
    ).exclude(pk__in=done)
    return tuple(
        _("Contract %(number)s: the final report was due on %(day)s.")
        % {"number": each.number, "day": day(each.report_due, "short")}
        for each in late.order_by("report_due", "pk")[:MOST]
    )


def _projects_in_year(application: Application, rules: Rules) -> Lines:
    most = rules.call.max_projects_per_year.value
    if not most:
        return ()
    awarded = Application.objects.filter(
        organisation=application.organisation_id, state=S.AWARDED, call__year=application.call.year
    ).exclude(pk=application.pk)
    count = awarded.count()
    if count < most:
        return ()
    facts = {"count": count, "year": application.call.year, "most": most}
    return (_("Awarded in %(year)s: %(count)s; allowed: %(most)s.") % facts,)


def _double_funding(application: Application, rules: Rules) -> Lines:
    """Other applications of the organisation with such a title, or a like one and the same sum."""
    others = (
        Application.objects.filter(organisation=application.organisation_id)
        .exclude(pk=application.pk)
        .exclude(newer__draft=application)
        .exclude(state__in=[S.DRAFT, S.WITHDRAWN])
        .filter(call__year__gte=application.call.year - YEARS)
        .select_related("call__body")
        .annotate(
            paid=Sum(
                "decision_row__contract__tranches__amount",
                filter=Q(decision_row__contract__tranches__paid_on__isnull=False),
            ),
            awarded=Case(When(decision_row__decision__state="published", then=F("decision_row__amount"))),
        )
        .order_by("-call__year", "-pk")
    )
    return tuple(_evidence(other) for other in others[:200] if _same_project(application, other))[:MOST]


def _same_project(application: Application, other: Application) -> bool:
    """Do both titles say the same, or nearly so for the same sum?"""
    mine, theirs = fold(application.title), fold(other.title)
    if not mine or not theirs:
        return False
    likeness = difflib.SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
    same_sum = application.requested is not None and application.requested == other.requested
    return likeness >= SIMILAR or (same_sum and words_shared(mine, theirs) >= SHARED)


def words_shared(one: str, other: str) -> float:
    """Share of the shorter title's words that the other one has too; endings of words do not count."""
    stems = [{word[:5] for word in title.split() if len(word) > 3} for title in (one, other)]
    least = min(map(len, stems))
    return len(stems[0] & stems[1]) / least if least else 0.0


def _evidence(other: Application) -> str:
    facts = {
        "number": other.number,
        "title": script(other.title),
        "call": script(other.call.title),
        "year": other.call.year,
        "body": script(other.call.body.name),
        "sum": amount(other.requested),
        "awarded": amount(other.awarded or Decimal(0)),
        "paid": amount(other.paid or Decimal(0)),
    }
    if other.awarded:
        line = _(
            "%(number)s, “%(title)s”: %(body)s, “%(call)s” (%(year)s), awarded %(awarded)s, paid %(paid)s."
        )
    else:
        line = _("%(number)s, “%(title)s”: %(body)s, “%(call)s” (%(year)s), asked %(sum)s.")
    return line % facts


def _partner_confirmation(application: Application, rules: Rules) -> Lines:
    return tuple(
        _("%(name)s: %(state)s.") % {"name": script(each.partner.name), "state": each.label}
        for each in partners_of(application)
        if not each.stands
    )


def _sign_off(application: Application, rules: Rules) -> Lines:
    if on_paper(application):
        return ()
    approval = approval_of(application)
    if approval.stands:
        return ()
    if approval.last is None:
        return (_("Nobody has approved the text yet."),)
    facts = {"name": approval.last.signed_by.full_name, "at": moment(approval.last.signed_at, "short")}
    return (_("%(name)s approved the text on %(at)s; it was changed afterwards.") % facts,)


FINDERS: dict[str, Callable[[Application, Rules], Lines]] = {
    "ban": _ban,
    "missing_report": _missing_report,
    "projects_in_year": _projects_in_year,
    "double_funding": _double_funding,
    "partner_confirmation": _partner_confirmation,
    "sign_off": _sign_off,
}


def tells_of(application: Application) -> list[Tell]:
    """Everything to tell now, what refuses first; what came on paper is received whatever is found."""
    rules = from_version(application.call.rulebook)
    tells = []
    for key, find in FINDERS.items():
        level, law = level_of(application.call, rules, key)
        lines = find(application, rules) if level != "none" else ()
        if lines:
            level = "warn" if on_paper(application) else level
            tells.append(Tell(key, str(TITLES[key]), level, law, lines))
    return sorted(tells, key=lambda tell: not tell.refuses)
