"""What stands in the way of a draft beside its text: the office's opinion, copied parts, what is left of the money."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.call_rest import rest_link, rest_of
from grants.call_sums import changed_parts
from grants.models import Call, CallReview
from grants.remarks import Remark
from grants.review_terms import opinion_due
from office.rulebooks import Rules
from office.templatetags.saradnja import amount

State = CallReview.State


def life_remarks(call: Call, rules: Rules) -> list[Remark]:
    """Remarks in the order in which the steps of the editor follow."""
    return [*_on_rest(call), *_on_dates(call), *_on_copied(call), *_on_review(call, rules)]


def _on_rest(call: Call) -> list[Remark]:
    """A second call never gives more than the first left."""
    link = rest_link(call)
    if link is None:
        return []
    left = rest_of(link.earlier, without=call)
    if call.total <= left:
        return []
    text = _("What is left of the call %(number)s is %(sum)s.")
    return [Remark(text % {"number": link.earlier.number, "sum": amount(left)}, stops=True, step="money")]


def _on_dates(call: Call) -> list[Remark]:
    if call.questions_until and call.questions_until < timezone.localdate():
        return [Remark(_("The day until which questions are asked has passed."), stops=True, step="dates")]
    return []


def _on_copied(call: Call) -> list[Remark]:
    waiting = [str(part.get_part_display()) for part in call.copied_parts.filter(looked_at__isnull=True)]
    if not waiting:
        return []
    text = _("Taken over and not looked at again: %(parts)s.") % {"parts": ", ".join(waiting)}
    return [Remark(text, step="steps")]


def _on_review(call: Call, rules: Rules) -> list[Remark]:
    """What the rulebook asks of the office's opinion; a value nobody has confirmed warns and stops nothing."""
    mode = rules.call_life.review
    if mode.value == "not_asked":
        return []
    needs_agreement = mode.value == "agreement"
    last = call.reviews.exclude(state=State.WITHDRAWN).order_by("round").last()
    text, stops = _missing(call, last, rules, needs_agreement)
    if not text:
        return []
    return [
        Remark(
            text, law=mode.law, stops=stops and mode.confirmed, step="review", unconfirmed=not mode.confirmed
        )
    ]


def _missing(call: Call, last: CallReview | None, rules: Rules, needs_agreement: bool) -> tuple[str, bool]:
    """What is missing of the office's opinion, and whether the rule asks for it."""
    if last is None:
        return _("The opinion of the office on this call was not asked."), True
    if last.state == State.ASKED:
        due = opinion_due(last, rules)
        if due is None or timezone.localdate() <= due:
            return _("The draft waits for the opinion of the office."), True
        words = _("The office gave no opinion by %(day)s.") % {"day": date_format(due, "SHORT_DATE_FORMAT")}
        return words, needs_agreement
    if last.state == State.AGREED:
        changed = ", ".join(str(part.label) for part in changed_parts(call, last.parts))
        words = _("Changed since the office agreed: %(parts)s.") % {"parts": changed}
        return (words, needs_agreement) if changed else ("", False)
    waiting = last.remarks.filter(answered_at__isnull=True).count()
    if waiting:
        words = ngettext(
            "%(count)s remark of the office has no answer.",
            "%(count)s remarks of the office have no answer.",
            waiting,
        )
        return words % {"count": waiting}, True
    return (_("The office had remarks and has not agreed yet."), True) if needs_agreement else ("", False)
