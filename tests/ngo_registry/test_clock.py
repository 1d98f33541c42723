"""From which day the term of a filing runs: completed by whom it may, on paper with its days, complained of.

Rules tried: register.complaint_decision_days.
"""

import datetime

import pytest
from django.utils import timezone

from ngo_registry.models import RegisterFiling
from ngo_registry.queries.filings import decision_law
from ngo_registry.queries.queue import filings as queue
from ngo_registry.services import complaints, decisions, letters
from ngo_registry.services import filings as services
from ngo_registry.services.terms import decision_due
from office import jurisdiction
from office.deadlines import add_days
from office.models import AuditEvent
from office.refusal import Refused
from tests.factories.filings import reasons, refused, stored, whole_filing
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
ROOM = "/staff/register/filings"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer():
    """An officer who reads English."""
    return UserFactory(full_name="Milica Prva", roles=("registry_officer",), language="en")


@pytest.fixture
def head():
    """A head who reads English."""
    return UserFactory(full_name="Petar Drugi", roles=("registry_head",), language="en")


def in_process(officer, **facts) -> RegisterFiling:
    """Handed in and taken."""
    return services.take(
        filing=services.submit(filing=whole_filing(officer, **facts), by=officer), by=officer
    )


def asked(officer, days: int = 5) -> RegisterFiling:
    """A paper is missing and was asked for some days ago; the term ends today."""
    filing = letters.ask_completion(filing=in_process(officer, statute=None), note="Statut.", by=officer)
    RegisterFiling.objects.update(
        completion_asked_at=timezone.now() - days * DAY, completion_due=timezone.localdate()
    )
    filing.refresh_from_db()
    return filing


def test_the_last_paper_starts_the_clock_whoever_adds_it_and_only_once(officer):
    today = timezone.localdate()
    filing = services.submit(filing=whole_filing(officer, statute=None, minutes=None), by=officer)
    assert (filing.complete_at, filing.due) == (None, None)
    filing = services.attach(filing=filing, papers={"minutes": stored()}, by=officer)
    assert (filing.complete_at, filing.due) == (None, None)
    filing = services.attach(filing=filing, papers={"statute": stored()}, by=officer)
    assert filing.complete_at is not None
    assert (filing.due, filing.completion_received_on) == (decision_due(today), today)
    services.attach(filing=filing, papers={"statute": stored("drugi.pdf")}, by=officer)
    services.save_section(
        filing=filing, section="name", facts={"received_on": today, "posted_on": today - 4 * DAY}, by=officer
    )
    filing.refresh_from_db()
    assert filing.due == decision_due(today)  # the days of the first papers move no term of the missing one
    assert AuditEvent.objects.filter(action="begin term").count() == 1


def test_a_consent_that_is_no_longer_asked_starts_the_clock(officer):
    filing = services.submit(
        filing=whole_filing(officer, person_in_name="living", named_person="Ana"), by=officer
    )
    if filing.complete_at:  # where the rule has no source it only warns
        return
    services.save_section(filing=filing, section="name", facts={"person_in_name": "no"}, by=officer)
    filing.refresh_from_db()
    assert filing.due == decision_due(timezone.localdate())


def test_the_officer_says_on_which_day_the_missing_paper_came(client, officer):
    today = timezone.localdate()
    filing = in_process(officer, statute=None, received_on=today - 6 * DAY)
    client.force_login(officer)
    page = client.get(f"{ROOM}/{filing.pk}/").content.decode()
    assert "The filing is not complete: the term of the decision does not run yet." in page
    assert "not complete: the term does not run yet" in client.get(f"{ROOM}/").content.decode()
    assert 'name="came_on"' in client.get(f"{ROOM}/{filing.pk}/papers/").content.decode()
    for wrong, why in ((today + DAY, "not come yet"), (today - 9 * DAY, "itself came later")):
        with pytest.raises(Refused, match=why):
            services.attach(filing=filing, papers={"statute": stored()}, by=officer, came_on=wrong)
    services.attach(filing=filing, papers={"statute": stored()}, by=officer, came_on=today - 2 * DAY)
    filing.refresh_from_db()
    assert filing.due == decision_due(today - 2 * DAY)
    assert 'name="came_on"' not in client.get(f"{ROOM}/{filing.pk}/papers/").content.decode()


