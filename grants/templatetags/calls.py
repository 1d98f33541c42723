"""Words of the audit trail of priorities, commissions and calls; bars of points."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from grants.budget_sums import Share, share_lines, share_words
from grants.call_checks import places_of
from grants.call_checks import points as as_points
from grants.forms.application_sections import BY_KEY
from grants.models import Call, ReviewRemark, SectorAnalysis, ShareLimit
from grants.own_rules import OwnLine, lines_of
from grants.queries.calls import rulebook_of
from office.rulebooks.files import OWN_KIND
from office.templatetags.saradnja import script
from office.templatetags.trail import event_title

register = template.Library()

ACTIONS = {
    "open_year": _("Begun"),
    "set_budget": _("Current budget changed"),
    "save_item": _("Row entered or changed"),
    "remove_item": _("Row removed"),
    "propose": _("Proposed to the Government"),
    "take_back": _("Taken back to draft"),
    "adopt": _("Adoption entered"),
    "publish": _("Published"),
    "begin_commission": _("Begun"),
    "link_nomination": _("Public call for the NGO member chosen"),
    "add_member": _("Member seated"),
    "end_membership": _("Membership ended"),
    "form": _("Commission formed"),
    "end": _("Work of the commission ended"),
    "give_statement": _("Statement on conflict of interest given"),
    "draft_call": _("Draft begun"),
    "edit_call": _("Draft changed"),
    "add_default_criteria": _("Criteria of the rulebook taken"),
    "save_criterion": _("Criterion entered or changed"),
    "save_subcriterion": _("Sub-criterion entered or changed"),
    "save_document": _("Document entered or changed"),
    "remove_part": _("Part removed"),
    "extend": _("Deadline extended"),
    "cancel": _("Call annulled"),
    "decide": _("Decided"),
    "close": _("Closed"),
    "publish_check": _("List of the formal check published"),
    # the life of a call
    "correct": _("Call corrected"),
    "start_call": _("Begun from something that was there"),
    "look_at": _("Part taken over looked at"),
    "ask_review": _("Sent to the office for review"),
    "review_agreed": _("The office agreed"),
    "review_remarks": _("The office sent remarks"),
    "review_withdrawn": _("Draft taken back from the office"),
    "answer_remark": _("Remark answered"),
    "ask_question": _("Question asked"),
    "answer_question": _("Question answered"),
    "change_answer": _("Answer changed"),
    "dismiss_question": _("Question not answered"),
    "plan_publication": _("Publication planned for an hour"),
    "call_off": _("Planned publication called off"),
    "publication_refused": _("Not published at its hour"),
    "follow_repetition": _("Repetition drafted"),
    "follow_rest": _("Second call for what is left drafted"),
    "mark_template": _("Made a template"),
    "end_template": _("Template offered no more"),
    "tell_watchers": _("Told to those who watch"),
}
ABOUT = ("member", "name", "title", "area")


@register.filter
def call_action(event: Any) -> Any:
    """What an audit line says was done."""
    return ACTIONS.get(event.action) or event_title(event)


@register.filter
def call_about(event: Any) -> str:
    """What the line is about: the member, the criterion, the title, the area."""
    data = event.data or {}
    return next((str(data[name]) for name in ABOUT if data.get(name)), "")


@register.filter
def points(value: Decimal | None, places: int | None = None) -> str:
    """Points without needless zeros; in a column as many decimals as `column_places` says."""
    return "" if value is None else as_points(Decimal(value), places)


@register.filter
def column_places(rows: Iterable[Any], name: str) -> int:
    """Decimals of a column of points: of an attribute that is a number, or several, of every row."""
    values = [getattr(row, name) for row in rows]
    every = chain.from_iterable(value if isinstance(value, list | tuple) else [value] for value in values)
    return places_of(None if value is None else Decimal(value) for value in every)


@register.simple_tag
def total_points(criteria: Any) -> Decimal:
    """All points a project can get."""
    return sum((criterion.max_points for criterion in criteria), Decimal(0))


@register.filter
def place_named(remark: ReviewRemark) -> Any:
    """Where in the form a remark points: a standing part in the language of the reader, else the words of then."""
    standing = BY_KEY.get(remark.place)
    return standing.title if standing else script(remark.place_words)


@register.filter
def share_line(limit: ShareLimit) -> str:
    """A share that the call itself limits, in words."""
    return share_words(Share(limit.part, limit.get_part_display(), limit.percent))


@register.simple_tag
def limited_shares(call: Any, rules: Any) -> list[str]:
    """Shares of the budget that bind an application to this call, in words."""
    return share_lines(call, rules)


@register.simple_tag
def analysis_of(call: Call) -> SectorAnalysis | None:
    """The sectoral analysis a call comes from, once the public may read it."""
    origin = getattr(call, "origin", None)
    analysis = origin.analysis if origin else None
    return analysis if analysis and analysis.consultation_from else None


@register.simple_tag
def own_rules_of(call: Call) -> list[OwnLine]:
    """Rules the call sets itself; of a published call nothing is asked where its rulebook is that of all."""
    if call.rulebook_id and not call.rulebook.kind.startswith(OWN_KIND):
        return []
    own = list(call.own_rules.all())
    return lines_of(own, None if call.rulebook_id or not own else rulebook_of(call))
