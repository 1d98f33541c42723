"""Deadlines of open calls as a calendar file."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from council.models import NominationCall
from office.templatetags.saradnja import script


def calendar_of(calls: Iterable[NominationCall]) -> bytes:
    """One event for each deadline, in UTC, with the address of the call."""
    calendar = Calendar()
    calendar.add("prodid", "-//Saradnja//participation//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Calls for NGO representatives"))
    host = urlsplit(settings.SITE_URL).hostname
    for call in calls:
        event = Event()
        event.add("uid", f"nomination-{call.pk}@{host}")
        event.add("dtstamp", call.published_at.astimezone(datetime.UTC))
        event.add("dtstart", call.deadline.astimezone(datetime.UTC))
        event.add("summary", _("Deadline for proposals: %(title)s") % {"title": script(call.title)})
        event.add("description", f"{call.number} · {script(call.body.name)}")
        event.add("url", settings.SITE_URL.rstrip("/") + reverse("council_public:call", args=[call.pk]))
        calendar.add_component(event)
    return calendar.to_ical()
