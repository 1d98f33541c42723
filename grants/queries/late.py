"""Who is late and by how many days: analyses, yearly plans, calls of the year; a day off moves a due day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import CallPlan, PlanReturn, PriorityItem, ProgrammingCycle, Reminder, SectorAnalysis
from grants.queries.priorities import plan_due
from office.deadlines import days_late
from office.jurisdiction import has_feature
from office.models import Body, User
from office.models.user import bodies_of
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import DayOfYear, Rule, due_in, from_version, rules_for

Duty = Reminder.Duty
State = SectorAnalysis.State
HANDED_IN = (State.SUBMITTED, State.RETURNED, State.ACCEPTED, State.REFUSED)


@dataclass(frozen=True, slots=True)
class LateRow:
    """What one body owes: due when, done when, how many days late."""

    body: Body
    duty: str
    year: int
    due: datetime.date | None
    law: str
    done: datetime.date | None
    late: int
    text: str = ""
    url: str = ""

    @property
    def words(self) -> str:
        """Late, still late, in time, not due yet."""
        if self.late:
            days = ngettext("%(count)s day late", "%(count)s days late", self.late) % {"count": self.late}
            return days if self.done else _("%(days)s, not done yet") % {"days": days}
        return _("in time") if self.done else _("not due yet")

    @property
    def tone(self) -> str:
        """The colour that supports the words."""
        if self.late:
            return "warn" if self.done else "bad"
        return "good" if self.done else "quiet"


def row_of(body: Body, duty: str, year: int, due: datetime.date | None, law: str, **facts: Any) -> LateRow:
    """A row with its days counted to the day it was done, or to today."""
    today, done = facts.pop("today"), facts.pop("done")
    late = days_late(due, done or today) if due else 0
    return LateRow(body, duty, year, due, law, done, late, **facts)


def analyses_due(cycle: ProgrammingCycle) -> tuple[datetime.date | None, str]:
    """By when the analyses of a cycle are handed in, and the article: the year before the budget year."""
    rule = from_version(cycle.rulebook).call.sector_analysis_due
    return due_in(rule.value, cycle.year - 1), rule.law


def analysis_rows(cycle: ProgrammingCycle, today: datetime.date, body: Body | None = None) -> list[LateRow]:
    """Every body that is asked, with the day on which its last analysis came first; two statements."""
    due, law = analyses_due(cycle)
    live = cycle.analyses.exclude(state=State.WITHDRAWN).select_related("area")
    by_body = defaultdict(list)
    for analysis in live.filter(body=body) if body else live:
        by_body[analysis.body_id].append(analysis)
    duties = cycle.duties.select_related("body").order_by("body__sort_key", "body__name")
    rows = []
    for duty in duties.filter(body=body) if body else duties:
        mine = by_body[duty.body_id]
        came = [timezone.localdate(each.first_submitted_at) for each in mine if each.first_submitted_at]
        whole = bool(mine) and len(came) == len(mine)
        done = timezone.localdate(duty.none_at) if duty.none_at else max(came) if whole else None
        text = _("proposes no call") if duty.none_at else _came(len(came), len(mine))
        rows.append(row_of(duty.body, Duty.ANALYSES, cycle.year, due, law, today=today, done=done, text=text))
    return rows


def bodies_that_plan(year: int) -> QuerySet[Body]:
    """Bodies that existed in the year, or exist by now in the running one."""
    day = min(datetime.date(year, 12, 31), timezone.localdate())
    return Body.objects.active(max(day, datetime.date(year, 1, 1))).order_by("sort_key", "name")


def plan_rows(year: int, today: datetime.date, body: Body | None = None) -> list[LateRow]:
    """Every body with the day its plan of the year came; who is not obliged is left out; three statements."""
    due, law = plan_due(year)
    answers = {answer.body_id: answer for answer in PlanReturn.objects.filter(year=year)}
    first = CallPlan.objects.filter(year=year, published_at__isnull=False).values_list("body")
    came = dict(first.annotate(at=Min("published_at")).order_by())
    rows = []
    for each in bodies_that_plan(year).filter(pk=body.pk) if body else bodies_that_plan(year):
        answer = answers.get(each.pk)
        if answer and answer.answer == PlanReturn.Answer.EXEMPT:
            continue
        at = answer.handed_in_at if answer else came.get(each.pk)
        text = _("no calls planned") if answer and answer.answer == PlanReturn.Answer.NONE else ""
        done = timezone.localdate(at) if at else None
        rows.append(row_of(each, Duty.PLAN, year, due, law, today=today, done=done, text=text))
    return rows


def call_rows(year: int, today: datetime.date, body: Body | None = None) -> list[LateRow]:
    """Every row of the year's decision with the day on which its first call was published."""
    items = PriorityItem.objects.filter(decision__year=year, decision__state__in=["adopted", "published"])
    items = items.filter(body=body) if body else items
    called = Q(calls__published_at__isnull=False)
    found = list(
        items.select_related("body", "area")
        .annotate(first=Min("calls__published_at", filter=called))
        .order_by("body__sort_key", "body__name", "area__order", "pk")
    )
    if not found:
        return []
    rules = _rules_of({item.body.kind: item.body for item in found}.values(), year)
    rows = []
    for item in found:
        rule = rules[item.body.kind]
        done = timezone.localdate(item.first) if item.first else None
        url = f"{reverse('grants_public:calls')}?body={item.body.code}&year={year}" if done else ""
        facts = {"today": today, "done": done, "text": str(item.area), "url": url}
        rows.append(row_of(item.body, Duty.CALL, year, due_in(rule.value, year), rule.law, **facts))
    return rows


