"""News of a call for those who watch it: written by the worker."""

from grants.models import Call, CallLink, CallWatch, CallWatcher
from grants.services.calls import begun_by
from grants.watch_links import address
from office import mail
from office.audit import record
from office.mail import CLOSED
from office.models import User
from office.scripts import fold
from office.service import service


@service
def send_news(*, call: Call, what: str, reason: str, by: User | None) -> int:
    """One letter to each address whose confirmed watch this call meets; those of the repeated call are told too."""
    link = CallLink.objects.select_related("earlier").filter(later=call).first()
    if what == "published" and link:
        tell_of_follower(link)
    watchers = watchers_of(call, link.earlier if link else None)
    for watcher in watchers:
        end = address("call_watch_end", "manage", watcher.pk, watcher.language)
        mail.send(
            "grants/emails/watch_news.txt",
            to=watcher.email,
            language=watcher.language,
            about=watcher,
            context={
                "call": call,
                "what": what,
                "reason": reason,
                "link": link,
                "manage_url": address("call_watch_manage", "manage", watcher.pk, watcher.language),
                "end_url": end,
            },
            more={
                "List-Unsubscribe": f"<{end}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                CLOSED: "yes",
            },
        )
    record("tell_watchers", call, by=by, data={"what": what, "count": len(watchers)})
    return len(watchers)


def watchers_of(call: Call, earlier: Call | None = None) -> list[CallWatcher]:
    """Addresses that watch this call, the call it follows, or calls like it; each once."""
    found: dict[int, CallWatcher] = {}
    rows = CallWatch.objects.filter(confirmed_at__isnull=False).select_related("watcher").order_by("pk")
    areas = set(call.areas.values_list("pk", flat=True))
    text = fold(" ".join([call.title, call.body.name, call.goals, call.activities, call.target_groups]))
    for watch in rows.iterator(chunk_size=500):
        if meets(watch, call, earlier, areas, text):
            found.setdefault(watch.watcher_id, watch.watcher)
    return list(found.values())


def meets(watch: CallWatch, call: Call, earlier: Call | None, areas: set[int], text: str) -> bool:
    """Is this call what the watch waits for?"""
    if watch.call_id:
        return watch.call_id in {call.pk, earlier.pk if earlier else None}
    return (
        watch.body_id in {None, call.body_id}
        and (watch.area_id is None or watch.area_id in areas)
        and all(word in text for word in fold(watch.words).split())
    )


def tell_of_follower(link: CallLink) -> None:
    """Those who began an application to the earlier call hear of the later one."""
    for person in begun_by(link.earlier):
        mail.send(
            "grants/emails/call_followed.txt",
            to=person,
            context={"call": link.later, "earlier": link.earlier, "link": link},
            about=link.later,
        )
