"""Questions anybody may ask himself before he begins an application: those of the law and those of the call."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Call
from office.rulebooks import Rules
from office.templatetags.saradnja import amount, script


@dataclass(frozen=True, slots=True)
class SelfQuestion:
    """One yes-or-no question: which answer fits, what it means when it does not, and the article."""

    key: str
    text: str
    wanted: bool
    explanation: str
    law: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means: it stands in the way, or it may."""

    question: SelfQuestion
    stops: bool


def questions_before(call: Call, rules: Rules) -> list[SelfQuestion]:
    """Standing questions first, then those of the body."""
    return [*standing_questions(call, rules), *own_questions(call)]


def standing_questions(call: Call, rules: Rules) -> list[SelfQuestion]:
    """What the law and the limits of the call ask of every applicant."""
    found = [
        SelfQuestion(
            "active",
            _("Is your organisation entered in the register, and active?"),
            True,
            _("Only an organisation that is entered in the register and active may apply."),
        )
    ]
    before, ban, number = (
        rules.call.registered_before_call,
        rules.contract.ban_years,
        rules.call.max_applications,
    )
    if before.value:
        text = _("Was it entered in the register before this call was published?")
        why = _("The organisation must have been entered in the register before the call was published.")
        found.append(SelfQuestion("before", text, True, why, before.law, before.confirmed))
    if ban.value:
        text = ngettext(
            "In the last %(count)s year, was your organisation barred from applying because of misused money?",
            "In the last %(count)s years, was your organisation barred from applying because of misused money?",
            ban.value,
        )
        why = _("An organisation that is barred may not apply until its term has passed.")
        found.append(SelfQuestion("ban", text % {"count": ban.value}, False, why, ban.law, ban.confirmed))
    return [*found, *limits(call, number.law)]


def limits(call: Call, law: str) -> list[SelfQuestion]:
    """How many applications, and how much money."""
    of_call = str(_("public call %(number)s") % {"number": call.number}) if call.number else ""
    most = ngettext(
        "Has your organisation handed in %(count)s application for this call already?",
        "Has your organisation handed in %(count)s applications for this call already?",
        call.max_applications,
    )
    facts = {"least": amount(call.min_amount), "most": amount(call.max_amount)}
    return [
        SelfQuestion(
            "count",
            most % {"count": call.max_applications},
            False,
            _("The call takes no more applications of one organisation; withdraw one first."),
            law or of_call,
        ),
        SelfQuestion(
            "sum",
            _("Will you ask for a sum between %(least)s and %(most)s?") % facts,
            True,
            _("The sum asked must lie between %(least)s and %(most)s.") % facts,
            of_call,
        ),
    ]


def own_questions(call: Call) -> list[SelfQuestion]:
    """Questions the body has added to the call."""
    return [
        SelfQuestion(f"own_{each.pk}", script(each.text), each.wanted, script(each.explanation), each.law)
        for each in call.eligibility_questions.all()
    ]


def verdicts(questions: list[SelfQuestion], answers: dict[str, Any]) -> list[Verdict]:
    """What stands in the way by these answers; a rule nobody has confirmed only warns."""
    return [
        Verdict(question, question.confirmed)
        for question in questions
        if (answers[question.key] == "yes") != question.wanted
    ]
