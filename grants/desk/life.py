"""What the life of a call puts on desks: drafts to review, remarks to answer, questions, hours that failed."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.queries import call_life, call_reviews
from grants.queries.calls import rules_of
from office.models import User
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import script


def desk_items(user: User) -> list[DeskItem]:
    """Everything of these rooms that waits for the person."""
    items: list[DeskItem] = []
    if user.can(P.REVIEW_CALLS):
        items += _reviews(user)
    if user.can(P.SIT_ON_COMMISSION):
        items += _remarks(user) + _questions(user) + _hours(user)
    return items


def _reviews(user: User) -> list[DeskItem]:
    return [
        DeskItem(
            title=_("Give the opinion on the call: %(title)s") % {"title": script(review.call.title)},
            url=reverse("grants_staff:call_opinion", args=[review.pk]),
            kind=_("Review of calls"),
            due=review.due,
            law=review.law,
            about=script(review.call.body.name),
        )
        for review in call_reviews.waiting(user)
        if review.asked_by_id != user.pk
    ]


def _remarks(user: User) -> list[DeskItem]:
    counts: dict[int, int] = {}
    titles: dict[int, str] = {}
    for remark in call_reviews.remarks_to_answer(user):
        call = remark.review.call
        counts[call.pk], titles[call.pk] = counts.get(call.pk, 0) + 1, call.title
    return [
        DeskItem(
            title=_("Answer the remarks of the office: %(title)s") % {"title": script(titles[pk])},
            url=reverse("grants_staff:call_review", args=[pk]),
            kind=_("Review of calls"),
            about=ngettext("%(count)s remark", "%(count)s remarks", count) % {"count": count},
        )
        for pk, count in counts.items()
    ]


def _questions(user: User) -> list[DeskItem]:
    """Each question that waits, with the day by which it is answered."""
    return [
        DeskItem(
            title=_("Answer a question on the call %(number)s") % {"number": question.call.number},
            url=reverse("grants_staff:call_question", args=[question.call_id, question.pk]),
            kind=_("Questions on calls"),
            due=question.due,
            law=rules_of(question.call).call_life.answer_days.law,
            about=script(question.call.title),
        )
        for question in call_life.open_questions(user)
    ]


def _hours(user: User) -> list[DeskItem]:
    """Drafts that were not published at their hour."""
    return [
        DeskItem(
            title=_("Not published at its hour: %(title)s") % {"title": script(plan.call.title)},
            url=reverse("grants_staff:call_planned", args=[plan.call_id]),
            kind=_("Public calls"),
            about=date_format(timezone.localtime(plan.at), "DATETIME_FORMAT"),
        )
        for plan in call_life.failed_publications(user)
    ]


def front_panels(request: Any) -> list[Panel]:
    """Nothing of these rooms stands on the front page by itself."""
    return []


def organisation_panels(organisation: Any) -> list[Panel]:
    """Nothing of these rooms stands on the page of an organisation."""
    return []
