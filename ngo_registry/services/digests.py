"""The daily digest: to each address at most one message a day, with what happened since the last one."""

import datetime
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ngo_registry.forms.party_changes import PartySearchForm
from ngo_registry.forms.search import SearchForm
from ngo_registry.models import Organisation, Watch, Watcher
from ngo_registry.queries.news import MOST_OF_SEARCH, came_into, news_of
from ngo_registry.queries.party_news import as_news, found_by, lines_of, named
from ngo_registry.watch_links import address
from office.mail import CLOSED, send
from office.models import User
from office.panels import NewsItem
from office.service import service
from office.templatetags.saradnja import script

log = structlog.get_logger(__name__)
HOUR = datetime.time(7, 30)
SETTLED = datetime.timedelta(minutes=30)  # rows of a transaction that is still open are told the next day


@dataclass
class Told:
    """One watch in the digest."""

    title: str
    url: str
    news: list[NewsItem] = field(default_factory=list)
    came: list[Organisation] = field(default_factory=list)
    more: int = 0


def send_all_digests(now: datetime.datetime | None = None) -> int:
    """After the hour of the digest, one piece of work for each address that was not told today."""
    now = timezone.localtime(now or timezone.now())
    if now.time() < HOUR:
        return 0
    until = datetime.datetime.combine(now.date(), HOUR, tzinfo=now.tzinfo) - SETTLED
    waiting = Watcher.objects.exclude(told_until__gte=until).filter(watches__confirmed_at__isnull=False)
    sent = 0
    for pk in waiting.values_list("pk", flat=True).distinct():
        try:
            sent += bool(send_digest(watcher_pk=pk, until=until, by=None))
        except Exception as error:  # one address must not keep the news from the others
            log.exception("digest_failed", watcher=pk, error=type(error).__name__)
    return sent


@service
def send_digest(*, watcher_pk: int, until: datetime.datetime, by: User | None) -> bool:
    """Queue the digest of one address and note until when it was told, in one transaction: never twice, never lost."""
    rows = Watcher.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=watcher_pk)
    watcher = rows.first()
    if watcher is None or (watcher.told_until and watcher.told_until >= until):
        return False
    with translation.override(watcher.language):
        told = what_to_tell(watcher, until)
    if told:
        _write(watcher, told)
    watcher.told_until = until
    watcher.save(update_fields=["told_until"])
    return bool(told)


def what_to_tell(watcher: Watcher, until: datetime.datetime) -> list[Told]:
    """Every confirmed watch about which there is something new since the last digest or since it was confirmed."""
    watches = list(watcher.watches.filter(confirmed_at__isnull=False).select_related("organisation", "party"))
    since = {watch.pk: max(filter(None, [watcher.told_until, watch.confirmed_at])) for watch in watches}
    keys = [watch.organisation_id for watch in watches if watch.organisation_id]
    news = news_of(keys, min(since.values()), until) if keys else []
    told = []
    for watch in watches:
        if watch.organisation_id:
            told.append(told_of_organisation(watch, since[watch.pk], news))
        elif watch.party_id or watch.of_parties:
            told.append(told_of_parties(watch, since[watch.pk], until))
        else:
            told.append(told_of_search(watch, since[watch.pk], until))
    return [each for each in told if each.news or each.came]


def told_of_organisation(watch: Watch, since: datetime.datetime, news: list[NewsItem]) -> Told:
    """What happened to one organisation."""
    path = reverse("ngo_registry_public:organisation", args=[watch.organisation.number])
    own = [item for item in news if item.about == watch.organisation_id and item.at > since]
    return Told(script(watch.organisation.name), settings.SITE_URL.rstrip("/") + path, news=own)


def told_of_parties(watch: Watch, since: datetime.datetime, until: datetime.datetime) -> Told:
    """What was entered about one party, or about the parties of a search."""
    site = settings.SITE_URL.rstrip("/")
    if watch.party_id:
        path = reverse("ngo_registry_public:party", args=[watch.party.number])
        news = [as_news(line) for line in lines_of([watch.party_id], since, until)]
        return Told(script(watch.party.name), site + path, news=news)
    form = PartySearchForm(QueryDict(watch.query))
    lines = lines_of(found_by(form.words, form.chosen_status), since, until)
    url = f"{site}{reverse('ngo_registry_public:parties')}?{watch.query}".rstrip("?")
    title = _("Register of political parties: %(search)s")
    news = [named(line) for line in lines]
    return Told(title % {"search": form.in_words or _("the whole register")}, url, news=news)


def told_of_search(watch: Watch, since: datetime.datetime, until: datetime.datetime) -> Told:
    """Which organisations came into a search."""
    site = settings.SITE_URL.rstrip("/")
    form = SearchForm(QueryDict(watch.query))
    rows = came_into(form.words, form.filters, since, until, literal=form.literal)
    count = rows.order_by().count()
    came = list(rows.select_related("municipality")[:MOST_OF_SEARCH])
    for row in came:
        row.url = site + reverse("ngo_registry_public:organisation", args=[row.number])
    url = f"{site}{reverse('ngo_registry_public:list')}?{watch.query}".rstrip("?")
    return Told(form.in_words or _("the whole register"), url, came=came, more=max(0, count - len(came)))


def _write(watcher: Watcher, told: list[Told]) -> Any:
    """The message with the links to manage and to end it, the latter for mail programs too."""
    end = address("watch_end", "manage", watcher.pk, watcher.language)
    return send(
        "ngo_registry/emails/digest.txt",
        to=watcher.email,
        language=watcher.language,
        about=watcher,
        context={
            "told": told,
            "manage_url": address("watch_manage", "manage", watcher.pk, watcher.language),
            "end_url": end,
        },
        more={
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            CLOSED: "yes",
        },
    )
