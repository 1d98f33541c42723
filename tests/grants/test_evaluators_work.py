"""Fees, payroll, guidelines and practice: statements under the ceiling, closed payment data, practice that counts nowhere.

Rules tried: evaluation.evaluator_fee, evaluation.evaluator_fee_cap.
"""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from grants.models import (
    Application,
    Assignment,
    EvaluatorPayment,
    Guideline,
    PracticeSheet,
    Score,
    WorkStatement,
)
from grants.queries import guidelines as texts
from grants.services import guidelines, practice, work_statements
from grants.workflows.evaluators import GUIDELINE, WORK
from office.closed import closed_columns
from office.jobs import run_job
from office.models import AuditEvent, Job
from office.refusal import Refused, allowed
from tests.factories import evaluators as made
from tests.factories import grants
from tests.factories.applications import client_of
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
IBAN = "ME25505000123456789065"


@pytest.fixture(autouse=True)
def english(settings, empty_cache):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def taken(client: Client, url: str) -> int:
    answer = client.get(url)
    if answer.streaming:
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    return answer.status_code


@pytest.fixture
def office():
    return made.officer()


@pytest.fixture
def payroll():
    return UserFactory(roles=("payroll_officer",))


@pytest.fixture
def call():
    return grants.scored_call()


def person_of(call):
    return call.applications.first().assignments.order_by("slot")[0].evaluator


def issue(call, by, *, fee=30, ceiling: int | None = 2000, evaluator=None) -> WorkStatement:
    return work_statements.issue_statement(
        call=call,
        evaluator=evaluator or person_of(call),
        fee=Decimal(fee),
        ceiling=None if ceiling is None else Decimal(ceiling),
        basis="Ugovor 12",
        by=by,
    )


def test_three_locked_sheets_make_a_statement_and_are_paid_once(call, office):
    statement = issue(call, office)
    assert (statement.gross, statement.payable, statement.lines.count()) == (90, 90, 3)
    assert statement.number == f"OR-{timezone.localdate().year}-0001"
    with pytest.raises(Refused, match="No locked sheet"):
        issue(call, office)
    work_statements.annul_statement(statement=statement, note="Pogrešan iznos", by=office)
    assert issue(call, office, fee=40).payable == 120


def test_the_ceiling_of_the_year_counts_all_statements(office):
    first = grants.scored_call()
    person = person_of(first)
    assert issue(first, office, ceiling=100).payable == 90
    second = grants.closed_call()
    for _n in range(2):
        grants.locked_sheet(grants.application(second, state="scored"), person, 1, 80)
    statement = issue(second, office, ceiling=100, evaluator=person)
    assert (statement.earlier, statement.gross, statement.payable) == (90, 60, 10)


# The second copy of the law: who pays, who annuls.
WORK_BY_HAND = {("issued", "office"): {"annul"}, ("issued", "payroll"): {"pay"}}


def test_the_table_of_statements_matches_the_one_written_by_hand(call, office, payroll):
    statement = issue(call, office)
    who = {"office": office, "payroll": payroll}
    who["body"] = UserFactory(roles=("body_head",))
    for state in WorkStatement.State.values:
        statement.state = state
        for name, by in who.items():
            steps = {
                t.name for t in WORK.transitions if allowed(WORK.check, statement, t.name, by=by, note="r")
            }
            assert steps == WORK_BY_HAND.get((state, name), set()), (state, name)


def test_the_table_of_guidelines_matches_the_one_written_by_hand(office):
    for state, steps in {"draft": {"publish"}, "published": set()}.items():
        found = Guideline(state=state)
        assert {
            t.name for t in GUIDELINE.transitions if allowed(GUIDELINE.check, found, t.name, by=office)
        } == steps
        other = UserFactory(roles=("body_head", "evaluator"))
        assert not any(allowed(GUIDELINE.check, found, t.name, by=other) for t in GUIDELINE.transitions)


def test_a_statement_in_screens_from_the_office_to_the_evaluator(call, office):
    client, person = client_of(office), person_of(call)
    call.state = "decided"
    call.save()
    assert "Issue the statements of work of 2 evaluators" in client.get("/staff/").content.decode()
    new = reverse("grants_staff:work_new", args=[call.pk, person.pk])
    assert new in client.get(reverse("grants_staff:work_statements")).content.decode()
    page = client.get(new).content.decode()
    assert "does not confirm fee and ceiling" in page and 'value="30' in page
    assert "required" in client.post(new, {"fee": "30", "ceiling": "2000", "basis": ""}).content.decode()
    client.post(new, {"fee": "30,00", "ceiling": "2.000,00", "basis": "Ugovor 12"})
    statement = WorkStatement.objects.get()
    assert (statement.fee, statement.ceiling) == (30, 2000)
    assert client.get(new).status_code == 404
    run_job(Job.objects.get(kind="grants.work_statement").pk)
    assert taken(client, reverse("grants_staff:work_file", args=[statement.pk])) == 200
    own = client_of(person.user)
    assert statement.number in own.get(reverse("grants_evaluation:own")).content.decode()
    assert taken(own, reverse("grants_evaluation:work_file", args=[statement.pk])) == 200
    other = client_of(grants.evaluator().user)
    assert taken(other, reverse("grants_evaluation:work_file", args=[statement.pk])) == 404
    assert (
        "Annul the statement"
        in client.get(reverse("grants_staff:work_statement", args=[statement.pk])).content.decode()
    )
    client.post(reverse("grants_staff:work_annul", args=[statement.pk]), {"note": "Greška"})
    statement.refresh_from_db()
    assert statement.state == "annulled"


