"""Reports of errors: anybody reports, a clerk takes and answers, nothing personal leaves, words are forgotten."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from ngo_registry.models import ErrorReport, RegisterFiling
from ngo_registry.panels import desk_items
from ngo_registry.services import error_reports as services
from ngo_registry.workflows import ERROR_REPORT
from office.models import AuditEvent
from office.refusal import Refused, allowed
from tests.drawn import drawn
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
MAIL = "gradjanka@example.test"
S = ErrorReport.State

PEOPLE = {
    "holder": ("registry_officer",),
    "colleague": ("registry_officer",),
    "head": ("registry_head",),
    "office": ("office_officer",),
    "ministry": ("body_officer",),
    "administrator": ("administrator",),
    "nobody": (),
}
CLERKS = {"holder", "colleague", "head", "office", "administrator"}
ALLOWED = {
    ("received", "take"): CLERKS,
    ("received", "close"): CLERKS,
    ("taken", "take_over"): CLERKS - {"holder"},
    ("taken", "give_back"): {"holder"},
    ("taken", "begin_change"): {"holder"},
    ("taken", "answer"): {"holder"},
    ("taken", "close"): {"holder"},
    ("correcting", "take_over"): CLERKS - {"holder"},
    ("correcting", "give_back"): {"holder"},
    ("correcting", "answer"): {"holder"},
    ("correcting", "close"): {"holder"},
}


@pytest.fixture(autouse=True)
def _plain(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def clerk():
    """An officer of the register."""
    return UserFactory(roles=("registry_officer",), language="en", full_name="Ana Službenica")


def reported(**facts) -> ErrorReport:
    """A report as it comes from the page."""
    ngo = facts.pop("organisation", None) or OrganisationFactory()
    said = {"wrong": "Adresa nije tačna.", "right": "Trg 2", "email": MAIL, "language": "en", **facts}
    return services.report_error(about=ngo, by=None, **said)


def test_every_state_every_step_every_person():
    people = {name: UserFactory(roles=roles) for name, roles in PEOPLE.items()}
    row, found = reported(), {}
    for state in S.values:
        row.state = state
        row.taken_by = people["holder"] if state in {"taken", "correcting"} else None
        for step in ERROR_REPORT.transitions:
            may = {
                name
                for name, by in people.items()
                if allowed(ERROR_REPORT.check, row, step.name, by=by, note="razlog")
            }
            if may:
                found[(state, step.name)] = may
    assert found == ALLOWED


def test_a_citizen_reports_and_a_clerk_answers(client, clerk):
    ngo = OrganisationFactory()
    address = f"/en/register/{ngo.number}/report-error/"
    assert f'href="{address}"' in client.get(f"/en/register/{ngo.number}/").content.decode()
    page = client.post(address, {"wrong": "", "email": "no"})
    assert "What is wrong: This field is required." in drawn(page.content)
    sent = client.post(address, {"wrong": "Adresa nije tačna.", "right": "", "email": MAIL}, follow=True)
    report = ErrorReport.objects.get()
    assert report.number in sent.content.decode() and MAIL not in sent.content.decode()
    client.force_login(clerk)
    assert [item.title for item in desk_items(clerk) if "errors" in item.url] == [ngo.name]
    base = f"/staff/register/errors/{report.pk}/"
    assert report.number in client.get("/staff/register/errors/").content.decode()
    client.post(f"{base}step/", {"action": "take"})
    page = client.get(base).content.decode()
    assert "Adresa nije tačna." in page and MAIL not in page
    assert "Write the answer" not in page
    client.post(f"{base}answer/", {"answer": "Ispravljeno."})
    report.refresh_from_db()
    assert (report.state, report.answer, report.ended_by) == (S.ANSWERED, "Ispravljeno.", clerk)
    email = Email.objects.get()
    assert email.to == [MAIL] and "Ispravljeno." in email.message and report.number in email.subject
    assert desk_items(clerk) == []


def test_a_change_of_entered_data_is_begun_from_the_report(client, clerk):
    report = services.take_report(report=reported(), by=clerk)
    client.force_login(clerk)
    answer = client.post(f"/staff/register/errors/{report.pk}/begin_change/", {"change_kind": "seat"})
    filing = RegisterFiling.objects.get()
    assert answer.url == f"/staff/register/filings/{filing.pk}/"
    report.refresh_from_db()
    assert (report.state, report.filing) == (S.CORRECTING, filing)
    services.answer_report(report=report, answer="Upisano.", by=clerk)


def test_in_a_register_kept_elsewhere_no_change_is_offered(client, settings):
    settings.OFFICE_JURISDICTION = "serbia"
    by = UserFactory(roles=("office_officer",), language="en")
    report = services.take_report(report=reported(organisation=OrganisationFactory(imported=True)), by=by)
    client.force_login(by)
    page = client.get(f"/staff/register/errors/{report.pk}/").content.decode()
    assert "Begin a change" not in page and "Answer" in page


def test_closing_says_why_and_tells_the_person(clerk):
    report = reported()
    with pytest.raises(Refused, match="Write the reason"):
        services.close_report(report=report, note=" ", by=clerk)
    services.close_report(report=report, note="Podatak je tačan.", by=clerk)
    assert "Podatak je tačan." in Email.objects.get().message


def test_a_colleague_takes_over_only_aloud(clerk):
    other = UserFactory(roles=("registry_officer",))
    report = services.take_report(report=reported(), by=clerk)
    with pytest.raises(Refused, match="Take it over first"):
        services.answer_report(report=report, answer="x", by=other)
    report = services.take_report(report=report, by=other)
    assert report.taken_by == other
    report = services.give_back_report(report=report, by=other)
    assert (report.state, report.taken_by) == (S.RECEIVED, None)


def test_programs_and_floods_are_stopped(client):
    ngo = OrganisationFactory()
    address = f"/en/register/{ngo.number}/report-error/"
    trapped = client.post(address, {"wrong": "spam", "website": "http://spam.test"}, follow=True)
    assert "The report is received" in trapped.content.decode() and not ErrorReport.objects.exists()
    codes = [client.post(address, {"wrong": f"Greška {n}"}).status_code for n in range(6)]
    assert codes == [302] * 5 + [429]
    for n in range(15):
        reported(organisation=ngo, wrong=f"x{n}")
    with pytest.raises(Refused, match="Many reports"):
        reported(organisation=ngo)


def test_words_and_address_stay_closed_and_are_forgotten(client, clerk, settings):
    report = services.take_report(report=reported(wrong="Tajna riječ"), by=clerk)
    services.answer_report(report=report, answer="Hvala na prijavi.", by=clerk)
    for address in (
        f"/en/register/{report.organisation.number}/",
        "/en/register/",
        f"/en/register/report-sent/{report.number}/",
    ):
        page = client.get(address).content.decode()
        assert MAIL not in page and "Tajna" not in page
    trail = str(list(AuditEvent.objects.values()))
    assert MAIL not in trail and "Tajna" not in trail and "Hvala" not in trail
    assert services.forget_reports(by=None) == 0
    old = timezone.now() - datetime.timedelta(days=settings.ERROR_REPORT_DAYS + 1)
    ErrorReport.objects.update(ended_at=old)
    assert services.forget_reports(by=None) == 1
    report.refresh_from_db()
    assert (report.wrong, report.right, report.email, report.answer) == ("", "", "", "")
    assert not Email.objects.exists()
    client.force_login(clerk)
    assert "were deleted on" in client.get(f"/staff/register/errors/{report.pk}/").content.decode()
    assert services.forget_reports(by=None) == 0


def test_the_queue_asks_the_same_for_one_and_three(client, clerk):
    client.force_login(clerk)
    counts = []
    for more in (1, 2):
        for _n in range(more):
            services.take_report(report=reported(), by=clerk)
        with CaptureQueriesContext(connection) as seen:
            client.get("/staff/register/errors/?only=mine")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("address", ["", "step/", "answer/", "close/"])
def test_others_do_not_enter(client, address):
    report = reported()
    path = f"/staff/register/errors/{report.pk}/{address}"
    assert client.get(path).status_code == 302
    client.force_login(UserFactory(roles=("body_officer",)))
    assert client.get(path).status_code == 403
    client.force_login(UserFactory(roles=("registry_officer",)))
    assert client.get("/staff/register/errors/999999/").status_code == 404
