"""What the portal tells before an application is handed in, each with its article, its evidence and what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.filing_rules import level_of, on_paper
from grants.models import Application
from grants.queries.double_funding import double_funding
from grants.queries.partner_confirmations import partners_of
from grants.queries.past_findings import Line, Lines, bans, missing_reports, projects_in_year
from grants.queries.sign_offs import approval_of
from office.rulebooks import Rules, from_version
from office.templatetags.saradnja import moment, script


@dataclass(frozen=True, slots=True)
class Tell:
    """One thing the applicant should know before handing in; `level` says whether it is in the way."""

    key: str
    title: str
    level: str
    law: str
    found: Lines

    @property
    def lines(self) -> tuple[str, ...]:
        """The evidence in words."""
        return tuple(line.text for line in self.found)

    @property
    def refuses(self) -> bool:
        """Nothing is handed in while this stands."""
        return self.level == "refuse"

    def kept(self) -> dict[str, Any]:
        """As it is kept with the application."""
        return {"key": self.key, "level": self.level, "law": self.law, "lines": list(self.lines)}


TITLES = {
    "ban": gettext_lazy("The organisation broke a contract and may not apply"),
    "missing_report": gettext_lazy("The report on an earlier contract is missing"),
    "projects_in_year": gettext_lazy("The organisation has more projects in the year than allowed"),
    "double_funding": gettext_lazy("The same project was applied for elsewhere"),
    "partner_confirmation": gettext_lazy("A partner has not confirmed its part"),
    "sign_off": gettext_lazy("The representative has not approved the text"),
}


def _partner_confirmation(application: Application, rules: Rules) -> Lines:
    return tuple(
        Line(_("%(name)s: %(state)s.") % {"name": script(each.partner.name), "state": each.label})
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
        return (Line(_("Nobody has approved the text yet.")),)
    facts = {"name": approval.last.signed_by.full_name, "at": moment(approval.last.signed_at, "short")}
    return (Line(_("%(name)s approved the text on %(at)s; it was changed afterwards.") % facts),)


FINDERS: dict[str, Callable[[Application, Rules], Lines]] = {
    "ban": bans,
    "missing_report": missing_reports,
    "projects_in_year": projects_in_year,
    "double_funding": double_funding,
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
