"""Rooms of the person who scores and of the commission: saving without loss, locking, numbers of questions."""

import json

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from grants.models import Application, Assignment, Score, SubCriterion
from grants.services import assignments
from grants.snapshot import snapshot_of
from office.models import User
from tests.factories import grants as made
from tests.factories import scoring

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password-2026"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


def client_of(user: User) -> Client:
    user.language = "en"
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def sheet():
    first, second = scoring.pair()
    application = scoring.eligible_call().applications.get()
    scoring.assigned(application, second)
    return scoring.accepted(application, first)


def subs_of(sheet: Assignment) -> list[SubCriterion]:
    rows = SubCriterion.objects.filter(criterion__call=sheet.application.call)
    return list(rows.order_by("criterion__order", "order"))


def filled(sheet: Assignment, version: int = 0, **changes) -> dict:
    data = {"version": version, "comment": "U cjelini dobro."}
    for sub in subs_of(sheet):
        data |= {f"points_{sub.pk}": "2", f"reason_{sub.pk}": "Jasno i mjerljivo."}
    return data | changes


def url(name: str, sheet: Assignment) -> str:
    return reverse(f"grants_evaluation:{name}", args=[sheet.pk])


def test_from_the_statement_to_the_locked_sheet_in_the_browser(sheet):
    Assignment.objects.filter(pk=sheet.pk).update(state="assigned", declared_at=None, declared_by=None)
    client = client_of(sheet.user)
    page = client.get(url("statement", sheet)).content.decode()
    assert sheet.application.title in page and sheet.application.organisation.name in page
    assert sheet.application.summary not in page
    assert (
        "Describe the conflict"
        in client.post(url("statement", sheet), {"answer": "declare_conflict", "note": ""}).content.decode()
    )
    assert client.post(url("statement", sheet), {"answer": "accept"}).status_code == 302
    page = client.get(url("workspace", sheet)).content.decode()
    assert sheet.application.summary in page and "11 sub-criteria unfinished" in page

    answer = client.post(url("workspace", sheet), filled(sheet, lock="1"))
    assert answer["Location"] == url("lock", sheet)
    page = client.get(url("lock", sheet)).content.decode()
    assert "Jasno i mjerljivo." in page
    assert (
        "This is not your password."
        in client.post(url("lock", sheet), {"password": "wrong", "agreed": "on"}).content.decode()
    )
    assert Assignment.objects.get(pk=sheet.pk).state == "accepted"
    answer = client.post(url("lock", sheet), {"password": PASSWORD, "agreed": "on"})
    assert answer["Location"] == url("assignment", sheet)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.total, sheet.general_comment) == ("submitted", 22, "U cjelini dobro.")
    page = client.get(url("assignment", sheet)).content.decode()
    assert sheet.sha256 in page and "Jasno i mjerljivo." in page and 'name="points_' not in page
    assert client.post(url("workspace", sheet), filled(sheet, 1)).status_code == 302
    assert Score.objects.filter(points=2).count() == 11


def test_an_unfinished_sheet_names_what_is_missing_and_offers_no_password(sheet):
    client = client_of(sheet.user)
    client.post(url("workspace", sheet), {"version": 0, "comment": ""})
    page = client.get(url("lock", sheet)).content.decode()
    assert "Ciljevi konkursa" in page and "cannot be locked yet" in page and 'type="password"' not in page


def test_a_wrong_number_keeps_everything_else(sheet):
    first, second, *_rest = subs_of(sheet)
    client = client_of(sheet.user)
    data = filled(sheet, **{f"points_{first.pk}": "16", f"points_{second.pk}": "7,0"})
    page = client.post(url("workspace", sheet), data).content.decode()
    assert "must lie between 0 and 15" in page and 'value="16"' in page and 'name="version" value="1"' in page
    assert Score.objects.count() == 10
    assert Score.objects.get(subcriterion=second).points == 7
    answer = client.post(url("workspace", sheet), filled(sheet, version=1))
    assert answer.status_code == 302 and Score.objects.count() == 11


def test_the_form_saves_itself_and_says_what_is_wrong(sheet):
    first = subs_of(sheet)[0]
    client = client_of(sheet.user)
    quiet = {"HTTP_X_AUTOSAVE": "1"}
    answer = client.post(url("workspace", sheet), filled(sheet), **quiet)
    facts = json.loads(answer.content)
    assert (answer.status_code, facts["version"], len(facts["saved_at"])) == (200, 1, 5)
    wrong = filled(sheet, 1, **{f"points_{first.pk}": "99", "comment": "Novi komentar."})
    answer = client.post(url("workspace", sheet), wrong, **quiet)
    facts = json.loads(answer.content)
    assert (answer.status_code, facts["version"]) == (400, 2) and "between 0 and 15" in facts["message"]
    sheet.refresh_from_db()
    assert sheet.general_comment == "Novi komentar."
    answer = client.post(url("workspace", sheet), filled(sheet, 1), **quiet)
    facts = json.loads(answer.content)
    assert (answer.status_code, facts["url"]) == (409, url("workspace", sheet))


