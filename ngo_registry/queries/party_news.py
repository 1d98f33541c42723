"""What happened to political parties in public: lines of their book, of one party or of a search."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet
from django.utils import timezone

from ngo_registry.models import Party, PartyEntry
from ngo_registry.party_facts_in_words import side_by_side
from ngo_registry.queries.news import EVER, MOST_LINES, title_of, words_of
from ngo_registry.queries.party_search import narrowed
from office.panels import NewsItem
from office.templatetags.saradnja import script


def lines_of(
    rows: Iterable[int] | QuerySet[Party],
    since: datetime.datetime = EVER,
    until: datetime.datetime | None = None,
) -> list[PartyEntry]:
    """Lines of the book about these parties written in this time, the newest first."""
    lines = PartyEntry.objects.filter(party__in=rows, at__gt=since, at__lte=until or timezone.now())
    return list(lines.select_related("party").defer("by").order_by("-at", "-pk")[:MOST_LINES])


def as_news(line: PartyEntry) -> NewsItem:
    """A line of the book of parties: what it is, its act, each public fact before and after."""
    return NewsItem(
        about=line.party_id,
        at=line.at,
        title=title_of(line),
        text=words_of(line, side_by_side(line.facts) if line.kind == PartyEntry.Kind.CHANGE else []),
        anchor="book",
        key=f"party-entry-{line.pk}",
    )


def named(line: PartyEntry) -> NewsItem:
    """The same where lines of many parties stand together: the name of the party comes first."""
    item = as_news(line)
    return replace(item, title=script(line.party.name), text="\n".join(filter(None, (item.title, item.text))))


def found_by(words: str, status: str) -> QuerySet[Party]:
    """Parties a search finds, as keys for another question."""
    return narrowed(words, status)[0].order_by().values("pk")
