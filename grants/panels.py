"""What public money shows on pages of lower floors: the desk, the front page, the page of an organisation."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.desk import applications, calls, checks, filing, life, marks, money, scoring, year
from grants.desk import evaluators as evaluator_desk
from grants.queries import evaluators, public_calls
from grants.queries.awards import awards_beside
from grants.queries.contracts import awards_published
from office.jurisdiction import has_feature
from office.panels import DeskItem, Hit, HitGroup, MoneyBeside, NewsItem, Panel
from office.templatetags.saradnja import amount, script

FIRST = 5  # hits the search of the whole portal shows of each kind
ROOMS = (calls, applications, scoring, money, year, life, evaluator_desk, checks, filing, marks)


def desk_items(user: Any) -> list[DeskItem]:
    """What waits for this person in all rooms."""
    return [item for room in ROOMS for item in room.desk_items(user)]


def portal_items(organisation: Any, at: datetime.datetime) -> list[DeskItem]:
    """What an NGO has to do in all rooms, the nearest deadline first."""
    offered = (getattr(room, "portal_items", None) for room in ROOMS)
    items = [item for offer in offered if offer for item in offer(organisation, at)]
    return sorted(items, key=lambda item: str(item.due or "9"))


def front_panels(request: Any) -> list[Panel]:
    """Parts of the public front page."""
    return [panel for room in ROOMS for panel in room.front_panels(request)]


def news(keys: list[int], since: datetime.datetime, until: datetime.datetime) -> list[NewsItem]:
    """Awards by decisions published in this time, for feeds and digests."""
    return [
        NewsItem(
            about=row.application.organisation_id,
            at=row.decision.published_at,
            title=_("Public money awarded: %(sum)s") % {"sum": amount(row.amount)},
            text=_("%(title)s. %(body)s, call “%(call)s”.")
            % {
                "title": script(row.application.title),
                "body": script(row.decision.call.body.name),
                "call": script(row.decision.call.title),
            },
            anchor="money",
            key=f"award-{row.pk}",
        )
        for row in awards_published(keys, since, until)
    ]


def money_beside(organisation: Any, title: str, own: str = "") -> list[MoneyBeside]:
    """Awards of the portal's own published decisions to this organisation, or to projects with a title alike."""
    return [
        MoneyBeside(
            title=row.application.title,
            recipient=row.application.organisation.name,
            body=row.decision.call.body.name,
            year=row.decision.call.year,
            amount=row.amount,
            url=f"{reverse('grants_public:call', args=[row.decision.call.slug])}#results",
            same=row.application.organisation_id == organisation.pk,
        )
        for row in awards_beside(organisation, title, own)
    ]


def organisation_panels(organisation: Any) -> list[Panel]:
    """Parts of the page of an organisation."""
    return [panel for room in ROOMS for panel in room.organisation_panels(organisation)]


def search_groups(words: str) -> list[HitGroup]:
    """Public calls; evaluators of the list in force where there is one."""
    groups = [_calls(words)]
    if has_feature("evaluators_list"):
        groups.append(_evaluators(words))
    return groups


def _calls(words: str) -> HitGroup:
    at = timezone.now()
    found = public_calls.found_calls(words, at)
    hits = [
        Hit(
            call.title,
            reverse("grants_public:call", args=[call.slug]),
            f"{script(call.body.name)} · {call.year} · {call.phase(at).label}",
        )
        for call in found[:FIRST]
    ]
    url = f"{reverse('grants_public:calls')}?{urlencode({'text': words})}"
    return HitGroup(_("Public calls"), hits, len(found), url, order=20)


def _evaluators(words: str) -> HitGroup:
    found = evaluators.found_on_list(words)
    url = reverse("grants_public:evaluators")
    hits = [
        Hit(
            entry.evaluator.full_name,
            url,
            _("on the list of independent evaluators for %(year)s") % {"year": entry.list.year},
        )
        for entry in found[:FIRST]
    ]
    return HitGroup(_("Evaluators"), hits, len(found), url, order=50)
