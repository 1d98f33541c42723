"""Taking the application form of another call over into a draft."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grants import questions as rules
from grants.models import (
    Call,
    Criterion,
    EligibilityQuestion,
    Question,
    QuestionItem,
    QuestionSection,
    StandingChoice,
    SubCriterion,
)
from grants.services.call_parts import open_draft
from grants.services.form_corrections import KEPT
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import service

LINKS = ("criterion", "subcriterion", "section", "call")


@service
def copy_form(*, call: Call, source: Call, by: User) -> None:
    """Standing choices, sections, questions as they hold now, and questions before login, into a draft without any."""
    call = open_draft(call, by)
    if call.questions.exists() or call.question_sections.exists() or call.eligibility_questions.exists():
        raise Refused(_("The draft has a form of its own already; take its questions out first."))
    call.standing_choices.all().delete()
    StandingChoice.objects.bulk_create(
        StandingChoice(call=call, section=each.section, field=each.field, demand=each.demand)
        for each in source.standing_choices.all()
    )
    sections = {
        old.pk: QuestionSection.objects.create(call=call, order=old.order, title=old.title, lead=old.lead)
        for old in source.question_sections.all()
    }
    for old in rules.questions_of(source):
        copy_question(old, call, sections, by)
    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(
            call=call,
            order=old.order,
            text=old.text,
            wanted=old.wanted,
            explanation=old.explanation,
            law=old.law,
        )
        for old in source.eligibility_questions.all()
    )
    record("copy_form", call, by=by, data={"source": source.number or source.title})


def copy_question(old: Question, call: Call, sections: dict[int, QuestionSection], by: User) -> None:
    """One question as version 1 of the draft, tied to the criterion of the same name when there is one."""
    facts = {name: getattr(old, name) for name in KEPT if name not in LINKS}
    made = Question(call=call, made_at=timezone.now(), made_by=by, **facts)
    made.section = sections.get(old.section_id) if old.section_id else None
    if old.criterion:
        made.criterion = Criterion.objects.filter(call=call, name=old.criterion.name).first()
    if old.subcriterion:
        subs = SubCriterion.objects.filter(criterion__call=call, name=old.subcriterion.name)
        made.subcriterion = subs.first()
    made.save()
    QuestionItem.objects.bulk_create(
        QuestionItem(question=made, code=item.code, order=item.order, label=item.label, column=item.column)
        for item in old.items.all()
    )
