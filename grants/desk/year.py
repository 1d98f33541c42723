"""What the programming of a year shows on desks, in the portal and on the front page."""

import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import SectorAnalysis
from grants.queries import late, priorities
from grants.queries import programming as queries
from office.jurisdiction import has_feature
from office.models import User
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import script

State = SectorAnalysis.State


def desk_items(user: User) -> list[DeskItem]:
    """Analyses to write, answer, close, hand in and decide on; plans to hand in; bodies to remind."""
    items: list[DeskItem] = []
    today = timezone.localdate()
    if has_feature("priorities") and user.can(P.MANAGE_CALLS):
        items += _analyses(user, today)
        if not user.can(P.MANAGE_PRIORITIES):
            items += _duties(user, today)
    if has_feature("priorities") and user.can(P.MANAGE_PRIORITIES):
        items += _office(today)
    if has_feature("calendar_plan") and user.can(P.MANAGE_CALLS) and not user.can(P.REMIND_BODIES):
        items += _plans(user, today)
    if user.can(P.REMIND_BODIES):
        items += _owing(today)
    return items


def _kind() -> str:
    return _("Programming of the year")


def _analyses(user: User, today: datetime.date) -> list[DeskItem]:
    """The next step of each analysis that moves."""
    moving = (State.DRAFT, State.CONSULTATION, State.FINAL, State.SUBMITTED, State.RETURNED)
    items = []
    decides = user.can(P.MANAGE_PRIORITIES)
    for row in queries.analyses_of(user).filter(state__in=moving).order_by("pk"):
        words, due = _step(row, today, decides)
        if words:
            url = reverse("grants_staff:analysis", args=[row.pk])
            about = f"{script(row.body.name)} · {row.area} · {row.cycle.year}"
            items.append(DeskItem(words, url, _kind(), due, "", about))
    return items


def _step(row: Any, today: datetime.date, decides: bool) -> tuple[str, datetime.date | None]:
    """What the person has to do with an analysis and by when: the office decides, the body does the rest."""
    due, _law = late.analyses_due(row.cycle)
    if decides:
        return (_("Decide on a sectoral analysis"), None) if row.state == State.SUBMITTED else ("", None)
    if row.state == State.CONSULTATION and row.waiting:
        words = ngettext("Answer %(count)s comment", "Answer %(count)s comments", row.waiting)
        return words % {"count": row.waiting}, due
    if row.state == State.CONSULTATION and row.consultation_until < today:
        return _("Close the consultation with its report"), due
    if row.state == State.DRAFT:
        return _("Finish the sectoral analysis and open its consultation"), due
    if row.state == State.FINAL:
        return _("Hand in the sectoral analysis"), due
    if row.state == State.RETURNED:
        return _("Complete the returned sectoral analysis"), row.returned_until
    return "", None


def _duties(user: User, today: datetime.date) -> list[DeskItem]:
    """Bodies of the person that are asked and have neither begun nor said that they propose no call."""
    items = []
    for cycle in queries.cycles().filter(year__gt=today.year):
        due, law = late.analyses_due(cycle)
        begun = set(cycle.analyses.exclude(state=State.WITHDRAWN).values_list("body", flat=True))
        for duty in queries.duties_of(user, cycle):
            if duty.none_at is None and duty.body_id not in begun:
                title = _("Write the sectoral analyses for %(year)s") % {"year": cycle.year}
                url = reverse("grants_staff:cycle", args=[cycle.year])
                items.append(DeskItem(title, url, _kind(), due, law, script(duty.body.name)))
    return items


def _office(today: datetime.date) -> list[DeskItem]:
    """The cycle to open, the accepted analyses to put into the draft, the opinion to record."""
    items = []
    cycle = queries.cycles().filter(year=today.year + 1).first()
    if cycle is None:
        opens, law = queries.opening_due(today.year)
        if opens and today.month >= opens.month:
            title = _("Open the programming of %(year)s") % {"year": today.year + 1}
            items.append(DeskItem(title, reverse("grants_staff:cycle_new"), _kind(), opens, law))
        return items
    waiting = cycle.analyses.filter(state=State.ACCEPTED, sums__isnull=True).aggregate(n=Count("pk"))["n"]
    dates = {each.key: each for each in queries.dates_of(cycle)}
    url = reverse("grants_staff:cycle", args=[cycle.year])
    if waiting:
        title = _("Put accepted analyses into the draft decision for %(year)s") % {"year": cycle.year}
        items.append(DeskItem(title, url, _kind(), dates["proposal"].due, dates["proposal"].law))
    decision = queries.decision_of(cycle.year)
    if decision and decision.state != decision.State.PUBLISHED and queries.opinion_of(decision) is None:
        title = _("Record the Council's opinion on the draft decision for %(year)s") % {"year": cycle.year}
        url = reverse("grants_staff:priority_opinion", args=[cycle.year])
        items.append(DeskItem(title, url, _kind(), dates["opinion"].due, dates["opinion"].law))
    return items


def _plans(user: User, today: datetime.date) -> list[DeskItem]:
    """Bodies of the person that have not answered for the year and have nothing written yet."""
    due, law = late.plan_due(today.year)
    if due is None:
        return []
    written = set(priorities.plans_of(user, today.year).values_list("body", flat=True))
    url = f"{reverse('grants_staff:plans')}?year={today.year}"
    title = _("Hand in the plan of calls for %(year)s") % {"year": today.year}
    return [
        DeskItem(title, url, _("Plan of calls"), due, law, script(row.body.name))
        for body in priorities.plan_bodies(user)
        if body.pk not in written
        for row in late.plan_rows(today.year, today, body)
        if row.done is None
    ]


def _owing(today: datetime.date) -> list[DeskItem]:
    """Bodies that are late and were not reminded for a week."""
    items = []
    for table in late.late_tables(today.year, today):
        left = late.unreminded(table, today)
        if left:
            words = ngettext(
                "Remind %(count)s body that is late", "Remind %(count)s bodies that are late", left
            )
            url = f"{reverse('grants_staff:late')}?year={today.year}#{table.key}"
            items.append(DeskItem(words % {"count": left}, url, _("Who is late"), about=table.title))
    return items


def portal_items(organisation: Any, at: datetime.datetime) -> list[DeskItem]:
    """Open consultations in the areas in which the organisation works."""
    if not has_feature("priorities"):
        return []
    rows = queries.consultations_for(organisation, timezone.localdate(at))
    return [
        DeskItem(
            title=_("Comment on the draft analysis: %(area)s") % {"area": row.area},
            url=reverse("grants_portal:consultation", args=[row.pk]),
            kind=_("Consultation"),
            due=row.consultation_until,
            about=script(row.body.name),
        )
        for row in rows
    ]


def front_panels(request: Any) -> list[Panel]:
    """Consultations that are open now."""
    if not has_feature("priorities"):
        return []
    now = queries.open_consultations(timezone.localdate())
    if not now:
        return []
    context = {"analyses": now[:3], "more": len(now) > 3}
    return [
        Panel(
            _("Say what your area needs"), "grants/year/front.html", context, order=20, anchor="consultations"
        )
    ]


def organisation_panels(organisation: Any) -> list[Panel]:
    """Nothing on the page of an organisation."""
    return []