def test_two_windows_show_both_texts_before_one_is_written_over(sheet):
    first = subs_of(sheet)[0]
    client = client_of(sheet.user)
    client.post(url("workspace", sheet), filled(sheet, **{f"reason_{first.pk}": "Tekst iz prvog prozora."}))
    typed = filled(sheet, **{f"reason_{first.pk}": "Tekst iz drugog prozora."})
    page = client.post(url("workspace", sheet), typed).content.decode()
    assert "Tekst iz prvog prozora." in page and "Tekst iz drugog prozora." in page
    assert 'name="version" value="1"' in page
    assert Score.objects.get(subcriterion=first).reason == "Tekst iz prvog prozora."
    client.post(url("workspace", sheet), typed | {"version": 1})
    assert Score.objects.get(subcriterion=first).reason == "Tekst iz drugog prozora."


def test_passwords_are_not_guessed_here(sheet):
    client = client_of(sheet.user)
    scoring.fill(sheet, 50)
    for _try in range(10):
        client.post(url("lock", sheet), {"password": "wrong", "agreed": "on"})
    page = client.post(url("lock", sheet), {"password": PASSWORD, "agreed": "on"}).content.decode()
    assert "Too many attempts" in page
    assert Assignment.objects.get(pk=sheet.pk).state == "accepted"


@pytest.mark.parametrize(("name", "questions"), [("assignments", 6), ("workspace", 20), ("lock", 8)])
def test_the_scorer_asks_the_same_for_few_and_many(sheet, name, questions, django_assert_num_queries):
    application = sheet.application  # as it was handed in, with what it said then
    Application.objects.filter(pk=application.pk).update(snapshot=snapshot_of(application))
    client = client_of(sheet.user)
    address = reverse("grants_evaluation:assignments") if name == "assignments" else url(name, sheet)
    with django_assert_num_queries(questions):
        client.get(address)
    call = sheet.application.call
    for _n in range(6):
        scoring.lock(scoring.assigned(made.application(call, state="eligible"), sheet.evaluator), 50)
    scoring.fill(sheet, 80)
    with django_assert_num_queries(questions):
        client.get(address)


def test_the_commission_gives_out_replaces_and_is_told_what_was_passed_over():
    first, second, third = scoring.pair(3)
    call = scoring.eligible_call(2)
    one, two = call.applications.order_by("pk")
    president = made.president(call.commission)
    client = client_of(president)
    page = reverse("grants_staff:evaluation", args=[call.pk])
    assign = reverse("grants_staff:evaluation_assign", args=[call.pk])
    answer = client.post(assign, {"first": first.pk, "second": first.pk})
    assert "Choose different people." in [str(m) for m in get_messages(answer.wsgi_request)]
    scoring.assigned(two, first)
    answer = client.post(assign, {"first": first.pk, "second": second.pk, "due": "2099-01-31"})
    said = [str(m) for m in get_messages(answer.wsgi_request)]
    assert said[-2:] == [
        "3 sheets are assigned.",
        f"{two.number}: {first.full_name} scores this application already.",
    ]
    assert {str(a.due) for a in one.assignments.all()} == {"2099-01-31"}

    sheet = one.assignments.get(evaluator=first)
    replace = reverse("grants_staff:sheet_replace", args=[sheet.pk])
    assert "Write the reason" in client.post(replace, {"evaluator": third.pk}).content.decode()
    assert client.post(replace, {"evaluator": third.pk, "note": "Bolest"}).status_code == 302
    assert one.assignments.get(evaluator=third).slot == 1
    shown = client.get(page).content.decode()
    assert third.full_name in shown and "0 of 4 assigned sheets locked" in shown
    for only, expected in (("without", 0), ("open", 2), ("scored", 0)):
        found = client.get(f"{page}?only={only}").content.decode()
        assert found.count("/staff/sheets/applications/") == expected


def test_members_score_through_the_same_door():
    call = scoring.eligible_call(2, of=scoring.municipal_commission())
    president = made.president(call.commission)
    client = client_of(president)
    client.post(reverse("grants_staff:evaluation_assign", args=[call.pk]), {"due": ""})
    assert Assignment.objects.filter(member__isnull=False).count() == 6
    page = client.get(reverse("grants_evaluation:assignments")).content.decode()
    assert page.count("State whether there is a conflict") == 2
    sheet = Assignment.objects.filter(user=president).first()
    client.post(url("statement", sheet), {"answer": "accept"})
    client.post(url("workspace", sheet), filled(sheet))
    client.post(url("lock", sheet), {"password": PASSWORD, "agreed": "on"})
    sheet.refresh_from_db()
    assert sheet.state == "submitted"


@pytest.mark.parametrize(("view", "questions"), [("evaluation", 12), ("application_sheets", 12)])
def test_the_commission_asks_the_same_for_few_and_many(view, questions, django_assert_num_queries):
    people = scoring.pair()
    call = scoring.eligible_call(2)
    client = client_of(made.president(call.commission))
    first = call.applications.order_by("pk").first()
    assignments.assign_to_all(call=call, evaluators=people, by=made.president(call.commission))
    address = reverse(f"grants_staff:{view}", args=[call.pk if view == "evaluation" else first.pk])
    with django_assert_num_queries(questions):
        client.get(address)
    for _n in range(8):
        made.application(call, state="eligible")
    assignments.assign_to_all(call=call, evaluators=people, by=made.president(call.commission))
    with django_assert_num_queries(questions):
        client.get(address)
