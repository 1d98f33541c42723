"""The text of a public call as an official document."""

from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.budget_sums import share_lines
from grants.call_checks import points
from grants.corrections import CORRECTABLE
from grants.documents.empty_form import empty_form
from grants.models import Call, CallCorrection, CallExtension, CallLink
from grants.own_rules import lines_of
from grants.queries.call_forms import read_form_of_call
from grants.queries.public_calls import public_call
from grants.self_check import questions_before
from office.jurisdiction import current
from office.models import IssuedDocument
from office.money import format_amount
from office.rulebooks import Rules, from_version
from office.service import locked
from office.services.documents import issue_document, replace_document
from office.templatetags.saradnja import script

Rows = list[tuple[str, str]]


def issue_call_text(call: Call, *, by: Any) -> IssuedDocument:
    """Issue the text once; after an extension a new one takes the place of the old."""
    row = locked(call)
    call = public_call().get(pk=row.pk)
    read_form_of_call(call)
    last = last_change(call)
    present = call.document
    if present and (last is None or present.created_at >= last.made_at):
        return present
    language = current().languages[0]
    with translation.override(language):
        context, title = context_of(call, from_version(call.rulebook)), title_of(call)
    document = issue_document(
        kind="grants.call_text",
        template="grants/documents/call_text.html",
        context=context,
        title=title,
        number=call.number,
        subject=call,
        language=language,
        by=by,
        public=True,
        issuer=call.body.name,
        issued_on=timezone.localdate(last.made_at if last else call.published_at),
    )
    if present:
        replace_document(document=present, successor=document, by=by, reason=why(last))
    row.document = document
    row.save(update_fields=["document"])
    return document


def last_change(call: Call) -> CallExtension | CallCorrection | None:
    """The newest extension or correction."""
    changes = [*call.extensions.all(), *call.corrections.all()]
    return max(changes, key=lambda each: each.made_at, default=None)


def why(change: CallExtension | CallCorrection | None) -> str:
    """Why the text was issued again."""
    return _("Correction of the call") if isinstance(change, CallCorrection) else _("Extended deadline")


def title_of(call: Call) -> str:
    """What the act is called."""
    return _("Public call: %(title)s") % {"title": script(call.title)}


def president_of(call: Call) -> str:
    """Who presided over the commission on the day of publication."""
    day = timezone.localdate(call.published_at)
    seats = call.commission.members.filter(role="president", valid_from__lte=day).order_by("-valid_from")
    return next((seat.full_name for seat in seats if not seat.valid_until or seat.valid_until >= day), "")


def money(value: Any) -> str:
    """A sum as acts write it."""
    return format_amount(value, current().currency)


def context_of(call: Call, rules: Rules) -> dict[str, Any]:
    """Facts of the call for its template, in the language that is active."""
    return {
        "title_of_call": script(call.title),
        "commission": script(call.commission.title),
        "president": script(president_of(call)),
        "act_number": call.commission.act_number,
        "law": rules.call.open_days.law,
        "decision": decision_words(call),
        "facts": [*facts_of(call, rules), *own_facts(call)],
        "before": before_rows(call, rules),
        "asked": [part.title for part in empty_form(call)],
        "texts": texts_of(call),
        "criteria": {
            "caption": _("Criteria and points"),
            "head": [(_("Criterion"), ""), (_("Greatest number of points"), "amount")],
            "rows": criteria_rows(call),
            "foot": [(_("In all"), ""), (points(sum(c.max_points for c in call.criteria.all())), "amount")],
        },
        "documents": papers_of(call),
        "deadline": date_format(timezone.localtime(call.deadline), "DATETIME_FORMAT"),
        "extensions": [
            {
                "before": date_format(timezone.localtime(each.before), "DATE_FORMAT"),
                "after": date_format(timezone.localtime(each.after), "DATE_FORMAT"),
                "reason": script(each.reason),
            }
            for each in call.extensions.all()
        ],
        "corrections": corrections_of(call),
        "follows": follows_words(call),
        "contact": script(call.contact),
        "questions_until": date_format(call.questions_until, "DATE_FORMAT") if call.questions_until else "",
    }


def own_facts(call: Call) -> list[Any]:
    """Rules the call sets itself, each with its act."""
    return [
        (str(line.label), f"{line.words} ({script(line.law)})") for line in lines_of(call.own_rules.all())
    ]


