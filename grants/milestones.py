"""The life of a call in order of time: what happened, what the law expects, how many days late."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Call, Contract, Decision, Objection, Ranking
from office.deadlines import add_days, add_working_days, days_late
from office.jurisdiction import current
from office.rulebooks import Rules, due_in


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step: when it happened or is due, its article, and how late it came or is."""

    title: str
    at: datetime.datetime | datetime.date | None
    law: str = ""
    text: str = ""
    future: bool = False
    late: int = 0
    due: datetime.date | None = None
    url: str = ""


def milestones(
    call: Call,
    rules: Rules,
    today: datetime.date,
    *,
    ranking: Ranking | None,
    decision: Decision | None,
    objections: Sequence[Objection] = (),
    contracts: Sequence[Contract] = (),
    awarded: int = 0,
) -> list[Milestone]:
    """Published → extended → deadline → check → ranking list → objections → decision → contracts, or annulled."""
    rows = [_published(call, rules)]
    rows += sorted([*_extended(call), *_corrected(call)], key=lambda row: row.at)
    if call.state == Call.State.CANCELLED:
        return [*rows, Milestone(_("Call annulled"), None, text=call.cancel_reason)]
    last = timezone.localdate(call.deadline)
    words = {"law": rules.call.open_days.law, "text": open_words(call, rules, last)}
    rows.append(Milestone(_("Deadline for applications"), call.deadline, future=today <= last, **words))
    rows.append(_checked(call, rules, today))
    rows += _ranked(rules, today, ranking, last)
    rows += _replied(rules, today, objections)
    rows.append(_decided(rules, today, ranking, decision))
    rows += _signed(rules, today, decision, contracts, awarded)
    return rows


def open_words(call: Call, rules: Rules, last: datetime.date) -> str:
    """How many days the call was open, beside the days it must be."""
    begins = call.opens_at or call.published_at
    if begins is None:
        return ""
    days, least = (last - timezone.localdate(begins)).days, rules.call.open_days.value
    return ngettext(
        "open for %(count)s day, at least %(least)s are needed",
        "open for %(count)s days, at least %(least)s are needed",
        days,
    ) % {"count": days, "least": least}


def local_day(moment: datetime.datetime | datetime.date) -> datetime.date:
    """The local day of a moment, or the day itself."""
    return timezone.localdate(moment) if isinstance(moment, datetime.datetime) else moment


def short(moment: datetime.datetime) -> str:
    """The local day in short form."""
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


def late_text(days: int) -> str:
    """So many days late, in words."""
    return ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days} if days else ""


def step(
    title: str,
    done: datetime.datetime | datetime.date | None,
    due: datetime.date | None,
    law: str,
    today: datetime.date,
) -> Milestone:
    """A step that has a due day: done (late or not), or expected (late or not yet)."""
    if done is not None:
        late = days_late(due, local_day(done)) if due else 0
        return Milestone(title, done, law=law, text=late_text(late), late=late, due=due)
    late = days_late(due, today) if due else 0
    text = late_text(late) or (_("due day") if due else _("the law sets no deadline"))
    return Milestone(title, due, law=law, text=text, future=True, late=late, due=due)


def _published(call: Call, rules: Rules) -> Milestone:
    rule = rules.call.publish_by
    due = due_in(rule.value, call.year)
    return step(_("Call published"), call.published_at, due, rule.law, timezone.localdate(call.published_at))


def _extended(call: Call) -> list[Milestone]:
    return [
        Milestone(
            _("Deadline extended"),
            each.made_at,
            text=_("from %(before)s to %(after)s: %(reason)s")
            % {"before": short(each.before), "after": short(each.after), "reason": each.reason},
        )
        for each in call.extensions.all()
    ]


def _corrected(call: Call) -> list[Milestone]:
    return [Milestone(_("Call corrected"), each.made_at, text=each.reason) for each in call.corrections.all()]


def _checked(call: Call, rules: Rules, today: datetime.date) -> Milestone:
    rule = rules.call.formal_check_days
    last = timezone.localdate(call.deadline)
    due = add_days(last, rule.value, current().calendar) if rule.value is not None else None
    title = _("List of complete and rejected applications")
    return step(title, call.check_published_at, due, rule.law, today)


def _ranked(
    rules: Rules, today: datetime.date, ranking: Ranking | None, last: datetime.date
) -> list[Milestone]:
    """The ranking list, and where the rules know them inspection and objections after it."""
    calendar, rule = current().calendar, rules.ranking.list_days
    due = add_days(last, rule.value, calendar) if rule.value is not None else None
    done = ranking.published_at if ranking else None
    rows = [step(_("Ranking list published"), done, due, rule.law, today)]
    if done is None:
        return rows
    day = timezone.localdate(done)
    look, object_ = rules.ranking.inspection_working_days, rules.ranking.objection_days
    if look.value is not None:
        until = add_working_days(day, look.value, calendar)
        rows.append(
            Milestone(_("Inspection of applications ends"), until, law=look.law, future=today <= until)
        )
    if object_.value is not None:
        until = add_days(day, object_.value, calendar)
        rows.append(Milestone(_("Objections end"), until, law=object_.law, future=today <= until))
    return rows


def _decided(
    rules: Rules, today: datetime.date, ranking: Ranking | None, decision: Decision | None
) -> Milestone:
    rule, objections = rules.ranking.decision_days, rules.ranking.objection_days
    due = None
    if ranking and ranking.published_at and rule.value is not None:
        calendar, start = current().calendar, timezone.localdate(ranking.published_at)
        due = add_days(add_days(start, objections.value or 0, calendar), rule.value, calendar)
    done = decision.published_at if decision else None
    return step(_("Decision published"), done, due, rule.law, today)


def _replied(rules: Rules, today: datetime.date, objections: Sequence[Objection]) -> list[Milestone]:
    """Replies to objections: as late as the latest of them."""
    if not objections:
        return []
    rule = rules.ranking.objection_decision_days

    def late(each: Objection) -> int:
        return days_late(each.due, local_day(each.decided_at) if each.decided_at else today)

    worst = max(objections, key=lambda each: (late(each), each.due))
    waiting = [each for each in objections if each.decided_at is None]
    done = None if waiting else max(each.decided_at for each in objections)
    row = step(_("Objections answered"), done, worst.due if rule.value is not None else None, rule.law, today)
    days = late(worst) if rule.value is not None else 0
    return [replace(row, late=days, text=late_text(days) or row.text)]


def _signed(
    rules: Rules, today: datetime.date, decision: Decision | None, contracts: Sequence[Contract], awarded: int
) -> list[Milestone]:
    """Contracts with everybody who was awarded money: done with the last signature."""
    if decision is None or decision.published_at is None or not awarded:
        return []
    rule, days = rules.contract.sign_days, [each.signed_on for each in contracts if each.signed_on]
    start = timezone.localdate(decision.published_at)
    due = add_days(start, rule.value, current().calendar) if rule.value is not None else None
    done = max(days) if len(days) >= awarded else None
    row = step(_("Contracts signed"), done, due, rule.law, today)
    if done is None and days:
        part = _("%(signed)s of %(all)s signed") % {"signed": len(days), "all": awarded}
        row = replace(row, text=f"{row.text} · {part}")
    return [row]
