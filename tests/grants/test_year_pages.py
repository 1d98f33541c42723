"""Pages of the programmed year: each opens for whose work it is, does its verb, and tells a refusal."""

import datetime
import io

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from grants.models import (
    CouncilOpinion,
    PlanReturn,
    PriorityDecision,
    ProgrammingCycle,
    Reminder,
    SectorAnalysis,
)
from office.models import Body, RulebookVersion
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories import year as programmed
from tests.factories.registry import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
YEAR = timezone.localdate().year + 1


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def plans_office(settings):
    settings.OFFICE_JURISDICTION = "serbia"
    call_command("load_rulebooks", verbosity=0)


def at(name, *args):
    return reverse(f"grants_staff:{name}", args=args)


def opened(client, *addresses):
    for address in addresses:
        assert client.get(address).status_code == 200, address


def sent(client, address, **facts):
    """A POST that must lead on."""
    answer = client.post(address, facts)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    return answer


def sheet(client, address):
    """The sheet of a workbook behind an address."""
    data = b"".join(client.get(address).streaming_content)
    return openpyxl.load_workbook(io.BytesIO(data)).active


def logged_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def texts(**more):
    names = ("strategies", "goals", "needs", "contribution", "capacities", "contact")
    return {**dict.fromkeys(names, "Tekst."), "version": "0", **more}


SUMS = {
    "name": "Čisto more",
    "total": "50.000,00",
    "min_amount": "1000",
    "max_amount": "5.000,00",
    "projects": "9",
}


def test_a_year_of_programming_in_pages():
    body, area = made.body(), made.area()
    office, ministry = logged_in(situations.office()), logged_in(made.officer(body))
    opened(office, at("cycles"), at("cycle_new"))
    sent(office, at("cycle_new"), year=YEAR, bodies=[body.pk], note="Rad po oblastima.")
    cycle = ProgrammingCycle.objects.get(year=YEAR)
    opened(office, at("cycle", YEAR), at("cycle_change", YEAR))
    opened(ministry, at("cycles"), at("cycle", YEAR), at("analysis_new", YEAR))
    assert at("cycle", YEAR) in ministry.get("/staff/").content.decode()
    duty = cycle.duties.get()
    opened(ministry, at("no_call", YEAR, duty.pk))
    sent(ministry, at("no_call", YEAR, duty.pk), reason="Nema.")
    sent(ministry, at("no_call_back", YEAR, duty.pk))
    sent(ministry, at("analysis_new", YEAR), body=body.pk, area=area.pk, kind="priority")
    pk = SectorAnalysis.objects.get().pk
    opened(ministry, at("analysis", pk), at("analysis_texts", pk), at("proposed_call_new", pk))
    sent(ministry, at("analysis_texts", pk), **texts())
    stale = ministry.post(at("analysis_texts", pk), texts(goals="Drugo."))
    assert stale.status_code == 200 and stale.context["form"].non_field_errors()
    sent(ministry, at("proposed_call_new", pk), **SUMS)
    wrong = ministry.post(at("proposed_call_new", pk), {**SUMS, "total": "mnogo"})
    assert wrong.status_code == 200 and wrong.context["form"].errors["total"]
    call = SectorAnalysis.objects.get().calls.get()
    opened(ministry, at("proposed_call", pk, call.pk))
    sent(ministry, at("proposed_call", pk, call.pk), **{**SUMS, "total": "60000"})
    sent(ministry, at("analysis_step", pk), action="consult")
    comment = programmed.comment(SectorAnalysis.objects.get())
    opened(
        ministry, at("analysis", pk), at("comment_answer", pk, comment.pk), at("comment_hide", pk, comment.pk)
    )
    sent(ministry, at("comment_answer", pk, comment.pk), outcome="noted", answer="Hvala.")
    sent(ministry, at("comment_hide", pk, comment.pk), reason="Lični podaci.")
    opened(ministry, at("analysis_report", pk))
    early = ministry.post(at("analysis_report", pk), {"report": "Izvještaj."})
    assert early.status_code == 200 and early.context["form"].errors
    past = timezone.localdate() - 20 * programmed.DAY
    SectorAnalysis.objects.update(consultation_from=past, consultation_until=past + 15 * programmed.DAY)
    sent(ministry, at("analysis_report", pk), report="Izvještaj.")
    sent(ministry, at("analysis_step", pk), action="hand_in")
    assert ministry.get(at("analysis_send_back", pk)).status_code == 403
    opened(office, at("analysis", pk), at("analysis_send_back", pk))
    until = (timezone.localdate() + programmed.DAY).isoformat()
    sent(office, at("analysis_send_back", pk), note="Dopunite.", until=until)
    sent(ministry, at("analysis_step", pk), action="hand_in")
    sent(office, at("analysis_step", pk), action="accept")
    opened(office, at("cycle", YEAR), at("assemble", YEAR), at("comparison", YEAR))
    bad = office.post(at("assemble", YEAR), {"current_budget": "sto"})
    assert bad.status_code == 200 and bad.context["form"].errors
    sent(office, at("assemble", YEAR), current_budget="1.000.000,00")
    opened(office, at("priority", YEAR), at("priority_opinion", YEAR))
    day = timezone.localdate().isoformat()
    sent(office, at("priority_opinion", YEAR), outcome="positive", given_on=day, text="Podržava.")
    assert CouncilOpinion.objects.get().text == "Podržava."
    sent(office, at("priority_step", YEAR), action="propose")
    item = PriorityDecision.objects.get().items.get()
    opened(office, at("decided_sum", YEAR, item.pk), at("comparison", YEAR))
    sent(office, at("decided_sum", YEAR, item.pk), amount="55.000,00", reason="Rebalans.")
    lines = b"".join(office.get(at("comparison_csv", YEAR)).streaming_content).decode()
    assert "60000.00,60000.00" in lines
    assert sheet(office, at("comparison_xlsx", YEAR)).max_row == 2


