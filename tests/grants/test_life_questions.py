"""Questions and answers public to all, corrections, and what is told to whom."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar
from post_office.models import Email

from grants.documents.call_text import context_of, issue_call_text
from grants.models import Call, CallCorrection
from grants.queries.call_life import public_questions
from grants.queries.calls import rules_of
from grants.queries.public_calls import public_call
from grants.question_terms import answer_due, best_asked_until, questions_end
from grants.services import call_corrections, calls
from grants.services import call_questions as verbs
from office.deadlines import end_of
from office.models import AuditEvent
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories import life as situations
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def to_whom() -> list[str]:
    """Addresses written to so far."""
    return sorted(row.to[0] for row in Email.objects.all())


def test_the_day_of_the_call_ends_questions_else_the_rulebook():
    """Rules tried: call_life.questions_end_days."""
    call = made.published_call()
    last = timezone.localdate(call.deadline)
    customary = end_of(last - datetime.timedelta(days=5))
    assert questions_end(call, rules_of(call)) == call.deadline  # a rule that is not confirmed refuses nobody
    assert best_asked_until(call, rules_of(call)) == customary
    call.questions_until = last - datetime.timedelta(days=9)
    assert questions_end(call, rules_of(call)) == end_of(call.questions_until)
    call.questions_until = last + datetime.timedelta(days=9)
    assert questions_end(call, rules_of(call)) == call.deadline
    call.questions_until = None
    situations.ruled(call, questions_end_days=5)
    assert questions_end(call, rules_of(call)) == customary
    assert best_asked_until(call, rules_of(call)) is None
    situations.ruled(call, questions_end_days=None)
    assert questions_end(call, rules_of(call)) == call.deadline
    assert questions_end(made.draft_call(), rules_of(call)) is None


def test_after_the_customary_day_questions_are_taken_and_the_page_says_so(client):
    call, by = made.published_call(), UserFactory(language="en")
    near = timezone.now() + datetime.timedelta(days=3)
    Call.objects.filter(pk=call.pk).update(opens_at=near - datetime.timedelta(days=40), deadline=near)
    call.refresh_from_db()
    assert best_asked_until(call, rules_of(call)) < timezone.now()
    assert verbs.ask_question(call=call, text="Pet dana prije?", by=by).pk
    client.force_login(by)
    for address in (f"/en/calls/{call.slug}/", reverse("grants_portal:call_questions", args=[call.slug])):
        assert (
            "Later questions are taken too, but the answer may not come"
            in client.get(address).content.decode()
        )
    situations.ruled(call, questions_end_days=5)
    with pytest.raises(Refused, match="were taken until") as no:
        verbs.ask_question(call=call, text="Kasno?", by=by)
    assert no.value.law == "čl. 7 Odluke"
    page = client.get(f"/en/calls/{call.slug}/").content.decode()
    assert "Questions were taken until" in page and "no confirmed article" not in page


def test_an_answer_is_due_in_its_term_and_never_after_the_deadline():
    """Rules tried: call_life.answer_days."""
    call = made.published_call()
    situations.ruled(call, answer_days=3)
    monday = datetime.date(2026, 11, 2)
    call.deadline = end_of(datetime.date(2026, 11, 30))
    assert answer_due(call, rules_of(call), monday) == datetime.date(2026, 11, 5)
    call.deadline = end_of(datetime.date(2026, 11, 4))
    assert answer_due(call, rules_of(call), monday) == datetime.date(2026, 11, 4)


def test_a_question_reaches_those_who_work_on_the_call_without_a_name():
    call = made.published_call()
    officer, stranger, asker = made.officer(call.body), made.officer(made.body()), UserFactory()
    question = verbs.ask_question(call=call, text=" Da li je partner obavezan? ", by=asker)
    told = to_whom()
    assert officer.email in told and made.president(call.commission).email in told
    assert stranger.email not in told and asker.email not in told
    assert question.text == "Da li je partner obavezan?"
    line = AuditEvent.objects.get(action="ask_question")
    assert (line.actor, line.data) == ("system", {"question": question.pk})
    assert asker.full_name not in Email.objects.first().message
    assert public_questions(call) == []


def test_questions_end_and_are_not_asked_twice_or_without_measure():
    call = made.published_call()
    by = UserFactory()
    verbs.ask_question(call=call, text="Isto?", by=by)
    with pytest.raises(Refused, match="asked this already"):
        verbs.ask_question(call=call, text="Isto?", by=by)
    for n in range(9):
        verbs.ask_question(call=call, text=f"Pitanje {n}?", by=by)
    with pytest.raises(Refused, match="Wait for the answers"):
        verbs.ask_question(call=call, text="Još jedno?", by=by)
    Call.objects.filter(pk=call.pk).update(questions_until=timezone.localdate() - datetime.timedelta(days=1))
    with pytest.raises(Refused, match="were taken until"):
        verbs.ask_question(call=call, text="Kasno?", by=UserFactory())
    with pytest.raises(Refused, match="No questions are taken"):
        verbs.ask_question(call=made.draft_call(), text="Nacrt?", by=by)


def test_the_last_second_of_the_day_still_counts(monkeypatch):
    call = made.published_call()
    Call.objects.filter(pk=call.pk).update(questions_until=timezone.localdate())
    call.refresh_from_db()
    end = end_of(timezone.localdate())
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: end)
    assert verbs.ask_question(call=call, text="U posljednji čas?", by=UserFactory()).pk
    monkeypatch.setattr(timezone, "now", lambda: end + datetime.timedelta(seconds=1))
    with pytest.raises(Refused):
        verbs.ask_question(call=call, text="Sekund kasnije?", by=UserFactory())
    monkeypatch.setattr(timezone, "now", real)


def test_an_answer_is_public_and_its_change_leaves_a_trace():
    question = situations.question(answered=True)
    call, by = question.call, made.president(question.call.commission)
    with pytest.raises(Refused, match="Nothing is changed"):
        verbs.change_answer(question=question, asked=question.text, text="Nije obavezan.", note="X", by=by)
    with pytest.raises(Refused, match="Write the reason"):
        verbs.change_answer(question=question, asked=question.text, text="Jeste.", note=" ", by=by)
    verbs.change_answer(question=question, asked=question.text, text="Jeste.", note="Pogrešno.", by=by)
    (row,) = public_questions(call)
    assert (row.last.text, row.last.reason, [each.text for each in row.earlier]) == (
        "Jeste.",
        "Pogrešno.",
        ["Nije obavezan."],
    )
    verbs.change_answer(
        question=question, asked="Bez imena?", text="Jeste.", note="Lični podaci.", hide=True, by=by
    )
    (row,) = public_questions(call)
    assert (row.last.asked, row.earlier) == ("Bez imena?", [])
    assert to_whom().count(question.asked_by.email) == 3


def test_a_question_that_is_none_is_told_to_its_asker_alone():
    question = situations.question()
    by = made.president(question.call.commission)
    verbs.dismiss_question(question=question, note="Ne odnosi se na konkurs.", by=by)
    assert public_questions(question.call) == []
    assert "Ne odnosi se na konkurs." in Email.objects.order_by("-pk").first().message
    with pytest.raises(Refused, match="not possible now"):
        verbs.answer_question(question=question, asked="A?", text="B.", by=by)


def test_a_correction_says_what_stood_and_what_stands():
    call = made.published_call(activities="Obuke", contact="Ana")
    by = made.president(call.commission)
    person = made.application(call, state="draft").created_by
    handed = made.application(call).created_by
    correction = call_corrections.correct_call(
        call=call,
        note="Greška u kucanju.",
        by=by,
        activities="Obuke\nKampanje",
        contact="Ana",
        title=call.title,
    )
    assert [(t.field, t.before, t.after) for t in correction.texts.all()] == [
        ("activities", "Obuke", "Obuke\nKampanje")
    ]
    call.refresh_from_db()
    assert (call.activities, call.state, correction.number) == ("Obuke\nKampanje", "published", 1)
    assert to_whom() == sorted([person.email, handed.email])
    assert AuditEvent.objects.get(action="correct").note == "Greška u kucanju."


def test_corrections_that_cannot_be():
    call = made.published_call(contact="Ana")
    by = made.president(call.commission)
    for words, facts in (
        ("Nothing is changed", {"contact": "Ana "}),
        ("cannot be empty", {"goals": " "}),
        (
            "after the deadline",
            {"questions_until": timezone.localdate(call.deadline) + datetime.timedelta(days=1)},
        ),
    ):
        with pytest.raises(Refused, match=words):
            call_corrections.correct_call(call=call, note="Razlog.", by=by, **facts)
    with pytest.raises(Refused, match="Write the reason"):
        call_corrections.correct_call(call=call, note=" ", by=by, contact="Eva")
    with pytest.raises(Refused, match="deadline has passed"):
        closed = made.closed_call()
        call_corrections.correct_call(
            call=closed, note="R.", by=made.president(closed.commission), contact="Eva"
        )
    with pytest.raises(TypeError, match="total"):
        call_corrections.correct_call(call=call, note="R.", by=by, total=5)
    assert CallCorrection.objects.count() == 0


def test_a_corrected_title_keeps_the_address():
    call = made.published_call()
    slug = call.slug
    call_corrections.correct_call(
        call=call, note="R.", by=made.president(call.commission), title="Novi naslov"
    )
    call.refresh_from_db()
    assert (call.title, call.slug) == ("Novi naslov", slug)


def test_the_text_as_a_document_is_issued_again_with_its_corrections():
    call = made.published_call(activities="Obuke")
    by = made.president(call.commission)
    first = issue_call_text(call, by=by)
    call_corrections.correct_call(call=call, note="Dopuna.", by=by, activities="Kampanje")
    second = issue_call_text(call, by=by)
    first.refresh_from_db()
    assert (first.replaced_by, second.number) == (second, call.number)
    assert issue_call_text(call, by=by) == second
    facts = context_of(public_call().get(pk=call.pk), rules_of(call))
    assert [(c["number"], c["reason"], c["texts"]) for c in facts["corrections"]] == [
        (1, "Dopuna.", [("Eligible activities", "Obuke", "Kampanje")])
    ]


def test_the_text_says_which_call_it_follows():
    old = made.published_call()
    later = made.published_call()
    situations.link(old, later, "repetition")
    facts = context_of(public_call().get(pk=later.pk), rules_of(later))
    assert facts["follows"] == f"This call repeats the call {old.number}. Reason: Ostatak."


def test_the_calendar_has_both_days_and_follows_an_extension(client):
    call = made.published_call()
    situations.ruled(call, questions_end_days=5)

    def events():
        found = Calendar.from_ical(client.get(f"/calls/{call.slug}/deadline.ics").content).walk("VEVENT")
        return {str(event["uid"]).split("-")[0]: event for event in found}

    before = events()
    assert before["call"]["dtstart"].dt == call.deadline.replace(microsecond=0)
    assert before["questions"]["dtstart"].dt == questions_end(call, rules_of(call))
    assert int(before["call"]["sequence"]) == 0
    calls.extend_call(call=call, days=10, note="Praznici.", by=made.president(call.commission))
    call.refresh_from_db()
    after = events()
    assert (int(after["call"]["sequence"]), str(after["call"]["uid"])) == (1, str(before["call"]["uid"]))
    assert after["call"]["dtstart"].dt == call.deadline and "Praznici." in after["call"]["description"]
    assert after["questions"]["dtstart"].dt == questions_end(call, rules_of(call))


@pytest.mark.parametrize("count", [1, 3])
def test_answers_take_the_same_number_of_questions(count, django_assert_num_queries):
    call = made.published_call()
    for n in range(count):
        situations.question(call, answered=True, text=f"Pitanje {n}?")
    with django_assert_num_queries(2):
        assert len(public_questions(call)) == count