def _rules_of(bodies: Iterable[Body], year: int) -> dict[str, Rule[DayOfYear | None]]:
    """By when each kind of body calls in the year; nothing where no rulebook is loaded."""
    found: dict[str, Rule[DayOfYear | None]] = {}
    for body in bodies:
        try:
            found[body.kind] = rules_for(body, datetime.date(year, 1, 1)).call.publish_by
        except Refused:
            found[body.kind] = Rule(None)
    return found


def late_row(duty: str, body: Body, year: int, today: datetime.date) -> LateRow | None:
    """What one body owes; of several rows the one that is late the longest."""
    if duty == Duty.ANALYSES:
        cycle = ProgrammingCycle.objects.select_related("rulebook").filter(year=year).first()
        rows = analysis_rows(cycle, today, body) if cycle else []
    else:
        rows = (plan_rows if duty == Duty.PLAN else call_rows)(year, today, body)
    open_rows = [row for row in rows if row.done is None] or rows
    return max(open_rows, key=lambda row: row.late, default=None)


def _came(came: int, begun: int) -> str:
    """How many of the begun analyses have come."""
    return _("%(in)s of %(all)s handed in") % {"in": came, "all": begun} if begun else _("nothing begun")


@dataclass(frozen=True, slots=True)
class LateTable:
    """One table of the public page: what is owed, by when, by whom."""

    key: str
    title: str
    due: datetime.date | None
    law: str
    rows: list[LateRow]

    @property
    def late(self) -> list[LateRow]:
        """Rows that came late or did not come."""
        return [row for row in self.rows if row.late]

    @property
    def owing(self) -> list[LateRow]:
        """Rows that are late and not done, the longest first, a body once."""
        found: dict[int, LateRow] = {}
        for row in sorted(self.rows, key=lambda row: -row.late):
            if row.late and row.done is None:
                found.setdefault(row.body.pk, row)
        return list(found.values())


def late_tables(year: int, today: datetime.date) -> list[LateTable]:
    """What the law wants of bodies in a calendar year, in this office."""
    tables = []
    if has_feature("calendar_plan"):
        due, law = plan_due(year)
        title = _("Yearly plans of calls for %(year)s") % {"year": year}
        tables.append(LateTable(Duty.PLAN, title, due, law, plan_rows(year, today)))
    if has_feature("priorities"):
        rows = call_rows(year, today)
        due, law = (rows[0].due, rows[0].law) if rows else (None, "")
        title = _("Public calls of %(year)s") % {"year": year}
        tables.append(LateTable(Duty.CALL, title, due, law, rows))
        cycle = ProgrammingCycle.objects.select_related("rulebook").filter(year=year + 1).first()
        if cycle:
            due, law = analyses_due(cycle)
            title = _("Sectoral analyses for %(year)s") % {"year": year + 1}
            tables.append(LateTable(Duty.ANALYSES, title, due, law, analysis_rows(cycle, today)))
    return tables


def years_to_show(today: datetime.date) -> list[int]:
    """Calendar years for which there is something to show, newest first, this one always."""
    years = {today.year}
    years |= {year - 1 for year in ProgrammingCycle.objects.values_list("year", flat=True)}
    years |= set(CallPlan.objects.order_by().values_list("year", flat=True).distinct())
    decided = PriorityItem.objects.filter(decision__state__in=["adopted", "published"])
    years |= set(decided.order_by().values_list("decision__year", flat=True).distinct())
    return sorted((year for year in years if year <= today.year), reverse=True)


def reminders_of(duty: str, year: int) -> dict[int, list[Reminder]]:
    """Reminders about one duty, by body, newest first."""
    found: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in Reminder.objects.filter(duty=duty, year=year).order_by("-day", "-pk"):
        found[reminder.body_id].append(reminder)
    return dict(found)


def with_reminders(table: LateTable, today: datetime.date) -> list[tuple[LateRow, list[Reminder], bool]]:
    """Rows with what was sent about them, and whether one may be sent today; the longest late first."""
    year = table.rows[0].year if table.rows else 0
    sent = reminders_of(table.key, year)
    owing = {id(row) for row in table.owing}
    rows = sorted(table.rows, key=lambda row: (row.done is not None, -row.late))
    return [
        (
            row,
            sent.get(row.body.pk, []),
            id(row) in owing and all(each.day != today for each in sent.get(row.body.pk, [])),
        )
        for row in rows
    ]


def exempted(year: int) -> list[PlanReturn]:
    """Bodies that are not obliged to plan calls of the year."""
    rows = PlanReturn.objects.filter(year=year, answer=PlanReturn.Answer.EXEMPT)
    return list(rows.select_related("body").order_by("body__sort_key", "pk"))


def all_bodies() -> QuerySet[Body]:
    """Every body, of today and of before."""
    return Body.objects.all()


def answers_of(user: User) -> QuerySet[PlanReturn]:
    """What the person's bodies said about their plans."""
    return PlanReturn.objects.filter(body__in=bodies_of(user, P.MANAGE_CALLS)).select_related("body")


def unreminded(table: LateTable, today: datetime.date) -> int:
    """How many bodies of a table are late and were not reminded in the last seven days."""
    if not table.owing:
        return 0
    sent = reminders_of(table.key, table.rows[0].year)
    week = today - datetime.timedelta(days=7)
    return sum(all(each.day < week for each in sent.get(row.body.pk, [])) for row in table.owing)
