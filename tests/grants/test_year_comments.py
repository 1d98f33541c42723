"""Comments on a draft analysis: by organisations, by citizens from their mail, answered one by one, forgotten."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation
from post_office.models import Email

from grants.comment_links import token
from grants.models import AnalysisComment
from grants.services import comments as verbs
from office.models import AuditEvent
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories import year as programmed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
ADDRESS = "ana.kovac@example.test"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def page_of(analysis, rest: str = "") -> str:
    return f"/en/calls/consultations/{analysis.pk}/{rest}"


def written(client: Client, analysis, **facts):
    given = {"text": "Treba i čišćenje rijeka.", "author": "Ana", "email": ADDRESS, "website": "", **facts}
    return client.post(page_of(analysis, "comment/"), given)


def link_in(email: Email) -> str:
    return re.search(r"http\S+/calls/comments/\S+", email.message).group().split("//", 1)[1].split("/", 1)[1]


def test_a_citizen_comments_and_confirms_from_the_mail(client):
    analysis = programmed.analysis(state="consultation")
    assert client.get(page_of(analysis, "comment/")).status_code == 200
    answer = written(client, analysis)
    assert (answer.status_code, answer["Location"]) == (302, page_of(analysis, "comment/sent/"))
    assert client.get(answer["Location"]).status_code == 200
    assert "čišćenje rijeka" not in client.get(page_of(analysis)).content.decode()
    letter = Email.objects.get()
    assert letter.to == [ADDRESS] and letter.headers["X-Saradnja-Closed"] == "yes"
    address = "/" + link_in(letter)
    assert client.get(address).status_code == 200  # a program that opens links confirms nothing
    assert AnalysisComment.objects.get().confirmed_at is None
    assert client.post(address)["Location"] == page_of(analysis)
    assert client.post(address)["Location"] == page_of(analysis)
    found = AnalysisComment.objects.get()
    assert (found.number, found.author) == (1, "Ana")
    page = client.get(page_of(analysis)).content.decode()
    assert "čišćenje rijeka" in page and ADDRESS not in page


def test_address_is_nowhere_but_in_its_closed_column(client):
    analysis = programmed.analysis(state="consultation")
    written(client, analysis)
    verbs.confirm_comment(comment=AnalysisComment.objects.get(), by=None)
    told = "".join(f"{event.data}{event.note}{event.actor}" for event in AuditEvent.objects.all())
    assert ADDRESS not in told
    client.force_login(made.officer(analysis.body))
    with translation.override("cnr"):
        assert ADDRESS not in client.get(f"/staff/analyses/{analysis.pk}/").content.decode()


def test_broken_old_and_late_links(client):
    analysis = programmed.analysis(state="consultation")
    written(client, analysis)
    comment = AnalysisComment.objects.get()
    good = f"/en/calls/comments/{token(comment.pk)}/"
    for broken in ("x", token(comment.pk)[:-2], token(999_999)):
        assert client.get(f"/en/calls/comments/{broken}/").status_code == 404
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=49)):
        assert client.get(good).status_code == 404
    type(analysis).objects.filter(pk=analysis.pk).update(state="final")
    answer = client.post(good)
    assert answer.status_code == 409 and "closed" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"text": " "}, "text"), ({"email": "ana@"}, "email"), ({"text": "x" * 4001}, "text")],
)
def test_what_is_wrong_is_said_at_its_field(client, given, field):
    answer = written(client, programmed.analysis(state="consultation"), **given)
    assert answer.status_code == 200 and answer.context["form"].errors[field]
    assert not AnalysisComment.objects.exists()


def test_programs_are_answered_like_people_and_write_nothing(client):
    answer = written(client, programmed.analysis(state="consultation"), website="http://spam.test")
    assert answer.status_code == 302
    assert not AnalysisComment.objects.exists() and not Email.objects.exists() and not mail.outbox


def test_nobody_fills_a_strangers_mailbox(client):
    analysis = programmed.analysis(state="consultation")
    for n in range(4):
        assert written(client, analysis, text=f"Tekst {n}").status_code == 302
    assert AnalysisComment.objects.count() == 3 and Email.objects.count() == 3
    written(client, analysis)
    assert written(client, analysis).status_code == 429


def test_comments_are_taken_to_the_last_second_and_not_after():
    analysis = programmed.analysis(state="consultation")
    person, organisation = made.ngo_person()
    last = datetime.datetime.combine(analysis.consultation_until, datetime.time(23, 59, 59))
    at = timezone.make_aware(last)
    facts = {"analysis": analysis, "organisation": organisation, "text": "Tekst.", "by": person}
    assert verbs.comment_for_ngo(at=at, **facts).number == 1
    with pytest.raises(Refused, match="closed"):
        verbs.comment_for_ngo(at=at + datetime.timedelta(seconds=1), **facts)
    with pytest.raises(Refused):
        verbs.comment_for_ngo(at=at, **{**facts, "by": made.ngo_person()[0]})
    with pytest.raises(Refused, match="Write your comment"):
        verbs.comment_for_ngo(at=at, **{**facts, "text": " "})


def test_an_organisation_makes_ten_comments_at_most():
    analysis = programmed.analysis(state="consultation")
    person, organisation = made.ngo_person()
    facts = {"analysis": analysis, "organisation": organisation, "at": timezone.now(), "by": person}
    numbers = [verbs.comment_for_ngo(text=f"Tekst {n}", **facts).number for n in range(10)]
    assert numbers == list(range(1, 11))
    with pytest.raises(Refused, match="10 comments already"):
        verbs.comment_for_ngo(text="Još jedan.", **facts)


def test_each_comment_has_its_own_answer_and_who_commented_is_told_once(client):
    analysis = programmed.analysis(state="consultation")
    written(client, analysis)
    comment = verbs.confirm_comment(comment=AnalysisComment.objects.get(), by=None)
    by = made.officer(analysis.body)
    with pytest.raises(Refused):
        verbs.answer_comment(comment=comment, outcome="noted", answer="Hvala.", by=made.officer(made.body()))
    with pytest.raises(Refused) as no:
        verbs.answer_comment(comment=comment, outcome="noted", answer=" ", by=by)
    assert no.value.field == "answer"
    verbs.answer_comment(comment=comment, outcome="noted", answer="Hvala.", by=by)
    verbs.answer_comment(comment=comment, outcome="accepted", answer="Prihvaćeno.", by=by)
    told = Email.objects.exclude(subject__contains="Confirm")
    assert [email.to for email in told] == [[ADDRESS]]
    page = client.get(page_of(analysis)).content.decode()
    assert "Prihvaćeno." in page and "Hvala." not in page
    type(analysis).objects.filter(pk=analysis.pk).update(state="final")
    with pytest.raises(Refused, match="answers are not changed"):
        verbs.answer_comment(comment=comment, outcome="noted", answer="Kasno.", by=by)


def test_a_hidden_text_leaves_its_reason_and_can_come_back(client):
    analysis = programmed.analysis(state="consultation")
    comment, by = programmed.comment(analysis, text="Uvreda."), made.officer(analysis.body)
    with pytest.raises(Refused):
        verbs.hide_comment(comment=comment, reason="", by=by)
    verbs.hide_comment(comment=comment, reason="Uvredljiv sadržaj.", by=by)
    page = client.get(page_of(analysis)).content.decode()
    assert "Uvredljiv sadržaj." in page and "Uvreda." not in page
    verbs.hide_comment(comment=comment, reason="", by=by)
    again = Client().get(page_of(analysis), headers={"cache-control": "no-cache"}).content.decode()
    assert "Uvreda." in again


def test_what_nobody_confirmed_goes_and_addresses_go_later(client, settings):
    analysis = programmed.analysis(state="consultation")
    written(client, analysis)
    written(client, analysis, email="druga@example.test")
    kept = AnalysisComment.objects.get(email=ADDRESS)
    verbs.confirm_comment(comment=kept, by=None)
    verbs.answer_comment(comment=kept, outcome="noted", answer="Hvala.", by=made.officer(analysis.body))
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=49)):
        assert verbs.forget_comments(by=None) == 1
    assert [comment.pk for comment in AnalysisComment.objects.all()] == [kept.pk]
    assert not Email.objects.filter(to__contains="druga@example.test").exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=settings.ERROR_REPORT_DAYS + 1)):
        assert verbs.forget_comments(by=None) == 1
        assert verbs.forget_comments(by=None) == 0
    kept.refresh_from_db()
    assert (kept.email, kept.answer) == ("", "Hvala.")
    assert not Email.objects.exists()


def test_the_database_refuses_an_answer_without_its_person():
    comment = programmed.comment(programmed.analysis(state="consultation"))
    with pytest.raises(IntegrityError, match="comment_answered_at_by_and_how"), transaction.atomic():
        AnalysisComment.objects.filter(pk=comment.pk).update(answer="Hvala.", outcome="noted")
