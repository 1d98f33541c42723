"""Few queries, the same for many rows; letters; nothing personal on public pages."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email

from grants.cross_laws import applications as laws
from grants.models import Application, Call
from grants.services import applications, checks
from grants.services.calls import publish_check
from office.jobs import run_job
from office.models import Job
from tests.factories import grants as made
from tests.factories.applications import enter, filed, ready_draft
from tests.factories.checks import rejected

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted():
    """How many statements a page needs."""

    def count(client, address):
        client.get(address)  # what is remembered for all is remembered
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    return count


def portal(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


def staff(name, *args):
    """An address of the staff rooms."""
    return reverse(f"grants_staff:{name}", args=args)


def test_the_staff_list_needs_as_many_queries_for_ten_as_for_a_thousand(client, settings, counted):
    settings.SECOND_FACTOR_REQUIRED = False
    call = made.closed_call()
    first = made.application(call)
    for _n in range(9):
        made.application(call)
    enter(client, made.officer(call.body))
    address = staff("applications") + f"?call={call.pk}&q=Projekat"
    few = counted(client, address)
    rows = Application.objects.filter(pk=first.pk).values().get()
    for unused in ("id", "number", "draft_code", "submit_key"):
        rows.pop(unused)
    Application.objects.bulk_create(
        Application(**rows, number=f"P-M-{n}", draft_code=f"M-{n}") for n in range(1000)
    )
    assert (few, counted(client, address)) == (11, 11)
    assert client.get(address).content.decode().count('<th scope="row">') == 50


def test_pages_of_the_ngo(client, counted):
    call = made.published_call()
    draft = ready_draft(call)
    enter(client, draft.created_by)
    pages = {
        "dashboard": portal("dashboard"), "applications": portal("applications"),
        "application": portal("application", draft.pk), "budget": portal("section", draft.pk, "budget"),
        "project": portal("section", draft.pk, "project"), "check": portal("check", draft.pk),
    }  # fmt: skip
    few = {name: counted(client, address) for name, address in pages.items()}
    for n in range(20):
        draft.budget_lines.create(
            order=n + 2, group="staff", description=f"Rad {n}", quantity=1, price=0, total=0, requested=0
        )
        draft.activity_lines.create(order=n + 2, name=f"Aktivnost {n}", month_from=1, month_until=2)
        ready_draft(made.published_call(), person=draft.created_by, organisation=draft.organisation)
    many = {name: counted(client, address) for name, address in pages.items()}
    assert few == many
    assert few["dashboard"] <= 12 and few["applications"] <= 12 and max(few.values()) <= 25, few


def test_file_and_check_list_of_the_staff(client, settings, counted):
    settings.SECOND_FACTOR_REQUIRED = False
    row = Application.objects.get(pk=filed(made.closed_call()).pk)
    president = made.president(row.call.commission)
    checks.begin_check(application=row, by=president)
    enter(client, president)
    assert counted(client, staff("application", row.pk)) <= 25
    assert counted(client, staff("check", row.pk)) <= 25


def test_staff_see_their_own_calls_only_and_never_a_draft(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    mine, other = made.application(made.closed_call()), made.application(made.closed_call())
    draft = ready_draft(mine.call)
    enter(client, made.president(mine.call.commission))
    for name in ("application", "check", "rejection_propose", "ask_completion", "exempt", "application_pdf"):
        for hidden in (other, draft):
            assert client.get(staff(name, hidden.pk)).status_code == 404, name
    for name in ("check_begin", "find_complete", "check", "rejection_propose", "ask_completion", "exempt"):
        assert client.post(staff(name, other.pk)).status_code == 404, name
    assert client.post(staff("publish_check", other.call_id)).status_code == 404
    page = client.get(staff("applications")).content.decode()
    assert mine.number in page and other.number not in page
    enter(client, made.officer(made.body()))
    assert client.get(staff("application", mine.pk)).status_code == 404
    enter(client, mine.created_by)
    assert client.get(staff("applications")).status_code == 403


def test_letters_stand_in_the_outbox(client):
    application = ready_draft(made.closed_call())
    by = application.created_by
    at = application.call.deadline - datetime.timedelta(hours=1)
    enter(client, by, "en")
    application = applications.submit(application=application, at=at, key=uuid.uuid4(), by=by)
    run_job(Job.objects.get(kind="grants.receipt").pk)
    receipt = Email.objects.get(subject__startswith=f"Application {application.number} received")
    application.refresh_from_db()
    assert receipt.to == [by.email] and application.receipt.code in receipt.message
    president = made.president(application.call.commission)
    for item in checks.begin_check(application=application, by=president):
        bad = item.key in {"documents", "texts"}
        checks.answer(item=item, answer="no" if bad else "yes", note="Nejasno.", by=president)
    checks.ask_completion(application=application, note="Priložite statut.", by=president)
    asked = Email.objects.get(subject=f"Application {application.number}: request for completion")
    assert asked.to == [application.contact_email] and "Priložite statut." in asked.message
    assert "runs from the day on which you open the letter" in asked.message
    application = Application.objects.get(pk=application.pk)
    applications.complete(application=application, at=made.now(), by=by)
    run_job(Job.objects.get(kind="grants.completion_receipt").pk)
    assert (
        Email.objects.filter(subject=f"Completion of application {application.number} received").count() == 1
    )
    application = Application.objects.get(pk=application.pk)
    rejected(application, "Statut nije važeći.")
    assert (
        "Statut nije važeći." in Email.objects.get(subject__endswith="rejection of the application").message
    )


def test_the_published_list_shows_reasons_and_nothing_personal(client):
    application = Application.objects.get(pk=filed(made.closed_call()).pk)
    president = made.president(application.call.commission)
    for item in checks.begin_check(application=application, by=president):
        checks.answer(item=item, answer="no", note="Nejasno.", by=president)
    address = reverse("grants_public:call", args=[application.call.slug])
    assert application.number not in client.get(address).content.decode()
    application = Application.objects.get(pk=application.pk)
    rejected(application, "Statut nije priložen kod Petra Petrovića.", law="čl. 32v")
    publish_check(call=Call.objects.get(pk=application.call_id), by=president)
    page = client.get(address).content.decode()
    assert application.number in page and "čl. 32v" in page
    assert application.call.check_lists.get().rows.get().defects.splitlines()[0] in page
    assert "Petra Petrovića" not in page  # the reason of the act stays with the applicant
    for secret in (application.contact_name, application.contact_email, application.contact_phone):
        assert secret not in page


def test_laws_over_many_applications_find_what_is_broken():
    row = Application.objects.get(pk=filed().pk)
    checks_of = (
        laws.filed_in_time,
        laws.filed_within_the_number,
        laws.snapshots_are_whole,
        laws.sums_follow_the_budget,
        laws.one_receipt,
    )
    assert [list(check()) for check in checks_of] == [[], [], [], [], []]
    late = row.call.deadline + datetime.timedelta(seconds=1)
    snapshot = {**row.snapshot, "partners": ["x"]}
    Application.objects.filter(pk=row.pk).update(
        submitted_at=late, snapshot=snapshot, state="eligible", requested=1
    )
    made.application(row.call, organisation=row.organisation)
    assert [len(list(check())) for check in checks_of] == [1, 1, 1, 1, 0]
