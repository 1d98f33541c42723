"""An NGO answers the questions of a call: pages, conditions, errors, submission, what is read afterwards."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.documents.application import parts_of
from grants.eligibility import missing
from grants.models import Answer, Application
from grants.services import answers as verbs
from grants.services import applications
from grants.services.form_corrections import correct_question
from office.refusal import Refused
from tests.factories import form as made_form
from tests.factories import grants as made
from tests.factories.applications import enter, ready_draft

pytestmark = pytest.mark.django_db


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture
def asked(client):
    """An open call with every kind of question, and a draft of this client that lacks only the answers."""
    call, questions = made_form.open_call()
    person, organisation = made.ngo_person()
    enter(client, person)
    draft = ready_draft(call, person=person, organisation=organisation)
    client.call, client.q, client.draft, client.own = call, questions, draft, questions["number"].page
    return client


def page(client, key=""):
    """Address of a page of questions."""
    return url("section", client.draft.pk, key or client.own)


def full(client, **more):
    """Good answers to the questions of the own section."""
    q = {kind: question.key for kind, question in client.q.items()}
    many = [item.code for item in client.q["many"].items.all()][:2]
    table = [item.code for item in client.q["table"].items.all()]
    row = {
        f"{q['table']}_1_{code}": value
        for code, value in zip(table, ("Ana", "12", "1.200,50", "2026-10-01"), strict=True)
    }
    return {
        "version": "0",
        q["number"]: "40",
        q["sum"]: "1.500,00",
        q["many"]: many,
        q["date"]: "2026-12-01",
        **row,
        "then": "next",
        **more,
    }


def answer_all(client):
    """Both pages filled as a careful person fills them."""
    yes, no = client.q["one"].items.all()
    assert client.post(
        page(client, "more-project"), {"version": "0", client.q["one"].key: no.code}
    ).status_code
    assert client.post(page(client), full(client)).status_code == 302
    return yes, no


def lacking(client):
    """What is missing, read anew."""
    return [each.ask for each in missing(Application.objects.get(pk=client.draft.pk))]


def test_pages_of_questions_stand_in_the_task_list(asked):
    text = asked.get(url("application", asked.draft.pk)).content.decode()
    assert page(asked) in text and page(asked, "more-project") in text
    assert "Project: questions of this call" in text and "Održivost usluge" in text
    shown = asked.get(page(asked)).content.decode()
    assert "At most 500" in shown and "Kratko i jasno." in shown
    assert len(lacking(asked)) == 5  # one, number, sum, table, date; the text is put only after “Da”


def test_a_condition_opens_the_next_question_on_the_server(asked):
    yes, _no = asked.q["one"].items.all()
    first = asked.get(page(asked, "more-project")).content.decode()
    assert "Asked only if the answer to “Imate li partnera?” is “Da”." in first
    assert f'name="{asked.q["text"].key}"' not in first
    answer = asked.post(
        page(asked, "more-project"), {"version": "0", asked.q["one"].key: yes.code, "then": "next"}
    )
    assert answer.url == f"{page(asked, 'more-project')}#put_{asked.q['text'].key}"
    opened = asked.get(page(asked, "more-project")).content.decode()
    assert f'name="{asked.q["text"].key}"' in opened and "Your answers open further questions" in opened
    assert "Answer the question “Ko je partner?”." in lacking(asked)


def test_an_answer_behind_a_closed_condition_is_kept_but_not_handed_in(asked):
    yes, no = asked.q["one"].items.all()
    address = page(asked, "more-project")
    asked.post(address, {"version": "0", asked.q["one"].key: yes.code})
    asked.post(address, {"version": "1", asked.q["one"].key: yes.code, asked.q["text"].key: "Udruženje Luča"})
    asked.post(address, {"version": "2", asked.q["one"].key: no.code, asked.q["text"].key: "Udruženje Luča"})
    assert Answer.objects.get(key=asked.q["text"].key).text == "Udruženje Luča"
    asked.post(page(asked), full(asked))
    frozen = submitted(asked).snapshot["questions"]
    assert [each["key"] for each in frozen if each["standing"]] == [asked.q["one"].key]


def submitted(client):
    """The application, handed in."""
    row = Application.objects.get(pk=client.draft.pk)
    at = row.call.deadline - datetime.timedelta(days=1)
    return applications.submit(application=row, at=at, key=uuid.uuid4(), by=row.created_by)


def test_every_kind_is_kept_in_its_own_column(asked):
    answer_all(asked)
    kept = {each.key: each for each in Answer.objects.filter(application=asked.draft)}
    q = asked.q
    assert kept[q["number"].key].number == Decimal(40)
    assert kept[q["sum"].key].number == Decimal("1500.00")
    assert kept[q["date"].key].day == datetime.date(2026, 12, 1)
    assert [item.code for item in kept[q["many"].key].items.all()] == ["a1", "a2"]
    cells = [(item.row, item.text, item.number, item.day) for item in kept[q["table"].key].items.all()]
    assert cells == [
        (1, "Ana", None, None),
        (1, "", Decimal(12), None),
        (1, "", Decimal("1200.50"), None),
        (1, "", None, datetime.date(2026, 10, 1)),
    ]
    assert lacking(asked) == []


def test_a_wrong_field_loses_nothing_of_the_others(asked):
    q = asked.q
    file = SimpleUploadedFile("izjava.pdf", made_form.PDF, "application/pdf")
    sent = full(asked, **{q["number"].key: "dvadeset", q["file"].key: file, q["date"].key: "9999-99-99"})
    answer = asked.post(page(asked), sent)
    text = answer.content.decode()
    assert answer.status_code == 200 and "dvadeset" in text
    assert "is not a number that can be entered here" in text and "Enter a day, like 31.12.2026." in text
    kept = set(Answer.objects.filter(application=asked.draft).values_list("key", flat=True))
    assert kept == {q["sum"].key, q["many"].key, q["table"].key, q["file"].key}
    assert "izjava.pdf" in text  # the file is kept and shown
    again = asked.post(page(asked), full(asked, version="1"))
    assert again.status_code == 302
    assert Answer.objects.get(key=q["file"].key).document.file.name == "izjava.pdf"


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("number", "501", "The most that may be entered is 500."),
        ("number", "1,5", "Write a whole number."),
        ("number", "9" * 39, "is not a number that can be entered here"),
        ("number", "NaN", "is not a number that can be entered here"),
        ("sum", "10.000,01", "The most that may be entered is 10,000.00."),
        ("sum", "9" * 30, "This sum is too large."),
        ("sum", "-5", "The least that may be entered is 0.00."),
        ("many", "a99", "Choose among the offered answers."),
        ("date", "2999-01-01", "Check the year."),
        ("number", "4\x000", "Null characters are not allowed."),
    ],
)
def test_hostile_input_gets_a_clear_sentence(asked, kind, typed, words):
    text = asked.post(page(asked), full(asked, **{asked.q[kind].key: typed})).content.decode()
    assert words in text
    assert not Answer.objects.filter(application=asked.draft, key=asked.q[kind].key).exists()


def test_two_hundred_pages_are_refused_with_a_count_and_given_back(asked):
    yes, _no = asked.q["one"].items.all()
    address = page(asked, "more-project")
    asked.post(address, {"version": "0", asked.q["one"].key: yes.code})
    long = "Riječ i još riječ. " * 30_000
    answer = asked.post(address, {"version": "1", asked.q["one"].key: yes.code, asked.q["text"].key: long})
    text = answer.content.decode()
    assert answer.status_code == 200 and "At most 50 characters." in text and long[:5000] in text
    assert not Answer.objects.filter(key=asked.q["text"].key).exists()


def test_a_file_is_judged_as_every_upload_and_can_be_taken_out(asked):
    key = asked.q["file"].key
    bad = SimpleUploadedFile("virus.exe", b"MZ", "application/octet-stream")
    text = asked.post(page(asked), full(asked, **{key: bad})).content.decode()
    assert "virus.exe" in text and not Answer.objects.filter(key=key).exists()
    good = SimpleUploadedFile("izjava.pdf", made_form.PDF, "application/pdf")
    asked.post(page(asked), full(asked, **{key: good}))
    documents = asked.get(url("section", asked.draft.pk, "documents")).content.decode()
    assert "izjava.pdf" not in documents  # it stands at its question, not among other papers
    version = Answer.objects.get(key=key).application.sections.get(key=asked.own).version
    asked.post(page(asked), {"version": str(version), **full(asked, version=str(version)), "remove": key})
    assert not Answer.objects.filter(key=key).exists()
    assert Answer.objects.filter(key=asked.q["sum"].key).exists()


def test_two_people_see_both_texts_and_nothing_is_overwritten(asked):
    asked.post(page(asked), full(asked))
    late = full(asked, **{asked.q["number"].key: "77"})  # still version 0
    text = asked.post(page(asked), late).content.decode()
    assert "Compare both texts" in text and "77" in text
    assert Answer.objects.get(key=asked.q["number"].key).number == Decimal(40)
    quiet = asked.post(page(asked), late, headers={"X-Autosave": "1"})
    assert quiet.status_code == 409


def test_autosave_keeps_the_good_and_names_the_wrong(asked):
    sent = full(asked, **{asked.q["number"].key: "x"})
    answer = asked.post(page(asked), sent, headers={"X-Autosave": "1"})
    assert answer.status_code == 400 and answer.json()["version"] == 1
    good = asked.post(page(asked), full(asked, version="1"), headers={"X-Autosave": "1"})
    assert good.status_code == 200 and good.json()["version"] == 2


def test_answers_are_read_by_the_ngo_the_office_and_on_paper(asked, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    answer_all(asked)
    text = asked.get(url("check", asked.draft.pk)).content.decode()
    assert "1,500.00" in text and "Sjever" in text and "Ana" in text and "Održivost usluge" in text
    row = submitted(asked)
    officer = enter(Client(), made.president(row.call.commission))
    staff = officer.get(reverse("grants_staff:application", args=[row.pk])).content.decode()
    assert "Imate li partnera?" in staff and "Održivost usluge" in staff and "1,500.00" in staff
    assert asked.get(url("application_pdf", row.pk)).content[:5] == b"%PDF-"
    assert missing(row) == []


def test_submission_is_refused_while_a_question_is_open(asked):
    with pytest.raises(Refused):
        submitted(asked)
    assert Application.objects.get(pk=asked.draft.pk).state == "draft"


def test_a_correction_leaves_what_was_handed_in_and_tells_drafts(asked, mailoutbox):
    answer_all(asked)
    row = submitted(asked)
    other = ready_draft(asked.call)
    before = {part.key: part.rows for part in parts_of(row.snapshot)}
    fixed = correct_question(
        question=asked.q["one"],
        text="Imate li potvrđene partnere?",
        options=["Da", "Ne", "Još ne"],
        reason="Pitanje je bilo nejasno.",
        by=made_form.by(asked.call),
    )
    assert (fixed.version, fixed.key) == (2, asked.q["one"].key)
    row.refresh_from_db()
    assert {part.key: part.rows for part in parts_of(row.snapshot)} == before
    theirs = enter(Client(), other.created_by)
    text = theirs.get(url("application", other.pk)).content.decode()
    assert "The form was corrected after you began" in text and "Pitanje je bilo nejasno." in text
    text = theirs.get(url("section", other.pk, "more-project")).content.decode()
    assert "Imate li potvrđene partnere?" in text and "Još ne" in text
    public = Client().get(reverse("grants_public:call", args=[asked.call.slug])).content.decode()
    assert "Pitanje je bilo nejasno." in public


def test_what_was_handed_in_is_completed_with_the_version_it_answered(asked):
    answer_all(asked)
    row = submitted(asked)
    correct_question(
        question=asked.q["number"], text="Novo pitanje?", reason="Greška.", by=made_form.by(asked.call),
        least=Decimal(1), greatest=Decimal(600),
    )  # fmt: skip
    asked.draft.refresh_from_db()
    shown = [each.text for each in row.call.questions.filter(version__gt=1)]
    assert shown == ["Novo pitanje?"]
    assert missing(row) == []
    assert [each["question"] for each in row.snapshot["questions"] if each["kind"] == "number"] == [
        "Pitanje (number)?"
    ]


def test_nobody_answers_for_another_and_a_strange_page_is_not_there(asked):
    stranger = enter(Client(), made.ngo_person()[0])
    assert stranger.get(page(asked)).status_code == 404
    assert stranger.post(page(asked), full(asked)).status_code == 404
    assert Client().get(page(asked)).status_code == 302
    assert asked.get(url("section", asked.draft.pk, "own-999999")).status_code == 404
    assert asked.get(url("section", asked.draft.pk, "more-budget")).status_code == 404
    other_call, questions = made_form.open_call()
    with pytest.raises(Refused):
        verbs.save_answers(
            application=asked.draft, page=questions["number"].page, at=made.now(),
            entries=[(questions["number"], Decimal(3))], by=asked.draft.created_by,
        )  # fmt: skip
    assert other_call.pk != asked.call.pk


def test_after_the_deadline_answers_can_only_be_read(asked):
    answer_all(asked)
    submitted(asked)
    text = asked.post(page(asked), full(asked, version="1", **{asked.q["number"].key: "5"})).content.decode()
    assert "it is not changed any more" in text
    assert Answer.objects.get(key=asked.q["number"].key).number == Decimal(40)


@pytest.mark.parametrize("questions", [1, 3])
def test_a_page_of_questions_asks_the_same_for_few_and_many(client, questions, django_assert_num_queries):
    call = made.draft_call()
    own = f"own-{made_form.section(call).pk}"
    for n in range(questions):
        made_form.question(call, "one", own, text=f"Pitanje {n}?")
    call = made_form.publish(call)
    person, organisation = made.ngo_person()
    draft = ready_draft(call, person=person, organisation=organisation)
    enter(client, person)
    for question in call.questions.all():
        verbs.save_answers(application=draft, page=own, at=made.now(), entries=[(question, "a1")], by=person)
    address = url("section", draft.pk, own)
    client.get(address)
    with django_assert_num_queries(22):
        client.get(address)