ONLY_OFFICE = ("cycle_new", "cycle_change", "assemble", "priority_opinion", "late")


@pytest.mark.parametrize("name", ONLY_OFFICE)
def test_rooms_of_the_office_are_closed_to_bodies(name):
    programmed.cycle()
    args = () if name in {"cycle_new", "late"} else (YEAR,)
    assert Client().get(at(name, *args)).status_code == 302
    assert logged_in(made.officer(made.body())).get(at(name, *args)).status_code == 403
    assert logged_in(UserFactory()).get(at(name, *args)).status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "analysis",
        "analysis_texts",
        "analysis_report",
        "proposed_call_new",
        "analysis_step",
        "analysis_discard",
    ],
)
def test_an_analysis_of_another_body_is_not_there(name):
    analysis = programmed.analysis()
    stranger = logged_in(made.officer(made.body()))
    posted = name in {"analysis_step", "analysis_discard"}
    ask = stranger.post if posted else stranger.get
    assert ask(at(name, analysis.pk)).status_code == 404
    assert Client().get(at(name, analysis.pk)).status_code == 302


def test_a_text_that_is_read_is_not_opened_for_writing():
    analysis = programmed.analysis(state="submitted")
    client = logged_in(made.officer(analysis.body))
    call = analysis.calls.get()
    for address in (at("analysis_texts", analysis.pk), at("proposed_call", analysis.pk, call.pk)):
        assert client.get(address).status_code == 404


def test_a_draft_is_discarded_and_a_seen_one_is_not():
    analysis = programmed.analysis()
    client = logged_in(made.officer(analysis.body))
    call = analysis.calls.get()
    sent(client, at("proposed_call_remove", analysis.pk, call.pk))
    sent(client, at("analysis_discard", analysis.pk))
    assert not SectorAnalysis.objects.exists()
    seen = programmed.analysis(state="final", of=analysis.cycle)
    sent(logged_in(made.officer(seen.body)), at("analysis_discard", seen.pk))
    assert SectorAnalysis.objects.exists()


