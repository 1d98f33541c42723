"""News of an organisation, a party and a search as feeds (RSS): facts of public record only."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ngo_registry.models import Organisation, Party, PartyEntry
from ngo_registry.queries.party_news import named
from office.languages import html_lang
from office.panels import NewsItem
from office.templatetags.saradnja import day, script


def site(path: str) -> str:
    """A path as a whole address."""
    return settings.SITE_URL.rstrip("/") + path


def plain(text: str) -> str:
    """Text without the signs XML cannot hold."""
    return "".join(
        sign for sign in text if sign in "\t\n" or (ord(sign) >= 32 and sign not in "\ufffe\uffff")
    )


def feed_head(title: str, path: str, own: str, about: str) -> Rss201rev2Feed:
    """An empty feed in the language of the reader."""
    return Rss201rev2Feed(
        title=plain(title),
        link=site(path),
        description=plain(about),
        language=html_lang(get_language() or ""),
        feed_url=site(own),
    )


def organisation_feed(organisation: Organisation, news: Iterable[NewsItem]) -> str:
    """What happened to one organisation, the newest first."""
    path = reverse("ngo_registry_public:organisation", args=[organisation.number])
    own = reverse("ngo_registry_files:organisation_feed", args=[organisation.number])
    about = _("Entries in the register, public money and seats of the organisation")
    return feed_of(feed_head(script(organisation.name), path, own, about), path, news)


def party_feed(party: Party, news: Iterable[NewsItem]) -> str:
    """What was entered in the register of parties about one party, the newest first."""
    path = reverse("ngo_registry_public:party", args=[party.number])
    own = reverse("ngo_registry_files:party_feed", args=[party.number])
    about = _("Entries in the register of political parties about this party")
    return feed_of(feed_head(script(party.name), path, own, about), path, news)


def feed_of(feed: Any, path: str, news: Iterable[NewsItem]) -> str:
    """The feed of one page with its news."""
    for item in news:
        add(feed, item.title, site(f"{path}#{item.anchor}"), item.text, item.at, item.key)
    return feed.writeString("utf-8")


def parties_feed(lines: Iterable[PartyEntry], query: str, in_words: str) -> str:
    """What was entered in the register of parties about the parties of a search, the newest first."""
    path, own = reverse("ngo_registry_public:parties"), reverse("ngo_registry_files:parties_feed")
    title = _("Register of political parties: %(search)s") % {"search": in_words or _("the whole register")}
    whole = f"?{query}" if query else ""
    feed = feed_head(title, path + whole, own + whole, _("Entries, changes and deletions of parties"))
    for line in lines:
        link = site(reverse("ngo_registry_public:party", args=[line.party.number]))
        item = named(line)
        add(feed, item.title, f"{link}#{item.anchor}", item.text, item.at, item.key)
    return feed.writeString("utf-8")


def search_feed(rows: Iterable[Organisation], query: str, in_words: str) -> str:
    """The latest organisations of a search."""
    path = reverse("ngo_registry_public:list")
    own = reverse("ngo_registry_files:search_feed")
    title = _("Register of organisations: %(search)s") % {"search": in_words or _("the whole register")}
    whole = f"?{query}" if query else ""
    feed = feed_head(title, path + whole, own + whole, _("Newly entered organisations"))
    for row in rows:
        link = site(reverse("ngo_registry_public:organisation", args=[row.number]))
        parts = [str(row.get_kind_display()), script(row.seat)]
        if row.registered_on:
            parts.append(_("entered on %(day)s") % {"day": day(row.registered_on)})
        text = ", ".join(part for part in parts if part)
        add(feed, script(row.name), link, text, row.created_at, f"organisation-{row.pk}")
    return feed.writeString("utf-8")


def add(feed: Any, title: str, link: str, text: str, at: datetime.datetime, key: str) -> None:
    """One item; its key stays the same in every language."""
    feed.add_item(
        title=plain(title),
        link=link,
        description=plain(text),
        pubdate=at,
        unique_id=f"{settings.SITE_URL.rstrip('/')}/{key}",
        unique_id_is_permalink=False,
    )
