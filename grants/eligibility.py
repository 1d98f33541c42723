"""What an application must have: one list tells the NGO what is missing and the commission what to check."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants import questions as own
from grants.budget_sums import broken, limits_of
from grants.findings import Answer, Condition, Finding
from grants.models import Application, Declaration
from grants.queries.call_forms import read_form
from office.rulebooks import Rules, from_version
from office.templatetags.saradnja import amount, day, script

LAST_SECOND = datetime.timedelta(seconds=1)  # the last second of a deadline still counts whole
TEXTS = ("title", "summary", "problem", "goals", "results", "target_groups")


def _in_time(application: Application, rules: Rules) -> Finding:
    at = application.submitted_at
    if at is None:
        return Finding(None)
    seen = timezone.localtime(at).strftime("%d.%m.%Y. %H:%M:%S")
    return Finding(at < application.call.deadline + LAST_SECOND, seen)


def _in_register(application: Application, rules: Rules) -> Finding:
    organisation = application.organisation
    seen = f"{organisation.number}, {organisation.get_status_display()}"
    ask = _("The organisation is not active in the register: only an active one may apply.")
    return Finding(organisation.is_active, seen, ask, wrong=True)


def _registered_before(application: Application, rules: Rules) -> Finding:
    entered, opened = application.organisation.registered_on, application.call.opens_at
    rule = rules.call.registered_before_call
    if not rule.value:
        return Finding(True)
    if entered is None or opened is None:
        return Finding(None, _("day of entry not known"))
    before = entered <= timezone.localdate(opened)
    ask = _("The organisation was entered in the register on %(day)s, after the call was published.")
    # a rule without a confirmed article refuses nobody: a person decides
    met = before if before or rule.refuses else None
    return Finding(met, day(entered, "short"), ask % {"day": day(entered, "short")}, wrong=True)


def _count(application: Application, rules: Rules) -> Finding:
    call = application.call
    others = call.applications.filed().filter(organisation_id=application.organisation_id)
    number = others.exclude(pk=application.pk).exclude(newer__draft=application.pk).count()
    seen = _("%(count)s other, at most %(most)s allowed") % {"count": number, "most": call.max_applications}
    ask = _("The organisation has filed as many applications for this call as it allows (%(most)s).")
    return Finding(number < call.max_applications, seen, ask % {"most": call.max_applications}, wrong=True)


def _contact(application: Application, rules: Rules) -> Finding:
    known = bool(application.contact_name and application.contact_email)
    return Finding(known, "", _("Name a contact person with an e-mail address."))


def _texts(application: Application, rules: Rules) -> Finding:
    return written(application, "project", TEXTS)


def written(application: Application, section: str, usual: tuple[str, ...]) -> Finding:
    """Texts of a section that must be written: the usual ones, and what this call makes of them."""
    gone, more = own.left_out_of(application.call)[1], own.demanded_of(application.call)[1]
    eased = own.eased_of(application.call) | gone
    names = [name for name in usual if f"{section}.{name}" not in eased]
    names += [name.partition(".")[2] for name in sorted(more) if name.startswith(f"{section}.")]
    empty = [
        str(Application._meta.get_field(name).verbose_name)
        for name in dict.fromkeys(names)
        if is_unwritten(application, name)
    ]
    words = ", ".join(empty)
    return Finding(not empty, words, _("Still to be written: %(names)s.") % {"names": words})


def is_unwritten(application: Application, name: str) -> bool:
    """Is the field still without an answer?"""
    value = getattr(application, name)
    if hasattr(value, "all"):
        return not value.all()
    return not value.strip() if isinstance(value, str) else value is None


def _capacity(application: Application, rules: Rules) -> Finding:
    return written(application, "capacity", ())


def _partners(application: Application, rules: Rules) -> Finding:
    needed = "partners" in own.demanded_of(application.call)[0]
    found = bool(not needed or application.partners.all())
    return Finding(found, "", _("Name at least one partner."))


def _questions(application: Application, rules: Rules) -> Finding:
    lacking = question_answers(application)
    first = " ".join(answer.ask for answer in lacking[:3])
    return Finding(not lacking, first, first, wrong=any(answer.wrong for answer in lacking))


def question_answers(application: Application) -> list["Answer"]:
    """What is missing or wrong in the answers to the questions of the call, each on its page."""
    asked = own.questions_for(application)
    if not asked:
        return []
    gone = own.left_out_of(application.call)[0]
    shown = [question for page in own.pages(asked, gone) for question in page.questions]
    return [
        Answer(
            f"question_{lack.question.key}",
            lack.question.text,
            lack.question.page,
            "",
            False,
            "",
            lack.ask,
            lack.wrong,
        )
        for lack in own.lacks(shown, own.values_of(application))
    ]


def _dates(application: Application, rules: Rules) -> Finding:
    if not application.starts_on or not application.ends_on:
        return Finding(False, "", _("Give the start and the end of the project."))
    limit = application.call.months_max
    months = months_between(application.starts_on, application.ends_on)
    seen = f"{day(application.starts_on, 'short')} – {day(application.ends_on, 'short')}"
    ask = _("The project lasts %(months)s months; the call allows %(limit)s at most.")
    fits = limit is None or months <= limit
    return Finding(fits, seen, ask % {"months": months, "limit": limit}, wrong=True)


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Months a project lasts, a begun month counting whole."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (1 if end.day >= start.day else 0)


def _activities(application: Application, rules: Rules) -> Finding:
    lines = application.activity_lines.all()
    if "activities" in own.left_out_of(application.call)[0]:
        return Finding(True, str(len(lines)))
    if not lines:
        return Finding(False, "0", _("Add at least one activity."))
    if application.starts_on and application.ends_on:
        months = months_between(application.starts_on, application.ends_on)
        late = [line.name for line in lines if line.month_until > months]
        ask = _("The activity “%(name)s” lies outside the %(months)s months of the project.")
        if late:
            facts = {"name": late[0], "months": months}
            return Finding(False, ", ".join(late), ask % facts, wrong=True)
    return Finding(True, str(len(lines)))


def _budget(application: Application, rules: Rules) -> Finding:
    lines = application.budget_lines.all()
    asked = sum((line.requested for line in lines), Decimal(0))
    if not lines:
        return Finding(False, "", _("Add at least one line of the budget."))
    return Finding(
        application.requested == asked, amount(asked), _("Save a line of the budget again."), wrong=True
    )


def _limits(application: Application, rules: Rules) -> Finding:
    call, asked = application.call, application.requested
    if asked is None:
        return Finding(False, "", "")
    facts = {"sum": amount(asked), "least": amount(call.min_amount), "most": amount(call.max_amount)}
    if asked > call.max_amount:
        ask = _("You ask for %(sum)s, %(over)s above the greatest amount of the call (%(most)s).")
        facts["over"] = amount(asked - call.max_amount)
    else:
        ask = _("You ask for %(sum)s; the call gives at least %(least)s for a project.")
    return Finding(call.min_amount <= asked <= call.max_amount, facts["sum"], ask % facts, wrong=True)


def _sources(application: Application, rules: Rules) -> Finding:
    needed = sum((line.other for line in application.budget_lines.all()), Decimal(0))
    given = application.own_share + application.other_sources
    facts = {"needed": amount(needed), "given": amount(given)}
    ask = _("The budget needs %(needed)s from others; your contribution and other sources make %(given)s.")
    return Finding(needed == given, facts["given"], ask % facts, wrong=bool(given))


def _shares(application: Application, rules: Rules) -> Finding:
    limits = limits_of(application.call, rules)
    if not limits.shares:
        return Finding(True)
    over = broken(application.budget_lines.all(), limits)
    told = " ".join(f"{each.text}: {each.value}, {each.said}." for each in over)
    return Finding(not over, told, told, wrong=True)


def _documents(application: Application, rules: Rules) -> Finding:
    given = {document.required_id for document in application.documents.all()}
    missing = [
        script(r.name)
        for r in application.call.required_documents.all()
        if r.obligatory and r.is_for(application.organisation.kind) and r.pk not in given
    ]
    names = ", ".join(missing)
    seen = names and _("missing: %(names)s") % {"names": names}
    return Finding(not missing, seen, _("Attach: %(names)s.") % {"names": names})


def _declarations(application: Application, rules: Rules) -> Finding:
    given = {declaration.kind for declaration in application.declarations.all()}
    missing = [str(kind.label) for kind in Declaration.Kind if kind not in given]
    names = ", ".join(missing)
    seen = names and _("missing: %(names)s") % {"names": names}
    return Finding(not missing, seen, _("Give all declarations. Missing: %(names)s.") % {"names": names})


def _person_tells(application: Application, rules: Rules) -> Finding:
    return Finding(None)


def concerns(key: str, application: Application) -> bool:
    """Is there anything to find? What a call does not ask is no line of the check list."""
    if key in ONLY_IF_ASKED:
        return ONLY_IF_ASKED[key](application.call)
    return True


ONLY_IF_ASKED: dict[str, Callable[[Any], bool]] = {
    "capacity": lambda call: any(name.startswith("capacity.") for name in own.demanded_of(call)[1]),
    "partners": lambda call: "partners" in own.demanded_of(call)[0],
    "questions": lambda call: bool(call.questions.all()),
    "activities": lambda call: "activities" not in own.left_out_of(call)[0],
}
CONDITIONS = (
    Condition(
        "in_time",
        gettext_lazy("The application was filed in time."),
        "submission",
        _in_time,
        lambda rules: rules.call.open_days.law,
    ),
    Condition(
        "active", gettext_lazy("The organisation is active in the register."), "organisation", _in_register
    ),
    Condition(
        "registered_before",
        gettext_lazy("The organisation was entered in the register before the call."),
        "organisation",
        _registered_before,
        lambda rules: rules.call.registered_before_call.law,
    ),
    Condition(
        "count",
        gettext_lazy("The organisation files no more applications than the call allows."),
        "submission",
        _count,
        lambda rules: rules.call.max_applications.law,
    ),
    Condition("contact", gettext_lazy("A contact person is named."), "organisation", _contact),
    Condition("texts", gettext_lazy("The project is described."), "project", _texts),
    Condition(
        "dates",
        gettext_lazy("The project has a start and an end within the longest duration."),
        "project",
        _dates,
    ),
    Condition(
        "capacity",
        gettext_lazy("The capacity of the organisation is described as far as the call asks."),
        "capacity",
        _capacity,
    ),
    Condition("partners", gettext_lazy("The partners the call asks for are named."), "partners", _partners),
    Condition("questions", gettext_lazy("The questions of the call are answered."), "questions", _questions),
    Condition("activities", gettext_lazy("There is at least one activity."), "activities", _activities),
    Condition(
        "budget", gettext_lazy("The lines of the budget make the requested amount."), "budget", _budget
    ),
    Condition(
        "limits",
        gettext_lazy("The requested amount lies within the limits of the call."),
        "budget",
        _limits,
    ),
    Condition(
        "sources", gettext_lazy("What the body does not pay is covered by others."), "budget", _sources
    ),
    Condition(
        "shares",
        gettext_lazy("The budget keeps the shares the call limits."),
        "budget",
        _shares,
        lambda rules: rules.budget.administration_share.law,
    ),
    Condition("documents", gettext_lazy("All obligatory documents are attached."), "documents", _documents),
    Condition("declarations", gettext_lazy("All declarations are given."), "declarations", _declarations),
    Condition(
        "valid_documents",
        gettext_lazy("The documents are the ones the call asks for, readable and valid."),
        "documents",
        _person_tells,
    ),
    Condition(
        "aims",
        gettext_lazy("The project lies within the area and the goals of the call."),
        "project",
        _person_tells,
    ),
)


def findings(application: Application, rules: Rules | None = None) -> list[Answer]:
    """Every condition with what the system finds now (reads prefetched lists)."""
    rules = rules or from_version(application.call.rulebook)
    read_form(application)
    answers = []
    for condition in CONDITIONS:
        if not concerns(condition.key, application):
            continue
        found = condition.find(application, rules)
        answers.append(
            Answer(
                condition.key,
                condition.text,
                condition.section,
                condition.law(rules),
                found.met,
                found.evidence,
                found.ask,
                found.wrong,
            )
        )
    return answers


def missing(application: Application, rules: Rules | None = None) -> list[Answer]:
    """What stands between the draft and its submission, each with what to do about it."""
    found = [each for each in findings(application, rules) if each.key != "questions"]
    found += question_answers(application)
    return [answer for answer in found if answer.met is False and answer.ask]
