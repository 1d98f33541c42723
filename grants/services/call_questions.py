"""Questions on an open call, and answers everybody reads."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.models import Call, CallAnswer, CallQuestion
from grants.queries.call_people import workers_of
from grants.question_terms import answer_due, law_of_end, questions_end, takes_questions
from grants.workflows.call_questions import QUESTION
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

MOST_OPEN = 10  # questions of one person to one call that wait for an answer


@service
def ask_question(*, call: Call, text: str, by: User) -> CallQuestion:
    """Anybody signed in asks while questions are taken; those who work on the call are told."""
    call = locked(call)
    rules = from_version(call.rulebook) if call.rulebook else None
    if rules is None or not takes_questions(call, rules, timezone.now()):
        end = questions_end(call, rules) if rules else None
        words = (
            _("Questions on this call were taken until %(day)s.")
            % {"day": date_format(timezone.localtime(end), "SHORT_DATE_FORMAT")}
            if end
            else _("No questions are taken on this call.")
        )
        raise Refused(words, law=law_of_end(call, rules) if rules else "")
    text = text.strip()
    mine = call.asked_questions.filter(asked_by=by)
    if mine.filter(text=text).exists():
        raise Refused(_("You have asked this already."), field="text")
    if mine.filter(state=CallQuestion.State.ASKED).count() >= MOST_OPEN:
        raise Refused(_("Wait for the answers to your earlier questions."))
    question = CallQuestion.objects.create(
        call=call,
        text=text,
        asked_at=timezone.now(),
        asked_by=by,
        due=answer_due(call, rules, timezone.localdate()),
    )
    record("ask_question", call, by=None, data={"question": question.pk})
    for person in workers_of(call):
        mail.send(
            "grants/emails/question_asked.txt",
            to=person,
            context={"call": call, "question": question},
            about=call,
        )
    return question


@service
def answer_question(*, question: CallQuestion, asked: str, text: str, by: User) -> CallAnswer:
    """Answer and publish; the wording of the question may be tidied so that it names nobody."""
    call = locked(question.call)
    question = QUESTION.apply(locked(question), "answer", by=by)
    answer = write_answer(question, 1, asked, text, "", by)
    record("answer_question", call, by=by, data={"question": question.pk})
    tell_asker(question, answer)
    return answer


@service
def change_answer(
    *, question: CallQuestion, asked: str, text: str, note: str, hide: bool = False, by: User
) -> CallAnswer:
    """Another wording takes the place of the published one; the old stays readable unless it held personal data."""
    call = locked(question.call)
    question = QUESTION.apply(locked(question), "change_answer", by=by, note=note)
    last = question.answers.order_by("version").last()
    if (asked.strip(), text.strip()) == (last.asked, last.text):
        raise Refused(_("Nothing is changed."), field="text")
    if hide:
        question.answers.update(hidden=True)
    answer = write_answer(question, last.version + 1, asked, text, note, by)
    record("change_answer", call, by=by, note=note, data={"question": question.pk, "hidden": hide})
    tell_asker(question, answer)
    return answer


@service
def dismiss_question(*, question: CallQuestion, note: str, by: User) -> CallQuestion:
    """The question is not about the call; the person who asked is told why, nobody else sees it."""
    call = locked(question.call)
    question = QUESTION.apply(locked(question), "dismiss", by=by, note=note, dismissal=note.strip())
    record("dismiss_question", call, by=by, data={"question": question.pk})
    tell_asker(question, None)
    return question


def write_answer(
    question: CallQuestion, version: int, asked: str, text: str, reason: str, by: User
) -> CallAnswer:
    """One wording."""
    if not asked.strip():
        raise Refused(_("Write the question as it will be published."), field="asked")
    if not text.strip():
        raise Refused(_("Write the answer."), field="text")
    return CallAnswer.objects.create(
        question=question,
        version=version,
        asked=asked.strip(),
        text=text.strip(),
        reason=reason.strip(),
        made_at=timezone.now(),
        made_by=by,
    )


def tell_asker(question: CallQuestion, answer: CallAnswer | None) -> None:
    """Write to the person who asked."""
    facts = {"call": question.call, "question": question, "answer": answer}
    mail.send("grants/emails/question_answered.txt", to=question.asked_by, context=facts, about=question.call)