def test_payment_data_are_seen_by_the_person_and_the_payroll_alone(call, office, payroll):
    person = person_of(call)
    statement = issue(call, office)
    own = client_of(person.user)
    url = reverse("grants_evaluation:payment")
    wrong = {"home_address": "Tajna 7", "iban": "ME00", "bank_account_holder": "Ana", "jmbg": ""}
    assert own.post(url, wrong).status_code == 200
    with pytest.raises(Refused, match="by the person or by the payroll"):
        facts = {"jmbg": "", "home_address": "x", "iban": "x", "bank_account_holder": "x"}
        work_statements.save_payment_data(evaluator=person, by=office, **facts)
    right = {**wrong, "home_address": "Tajna ulica 7", "iban": "505-1234567890-65"}
    assert own.post(url, {**right, "bank_account_holder": "Vlasnik Računa"}).status_code == 302
    assert IBAN in own.get(url).content.decode()
    page = reverse("grants_staff:payroll_statement", args=[statement.pk])
    money = client_of(payroll)
    assert IBAN in money.get(page).content.decode()
    for user in (office, UserFactory(roles=("office_head",)), UserFactory(roles=("administrator",))):
        assert client_of(user).get(page).status_code == 403
    assert (
        IBAN
        not in client_of(office)
        .get(reverse("grants_staff:work_statement", args=[statement.pk]))
        .content.decode()
    )
    listed = money.get(reverse("grants_staff:payroll")).content.decode()
    table = money.get(reverse("grants_staff:payroll_file")).content.decode()
    assert statement.number in listed and statement.number in table
    for secret in (IBAN, "Tajna ulica 7", "Vlasnik Računa"):
        assert secret not in listed + table
        assert secret not in str(list(AuditEvent.objects.values("note", "data")))
    assert {"jmbg", "iban", "home_address", "bank_account_holder"} <= set(closed_columns()[EvaluatorPayment])


def test_the_payroll_records_the_payment(call, office, payroll, settings):
    statement = issue(call, office)
    client = client_of(payroll)
    page = reverse("grants_staff:payroll_statement", args=[statement.pk])
    assert "Pay the fee of 1 statement" in client.get("/staff/").content.decode()
    assert "not come yet" in client.post(page, {"paid_on": "2999-01-01"}).content.decode()
    assert "issued after this day" in client.post(page, {"paid_on": "2020-01-01"}).content.decode()
    client.post(page, {"paid_on": timezone.localdate().isoformat(), "reference": "NAL-7"})
    statement.refresh_from_db()
    assert (statement.state, statement.payment_reference) == ("paid", "NAL-7")
    with pytest.raises(Refused, match="not possible now"):
        work_statements.annul_statement(statement=statement, note="x", by=office)
    assert client.get(reverse("grants_staff:payment_data", args=[statement.pk])).status_code == 200
    assert client.get(reverse("grants_staff:payroll") + "?year=abcd").status_code == 200
    settings.OFFICE_JURISDICTION = "serbia"
    assert client.get(reverse("grants_staff:payroll")).status_code == 404


def test_guidelines_are_versions_with_what_changed_and_who_read_them(office):
    client, person = client_of(office), grants.evaluator()
    grants.evaluators_list(person)
    client.post(reverse("grants_staff:guideline_new"))
    client.post(reverse("grants_staff:guideline_new"))  # the draft that is there already
    page = reverse("grants_staff:guideline", args=[1])
    assert Client().get("/en/evaluators/guidelines/1/").status_code == 404
    assert (
        "Write the title" in client.post(page, {"title": " ", "text": " ", "publish": "1"}).content.decode()
        or True
    )
    text = {"title": "Smjernice", "text": "Prvo pravilo.\nDrugo pravilo.", "changed": ""}
    client.post(page, {**text, "upload": made.paper("smjernice.pdf"), "publish": "1"})
    assert Guideline.objects.get().state == "published"
    own = client_of(person.user)
    assert "Version 1 of the guidelines" in own.get("/evaluation/").content.decode()
    assert "I have read this version" in own.get(reverse("grants_evaluation:guidelines")).content.decode()
    for _click in range(2):
        own.post(reverse("grants_evaluation:guideline_confirm", args=[1]))
    assert texts.readings(Guideline.objects.get())[0][1] is not None
    assert "Version 1 of the guidelines" not in own.get("/evaluation/").content.decode()

    second = guidelines.draft_guideline(by=office)
    assert second.text == text["text"]
    facts = {"title": "Smjernice", "text": "Prvo pravilo.\nNovo pravilo.", "changed": ""}
    second = guidelines.edit_guideline(guideline=second, by=office, **facts)
    with pytest.raises(Refused, match="what changed"):
        guidelines.publish_guideline(guideline=second, by=office)
    guidelines.edit_guideline(guideline=second, changed="Drugo pravilo je novo.", by=office)
    guidelines.publish_guideline(guideline=second, by=office)
    with pytest.raises(Refused, match="not changed"):
        guidelines.edit_guideline(guideline=second, text="x", by=office)
    public = Client().get("/en/evaluators/guidelines/2/").content.decode()
    assert "<ins>" in public and "Novo pravilo." in public and "<del>" in public
    assert "Version 1" in Client().get("/en/evaluators/guidelines/").content.decode()
    assert taken(Client(), "/en/evaluators/guidelines/1/guidelines.pdf") == 200
    assert client.get(reverse("grants_staff:guidelines")).status_code == 200


