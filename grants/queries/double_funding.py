"""The same project paid or asked for elsewhere: own applications, projects as a partner, awards of other bodies."""

import difflib
from decimal import Decimal

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Sum, When
from django.utils.translation import gettext as _

from grants.models import Application, ApplicationPartner, PartnerConfirmation
from grants.queries.past_findings import MOST, Line, Lines
from office.panels import MoneyBeside, collect
from office.rulebooks import Rules
from office.scripts import fold
from office.templatetags.saradnja import amount, script

S = Application.State
SIMILAR, SHARED = (
    0.75,
    0.5,
)  # titles that read the same; titles with so many words in common, for the same sum
YEARS = 3  # calls of this year and of so many before it are looked through
LOOKED_AT = 200


def double_funding(application: Application, rules: Rules) -> Lines:
    """Applications and awards with such a title, or a like one and the same sum."""
    found = [
        _evidence(application, other)
        for other in _others(application)[:LOOKED_AT]
        if same_project(application, other.title, other.requested)
    ]
    # awards by decisions of this portal are among the applications already
    elsewhere = [path for path in settings.MONEY_BESIDE if not path.startswith("grants.")]
    for money in collect(elsewhere, application.organisation, application.title, application.number):
        recent = money.year >= application.call.year - YEARS
        if money.same and recent and same_project(application, money.title, money.amount):
            found.append(_reported(money))
    return tuple(found[:MOST])


def _others(application: Application) -> QuerySet[Application]:
    """Filed applications of the organisation, and those in which it is a partner as it or everybody knows."""
    named = ApplicationPartner.objects.filter(
        application=OuterRef("pk"), organisation=application.organisation_id
    )
    confirmed = named.filter(confirmation__state=PartnerConfirmation.State.CONFIRMED)
    known = Exists(confirmed) | Q(Exists(named), decision_row__decision__state="published")
    rows = Application.objects.filter(Q(organisation=application.organisation_id) | known)
    return (
        rows.exclude(pk=application.pk)
        .exclude(newer__draft=application)
        .exclude(state__in=[S.DRAFT, S.WITHDRAWN])
        .filter(call__year__gte=application.call.year - YEARS)
        .select_related("call__body", "organisation")
        .annotate(
            paid=Sum(
                "decision_row__contract__tranches__amount",
                filter=Q(decision_row__contract__tranches__paid_on__isnull=False),
            ),
            awarded=Case(When(decision_row__decision__state="published", then=F("decision_row__amount"))),
        )
        .order_by("-call__year", "-pk")
    )


def same_project(application: Application, title: str, total: Decimal | None) -> bool:
    """Do both titles say the same, or nearly so for the same sum?"""
    mine, theirs = fold(application.title), fold(title)
    if not mine or not theirs:
        return False
    likeness = difflib.SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
    same_sum = application.requested is not None and application.requested == total
    return likeness >= SIMILAR or (same_sum and words_shared(mine, theirs) >= SHARED)


def words_shared(one: str, other: str) -> float:
    """Share of the shorter title's words that the other one has too; endings of words do not count."""
    stems = [{word[:5] for word in title.split() if len(word) > 3} for title in (one, other)]
    least = min(map(len, stems))
    return len(stems[0] & stems[1]) / least if least else 0.0


def _evidence(application: Application, other: Application) -> Line:
    facts = {
        "number": other.number,
        "title": script(other.title),
        "call": script(other.call.title),
        "year": other.call.year,
        "body": script(other.call.body.name),
        "sum": amount(other.requested),
        "awarded": amount(other.awarded or Decimal(0)),
        "paid": amount(other.paid or Decimal(0)),
    }
    if other.awarded:
        words = _(
            "%(number)s, “%(title)s”: %(body)s, “%(call)s” (%(year)s), awarded %(awarded)s, paid %(paid)s."
        )
    else:
        words = _("%(number)s, “%(title)s”: %(body)s, “%(call)s” (%(year)s), asked %(sum)s.")
    text = words % facts
    if other.organisation_id != application.organisation_id:
        text += " " + _("Applicant: %(name)s; your organisation is a partner.") % {
            "name": script(other.organisation.name)
        }
    return Line(text, "application", other.pk, other.call.slug)


def _reported(money: MoneyBeside) -> Line:
    """An award that a body reported."""
    facts = {
        "title": script(money.title),
        "body": script(money.body),
        "year": money.year,
        "sum": amount(money.amount),
    }
    text = _("“%(title)s”: %(body)s, awarded in %(year)s by its report: %(sum)s.") % facts
    return Line(text, url=money.url)