def test_while_a_letter_asks_for_papers_only_its_own_step_starts_the_clock(officer):
    filing = services.attach(filing=asked(officer), papers={"statute": stored()}, by=officer)
    assert (filing.state, filing.due) == ("completion_asked", None)
    filing = services.complete(filing=filing, by=officer)
    assert filing.due == decision_due(timezone.localdate())


def test_a_completion_on_paper_keeps_its_days_and_the_rulebook_says_which_counts(client, officer):
    today = timezone.localdate()
    filing = asked(officer)
    RegisterFiling.objects.update(completion_due=today - DAY)
    services.attach(filing=filing, papers={"statute": stored()}, by=officer)
    client.force_login(officer)
    address = f"{ROOM}/{filing.pk}/complete/"
    page = client.get(address).content.decode()
    assert "Of what comes by post the day of posting counts." in page
    assert f'href="{address}"' in client.get(f"{ROOM}/{filing.pk}/").content.decode()
    days = {"posted_on": f"{today - 2 * DAY}", "received_on": f"{today}"}
    for wrong, why in (
        ({"received_on": f"{today + DAY}"}, "This day has not come yet."),
        ({"posted_on": f"{today - 9 * DAY}"}, "asked for only on"),
        ({"received_on": f"{today - 3 * DAY}"}, "cannot be received before it was posted"),
        ({"posted_on": ""}, "came after its term"),
    ):
        assert why in client.post(address, days | wrong).content.decode()
    assert client.post(address, days).status_code == 302  # posted in time, received after it
    filing.refresh_from_db()
    assert (filing.completion_posted_on, filing.completion_received_on) == (today - 2 * DAY, today)
    assert (filing.state, filing.due) == ("in_process", decision_due(today - 2 * DAY))
    assert "Missing papers posted" in client.get(f"{ROOM}/{filing.pk}/").content.decode()


def test_a_complaint_has_a_term_of_its_own_and_stands_where_it_belongs(officer, head):
    today = timezone.localdate()
    filing = refused(in_process(officer), head)
    assert filing.due is None
    complaints.file_complaint(filing=filing, text="Žalim se.", by=officer)
    filing.refresh_from_db()
    assert filing.due == add_days(today, 45, jurisdiction.current().calendar)
    assert "not confirmed" in decision_law(today, state="appealed")
    waiting = whole_filing(officer, name="Drugo")
    assert [row.pk for row in queue()] == [filing.pk, waiting.pk]
    RegisterFiling.objects.filter(pk=filing.pk).update(due=today - DAY)
    assert [row.pk for row in queue(when="late")] == [filing.pk]
    other = UserFactory(roles=("registry_head",))
    assert complaints.reject(filing=filing, note="Stoji.", by=other).due is None


def test_who_signed_the_act_does_not_judge_the_complaint(client, officer, head):
    filing = refused(in_process(officer), head)
    complaints.file_complaint(filing=filing, text="Žalim se.", by=officer)
    client.force_login(head)
    page = client.get(f"{ROOM}/{filing.pk}/").content.decode()
    assert "You signed the act this complaint is against: hand the filing over to another head." in page
    for verb in (complaints.uphold, complaints.reject):
        with pytest.raises(Refused, match="You signed the act"):
            verb(filing=filing, note="Ne.", by=head)
    address = f"{ROOM}/{filing.pk}/hand-over/"
    assert "No other head of the register may decide it." in client.get(address).content.decode()
    other = UserFactory(full_name="Vesna Treća", roles=("registry_head",))
    page = client.get(address).content.decode()
    assert "Vesna Treća" in page and "Milica Prva" not in page.split("<form", 1)[1]
    with pytest.raises(Refused, match="A complaint goes to a head"):
        services.hand_over(filing=filing, to=officer, note="Ti.", by=head)
    client.post(address, {"to": other.pk, "note": "Ja sam potpisao."})
    filing.refresh_from_db()
    assert filing.taken_by == other
    assert complaints.uphold(filing=filing, note="Da.", by=other).state == "in_process"


