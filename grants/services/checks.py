"""Verbs of the formal check: answers with articles, one completion, complete; rejections have verbs of their own."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.conditions import condition_text
from grants.models import Application, CompletionRequest, FormalCheckItem, GrantLetter
from grants.past_conditions import BEYOND_COMPLETION, check_findings
from grants.rules import check_checks_application
from grants.services.letters import put_in_post
from grants.workflows.application import APPLICATION
from office.audit import record
from office.deadlines import add_days, end_of
from office.jurisdiction import current
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

S, A = Application.State, FormalCheckItem.Answer


@service
def begin_check(*, application: Application, by: User) -> list[FormalCheckItem]:
    """Write the check list with what the system finds; a second call only refreshes what it finds."""
    application = locked(application)
    check_checks_application(by, application)
    if application.state != S.SUBMITTED:
        raise Refused(_("Only a submitted application is checked."))
    if timezone.now() <= application.call.deadline:
        raise Refused(_("The check begins after the deadline of the call."))
    items = {item.key: item for item in application.check_items.all()}
    order = 0
    for order, found in enumerate(check_findings(application), start=1):
        item = items.get(found.key) or FormalCheckItem(application=application, key=found.key)
        item.order, item.law = order, found.law
        item.automatic, item.evidence = found.met, str(found.evidence)[:300]
        item.save()
    known = [item.own_id for item in items.values() if item.own_id]
    for own in application.call.conditions.exclude(pk__in=known):
        FormalCheckItem.objects.create(
            application=application, key=f"own-{own.pk}", own=own, order=order + own.order, law=own.law
        )
    record("begin_check", application, by=by)
    return list(application.check_items.all())


@service
def answer(*, item: FormalCheckItem, answer: str, note: str = "", by: User) -> FormalCheckItem:
    """Answer one condition; “no”, and a “yes” against the system, need a note."""
    application = locked(item.application)
    check_checks_application(by, application)
    if application.state != S.SUBMITTED:
        raise Refused(_("The check of this application is over."))
    if needs_note(item, answer) and not note.strip():
        raise Refused(_("Write in the note why: the applicant will read it."), field="note")
    item.answer, item.note = answer, note
    item.answered_at, item.answered_by = (timezone.now(), by) if answer else (None, None)
    item.save()
    return item


@service
def save_answers(
    *, application: Application, answers: dict[str, tuple[str, str]], by: User
) -> list[FormalCheckItem]:
    """Save the answers of the whole check list at once; one that needs a note refuses them all."""
    application = locked(application)
    check_checks_application(by, application)
    if application.state != S.SUBMITTED:
        raise Refused(_("The check of this application is over."))
    items = list(application.check_items.all())
    for item in items:
        given, note = answers.get(item.key, (item.answer, item.note))
        if (given, note) == (item.answer, item.note):
            continue
        if needs_note(item, given) and not note.strip():
            raise Refused(_("Write in the note why: the applicant will read it."), field=f"{item.key}-note")
        item.answer, item.note = given, note
        item.answered_at, item.answered_by = (timezone.now(), by) if given else (None, None)
        item.save()
    record("save_answers", application, by=by, data={item.key: item.answer for item in items})
    return items


def needs_note(item: FormalCheckItem, given: str) -> bool:
    """A “no”, and a “yes” against what the system found, are explained."""
    return given == A.NO or (given == A.YES and item.automatic is False)


def open_items(application: Application) -> list[FormalCheckItem]:
    """Conditions nobody has answered yet."""
    return [item for item in application.check_items.all() if not item.answer]


def failed_items(application: Application) -> list[FormalCheckItem]:
    """Conditions answered with “no”."""
    return [item for item in application.check_items.all() if item.answer == A.NO]


@service
def find_complete(*, application: Application, by: User) -> Application:
    """The application is complete and goes on to scoring."""
    application = locked(application)
    check_list_done(application)
    failed = failed_items(application)
    if failed:
        raise Refused(
            _("Some conditions are answered with “no”: ask for completion or reject."), law=failed[0].law
        )
    return APPLICATION.apply(application, "find_complete", by=by)


def check_list_done(application: Application) -> None:
    """Every condition of the check list is answered."""
    if not application.check_items.exists():
        raise Refused(_("Begin the check first."))
    if open_items(application):
        raise Refused(_("Answer every condition of the check list first."))


@service
def ask_completion(*, application: Application, note: str, by: User) -> CompletionRequest:
    """Ask the NGO once to complete the application, with the term of the rulebook."""
    application = locked(application)
    rules = from_version(application.call.rulebook).call
    check_completable(application, timezone.now())
    APPLICATION.check(application, "ask_completion", by=by, note=note)
    request = CompletionRequest.objects.create(
        application=application, text=note, asked_at=timezone.now(), asked_by=by
    )
    APPLICATION.apply(application, "ask_completion", by=by, note=note)
    put_in_post(
        application,
        GrantLetter.Kind.COMPLETION,
        note,
        by,
        law=rules.completion_days.law,
        days=application.call.completion_days,
    )
    return request


def check_completable(application: Application, at: datetime.datetime) -> None:
    """Completion was not asked yet, the call gives a term, and what is not met can be completed at all."""
    if hasattr(application, "completion"):
        law = from_version(application.call.rulebook).call.completion_rounds.law
        raise Refused(_("Completion has been asked once already."), law=law)
    check_list_done(application)
    if not failed_items(application):
        raise Refused(_("Every condition is met: there is nothing to complete."))
    check_not_beyond(application)
    completion_due(application, at)


def check_not_beyond(application: Application) -> None:
    """A ban, money for the same project, a late application: no paper handed in later changes these."""
    beyond = [item for item in failed_items(application) if item.key in BEYOND_COMPLETION]
    if beyond:
        raise Refused(
            _(
                "Nothing the applicant could hand in changes this condition: “%(condition)s” "
                "Completion is not asked; propose the rejection."
            )
            % {"condition": condition_text(beyond[0])},
            law=beyond[0].law,
        )


def completion_due(application: Application, at: datetime.datetime) -> datetime.datetime:
    """The last second of the term for completion that begins at that moment."""
    days = application.call.completion_days
    if not days:
        law = from_version(application.call.rulebook).call.completion_days.law
        raise Refused(_("The text of this call gives no term for completion."), law=law)
    calendar = current().calendar
    return end_of(add_days(calendar.today(at), days, calendar), calendar.zone)
