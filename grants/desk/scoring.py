"""What the rooms of `scoring` show on desks, front page and the page of an organisation."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.queries import scoring_desk as queries
from office.jurisdiction import has_feature
from office.panels import DeskItem, Panel
from office.roles import Permission as P
from office.templatetags.saradnja import script


def desk_items(user: Any) -> list[DeskItem]:
    """What waits for this person here."""
    items = [_own_sheets(work) for work in queries.open_work(user)]
    if user.can(P.SIT_ON_COMMISSION):
        items += _of_commission(user)
    if user.can(P.MANAGE_EVALUATORS) and has_feature("evaluators_list"):
        items += [
            DeskItem(
                title=_("Adopt the list of evaluators for %(year)s") % {"year": draft.year},
                url=reverse("grants_staff:evaluator_list", args=[draft.pk]),
                kind=_("Evaluators"),
            )
            for draft in queries.list_drafts()
        ]
    return items


def _own_sheets(work: queries.OpenWork) -> DeskItem:
    """Sheets the person is to lock in one call."""
    words = ngettext("Score %(n)s application", "Score %(n)s applications", work.sheets) % {"n": work.sheets}
    return DeskItem(
        title=words,
        url=reverse("grants_evaluation:assignments"),
        kind=_("Scoring"),
        due=work.due,
        about=script(work.title),
    )


def _of_commission(user: Any) -> list[DeskItem]:
    """Steps of calls between the formal check and the published decision."""
    items = []
    for call, step in queries.steps_waiting(user):
        title, view = STEP_WORDS[step]()
        items.append(
            DeskItem(
                title=title,
                url=reverse(f"grants_staff:{view}", args=[call.pk]),
                kind=_("Call"),
                about=f"{call.number} · {script(call.title)}",
            )
        )
    return items


STEP_WORDS = {
    "assign": lambda: (_("Choose who scores"), "evaluation"),
    "rank": lambda: (_("Make the ranking list"), "ranking"),
    "confirm": lambda: (_("Order, allocate and confirm the ranking list"), "ranking"),
    "publish_list": lambda: (_("Publish the ranking list"), "ranking"),
    "draft": lambda: (_("Draft the decision"), "decision"),
    "sign_first": lambda: (_("Sign the decision first"), "decision"),
    "sign_second": lambda: (_("Sign the decision as the second person"), "decision"),
    "publish": lambda: (_("Publish the decision"), "decision"),
}


def front_panels(request: Any) -> list[Panel]:
    """What the public front page shows from here."""
    return []


def organisation_panels(organisation: Any) -> list[Panel]:
    """What the page of an organisation shows from here."""
    return []
