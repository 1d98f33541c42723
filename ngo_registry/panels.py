"""What the register shows on the desk and in the search of the whole portal."""

import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry.models import ErrorReport, RegisterFiling
from ngo_registry.queries.endings import ended_mandates, ended_terms, ended_times
from ngo_registry.queries.error_reports import waiting_for
from ngo_registry.queries.filings import open_claims, term_laws
from ngo_registry.queries.party_search import found_parties
from ngo_registry.queries.queue import filings
from ngo_registry.queries.search import public_search
from office import jurisdiction
from office.deadlines import add_days
from office.models import User
from office.panels import DeskItem, Hit, HitGroup
from office.roles import Permission
from office.templatetags.saradnja import script

REPORT_DAYS = 10  # the office's own promise, not a term of the law
CLAIM_DAYS = 5  # the office's own promise, not a term of the law


FIRST = 5  # hits the search of the whole portal shows of each kind


def search_groups(words: str) -> list[HitGroup]:
    """Organisations, found as the register finds them."""
    found = public_search(words)
    hits = [
        Hit(
            row.name,
            reverse("ngo_registry_public:organisation", args=[row.number]),
            " · ".join(filter(None, [capfirst(row.get_kind_display()), row.number, script(row.seat)])),
            official=True,
        )
        for row in found.rows[:FIRST]
    ]
    url = f"{reverse('ngo_registry_public:list')}?{urlencode({'q': words})}"
    order = 60 if found.corrected else 10  # what was meant comes after what was typed
    facts = {"more": found.more, "corrected": found.corrected, "order": order}
    organisations = HitGroup(_("Organisations"), hits, found.count, url, **facts)
    return [organisations, *([party_group(words)] if jurisdiction.has_feature("parties") else [])]


def party_group(words: str) -> HitGroup:
    """Political parties with every word, or with just this number."""
    rows, count = found_parties(words, FIRST)
    hits = [
        Hit(
            row.name,
            reverse("ngo_registry_public:party", args=[row.number]),
            " · ".join(filter(None, [_("Political party"), row.number, row.get_status_display()])),
            official=True,
        )
        for row in rows
    ]
    url = f"{reverse('ngo_registry_public:parties')}?{urlencode({'q': words})}"
    return HitGroup(_("Political parties"), hits, count, url, order=15)


def desk_items(user: User) -> list[DeskItem]:
    """Filings and claims that wait for this person."""
    items: list[DeskItem] = []
    if jurisdiction.has_feature("own_register") and user.can(Permission.EDIT_REGISTER):
        today = timezone.localdate()
        law = term_laws(today)
        items += [filing_item(filing, law(filing)) for filing in filings()[:100]]
        items += ended_items(today)
    if user.can(Permission.DECIDE_CLAIMS):
        calendar = jurisdiction.current().calendar
        for claim in open_claims()[:100]:
            items.append(
                DeskItem(
                    title=claim.about.name,
                    kind=_("Request to act for an organisation"),
                    about=claim.user.full_name,
                    url=reverse("ngo_registry_staff:claim", args=[claim.pk]),
                    due=add_days(calendar.today(claim.created_at), CLAIM_DAYS, calendar),
                )
            )
    if user.can(Permission.ANSWER_REPORTS):
        items += [report_item(report) for report in waiting_for(user)[:100]]
    return items


def ended_items(today: datetime.date) -> list[DeskItem]:
    """Organisations whose time has ended, one by one; mandates and terms that have ended, as one line."""
    days = {"lt": today}
    items = [
        DeskItem(
            title=row.name,
            kind=_("The time for which it was founded has ended"),
            url=reverse("ngo_registry_staff:organisation", args=[row.pk]),
            due=row.lasts_until,
        )
        for row in ended_times(days).order_by("lasts_until", "pk")[:20]
    ]
    n = ended_mandates(days).count() + ended_terms(days).count()
    if n:
        title = ngettext(
            "%(n)s mandate or term in a body has ended", "%(n)s mandates or terms in bodies have ended", n
        )
        url = reverse("ngo_registry_staff:endings")
        items.append(DeskItem(title=title % {"n": n}, kind=_("What ends soon"), url=url))
    return items


def report_item(report: ErrorReport) -> DeskItem:
    """One report of an error, with the day the office has promised to answer by."""
    calendar = jurisdiction.current().calendar
    return DeskItem(
        title=report.about.name,
        kind=_("Report of an error in the register"),
        about=f"{report.number} · {report.get_state_display()}",
        url=reverse("ngo_registry_staff:error_report", args=[report.pk]),
        due=add_days(calendar.today(report.received_at), REPORT_DAYS, calendar),
    )


def filing_item(filing: RegisterFiling, law: str) -> DeskItem:
    """One filing with its legal deadline."""
    return DeskItem(
        title=filing.name or _("Filing without a name"),
        about=f"{filing.case_number} · {filing.get_state_display()}".strip(" ·"),
        kind=_("Complaint against a decision on entry")
        if filing.state == RegisterFiling.State.APPEALED
        else {
            RegisterFiling.Kind.CHANGE: _("Change of entered data"),
            RegisterFiling.Kind.DELETION: _("Deletion from the register"),
        }.get(filing.filing_kind, _("Entry in the register")),
        url=reverse("ngo_registry_staff:filing", args=[filing.pk]),
        due=filing.day,
        law=law if filing.day else "",
    )
