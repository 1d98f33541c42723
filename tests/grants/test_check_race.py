"""At the same moment: an objection and the decision, two objections, two people confirm one rejection."""

from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command

from grants.models import Application, Call, Objection, PastRanking
from grants.services import checks, decisions, objection_replies, objections, rejections, reranking
from office.models import AuditEvent, User
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories import objections as after
from tests.factories.applications import filed
from tests.factories.checks import proposed, second_of
from tests.threads import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(fresh_database, settings):
    """A city where objections are known."""
    settings.OFFICE_JURISDICTION = "novi_sad"
    call_command("load_rulebooks", verbosity=0)


def tried(verb, **facts) -> bool:
    """True when the verb went through, False when it was refused in a sentence."""
    try:
        verb(**facts)
    except Refused:
        return False
    return True


def test_one_objection_from_two_windows_is_filed_once(fresh_database, city):
    application = after.listed_call().applications.first()
    done, at = [], made.now()
    facts = {"application": application, "text": "Razlozi.", "papers": [], "at": at}
    in_threads(
        2,
        lambda n: done.append(
            tried(objections.file_objection, by=User.objects.get(pk=application.created_by_id), **facts)
        ),
    )
    assert (sorted(done), Objection.objects.count()) == ([False, True], 1)


def test_an_objection_of_the_last_second_and_the_publication_never_both(fresh_database, city):
    call = after.listed_call()
    officer, head = made.officer(call.body), made.officer(call.body, "body_head")
    application, arrived = call.applications.first(), made.now()
    with time_machine.travel(made.now() + after.days(16), tick=True):
        decision = decisions.draft_decision(call=call, by=officer)
        decision = decisions.sign_first(decision=decision, by=officer)
        decision = decisions.sign_second(decision=decision, by=head)
        done = {}

        def work(n: int) -> None:
            if n:
                # it arrived within the term and waited for the lock until now
                facts = {"text": "Razlozi.", "papers": [], "at": arrived, "application": application}
                done["filed"] = tried(
                    objections.file_objection, by=User.objects.get(pk=application.created_by_id), **facts
                )
            else:
                by = User.objects.get(pk=officer.pk)
                done["published"] = tried(decisions.publish_decision, decision=decision, by=by)

        in_threads(2, work)
    assert sorted(done.values()) == [False, True]
    published = Call.objects.get(pk=call.pk).state == "decided"
    assert (published, Objection.objects.count()) == (done["published"], int(done["filed"]))


def test_one_rejection_confirmed_by_two_at_once_is_one_act(fresh_database):
    application = Application.objects.get(pk=filed(made.closed_call()).pk)
    by = made.president(application.call.commission)
    for item in checks.begin_check(application=application, by=by):
        checks.answer(item=item, answer="no" if item.key == "documents" else "yes", note="x", by=by)
    proposal = proposed(Application.objects.get(pk=application.pk))
    people = [second_of(application).pk, made.officer(application.call.body).pk]
    done = []
    in_threads(
        2,
        lambda n: done.append(
            tried(rejections.confirm_rejection, proposal=proposal, by=User.objects.get(pk=people[n]))
        ),
    )
    assert (sorted(done), application.letters.count()) == ([False, True], 1)
    assert AuditEvent.objects.filter(subject="grants.application", action="reject").count() == 1


def test_one_new_list_from_two_windows_is_made_once(fresh_database, city):
    call = after.listed_call()
    by, application = made.president(call.commission), call.applications.last()
    objection = after.file(application)
    score = after.first_score(application)
    points = {score.pk: (score.points - Decimal(1), "Manje.")}
    objection_replies.uphold(objection=objection, reply="Da.", points=points, by=by)
    done = []
    with time_machine.travel(made.now() + after.days(16), tick=True):
        in_threads(
            2,
            lambda n: done.append(
                tried(reranking.rerank, call=call, note="Nova lista.", by=User.objects.get(pk=by.pk))
            ),
        )
    assert (sorted(done), PastRanking.objects.count()) == ([False, True], 1)
