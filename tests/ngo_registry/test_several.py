"""Several filings taken or handed over at once: told before, done, taken back for half an hour."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ngo_registry.models import RegisterFiling
from ngo_registry.services import decisions
from ngo_registry.services import filings as services
from ngo_registry.services.queue import hand_over_several, take_several, undo, undo_several
from office.audit import record
from office.models import AuditEvent
from office.refusal import Refused
from tests.factories.filings import reasons
from tests.factories.registry import UserFactory
from tests.ngo_registry.test_queue import DAY, ROOM, TODAY, rows

pytestmark = pytest.mark.django_db
PAGE = f"{ROOM}several/"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer(client):
    """An officer at work, who reads English."""
    person = UserFactory(full_name="Milica Prva", roles=("registry_officer",), language="en")
    client.force_login(person)
    return person


def state_of(filing):
    """State and officer as they stand."""
    return RegisterFiling.objects.values_list("state", "taken_by").get(pk=filing.pk)


def taken(officer, n, by=None):
    """Filings in process."""
    made = rows(officer, n, due=TODAY() + DAY)
    return take_several(filings=made, by=by or officer).done


def later(monkeypatch, minutes):
    """The clock of the rule goes on."""
    now = timezone.now() + datetime.timedelta(minutes=minutes)
    monkeypatch.setattr("ngo_registry.rules_of_taking.timezone.now", lambda: now)


def test_the_page_says_before_what_will_be_taken_and_what_stays(client, officer):
    mine, also, theirs = rows(officer, 3, due=TODAY() + DAY)
    colleague = UserFactory(full_name="Ana Druga", roles=("registry_officer",))
    services.take(filing=theirs, by=colleague)
    listed = client.get(ROOM, {"only": "nobody"}).content.decode()
    assert listed.count('type="checkbox" name="filing"') == 2
    assert f"{PAGE}?verb=take&amp;filing=" in listed  # all that nobody has, without marking each
    assert '<input type="hidden" name="back" value="only=nobody">' in listed
    marked = {"filing": [mine.pk, also.pk, theirs.pk, "x", "9" * 40], "back": "only=nobody&evil=//x.test"}
    page = client.get(PAGE, {"verb": "take", **marked}).content.decode()
    assert "2 filings will be yours." in page and "1 stays as it is." in page
    assert "An officer already has it: Ana Druga." in page and "Take 2 filings" in page
    assert page.count('type="hidden" name="filing"') == 2
    assert f'href="{ROOM}?only=nobody"' in page and "only=nobody&amp;evil" not in page
    assert state_of(mine) == ("submitted", None)
    answer = client.post(PAGE, {"verb": "take", **marked}, follow=True)
    said = answer.content.decode()
    assert "2 filings are yours now." in said and f"{theirs.case_number}: This step is not possible" in said
    assert f'href="{ROOM}{mine.pk}/"' in said and "Take back 2 filings" in said
    assert set(RegisterFiling.objects.filter(taken_by=officer)) == {mine, also}
    assert "You have just taken or handed over 2 filings" in client.get(ROOM).content.decode()


def test_nothing_marked_says_so_and_only_officers_come_in(client, officer):
    assert "No filing is marked." in client.get(PAGE).content.decode()
    assert "No filing is marked." in client.post(PAGE, {"verb": "take"}).content.decode()
    [waits] = rows(officer, 1)
    client.force_login(UserFactory(roles=("body_officer",)))
    for address in (PAGE, f"{PAGE}undo/"):
        assert client.post(address, {"filing": waits.pk, "verb": "take"}).status_code == 403
    assert client.get(f"{PAGE}done/").status_code == 403


def test_what_was_taken_goes_back_into_the_queue(client, officer):
    [one, two] = taken(officer, 2)
    services.save_section(filing=two, section="name", facts={"place": "Bar"}, by=officer)
    answer = client.post(f"{PAGE}undo/", {"filing": [one.pk, two.pk]}, follow=True)
    page = answer.content.decode()
    assert "1 filing is where it was." in page and f"{two.case_number}: The work on the filing" in page
    assert (state_of(one), state_of(two)) == (("submitted", None), ("in_process", officer.pk))
    assert "You have just taken" not in page
    head = UserFactory(roles=("registry_head",))
    assert services.take(filing=one, by=head).taken_by == head


def test_a_step_of_the_filings_own_page_puts_it_back_for_half_an_hour(client, officer, monkeypatch):
    [filing] = taken(officer, 1)
    page = client.get(f"{ROOM}{filing.pk}/").content.decode()
    assert 'value="put_back"' in page
    later(monkeypatch, 31)
    with pytest.raises(Refused, match="half an hour"):
        undo(filing=filing, by=officer)
    with pytest.raises(Refused, match="not possible now"):
        services.put_back(filing=filing, by=officer)
    monkeypatch.undo()
    assert client.post(f"{ROOM}{filing.pk}/step/", {"action": "put_back"}).status_code == 302
    assert state_of(filing) == ("submitted", None)
    assert 'value="put_back"' not in client.get(f"{ROOM}{filing.pk}/").content.decode()


def test_who_took_by_mistake_and_put_back_may_sign_the_refusal(officer):
    head = UserFactory(roles=("registry_head",))
    [filing] = taken(officer, 1, by=head)
    [filing] = undo_several(filings=[filing], by=head).done
    filing = services.take(filing=filing, by=officer)
    refused = decisions.refuse(filing=filing, note="Ne.", reasons=reasons(filing), by=head)
    assert refused.state == "refused"


def test_a_colleague_is_chosen_first_and_the_page_says_what_can_go(client, officer):
    mine, waits, contested = *taken(officer, 1), *rows(officer, 2, due=TODAY() + DAY)
    RegisterFiling.objects.filter(pk=contested.pk).update(
        state="appealed", taken_at=timezone.now(), taken_by=officer
    )
    colleague = UserFactory(full_name="Ana Druga", roles=("registry_officer",))
    marked = {"verb": "hand_over", "filing": [mine.pk, waits.pk, contested.pk]}
    first = client.get(PAGE, marked).content.decode()
    assert "Choose the colleague first" in first and 'name="note"' not in first
    page = client.get(PAGE, {**marked, "to": colleague.pk}).content.decode()
    assert "1 filing will be handed over." in page and "2 stay as they are." in page
    assert "Goes to Ana Druga" in page and "Only a filing in process is handed over." in page
    assert "A complaint goes to a head of the register" in page
    send = {"verb": "hand_over", "filing": [mine.pk], "to": colleague.pk}
    assert "error-summary" in client.post(PAGE, send).content.decode()
    assert state_of(mine) == ("in_process", officer.pk)
    page = client.post(PAGE, {**send, "note": "Pregledano."}, follow=True).content.decode()
    assert "1 filing is handed over." in page and "Ana Druga" in page
    assert AuditEvent.objects.filter(action="hand over").get().note == "Pregledano."
    assert "error-summary" in client.post(PAGE, {**send, "to": "9999", "note": "x"}).content.decode()
    own = client.get(f"{ROOM}{mine.pk}/").content.decode()
    assert "Take the handing over back" in own
    client.post(f"{PAGE}undo/", {"filing": mine.pk})
    assert state_of(mine) == ("in_process", officer.pk)
    assert "Take the handing over back" not in client.get(f"{ROOM}{mine.pk}/").content.decode()


def test_a_handing_over_is_taken_back_only_by_who_did_it_and_before_the_colleague_works(officer, monkeypatch):
    colleague = UserFactory(roles=("registry_officer",))
    one, two, three = taken(officer, 3)
    hand_over_several(filings=[one, two, three], to=colleague, note="Nastavi.", by=officer)
    record("note a condition", two, by=colleague)
    [(_row, no)] = undo_several(filings=[one], by=colleague).left
    assert "Only the person who did this" in str(no.reason)
    result = undo_several(filings=[one, two], by=officer)
    assert (result.done, [row for row, _no in result.left]) == ([one], [two])
    assert (state_of(one)[1], state_of(two)[1]) == (officer.pk, colleague.pk)
    later(monkeypatch, 31)
    [(_row, no)] = undo_several(filings=[three], by=officer).left
    assert "half an hour" in str(no.reason)
    with pytest.raises(Refused, match="Write for your colleague"):
        hand_over_several(filings=[three], to=officer, note=" ", by=colleague)


def asked(client, address, params) -> int:
    """Questions the page asks of the database."""
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address, params).status_code == 200
    return len(seen)


def test_one_and_three_ask_the_same(client, officer):
    colleague = UserFactory(roles=("registry_officer",))
    made = taken(officer, 3)
    for address, more in (
        (PAGE, {"verb": "take"}),
        (PAGE, {"verb": "hand_over", "to": colleague.pk}),
        (f"{PAGE}done/", {}),
    ):
        few = asked(client, address, {**more, "filing": [made[0].pk]})
        assert few == asked(client, address, {**more, "filing": [row.pk for row in made]}), address
        assert few <= 12
