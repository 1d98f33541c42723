"""A published call for evaluators is extended and corrected with its reason; candidates are told, the history is public."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from grants.models import EvaluatorCall
from grants.services import evaluator_call_changes as changes
from grants.services.evaluator_calls import cancel_evaluator_call
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused
from tests.factories import evaluators as made
from tests.factories.applications import client_of
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def office():
    return made.officer()


@pytest.fixture
def call(office):
    return made.open_call(office)


def draw_papers():
    for job in Job.objects.filter(state="waiting"):
        run_job(job.pk)


def test_the_term_moves_only_later_and_everybody_who_began_is_told(office, call):
    begun, filed = made.draft(call), made.submitted(call)
    draw_papers()
    call.refresh_from_db()
    first, old = call.document, timezone.localdate(call.deadline)
    for day in (old, old - datetime.timedelta(days=1)):
        with pytest.raises(Refused, match="ends after the old one"):
            changes.extend_evaluator_call(call=call, deadline=day, note="Praznik.", by=office)
    new = old + datetime.timedelta(days=7)
    with pytest.raises(Refused, match="reason"):
        changes.extend_evaluator_call(call=call, deadline=new, note=" ", by=office)
    with pytest.raises(Refused):
        changes.extend_evaluator_call(call=call, deadline=new, note="Praznik.", by=UserFactory())
    changes.extend_evaluator_call(call=call, deadline=new, note="Praznik.", by=office)
    call.refresh_from_db()
    assert timezone.localdate(call.deadline) == new
    told = Email.objects.filter(subject__contains="is changed")
    assert sorted(mail.to[0] for mail in told) == sorted([begun.user.email, filed.user.email])
    draw_papers()
    call.refresh_from_db()
    first.refresh_from_db()
    assert call.document_id != first.pk and first.status == "replaced"
    page = Client().get(f"/en/evaluators/calls/{call.pk}/").content.decode()
    assert "Changes of the call" in page and "Praznik." in page and f"{old:%d.%m.%Y}." in page


def test_a_correction_keeps_both_texts_and_an_empty_or_equal_one_is_refused(office, call):
    facts = {"call": call, "note": "Greška u tekstu.", "by": office}
    with pytest.raises(Refused, match="Nothing is changed"):
        changes.correct_evaluator_call(title=f" {call.title} ", text=call.text + "\r\n", **facts)
    with pytest.raises(Refused, match="cannot be empty"):
        changes.correct_evaluator_call(title="", text=call.text, **facts)
    old = call.text
    changes.correct_evaluator_call(title=call.title, text="Ispravljen tekst.", **facts)
    changes.correct_evaluator_call(title="Novi naslov", text="Konačan tekst.", **facts)
    call.refresh_from_db()
    rows = [(each.number, each.what, each.before, each.after) for each in call.changes.all()]
    title = rows[1][2]
    assert rows == [
        (1, "text", old, "Ispravljen tekst."),
        (2, "title", title, "Novi naslov"),
        (2, "text", "Ispravljen tekst.", "Konačan tekst."),
    ]
    page = Client().get(f"/en/evaluators/calls/{call.pk}/").content.decode()
    assert page.count("<h3>") == 2 and "Change no. 2" in page


def test_after_the_term_or_the_annulment_nothing_is_changed(office, call):
    later = timezone.localdate() + datetime.timedelta(days=60)
    EvaluatorCall.objects.filter(pk=call.pk).update(deadline=timezone.now() - datetime.timedelta(minutes=1))
    with pytest.raises(Refused, match="supplementary call"):
        changes.extend_evaluator_call(call=call, deadline=later, note="Praznik.", by=office)
    cancel_evaluator_call(call=call, note="Greška.", by=office)
    with pytest.raises(Refused):
        changes.correct_evaluator_call(call=call, title="x", text="y", note="z", by=office)


def test_the_office_extends_and_corrects_in_screens(office, call):
    client = client_of(office)
    page = reverse("grants_staff:evaluator_call", args=[call.pk])
    extend, correct = (
        reverse(f"grants_staff:evaluator_call_{step}", args=[call.pk]) for step in ("extend", "correct")
    )
    text = client.get(page).content.decode()
    assert extend in text and correct in text
    assert client_of(UserFactory()).get(extend).status_code == 403
    assert "This field is required" in client.post(extend, {"deadline": "", "note": "x"}).content.decode()
    answer = client.post(extend, {"deadline": f"{timezone.localdate():%Y-%m-%d}", "note": "x"})
    assert "ends after the old one" in answer.content.decode()
    day = timezone.localdate(call.deadline) + datetime.timedelta(days=3)
    assert client.post(extend, {"deadline": f"{day:%Y-%m-%d}", "note": "Praznik."}).status_code == 302
    assert call.text[:20] in client.get(correct).content.decode()
    facts = {"title": call.title, "text": "Ispravljeno.", "note": "Greška."}
    assert client.post(correct, facts).status_code == 302
    assert "Change no. 2" in client.get(page).content.decode()
