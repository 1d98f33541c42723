"""Tables and calendars of the programmed year as files: sums side by side, plans, who is late."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event

from grants.models import CallPlan
from grants.queries.late import LateTable
from grants.queries.sums import SumRow
from office.templatetags.saradnja import script

SUM_HEAD = (
    gettext_lazy("Body"),
    gettext_lazy("Area"),
    gettext_lazy("Kind"),
    gettext_lazy("Asked"),
    gettext_lazy("Proposed"),
    gettext_lazy("Proposed against asked"),
    gettext_lazy("Decided"),
    gettext_lazy("Decided against proposed"),
    gettext_lazy("Difference"),
    gettext_lazy("Note"),
    gettext_lazy("Number of the analysis"),
)
PLAN_HEAD = (
    gettext_lazy("Body"),
    gettext_lazy("Planned call"),
    gettext_lazy("Area"),
    gettext_lazy("Planned to open"),
    gettext_lazy("Planned to close"),
    gettext_lazy("Amount"),
    gettext_lazy("Budget line"),
)
LATE_HEAD = (
    gettext_lazy("What is owed"),
    gettext_lazy("Body"),
    gettext_lazy("About"),
    gettext_lazy("Due by"),
    gettext_lazy("Done on"),
    gettext_lazy("Days late"),
)


def sum_lines(rows: Iterable[SumRow]) -> Iterator[tuple[Any, ...]]:
    """A line for each body and area; sums with a point, as machines read them."""
    for row in rows:
        yield (
            script(row.body.name), str(row.area), str(row.kind), row.asked, row.proposed, row.to_proposed,
            row.decided, row.to_decided, row.difference, script(row.note), row.analysis.number if row.analysis else "",
        )  # fmt: skip


def plan_lines(plans: Iterable[CallPlan]) -> Iterator[tuple[Any, ...]]:
    """A line for each planned call."""
    for plan in plans:
        yield (
            script(plan.body.name), script(plan.name), str(plan.area or ""), plan.planned_from, plan.planned_until,
            plan.amount, plan.budget_line,
        )  # fmt: skip


def late_lines(tables: Iterable[LateTable]) -> Iterator[tuple[Any, ...]]:
    """A line for each duty of each body."""
    for table in tables:
        for row in table.rows:
            yield table.title, script(row.body.name), row.text, row.due, row.done, row.late


def plan_calendar(plans: Iterable[CallPlan]) -> bytes:
    """Planned calls as whole-day events from the planned beginning to the planned end."""
    calendar = Calendar()
    calendar.add("prodid", "-//Saradnja//plan//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Planned public calls"))
    host = urlsplit(settings.SITE_URL).hostname
    address = settings.SITE_URL.rstrip("/") + reverse("grants_public:plan_calendar")
    for plan in plans:
        event = Event()
        event.add("uid", f"plan-{plan.pk}@{host}")
        event.add("dtstamp", (plan.published_at or plan.created_at).astimezone(datetime.UTC))
        event.add("dtstart", plan.planned_from)
        event.add("dtend", (plan.planned_until or plan.planned_from) + datetime.timedelta(days=1))
        event.add("summary", _("Planned call: %(name)s") % {"name": script(plan.name)})
        event.add("description", script(plan.body.name))
        event.add("url", f"{address}?year={plan.year}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
