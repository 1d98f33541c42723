"""Deadlines of calls as a calendar file."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from grants.models import Call, EvaluatorCall
from grants.question_terms import questions_end
from office.rulebooks import from_version
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
        if (asked := questions_event(call, host)) is not None:
            calendar.add_component(asked)
    return calendar.to_ical()


def event_of(call: Call, host: str | None) -> Event:
    """The deadline of one call; after an extension the same event with the new day."""
    extensions = list(call.extensions.all())
    event = begun(call, f"call-{call.pk}@{host}", call.deadline)
    event.add("sequence", len(extensions))
    event.add("summary", _("Deadline for applications: %(title)s") % {"title": script(call.title)})
    lines = [f"{call.number} · {script(call.body.name)}"]
    lines += [
        _("The deadline was extended from %(before)s: %(reason)s")
        % {
            "before": date_format(timezone.localtime(each.before), "DATE_FORMAT"),
            "reason": script(each.reason),
        }
        for each in extensions
    ]
    event.add("description", "\n".join(lines))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", script(call.title))
    alarm.add("trigger", datetime.timedelta(days=-3))
    event.add_component(alarm)
    return event


def questions_event(call: Call, host: str | None) -> Event | None:
    """The last moment for questions, when it comes before the deadline."""
    end = questions_end(call, from_version(call.rulebook))
    if end is None or end >= call.deadline or end <= call.opens_at:
        return None
    event = begun(call, f"questions-{call.pk}@{host}", end)
    event.add("sequence", len(call.extensions.all()))
    event.add("summary", _("Last day for questions: %(title)s") % {"title": script(call.title)})
    event.add("description", f"{call.number} · {script(call.body.name)}")
    return event


def begun(call: Call, uid: str, at: datetime.datetime) -> Event:
    """An event of a call with its address, in UTC; stamped when the call was last changed."""
    changed = max([call.published_at, *(each.made_at for each in call.extensions.all())])
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed.astimezone(datetime.UTC))
    event.add("dtstart", at.astimezone(datetime.UTC))
    event.add("url", settings.SITE_URL.rstrip("/") + reverse("grants_public:call", args=[call.slug]))
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
