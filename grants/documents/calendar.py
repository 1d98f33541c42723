"""Deadlines of calls as a calendar file."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from grants.models import Call, EvaluatorCall
from office.templatetags.saradnja import script


def calendar_of(calls: Iterable[Call]) -> bytes:
    """One event for each deadline, in UTC, with the address of the call and a reminder three days before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Saradnja//calls//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Public calls for projects of NGOs"))
    host = urlsplit(settings.SITE_URL).hostname
    for call in calls:
        calendar.add_component(event_of(call, host))
    return calendar.to_ical()


def event_of(call: Call, host: str | None) -> Event:
    """The deadline of one call."""
    event = Event()
    event.add("uid", f"call-{call.pk}@{host}")
    event.add("dtstamp", call.published_at.astimezone(datetime.UTC))
    event.add("dtstart", call.deadline.astimezone(datetime.UTC))
    event.add("summary", _("Deadline for applications: %(title)s") % {"title": script(call.title)})
    event.add("description", f"{call.number} · {script(call.body.name)}")
    event.add("url", settings.SITE_URL.rstrip("/") + reverse("grants_public:call", args=[call.slug]))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", script(call.title))
    alarm.add("trigger", datetime.timedelta(days=-3))
    event.add_component(alarm)
    return event


def calendar_of_evaluator_call(call: EvaluatorCall) -> bytes:
    """The end of a call for evaluators, in UTC, with its address."""
    calendar = Calendar()
    calendar.add("prodid", "-//Saradnja//evaluators//")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"evaluators-{call.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", call.published_at.astimezone(datetime.UTC))
    event.add("dtstart", call.deadline.astimezone(datetime.UTC))
    event.add("summary", _("Deadline for candidacies: %(title)s") % {"title": script(call.title)})
    event.add("description", call.number)
    address = reverse("grants_public:evaluator_call", args=[call.pk])
    event.add("url", settings.SITE_URL.rstrip("/") + address)
    calendar.add_component(event)
    return calendar.to_ical()
