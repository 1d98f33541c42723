"""Drafts of the letters of the formal check, and its conditions as the page shows them."""

from typing import Any

from django.utils.translation import gettext as _

from grants.conditions import condition_text
from grants.eligibility import findings
from grants.models import Application, FormalCheckItem
from grants.past_conditions import past_answers
from office.templatetags.saradnja import script

A = FormalCheckItem.Answer


def conditions_of(application: Application, items: list[FormalCheckItem], form: Any) -> list[dict[str, Any]]:
    """Each condition in the reader's words with its evidence, what it leads to, and the two fields of its answer."""
    # what was found met is looked at again by the button of the page; a ban always
    past = past_answers(application, only={"ban", *(each.key for each in items if not each.automatic)})
    live = {answer.key: answer for answer in [*findings(application), *(each.answer for each in past)]}
    lines = {each.answer.key: each.lines for each in past}
    rows = []
    for item in items:
        now = live.get(item.key)
        same = now is not None and now.met == item.automatic
        rows.append(
            {
                "item": item,
                "text": condition_text(item),
                "evidence": now.evidence if same else script(item.evidence),
                "lines": lines.get(item.key, ()) if same else (),
                "changed": now is not None and not same,
                "answer": form[f"{item.key}-answer"],
                "note": form[f"{item.key}-note"],
                "noted": bool(item.note) or item.automatic is False or bool(form[f"{item.key}-note"].errors),
            }
        )
    return rows


def failed_lines(application: Application) -> list[str]:
    """A line for each condition answered with “no”, with its note and article."""
    lines = []
    for item in application.check_items.all():
        if item.answer == A.NO:
            law = f" ({script(item.law)})" if item.law else ""
            lines.append(f"- {condition_text(item)} {script(item.note)}{law}")
    return lines


def completion_draft(application: Application) -> str:
    """What is missing, from the notes of the check."""
    return "\n".join([_("Conditions that are not met:"), *failed_lines(application)])


def rejection_draft(application: Application) -> dict[str, str]:
    """Reason and article of a rejection, from the notes of the check."""
    failed = [item for item in application.check_items.all() if item.answer == A.NO]
    law = next((item.law for item in failed if item.law), "")
    if application.state == Application.State.RETURNED:
        return {"note": _("The application was not completed within the term."), "law": law}
    return {"note": "\n".join([_("Conditions that are not met:"), *failed_lines(application)]), "law": law}
