"""What happened to organisations in public: lines of the book, and what higher floors add."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngo_registry.facts_in_words import side_by_side
from ngo_registry.models import Organisation, PartyEntry, RegisterEntry
from ngo_registry.queries.export import narrowed
from ngo_registry.queries.search import Filters
from office.panels import NewsItem, collect
from office.templatetags.saradnja import script

FEED = 50
MOST_OF_SEARCH = 20
MOST_LINES = 500
EVER = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)


def book_news(keys: Iterable[int], since: datetime.datetime, until: datetime.datetime) -> list[NewsItem]:
    """Lines of the book written in this time."""
    rows = RegisterEntry.objects.filter(organisation__in=list(keys), at__gt=since, at__lte=until)
    change = RegisterEntry.Kind.CHANGE
    return [
        NewsItem(
            about=row.organisation_id,
            at=row.at,
            title=title_of(row),
            text=words_of(row, side_by_side(row.facts) if row.kind == change else []),
            anchor="book",
            key=f"entry-{row.pk}",
        )
        for row in rows.defer("by").order_by("-at", "-pk")[:MOST_LINES]
    ]


def title_of(line: RegisterEntry | PartyEntry) -> str:
    """A line of a book: what it is and its act."""
    act = _("act %(number)s") % {"number": line.act_number} if line.act_number else ""
    return ", ".join(part for part in (str(capfirst(line.get_kind_display())), act) if part)


def words_of(line: RegisterEntry | PartyEntry, changes: list[tuple[str, str, str]]) -> str:
    """What was entered, then each fact before and after."""
    told = [f"{capfirst(name)}: {script(old)} → {script(new)}" for name, old, new in changes]
    return "\n".join([*([script(line.text)] if line.text else []), *told])


def news_of(
    keys: Iterable[int], since: datetime.datetime = EVER, until: datetime.datetime | None = None
) -> list[NewsItem]:
    """Everything public that happened to these organisations, the newest first."""
    keys = list(keys)
    found = collect(settings.NEWS_PROVIDERS, keys, since, until or timezone.now()) if keys else []
    return sorted(found, key=lambda item: (item.at, item.key), reverse=True)


def newest_of(words: str, filters: Filters, *, literal: bool = False) -> list[Organisation]:
    """The latest organisations of a search, for its feed."""
    rows = narrowed(words, filters, literal=literal).select_related("municipality")
    return list(rows.order_by("-pk")[:FEED])


def came_into(
    words: str,
    filters: Filters,
    since: datetime.datetime,
    until: datetime.datetime,
    *,
    literal: bool = False,
) -> QuerySet:
    """Organisations that came into a search in this time."""
    rows = narrowed(words, filters, literal=literal)
    return rows.filter(created_at__gt=since, created_at__lte=until)
