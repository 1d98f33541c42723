"""Staff build, order, try and correct the application form of a call."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.models import Answer, Application, ApplicationDocument, Call, Question, StandingChoice
from grants.services import call_forms
from grants.services.form_copies import copy_form
from grants.services.form_corrections import correct_question
from office.models import StoredFile
from office.refusal import Refused
from tests.factories import form as made_form
from tests.factories import grants as made
from tests.factories.applications import enter, filed

pytestmark = pytest.mark.django_db


def url(name, *args):
    """An address of the staff room."""
    return reverse(f"grants_staff:{name}", args=args)


@pytest.fixture
def staff(client, settings):
    """A client of the president, with a drafted call."""
    settings.SECOND_FACTOR_REQUIRED = False
    client.call = made.draft_call()
    enter(client, made.president(client.call.commission))
    return client


def add(client, kind, place="more-project", **sent):
    """Add a question through its page."""
    facts = {"text": f"Pitanje {kind}?", "required": "on", **sent}
    return client.post(url("form_question_new", client.call.pk, place, kind), facts)


KINDS = {
    "text": {"limit": "500", "limit_unit": "words"},
    "number": {"least": "1", "greatest": "1.000", "decimals": "0"},
    "sum": {"least": "0", "greatest": "20.000,00"},
    "one": {"options": "Da\nNe"},
    "many": {"options": "Sjever\n\n Centar \nJug"},
    "table": {"column_1": "Ime", "column_kind_1": "text", "column_2": "Iznos", "column_kind_2": "sum", "greatest": "5"},
    "file": {},
    "date": {},
}  # fmt: skip


def test_every_kind_is_added_shown_and_changed(staff):
    staff.post(url("form_section_new", staff.call.pk), {"title": "Usluga", "lead": "Uvod."})
    own = f"own-{staff.call.question_sections.get().pk}"
    for kind, sent in KINDS.items():
        assert staff.get(url("form_question_new", staff.call.pk, own, kind)).status_code == 200
        assert add(staff, kind, own, **sent).status_code == 302, kind
    page = staff.get(url("call_form", staff.call.pk)).content.decode()
    assert all(f"Pitanje {kind}?" in page for kind in KINDS) and "Usluga" in page
    asked = {each.kind: each for each in Question.objects.all()}
    assert asked["text"].limit == 500 and asked["number"].greatest == 1000 and asked["sum"].greatest == 20000
    assert [item.label for item in asked["many"].items.all()] == ["Sjever", "Centar", "Jug"]
    assert [item.column for item in asked["table"].items.all()] == ["text", "sum"]
    for kind, question in asked.items():
        address = url("form_question", staff.call.pk, question.key)
        assert staff.get(address).status_code == 200
        answer = staff.post(address, {"text": "Izmijenjeno?", **KINDS[kind]})
        assert answer.status_code == 302, answer.content.decode()
    assert set(Question.objects.values_list("text", "required", "version")) == {("Izmijenjeno?", False, 1)}


def test_words_of_offered_answers_change_and_conditions_stay(staff):
    add(staff, "one", options="Da\nNe")
    first = Question.objects.get()
    add(staff, "text", limit="100", limit_unit="characters", shown_if=f"{first.key}:a2")
    second = Question.objects.get(kind="text")
    assert (second.condition_key, second.condition_code) == (first.key, "a2")
    staff.post(
        url("form_question", staff.call.pk, first.key), {"text": "Pitanje?", "options": "Potvrdno\nNe"}
    )
    assert [(i.code, i.label) for i in first.items.all()] == [("a1", "Potvrdno"), ("a2", "Ne")]
    page = staff.post(
        url("form_question", staff.call.pk, first.key), {"text": "P?", "options": "Da\nMožda\nMnogo"}
    )
    assert "is asked only after this one" in page.content.decode()
    assert [i.code for i in first.items.all()] == ["a1", "a2"]


def test_order_is_changed_by_buttons_and_never_against_a_condition(staff):
    add(staff, "one", options="Da\nNe")
    first = Question.objects.get()
    add(staff, "text", limit="100", limit_unit="characters", shown_if=f"{first.key}:a1")
    add(staff, "date")
    move = [url("form_question_move", staff.call.pk, key) for key in ("q1", "q2", "q3")]
    staff.post(move[2], {"to": "up"})
    order = Question.objects.order_by("order").values_list("key", flat=True)
    assert list(order) == ["q1", "q3", "q2"]
    staff.post(move[1], {"to": "up"})
    page = staff.post(move[1], {"to": "up"}, follow=True).content.decode()
    assert "A condition names an earlier question" in page
    assert list(order.all()) == ["q1", "q2", "q3"]
    staff.post(move[0], {"to": "up"})  # at the end of the list nothing happens
    assert list(order.all()) == ["q1", "q2", "q3"]


def test_removal_asks_once_more_and_refuses_what_others_hang_on(staff):
    add(staff, "one", options="Da\nNe")
    add(staff, "text", limit="100", limit_unit="characters", shown_if="q1:a1")
    address = url("form_question_remove", staff.call.pk, "q1")
    assert "Remove this question?" in staff.get(address).content.decode()
    assert "change its condition first" in staff.post(address, follow=True).content.decode()
    staff.post(url("form_question_remove", staff.call.pk, "q2"))
    staff.post(address)
    assert not Question.objects.exists()
    section = made_form.section(staff.call)
    made_form.question(staff.call, page=f"own-{section.pk}")
    address = url("form_section_remove", staff.call.pk, section.pk)
    assert "with all its questions" in staff.get(address).content.decode()
    staff.post(address)
    assert not Question.objects.exists() and not staff.call.question_sections.exists()


@pytest.mark.parametrize(
    ("kind", "sent", "words"),
    [
        ("one", {"options": "Da"}, "Offer at least two answers."),
        ("one", {"options": "Da\nda"}, "The same answer is offered twice."),
        ("one", {"options": "\n".join(f"Odgovor {n}" for n in range(51))}, "Offer at most 50 answers."),
        ("one", {"options": "Da\n" + "x" * 201}, "at most 200 characters"),
        ("number", {"least": "10", "greatest": "5", "decimals": "0"}, "This is less than the least."),
        ("number", {"least": "mnogo", "decimals": "0"}, "is not a number that can be entered here"),
        ("text", {"limit": "0", "limit_unit": "words"}, "greater than or equal to 1"),
        ("text", {"limit": "99999999999", "limit_unit": "words"}, "less than or equal to 20000"),
        ("table", {}, "This field is required."),
        ("text", {"limit": "5", "limit_unit": "words", "shown_if": "q9:a1"}, "is not one of the available choices"),
    ],
)  # fmt: skip
def test_a_wrong_question_gets_a_clear_sentence(staff, kind, sent, words):
    assert words in add(staff, kind, **sent).content.decode()
    assert not Question.objects.exists()


def test_a_bad_template_is_refused_with_its_sentence(staff):
    bad = SimpleUploadedFile("obrazac.exe", b"MZ", "application/octet-stream")
    assert "obrazac.exe" in add(staff, "file", upload=bad).content.decode()
    assert not Question.objects.exists()
    good = SimpleUploadedFile("obrazac.pdf", made_form.PDF, "application/pdf")
    add(staff, "file", upload=good)
    got = staff.get(url("form_question_template", staff.call.pk, "q1"))
    assert "obrazac.pdf" in got["Content-Disposition"] and b"".join(got.streaming_content) == made_form.PDF
    made_form.publish(staff.call)
    public = Client().get(reverse("grants_files:question_template", args=[staff.call.slug, "q1"]))
    assert public.status_code == 200 and b"".join(public.streaming_content) == made_form.PDF


def test_standing_parts_are_chosen_and_reach_the_applicant(staff, client):
    page = staff.get(url("form_standing", staff.call.pk))
    sent = {name: str(value) for name, value in page.context["form"].initial.items()}
    sent |= {"activities": "left_out", "project.problem": "left_out", "project.direct_users": "obligatory"}
    sent |= {"partners": "obligatory", "project.goals": "optional"}
    assert staff.post(url("form_standing", staff.call.pk), sent).status_code == 302
    assert StandingChoice.objects.count() == 5
    assert "not asked" in staff.get(url("call_form", staff.call.pk)).content.decode()
    call = made_form.publish(staff.call)
    person, _organisation = made.ngo_person()
    enter(client, person)
    client.post(reverse("grants_portal:begin", args=[call.slug]))
    draft = Application.objects.get()
    page = client.get(reverse("grants_portal:section", args=[draft.pk, "project"])).content.decode()
    assert 'name="problem"' not in page and 'name="goals"' in page
    assert client.get(reverse("grants_portal:section", args=[draft.pk, "activities"])).status_code == 404
    text = client.get(reverse("grants_portal:check", args=[draft.pk])).content.decode()
    assert "Name at least one partner." in text and "direct users" in text
    assert "Add at least one activity." not in text and "Problem" not in text


def test_capacity_without_any_field_is_not_asked_at_all(staff):
    sent = dict.fromkeys(("capacity.capacity", "capacity.sustainability", "capacity.visibility"), "left_out")
    call_forms.choose_standing(call=staff.call, choices={}, by=made_form.by(staff.call))
    page = staff.get(url("form_standing", staff.call.pk))
    staff.post(url("form_standing", staff.call.pk), {**page.context["form"].initial, **sent})
    assert StandingChoice.objects.filter(section="capacity", field="", demand="left_out").exists()


def test_a_trial_walks_the_form_and_leaves_nothing(staff):
    questions = made_form.every_kind(staff.call)
    pk, own = staff.call.pk, questions["number"].page
    assert "0 of" in staff.get(url("trial", pk)).content.decode()
    for key in ("organisation", "project", "activities", "budget", "partners", "capacity", "documents",
                "declarations", "more-project", own):  # fmt: skip
        assert staff.get(url("trial_page", pk, key)).status_code == 200, key
    bad = staff.post(url("trial_page", pk, own), {"q3": "mnogo", "q4": "100,00"}).content.decode()
    assert "mnogo" in bad and "is not a number that can be entered here" in bad
    assert (
        "100.00" in staff.get(url("trial_check", pk)).content.decode()
    )  # the good one is kept in the session
    answer = staff.post(url("trial_page", pk, "more-project"), {"q1": "a1"})
    assert answer.url == url("trial_page", pk, "more-project")
    assert 'name="q2"' in staff.get(answer.url).content.decode()
    line = {"group": "services", "description": "Prevoz", "quantity": "2", "price": "1.000,00", "add": "1"}
    staff.post(url("trial_page", pk, "budget"), line)
    assert "Prevoz" in staff.get(url("trial_page", pk, "budget")).content.decode()
    staff.post(
        url("trial_page", pk, "project"), {"title": "Proba", "kind": "project", "starts_on": "2026-10-01"}
    )
    paper = staff.call.required_documents.get()
    file = SimpleUploadedFile("statut.pdf", made_form.PDF, "application/pdf")
    staff.post(url("trial_page", pk, "documents"), {"paper": paper.pk, "file": file})
    text = staff.get(url("trial_check", pk)).content.decode()
    assert "Proba" in text and "statut.pdf" in text and "Before you can submit" in text and "Prevoz" in text
    staff.post(url("trial_page", pk, "budget"), {"drop": "1"})
    assert "Prevoz" not in staff.get(url("trial_check", pk)).content.decode()
    staff.post(url("trial_end", pk))
    assert "Proba" not in staff.get(url("trial_check", pk)).content.decode()
    counts = [model.objects.count() for model in (Application, Answer, ApplicationDocument, StoredFile)]
    assert counts == [0, 0, 0, 0]


def test_a_published_form_is_corrected_not_changed(staff):
    add(staff, "one", options="Da\nNe")
    add(staff, "text", limit="500", limit_unit="characters")
    made_form.publish(staff.call)
    assert staff.get(url("form_question", staff.call.pk, "q1")).url == url(
        "form_question_correct", staff.call.pk, "q1"
    )
    assert staff.get(url("trial", staff.call.pk)).status_code == 404
    assert "The call is published" in add(staff, "date").content.decode()
    address = url("form_question_correct", staff.call.pk, "q1")
    assert staff.get(address).status_code == 200
    same = {"text": "Pitanje one?", "required": "on", "options": "Da\nNe", "reason": "Bez razloga."}
    assert "Nothing is changed." in staff.post(address, same).content.decode()
    fewer = {**same, "text": "Novo?", "options": "Da\nMožda"}
    assert staff.post(address, {**fewer, "options": "Da\nNe\nMožda"}).status_code == 302
    assert "not taken away" in staff.post(address, fewer).content.decode()
    newest = Question.objects.get(key="q1", version=2)
    assert [item.code for item in newest.items.all()] == ["a1", "a2", "a3"]
    assert "version 2" in staff.get(url("call_form", staff.call.pk)).content.decode()


def test_a_correction_asks_no_more_once_somebody_has_handed_in(staff):
    made_form.question(staff.call, limit=500, required=False)
    call = made_form.publish(staff.call)
    question, by = call.questions.get(), made_form.by(call)
    filed(call)
    for facts in ({"limit": 100}, {"required": True}):
        with pytest.raises(Refused):
            correct_question(question=question, reason="Strože.", by=by, **facts)
    assert correct_question(question=question, reason="Blaže.", by=by, limit=900).limit == 900
    Call.objects.filter(pk=call.pk).update(deadline=made.now() - made.datetime.timedelta(days=1))
    with pytest.raises(Refused):
        correct_question(question=question, reason="Kasno.", by=by, limit=1000)


def test_strangers_do_not_find_the_form(staff, settings):
    address = url("call_form", staff.call.pk)
    assert Client().get(address).status_code == 302
    assert enter(Client(), made.ngo_person()[0]).get(address).status_code == 403
    other = made.commission()
    theirs = enter(Client(), made.president(other))
    for name in (
        "call_form",
        "form_standing",
        "form_question_choose",
        "trial",
        "trial_check",
        "form_printed",
    ):
        assert theirs.get(url(name, staff.call.pk)).status_code == 404
    with pytest.raises(Refused):
        call_forms.save_section(call=staff.call, title="Tuđe", by=made.president(other))


def test_the_form_of_another_call_is_taken_over(staff):
    source, _asked = made_form.open_call()
    by = made_form.by(staff.call)
    copy_form(call=staff.call, source=source, by=by)
    mine, theirs = staff.call.questions.order_by("key"), source.questions.order_by("key")
    assert [(q.key, q.text, q.condition_key) for q in mine] == [
        (q.key, q.text, q.condition_key) for q in theirs
    ]
    assert staff.call.question_sections.get().title == "Održivost usluge"
    with pytest.raises(Refused):
        copy_form(call=staff.call, source=source, by=by)


@pytest.mark.parametrize("questions", [1, 3])
def test_the_editor_asks_the_same_for_few_and_many(staff, questions, django_assert_num_queries):
    section = made_form.section(staff.call)
    for n in range(questions):
        made_form.question(staff.call, "one", f"own-{section.pk}", text=f"Pitanje {n}?")
    address = url("call_form", staff.call.pk)
    staff.get(address)
    with django_assert_num_queries(14):
        staff.get(address)
