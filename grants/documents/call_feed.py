"""The newest calls as a feed (RSS)."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import Call
from office.languages import html_lang
from office.templatetags.saradnja import moment, script


def feed_of(calls: Iterable[Call], kept: str = "") -> str:
    """Title, body and deadline of each call, in the language of the reader; `kept` is the filter in the address."""
    site = settings.SITE_URL.rstrip("/")
    query = f"?{kept}" if kept else ""
    feed = Rss201rev2Feed(
        title=_("Public calls for projects of NGOs"),
        link=site + reverse("grants_public:calls") + query,
        description=_("Calls of public bodies, newest first"),
        language=html_lang(get_language() or ""),
        feed_url=site + reverse("grants_files:feed") + query,
    )
    for call in calls:
        link = site + reverse("grants_public:call", args=[call.slug])
        feed.add_item(
            title=script(call.title),
            link=link,
            description=_("%(body)s. Deadline for applications: %(deadline)s.")
            % {"body": script(call.body.name), "deadline": moment(call.deadline)},
            pubdate=call.published_at,
            unique_id=link,
        )
    return feed.writeString("utf-8")