@pytest.mark.parametrize("state", programmed.CONSULTED)
def test_public_page_in_every_state(client, state):
    analysis = programmed.analysis(state=state, ended=True)
    programmed.comment(analysis, answered=True)
    for language in ("cnr", "cnr-cyrl", "en"):
        answer = client.get(f"/{language}/calls/consultations/{analysis.pk}/")
        assert answer.status_code == 200 and not answer.cookies and "public" in answer["Cache-Control"]
    opened(client, "/en/calls/consultations/", "/en/calls/late/", "/en/calls/", "/en/")


def test_a_draft_is_nowhere(client):
    analysis = programmed.analysis(needs="Tajna potreba.")
    for rest in ("", "comment/", "comment/sent/"):
        assert client.get(f"/en/calls/consultations/{analysis.pk}/{rest}").status_code == 404
    assert str(analysis.area) not in client.get("/en/calls/consultations/").content.decode()
    person, _organisation = made.ngo_person()
    assert logged_in(person).get(f"/portal/consultations/{analysis.pk}/").status_code == 404


def test_the_public_reads_the_text_handed_in_not_the_one_being_completed(client):
    analysis = programmed.analysis(state="returned", needs="Stara potreba.")
    SectorAnalysis.objects.update(needs="Nova potreba.")
    page = client.get(f"/en/calls/consultations/{analysis.pk}/").content.decode()
    assert "Stara potreba." in page and "Nova potreba." not in page


def test_an_organisation_comments_in_the_portal():
    analysis = programmed.analysis(state="consultation")
    person, organisation = made.ngo_person()
    organisation.areas.add(analysis.area)
    client = logged_in(person)
    address = reverse("grants_portal:consultation", args=[analysis.pk])
    assert address in client.get("/portal/").content.decode()
    opened(client, "/portal/consultations/", address)
    assert client.post(address, {"text": ""}).context["form"].errors["text"]
    sent(client, address, text="Treba čistiti i rijeke.")
    assert address not in client.get("/portal/").content.decode()
    assert "Treba čistiti i rijeke." in client.get(address).content.decode()
    SectorAnalysis.objects.update(state="final")
    closed = client.post(address, {"text": "Kasno."})
    assert closed.status_code == 200 and closed.context["form"].errors
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(
    ("page", "questions"),
    [("/en/calls/consultations/", 1), ("/en/calls/late/", 7), ("cycle", 12), ("comparison", 7)],
)
def test_lists_ask_the_same_at_one_and_three(page, questions, many):
    cycle = programmed.cycle()
    for _n in range(many):
        analysis = programmed.analysis(state="submitted", of=cycle)
        programmed.comment(analysis)
    client = Client() if page.startswith("/") else logged_in(situations.office())
    address = page if page.startswith("/") else at(page, YEAR)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{address}?x={many}").status_code == 200
    assert len(asked) == questions


def test_who_is_late_is_public_and_a_file(client):
    body = made.body(name="Ministarstvo mora")
    programmed.cycle(body, year=timezone.localdate().year)
    year = timezone.localdate().year - 1
    page = client.get(f"/en/calls/late/?year={year}").content.decode()
    assert "Ministarstvo mora" in page and "not done yet" in page and "days late, not" not in page
    lines = b"".join(client.get(f"/calls/late/{year}/late.csv?language=en").streaming_content).decode()
    assert "Ministarstvo mora,nothing begun" in lines
    assert sheet(client, f"/calls/late/{year}/late.xlsx").max_row == 2
    opened(client, "/en/calls/late/?year=x")
    assert 'href="/en/calls/late/"' in client.get("/en/calls/").content.decode()


