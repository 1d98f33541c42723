"""Staff pages of priorities, plans, commissions and calls: each opens for whose work it is and does its verb."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from grants.models import Call, CallPlan, Commission, PriorityDecision
from office.models import User
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def at(name, *args):
    return reverse(f"grants_staff:{name}", args=args)


def opened(client, *addresses):
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "no-store" in answer["Cache-Control"]


def sent(client, address, **facts):
    """A POST that must lead on."""
    answer = client.post(address, facts)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    return answer


def test_a_year_of_priorities_in_pages(client):
    officer, head = situations.office(), situations.office("office_head")
    body, area = made.body(), made.area()
    client.force_login(officer)
    opened(client, at("priorities"), at("priority_new"))
    sent(client, at("priority_new"), year="2027", current_budget="1.262.489.660,47")
    found = PriorityDecision.objects.get(year=2027)
    assert found.current_budget == Decimal("1262489660.47")
    row = {"body": body.pk, "area": area.pk, "kind": "priority"}
    sent(client, at("priority_item_new", 2027), amount="25.000,00", **row)
    twin = client.post(at("priority_item_new", 2027), {"amount": "1", **row})
    assert twin.status_code == 200 and twin.context["form"].errors
    item = found.items.get()
    sent(client, at("priority_item", 2027, item.pk), amount="30000", **row)
    sent(client, at("priority_budget", 2027), current_budget="1000")
    opened(client, at("priority", 2027), at("priority_item", 2027, item.pk), at("priority_budget", 2027))
    sent(client, at("priority_step", 2027), action="propose")
    assert client.get(at("priority_adopt", 2027)).status_code == 403
    client.force_login(head)
    sent(client, at("priority_step", 2027), action="take_back", note="Ispravka.")
    sent(client, at("priority_step", 2027), action="propose")
    opened(client, at("priority", 2027), at("priority_adopt", 2027))
    today = timezone.localdate().isoformat()
    sent(client, at("priority_adopt", 2027), number="07-12", decided_on=today)
    opened(client, at("priority_publish", 2027))
    sent(client, at("priority_publish", 2027), gazette="119/26")
    opened(client, at("priority", 2027), at("priorities"))
    found.refresh_from_db()
    assert (found.state, found.gazette, found.number) == ("published", "119/26", "07-12")


def test_an_html_file_is_no_decision(client):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415  used once

    situations.decision(year=2027, state="adopted")
    client.force_login(situations.office())
    fake = SimpleUploadedFile("odluka.pdf", b"<html>", content_type="application/pdf")
    answer = client.post(at("priority_publish", 2027), {"gazette": "1/27", "upload": fake})
    assert answer.status_code == 200 and answer.context["form"].errors["upload"]


def test_commission_from_beginning_to_act_in_pages(client):
    body = made.body()
    officer = made.officer(body)
    client.force_login(officer)
    opened(client, at("commissions"), at("commission_new"))
    sent(client, at("commission_new"), body=body.pk, year="2026", title="Komisija za kulturu")
    found = Commission.objects.get(title="Komisija za kulturu")
    opened(client, at("commission", found.pk), at("commission_seat", found.pk))
    refused = client.post(
        at("commission_seat", found.pk), {"role": "president", "email": "nova@example.test"}
    )
    assert refused.context["form"].errors["full_name"]
    sent(
        client,
        at("commission_seat", found.pk),
        role="president",
        email="nova@example.test",
        full_name="Nova Osoba",
    )
    assert User.objects.get(email="nova@example.test").roles == {"commission_member"}
    member = UserFactory()
    sent(client, at("commission_seat", found.pk), role="official", email=member.email.upper())
    refused = client.post(at("commission_seat", found.pk), {"role": "ngo_member", "email": "c@example.test"})
    assert "32b" in str(refused.context["form"].errors)
    sent(client, at("commission_step", found.pk), action="form")
    found.refresh_from_db()
    assert found.state == "forming"
    seat = found.members.get(user=member)
    opened(client, at("commission_unseat", found.pk, seat.pk))
    client.force_login(User.objects.get(email=member.email))
    opened(client, at("commissions"), at("commission", found.pk), at("commission_statement", found.pk))
    sent(client, at("commission_statement", found.pk), accept="on", links="Udruženje X")
    assert seat.statement.links == "Udruženje X"
    opened(client, at("commission_statement", found.pk), at("commission_exempt", found.pk, seat.pk))
    assert client.get(at("commission_seat", found.pk)).status_code == 403
    client.force_login(made.officer(made.body()))
    assert client.get(at("commission", found.pk)).status_code == 404


@pytest.mark.parametrize("person", ["officer", "president"])
def test_a_call_from_draft_to_publication_in_pages(client, person):
    commission = made.commission()
    year = commission.year
    item = situations.item(situations.decision(year=year, state="published", rows=0), body=commission.body)
    president = made.president(commission)
    client.force_login(president if person == "president" else made.officer(commission.body))
    opened(client, at("calls"), at("call_start"), at("call_new", commission.pk))
    sent(
        client, f"{at('call_new', commission.pk)}", **basics(item), total="1", min_amount="1", max_amount="1"
    )
    call = Call.objects.get()
    wrong = client.post(at("call_money", call.pk), {"total": "slovo", "min_amount": "5", "max_amount": "1"})
    assert wrong.status_code == 200 and wrong.context["form"].errors["total"]
    above = {"total": "100", "min_amount": "10", "max_amount": "200", "max_applications": "1"}
    assert client.post(at("call_money", call.pk), above).context["form"].errors["max_amount"]
    money = {
        "total": "50.000,00",
        "min_amount": "1.000,00",
        "max_amount": "10.000,00",
        "max_applications": "1",
    }
    sent(client, at("call_money", call.pk), **money)
    sent(client, at("call_basics", call.pk), **basics(item))
    sent(client, at("call_texts", call.pk), goals="Čista rijeka.", contact="Ana", activities="Čišćenje")
    sent(client, at("call_document_new", call.pk), name="Statut", obligatory="on")
    criterion = call.criteria.first()
    sent(client, at("call_criterion", call.pk, criterion.pk), name="Doprinos", max_points="40")
    sent(client, at("call_subcriterion_new", call.pk, criterion.pk), name="Novo", max_points="5", step="1")
    sub = criterion.subcriteria.last()
    sent(client, at("call_subcriterion", call.pk, sub.pk), name="Novo", max_points="4", step="0,5")
    document = call.required_documents.get()
    addresses = ("call", "call_basics", "call_money", "call_texts", "call_preview", "call_publish")
    opened(client, *(at(name, call.pk) for name in addresses))
    opened(
        client,
        at("call_criterion", call.pk, criterion.pk),
        at("call_subcriterion", call.pk, sub.pk),
        at("call_document", call.pk, document.pk),
        at("call_criterion_new", call.pk),
        at("call_document_new", call.pk),
    )
    today = timezone.localdate()
    late = (today + datetime.timedelta(days=60)).isoformat()
    stopped = client.post(at("call_publish", call.pk), {"deadline": late})
    assert stopped.status_code == 200 and stopped.context["form"].errors
    sent(client, at("call_subcriterion_remove", call.pk, sub.pk))
    sent(client, at("call_criterion", call.pk, criterion.pk), name="Doprinos", max_points="35")
    if person == "officer":
        assert "redsjednik" in str(
            client.post(at("call_publish", call.pk), {"deadline": late}).context["form"].errors
        )
        return
    early = client.post(at("call_publish", call.pk), {"deadline": today.isoformat()})
    assert "32v" in str(early.context["form"].errors["deadline"])
    sent(client, at("call_publish", call.pk), deadline=late)
    call.refresh_from_db()
    assert call.state == "published" and call.number and call.rulebook
    opened(client, at("call", call.pk), at("call_extend", call.pk), at("calls"))
    assert client.post(at("call_texts", call.pk), {"goals": "Drugo"}).context["form"].errors
    sent(client, at("call_extend", call.pk), days="10", note="Vanredne okolnosti.")
    sent(client, at("call_step", call.pk), action="cancel", note="Nema sredstava.")
    opened(client, at("call", call.pk))
    call.refresh_from_db()
    assert (call.state, call.extensions.count()) == ("cancelled", 1)


def basics(item):
    return {"title": "Čista rijeka", "item": item.pk, "areas": [item.area.pk]}


def test_another_body_finds_nothing(client):
    call = made.draft_call()
    client.force_login(made.officer(made.body()))
    for name in (
        "call",
        "call_basics",
        "call_money",
        "call_texts",
        "call_preview",
        "call_publish",
        "call_extend",
    ):
        assert client.get(at(name, call.pk)).status_code == 404
    assert call.title not in client.get(at("calls")).content.decode()


def test_parts_of_another_call_are_not_found(client):
    mine, other = made.draft_call(), made.draft_call()
    client.force_login(made.president(mine.commission))
    criterion, document = other.criteria.first(), other.required_documents.first()
    assert client.get(at("call_criterion", mine.pk, criterion.pk)).status_code == 404
    assert client.post(at("call_document_remove", mine.pk, document.pk)).status_code == 404
    assert client.post(at("call_criterion_remove", mine.pk, criterion.pk)).status_code == 404


@pytest.mark.parametrize("stage", ["closed_call", "decided_call"])
def test_the_file_after_the_deadline(client, stage):
    call = getattr(made, stage)()
    client.force_login(made.president(call.commission))
    opened(client, at("call", call.pk), at("calls"))


def test_plan_of_calls_in_pages(client, settings):
    settings.OFFICE_JURISDICTION = "serbia"
    call_command("load_rulebooks", verbosity=0)
    body, area = made.body(), made.area()
    client.force_login(made.officer(body))
    opened(client, at("plans"), at("plan_new"))
    year = timezone.localdate().year
    facts = {"body": body.pk, "year": year, "area": area.pk, "name": "Konkurs za mlade", "amount": "1.000,00"}
    elsewhen = client.post(at("plan_new"), {**facts, "planned_from": f"{year + 1}-03-01"})
    assert elsewhen.context["form"].errors["planned_from"]
    sent(client, at("plan_new"), planned_from=f"{year}-12-01", **facts)
    found = CallPlan.objects.get()
    opened(client, at("plan", found.pk), at("plans"))
    changed = {"area": area.pk, "name": "Konkurs za stare", "planned_from": f"{year}-12-05"}
    sent(client, at("plan", found.pk), **changed)
    sent(client, at("plans_publish"), body=body.pk, year=year)
    found.refresh_from_db()
    assert found.published_at and found.name == "Konkurs za stare"
    assert client.post(at("plan", found.pk), changed).context["form"].errors


def test_what_an_office_does_not_do_is_not_there(client, settings):
    client.force_login(situations.office("office_head"))
    assert client.get(at("plans")).status_code == 404
    settings.OFFICE_JURISDICTION = "serbia"
    assert client.get(at("priorities")).status_code == 404


def test_the_desk_names_what_waits(client):
    commission = made.commission(statements=False)
    made.draft_call(commission)
    call = made.closed_call(commission)
    made.application(call, state="eligible")
    client.force_login(made.president(commission))
    page = client.get("/staff/").content.decode()
    assert at("commission_statement", commission.pk) in page and at("call", call.pk) in page
    assert client.get("/staff/").status_code == 200


def test_lists_ask_equally_much_for_few_and_many(client, django_assert_max_num_queries):
    body = made.body()
    client.force_login(made.officer(body))
    for count in (1, 9):
        for _n in range(count):
            made.application(made.published_call(made.commission(body)))
        for name in ("calls", "commissions"):
            client.get(at(name))
            with django_assert_max_num_queries(10):
                client.get(at(name))


def test_files_ask_equally_much_for_few_and_many(client, django_assert_max_num_queries):
    call = made.closed_call()
    found = situations.decision(year=2029)
    for count in (1, 9):
        for _n in range(count):
            made.application(call)
            situations.item(found)
        client.force_login(made.president(call.commission))
        for address in (at("call", call.pk), at("commission", call.commission_id)):
            client.get(address)
            with django_assert_max_num_queries(22):
                client.get(address)
        client.force_login(situations.office())
        client.get(at("priority", 2029))
        with django_assert_max_num_queries(13):
            client.get(at("priority", 2029))
