"""What reports show on the desk, the front page and the page of an organisation."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ngo_registry.models import Organisation
from office.models import User
from office.panels import DeskItem, Hit, HitGroup, MoneyBeside, NewsItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import amount, day, script
from reports.documents.money_of_organisation import money_of_years
from reports.queries import awards as ask
from reports.queries.reports import waiting_for_approval
from reports.queries.spending import returns_of_person

MOST = 2000  # awards on the page of one organisation
FIRST = 5  # hits the search of the whole portal shows of each kind


def desk_items(user: User) -> list[DeskItem]:
    """Reports to approve, spending to accept, spending returned to one's body."""
    items = []
    if user.can(P.APPROVE_REPORTS):
        items += [
            DeskItem(
                title=report.title,
                url=reverse("reports_staff:report", args=[report.pk]),
                kind=_("Report to approve"),
                about=report.number,
            )
            for report in waiting_for_approval()
            if report.ordered_by_id != user.pk
        ]
    wanted = {}
    if user.can(P.COLLECT_SPENDING):
        wanted["submitted"] = _("Spending to accept")
    elif user.can(P.FILL_SPENDING):
        wanted["returned"] = _("Spending returned for correction")
    if wanted:
        items += [
            DeskItem(
                title=str(each.body),
                url=reverse("reports_staff:return", args=[each.pk]),
                kind=wanted[each.state],
                about=str(each.year),
            )
            for each in returns_of_person(user).filter(state__in=wanted)[:50]
        ]
    return items


def front_panels(request: Any) -> list[Panel]:
    """The money of the last year with awards, each tile leading to its rows."""
    years = ask.years_with_awards()
    if not years:
        return []
    sums = ask.sums(ask.awards(year=years[0]))
    return [
        Panel(
            _("Money for organisations"),
            "reports/public/tiles.html",
            {"year": years[0], "sums": sums},
            order=30,
            anchor="money",
        )
    ]


def news(keys: list[int], since: datetime.datetime, until: datetime.datetime) -> list[NewsItem]:
    """Awards in spending that bodies handed in in this time; those of the portal's own calls were told before."""
    return [
        NewsItem(
            about=row.organisation_id,
            at=row.spending.submitted_at,
            title=_("Public money reported for %(year)s: %(sum)s")
            % {"year": row.spending.year, "sum": amount(row.awarded)},
            text=", ".join(part for part in (script(row.title), script(row.spending.body.name)) if part),
            anchor="reported",
            key=f"reported-{row.pk}",
        )
        for row in ask.handed_in(keys, since, until)
    ]


def organisation_panels(organisation: Organisation) -> list[Panel]:
    """Awards of all bodies in all years, as they reported them."""
    rows = list(ask.money_of(organisation)[:MOST])
    if not rows:
        return []
    return [
        Panel(
            _("Money reported by bodies"),
            "reports/public/organisation.html",
            {"money": money_of_years(rows)},
            order=30,
            anchor="reported",
        )
    ]


def money_beside(organisation: Organisation, title: str, own: str = "") -> list[MoneyBeside]:
    """Awards that bodies reported to this organisation, or to projects with a title alike; own ones are not among them."""
    return [
        MoneyBeside(
            title=row.title,
            recipient=row.organisation.name if row.organisation else row.organisation_name,
            body=row.spending.body.name,
            year=row.spending.year,
            amount=row.awarded,
            url=f"{reverse('reports_public:awards')}?"
            + urlencode({"q": row.organisation_name, "year": row.spending.year}),
            same=row.organisation_id == organisation.pk,
        )
        for row in ask.awards_beside(organisation, title)
    ]


def search_groups(words: str) -> list[HitGroup]:
    """Awards of all bodies; published reports."""
    rows, count = ask.found_awards(words, FIRST)
    awards = [
        Hit(
            row.title or row.organisation_name,
            f"{reverse('reports_public:awards')}?{urlencode({'q': words, 'year': row.spending.year})}",
            " · ".join(
                filter(
                    None,
                    [
                        script(row.organisation_name) if row.title else "",
                        script(row.spending.body.name),
                        str(row.spending.year),
                        amount(row.awarded),
                    ],
                )
            ),
        )
        for row in rows
    ]
    reports = [
        Hit(
            report.title,
            reverse("reports_public:report", args=[report.slug]),
            _("published on %(day)s") % {"day": day(report.published_at)},
        )
        for report in ask.found_reports(words)
    ]
    url = f"{reverse('reports_public:awards')}?{urlencode({'q': words})}"
    return [
        HitGroup(_("Awarded funds"), awards, count, url, order=30),
        HitGroup(_("Reports"), reports[:FIRST], len(reports), reverse("reports_public:list"), order=40),
    ]