def decision_words(call: Call) -> str:
    """The decision on priority areas under which the call stands."""
    if call.item is None:
        return ""
    decision = call.item.decision
    return _("Decision on priority areas no. %(number)s of %(day)s, area: %(area)s") % {
        "number": decision.number,
        "day": date_format(decision.decided_on, "DATE_FORMAT"),
        "area": str(call.item.area),
    }


def papers_of(call: Call) -> list[dict[str, Any]]:
    """Papers to attach, with who gives them and whether a template is there, as on the page."""
    return [
        {
            "name": script(each.name),
            "hint": script(each.hint),
            "obligatory": each.obligatory,
            "given_by": "" if each.given_by == "all" else str(each.get_given_by_display()),
            "template": each.template_id is not None,
        }
        for each in call.required_documents.all()
    ]


def before_rows(call: Call, rules: Rules) -> list[dict[str, Any]]:
    """The questions by which anybody sees whether he can apply: which answer fits, why, the article."""
    return [
        {
            "text": each.text,
            "fits": _("yes") if each.wanted else _("no"),
            "why": each.explanation,
            "law": script(each.law),
        }
        for each in questions_before(call, rules)
    ]


def facts_of(call: Call, rules: Rules) -> Rows:
    """Who may apply, money, limits and areas in words, as on the page of the call."""
    who = (
        _("Non-governmental organisations registered before the call")
        if rules.call.registered_before_call.value
        else _("Non-governmental organisations")
    )
    rows = [
        (_("Who may apply"), who),
        (_("Areas of public interest"), "; ".join(str(area) for area in call.areas.all())),
        (_("Total amount"), money(call.total)),
        (_("Least amount for a project"), money(call.min_amount)),
        (_("Greatest amount for a project"), money(call.max_amount)),
        (_("Applications per NGO"), str(call.max_applications)),
    ]
    if shares := share_lines(call, rules):
        rows.append((_("Shares of the budget"), "; ".join(shares)))
    if call.months_max:
        rows.append((_("Longest duration in months"), str(call.months_max)))
    if call.min_score is not None:
        rows.append((_("Least points to be financed"), points(call.min_score)))
    if call.reserved_percent:
        rows.append((_("Reserved share of the money, %"), points(call.reserved_percent)))
    return rows


def texts_of(call: Call) -> Rows:
    """The written parts that are filled in, each with its heading."""
    parts = [
        (_("Legal basis"), call.legal_basis),
        (_("Strategic documents"), call.strategies),
        (_("Goals"), call.goals),
        (_("Problems to solve"), call.problems),
        (_("Eligible activities"), call.activities),
        (_("Target groups"), call.target_groups),
    ]
    return [(heading, script(text)) for heading, text in parts if text.strip()]


def criteria_rows(call: Call) -> list[list[tuple[str, str]]]:
    """Each criterion with its sub-criteria below it."""
    rows = []
    for criterion in call.criteria.all():
        law = f" ({script(criterion.law)})" if criterion.law else ""
        name = f"{criterion.order}. {script(criterion.name)}{law}"
        rows.append([(name, ""), (points(criterion.max_points), "amount")])
        for sub in criterion.subcriteria.all():
            words = f": {script(sub.guidance)}" if sub.guidance else ""
            name = f"{criterion.order}.{sub.order} {script(sub.name)}{words}"
            rows.append([(name, ""), (points(sub.max_points), "amount")])
    return rows


def follows_words(call: Call) -> str:
    """Which call this one repeats, or whose money it gives."""
    link = CallLink.objects.select_related("earlier").filter(later=call).first()
    if link is None:
        return ""
    facts = {"number": link.earlier.number, "reason": script(link.reason)}
    if link.kind == CallLink.Kind.REPETITION:
        return _("This call repeats the call %(number)s. Reason: %(reason)s") % facts
    return _("This call gives what is left of the call %(number)s. Reason: %(reason)s") % facts


def corrections_of(call: Call) -> list[dict[str, Any]]:
    """Every correction with its day, its reason, old and new texts."""
    return [
        {
            "number": each.number,
            "day": date_format(timezone.localtime(each.made_at), "DATE_FORMAT"),
            "reason": script(each.reason),
            "texts": [
                (str(CORRECTABLE[text.field]), script(text.before), script(text.after))
                for text in each.texts.all()
            ],
        }
        for each in call.corrections.all()
    ]