def test_every_condition_that_is_not_met_has_its_reason(client, officer, head):
    filing = in_process(officer, goals="", statute=None)
    assert set(reasons(filing)) == {"goals", "statute"}
    with pytest.raises(Refused, match="Write the reason at this condition too: Enclosed: statute"):
        decisions.refuse(filing=filing, note="Ne.", reasons={"goals": "Nema ih."}, by=head)
    with pytest.raises(Refused, match="at every condition you chose"):
        decisions.refuse(filing=filing, note="Ne.", reasons={"goals": "Nema.", "statute": " "}, by=head)
    with pytest.raises(Refused, match="does not belong to this filing"):
        decisions.refuse(filing=filing, note="Ne.", reasons={"izmišljen": "Nema."}, by=head)
    client.force_login(head)
    address = f"{ROOM}/{filing.pk}/refuse/"
    answer = client.post(address, {"note": "Ne.", "reason_goals": "Nema ih.", "reason_statute": ""})
    assert "Write the reason: this condition is not met." in answer.content.decode()
    client.post(address, {"note": "Ne.", "reason_goals": "Nema ih.", "reason_statute": "Nema ga."})
    filing.refresh_from_db()
    assert filing.state == "refused"
    assert [row.reason for row in filing.findings.all()] == ["Nema ih.", "Nema ga."]


def test_a_person_refuses_on_what_the_machine_answered_otherwise(client, officer, head):
    filing = in_process(officer)
    with pytest.raises(Refused, match="Choose at least one condition"):
        decisions.refuse(filing=filing, note="Ne.", by=head)
    client.force_login(head)
    address = f"{ROOM}/{filing.pk}/refuse/"
    page = client.get(address).content.decode()
    assert "The check answered: yes." in page and "The check answered: does not apply." in page
    answer = client.post(address, {"note": "Ne."}).content.decode()
    assert "Choose at least one condition that is not met and write why." in answer
    client.post(address, {"note": "Ne.", "reason_founding_act": "Potpis osnivača je lažan."})
    filing.refresh_from_db()
    finding = filing.findings.get()
    assert (filing.state, finding.reason) == ("refused", "Potpis osnivača je lažan.")
    assert finding.title == "Priloženo: osnivački akt" or "снивачки" in finding.title  # the office's language


def test_a_dismissal_gives_reasons_only_for_papers(officer, head):
    filing = asked(officer)
    RegisterFiling.objects.update(completion_due=timezone.localdate() - DAY, goals="")
    filing.refresh_from_db()
    with pytest.raises(Refused, match="Write the reason at this condition too: Enclosed: statute"):
        decisions.dismiss(filing=filing, note="Ne.", by=head)
    filing = decisions.dismiss(filing=filing, note="Ne.", reasons={"statute": "Nije stigao."}, by=head)
    assert [row.reason for row in filing.findings.all()] == ["Nije stigao."]


@pytest.fixture
def two(officer):
    """Two complete filings with one name in two scripts, the earlier first."""
    first = in_process(officer, name="Udruženje „Jasna“")
    second = in_process(officer, name="УДРУЖЕЊЕ ЈАСНА")
    return first, second


def test_of_two_filings_with_one_name_the_first_complete_one_wins(client, officer, head, two):
    first, second = two
    with pytest.raises(Refused, match=r"is complete since .* and is decided first") as no:
        decisions.enter(filing=second, by=head)
    assert no.value.law == "čl. 13 Zakona o NVO"
    client.force_login(officer)
    page = client.get(f"{ROOM}/{second.pk}/").content.decode()
    assert first.case_number in page and "Filings with the same name that wait" in page
    page = client.get(f"{ROOM}/{first.pk}/").content.decode()
    assert "waits too, but was not complete earlier." in page
    refused(first, head)
    assert decisions.enter(filing=second, by=head).state == "entered"


def test_an_incomplete_filing_keeps_no_name_and_the_day_of_posting_decides(officer, head, two):
    first, second = two
    today = timezone.localdate()
    letters.ask_completion(filing=first, note="Statut nije potpisan.", by=officer)
    assert decisions.enter(filing=second, by=head).state == "entered"
    third = in_process(officer, name="Udruženje „Bistra“")
    posted = {"posted_on": today - 3 * DAY, "received_on": today}
    fourth = in_process(officer, name="udruženje bistra", **posted)  # posted earlier, entered later
    with pytest.raises(Refused, match="is decided first"):
        decisions.enter(filing=third, by=head)
    assert decisions.enter(filing=fourth, by=head).state == "entered"