def test_reminders_and_letters_in_pages():
    body = made.body(email="a@example.test")
    year = timezone.localdate().year
    programmed.cycle(body, year=year)
    client = logged_in(situations.office())
    opened(client, at("late"), f"{at('late')}?year={year - 1}", at("late_letter_analyses", year, body.pk))
    sent(client, at("late_remind"), duty="analyses", year=year)
    sent(client, at("late_remind"), duty="analyses", year=year, body=body.pk)
    assert Reminder.objects.count() == 1
    sent(client, at("late_remind"), duty="nothing", year=year)
    before = (timezone.localdate() - programmed.DAY).isoformat()
    sent(client, at("late_letter_analyses", year, body.pk), number="01-5", sent_on=before)
    again = client.post(at("late_letter_analyses", year, body.pk), {"number": "01-6", "sent_on": before})
    assert again.status_code == 200 and again.context["form"].errors
    assert "01-5" in client.get(f"{at('late')}?year={year - 1}").content.decode()
    stranger = logged_in(made.officer(body))
    assert stranger.post(at("late_remind"), {"duty": "analyses", "year": year}).status_code == 403


def test_plans_of_a_year_in_pages(plans_office, client):
    body, late_body = made.body(), made.body(name="Министарство које касни")
    by = logged_in(made.officer(body))
    year = timezone.localdate().year
    opened(by, at("plans"), at("plans_none"), at("plan_new"))
    sent(by, at("plans_none"), body=body.pk, year=year, reason="Нема средстава.")
    refused = by.post(at("plans_none"), {"body": body.pk, "year": year, "reason": "Нема."})
    assert refused.status_code == 200 and refused.context["form"].errors
    page = client.get(f"/en/calls/plan/?year={year}").content.decode()
    assert "Nema sredstava." in page
    answer = PlanReturn.objects.get()
    assert logged_in(made.officer(late_body)).post(at("plan_answer_back", answer.pk)).status_code == 404
    sent(by, at("plan_answer_back", answer.pk))
    plan = situations.plan(body, planned_from=datetime.date(year, 5, 1), name="Читамо заједно")
    opened(client, "/en/calls/plan/", f"/en/calls/plan/?year={year}", "/en/calls/late/", "/en/calls/")
    event = Calendar.from_ical(client.get(f"/calls/plan/{year}/plan.ics").content).walk("VEVENT")[0]
    assert event["dtstart"].dt == plan.planned_from
    assert event["dtend"].dt == plan.planned_from + programmed.DAY
    lines = b"".join(client.get(f"/calls/plan/{year}/plan.csv?language=en").streaming_content).decode()
    assert "Čitamo zajedno" in lines
    assert sheet(client, f"/calls/plan/{year}/plan.xlsx").max_row == 2
    office = logged_in(situations.office())
    sent(office, at("late_exempt", year, late_body.pk), reason="Није обвезник.")
    assert (
        "Nije obveznik." in office.get(at("late")).content.decode()
        or PlanReturn.objects.filter(answer="exempt").exists()
    )


def test_features_of_another_office_are_not_there(client):
    assert client.get("/en/calls/plan/").status_code == 404
    assert client.get(f"/calls/plan/{YEAR}/plan.ics").status_code == 404
    assert logged_in(situations.office()).get(at("plans_none")).status_code == 404


def test_features_of_priorities_are_not_there(plans_office, client):
    assert client.get("/en/calls/consultations/").status_code == 404
    assert logged_in(situations.office()).get(at("cycles")).status_code == 404
    assert logged_in(made.ngo_person()[0]).get("/portal/consultations/").status_code == 404


def test_without_a_rulebook_the_plan_page_says_so(settings):
    """No rulebook of this office is loaded: the page and the desk open and say what to do."""
    settings.OFFICE_JURISDICTION = "serbia"
    assert not RulebookVersion.objects.filter(jurisdiction="serbia").exists()
    body = Body.objects.create(code="x", kind="national", name="Орган")
    client = logged_in(made.officer(body))
    answer = client.get(at("plans"))
    assert answer.status_code == 200 and answer.context["no_rules"]
    opened(client, "/staff/", "/en/calls/late/", "/en/calls/plan/")