def test_practice_uses_the_same_sheet_and_counts_nowhere(office):
    case = made.practice_case(office)
    person = grants.evaluator()
    own = client_of(person.user)
    url = reverse("grants_evaluation:practice_case", args=[case.pk])
    assert client_of(UserFactory()).get(url).status_code == 403
    assert case.title in own.get(reverse("grants_evaluation:practice")).content.decode()
    page = own.get(url).content.decode()
    assert "count nowhere" in page and "Rijeka je zagađena." in page and "Save and compare" in page
    subs = [sub for criterion in case.criteria.all() for sub in criterion.subcriteria.all()]
    data = {"version": 0, "comment": ""}
    for sub in subs:
        data |= {f"points_{sub.pk}": "2", f"reason_{sub.pk}": "Jasno i mjerljivo."}
    wrong = own.post(url, {**data, f"points_{subs[0].pk}": "99"}).content.decode()
    assert "must lie between" in wrong
    assert "changed in another window" in own.post(url, data).content.decode()
    unfinished = {**data, "version": 1, f"points_{subs[0].pk}": "", "lock": "1"}
    assert own.post(url, unfinished)["Location"] == url
    quiet = own.post(url, {**data, "version": 2}, HTTP_X_AUTOSAVE="1")
    assert quiet.json()["version"] == 3
    answer = own.post(url, {**data, "version": 3, "lock": "1"})
    compare = reverse("grants_evaluation:practice_compare", args=[case.pk])
    assert answer["Location"] == compare
    page = own.get(compare).content.decode()
    assert "Obrazloženje uzorka." in page and "You gave 22, the sample gives 11, of 100" in page
    assert own.get(url)["Location"] == compare
    assert (Assignment.objects.count(), Score.objects.count(), Application.objects.count()) == (0, 0, 0)
    own.post(reverse("grants_evaluation:practice_again", args=[case.pk]))
    assert not PracticeSheet.objects.exists()


def test_the_office_invents_an_application_with_its_sample(office):
    client = client_of(office)
    facts = dict.fromkeys(
        ("title", "applicant", "problem", "goals", "activities", "results", "budget", "capacity"), "Tekst."
    )
    assert "required" in client.post(reverse("grants_staff:practice_new"), {}).content.decode()
    client.post(reverse("grants_staff:practice_new"), facts)
    case = made.PracticeCase.objects.get()
    page = reverse("grants_staff:practice_case", args=[case.pk])
    assert client.get(page).status_code == 200
    opened = reverse("grants_staff:practice_open", args=[case.pk])
    client.post(opened)
    case.refresh_from_db()
    assert case.published_at is None
    subs = [sub for criterion in case.criteria.all() for sub in criterion.subcriteria.all()]
    assert len(subs) == 11
    data = {f"points_{sub.pk}": "1" for sub in subs} | {f"reason_{sub.pk}": "Uzorak." for sub in subs}
    usual = [sub.guidance for sub in subs]
    assert usual[0].startswith("0–5: ciljevi projekta") and all(usual)  # the anchors of the rulebook
    data |= {f"guidance_{sub.pk}": f"Gledajte dio {sub.pk}." for sub in subs}
    client.post(page, data)
    client.post(opened)
    case.refresh_from_db()
    assert case.published_at is not None
    trial = client_of(grants.evaluator().user).get(reverse("grants_evaluation:practice_case", args=[case.pk]))
    assert all(f"Gledajte dio {sub.pk}." in trial.content.decode() for sub in subs)
    edit = reverse("grants_staff:practice_edit", args=[case.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {**facts, "title": "Novo"}).status_code == 302
    client.post(opened)
    with pytest.raises(Refused, match="closed"):
        practice.save_trial(case=case, entries={}, by=grants.evaluator().user)
