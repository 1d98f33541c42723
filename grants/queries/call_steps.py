"""The steps of the editor of a draft, each with its state, as a task list shows them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Call, CallPart, CallReview, CopiedPart, PlannedPublication
from grants.queries.call_life import planned_publication
from grants.queries.call_reviews import last_review
from grants.remarks import Remark
from office.rulebooks import Rules

GROUPS = (
    CallPart.BASICS,
    CallPart.MONEY,
    CallPart.TEXTS,
    CallPart.CRITERIA,
    CallPart.DOCUMENTS,
    CallPart.FORM,
    CallPart.DATES,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the task list."""

    title: Any
    url: str
    label: Any
    tone: str
    note: str = ""
    part: str = ""
    look: bool = False


def steps_of(call: Call, rules: Rules, remarks: list[Remark]) -> list[Step]:
    """Basics, money, texts, criteria, documents, form, dates, check, review, publication."""
    copied = {each.part: each for each in call.copied_parts.all()}
    steps = [_part(call, part, remarks, copied.get(part)) for part in GROUPS]
    steps += [_check(call, remarks)]
    if rules.call_life.review.value != "not_asked":
        steps.append(_review(call))
    return [*steps, _publish(call, remarks)]


def _part(call: Call, part: CallPart, remarks: list[Remark], copied: CopiedPart | None) -> Step:
    """One part: something stops, something is to be looked at, or it is filled in."""
    url = {
        CallPart.BASICS: reverse("grants_staff:call_basics", args=[call.pk]),
        CallPart.MONEY: reverse("grants_staff:call_money", args=[call.pk]),
        CallPart.TEXTS: reverse("grants_staff:call_texts", args=[call.pk]),
        CallPart.CRITERIA: "#criteria",
        CallPart.DOCUMENTS: "#documents",
        CallPart.FORM: reverse("grants_staff:call_form", args=[call.pk]),
        CallPart.DATES: reverse("grants_staff:call_dates", args=[call.pk]),
    }[part]
    mine = [remark for remark in remarks if remark.step == part]
    look = copied is not None and copied.looked_at is None
    stopping = next((remark.text for remark in mine if remark.stops), "")
    if stopping:
        return Step(part.label, url, _("to be put right"), "bad", stopping, part, look)
    if look:
        return Step(part.label, url, _("look at it again"), "warn", look_words(call, part), part, look)
    if part == CallPart.DATES and not call.questions_until:
        return Step(part.label, url, _("by the rulebook"), "quiet", part=part)
    return Step(part.label, url, _("filled in"), "good", part=part)


def look_words(call: Call, part: str) -> str:
    """What must be looked at again in a part that was taken over."""
    words = {
        "basics": _("Title, basis and areas: are they of this year?"),
        "money": _("Sums and limits were taken over: do they fit this year's money?"),
        "texts": _("Do goals, strategic documents, legal basis and contact still hold?"),
        "criteria": _("Are the criteria those of the rulebook in force?"),
        "documents": _("Are the same papers asked for, and their forms the newest?"),
        "form": _("Do the parts and questions of the application form fit this call?"),
        "dates": _("Dates are not taken over: set the day until which questions are asked."),
    }
    return words[part]


def _check(call: Call, remarks: list[Remark]) -> Step:
    stopping = sum(remark.stops for remark in remarks)
    if not stopping:
        return Step(_("Check"), "#remarks", _("nothing stops it"), "good")
    words = ngettext("%(count)s thing stops it", "%(count)s things stop it", stopping) % {"count": stopping}
    return Step(_("Check"), "#remarks", words, "bad")


def _review(call: Call) -> Step:
    """Where the opinion of the office stands."""
    url, title = reverse("grants_staff:call_review", args=[call.pk]), _("Review by the office")
    last = last_review(call)
    if last is None:
        return Step(title, url, _("not asked"), "quiet")
    tones = {
        CallReview.State.ASKED: "busy",
        CallReview.State.REMARKS: "warn",
        CallReview.State.AGREED: "good",
    }
    note = ""
    if last.state == CallReview.State.REMARKS:
        left = last.remarks.filter(answered_at__isnull=True).count()
        note = ngettext("%(count)s remark to answer", "%(count)s remarks to answer", left) % {"count": left}
    return Step(title, url, last.get_state_display(), tones[last.state], note)


def _publish(call: Call, remarks: list[Remark]) -> Step:
    """By hand, or at an hour."""
    title = _("Publication")
    plan = planned_publication(call)
    url = reverse("grants_staff:call_planned", args=[call.pk])
    if plan is None:
        return Step(title, reverse("grants_staff:call_publish", args=[call.pk]), _("not yet"), "quiet")
    if plan.state == PlannedPublication.State.FAILED:
        return Step(title, url, _("refused at its hour"), "bad", plan.refusal)
    at = date_format(timezone.localtime(plan.at), "DATETIME_FORMAT")
    return Step(title, url, _("planned"), "busy", at)
