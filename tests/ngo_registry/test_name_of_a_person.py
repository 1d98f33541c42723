"""A name that holds the name of a person needs the consent of that person or of the heirs (Art. 13).

Rules tried: register.person_name_consent.
"""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from ngo_registry.conditions import conditions, enclosures_complete
from ngo_registry.conditions_online import missing
from ngo_registry.models import RegisterFiling
from ngo_registry.services import changes, decisions, letters, online
from ngo_registry.services import filings as services
from office.refusal import Refused
from office.rulebooks import rules_for
from office.scripts import to_cyrillic
from tests.factories.filings import dismissed, stored, whole_filing
from tests.factories.online import online_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
NAMED = {"name": "Fondacija „Petar Petrović“", "person_in_name": "dead", "named_person": "Petar Petrović"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer():
    return UserFactory(roles=("registry_officer",), language="en")


@pytest.fixture
def head():
    return UserFactory(roles=("registry_head",), language="en")


def answers(filing) -> dict[str, tuple[bool | None, str, bool]]:
    """The two conditions: met, what they were read from, formal."""
    keys = ("person_in_name", "name_consent")
    return {row.key: (row.met, row.evidence, row.formal) for row in conditions(filing) if row.key in keys}


def in_process(filing, officer):
    return services.take(filing=services.submit(filing=filing, by=officer), by=officer)


@pytest.mark.parametrize(
    ("facts", "said", "consent"),
    [
        ({"person_in_name": ""}, (False, "Not answered yet.", False), (None, "Not asked here.", True)),
        (
            {"person_in_name": "no"},
            (True, "The name holds the name of no person.", False),
            (None, "Not asked here.", True),
        ),
        (
            NAMED | {"named_person": ""},
            (False, "It is not written whose name it is.", False),
            (False, "The file is missing.", True),
        ),
        (NAMED, (True, "Petar Petrović, who has died.", False), (False, "The file is missing.", True)),
        (
            NAMED | {"person_in_name": "living"},
            (True, "Petar Petrović, a living person.", False),
            (False, "The file is missing.", True),
        ),
    ],
)
def test_the_check_page_answers_by_article(officer, client, facts, said, consent):
    filing = whole_filing(officer, **facts)
    assert answers(filing) == {"person_in_name": said, "name_consent": consent}
    rows = [row for row in conditions(filing) if row.key in {"person_in_name", "name_consent"}]
    assert {row.law for row in rows} == {"čl. 13 Zakona o NVO"}
    assert enclosures_complete(filing) is (consent[0] is not False)
    client.force_login(officer)
    page = client.get(f"/staff/register/filings/{filing.pk}/").content.decode()
    assert said[1] in page and "čl. 13 Zakona o NVO" in page


def test_who_agrees_is_named_in_the_condition(officer):
    titles = {
        row.title
        for kind in ("living", "dead")
        for row in conditions(whole_filing(officer, **NAMED | {"person_in_name": kind}))
        if row.key == "name_consent"
    }
    assert titles == {
        "Enclosed: the consent of the person to the name",
        "Enclosed: the consent of the heirs to the name",
    }


def test_without_the_consent_it_is_completed_or_dismissed_and_never_entered(officer, head):
    filing = in_process(whole_filing(officer, **NAMED), officer)
    assert (filing.due, filing.complete_at) == (None, None)
    with pytest.raises(Refused, match="consent of the heirs") as no:
        decisions.enter(filing=filing, by=head)
    assert no.value.law == "čl. 13 Zakona o NVO"
    filing = letters.ask_completion(filing=filing, note="Nedostaje saglasnost.", by=officer)
    letters.record_service(letter=filing.letters.get(), how="post", on=timezone.localdate(), by=officer)
    filing = services.attach(filing=filing, papers={"name_consent": stored("saglasnost.pdf")}, by=officer)
    filing = services.complete(filing=filing, by=officer)
    assert filing.complete_at is not None
    assert decisions.enter(filing=filing, by=head).organisation.name == NAMED["name"]


def test_a_missing_consent_is_dismissed_formally(officer, head):
    filing = in_process(whole_filing(officer, **NAMED), officer)
    filing = letters.ask_completion(filing=filing, note="Nedostaje saglasnost.", by=officer)
    RegisterFiling.objects.update(completion_due=timezone.localdate() - datetime.timedelta(days=1))
    assert dismissed(filing, head, "Nije dopunjena.").state == "dismissed"


def test_the_applicant_is_asked_and_encloses_the_consent(client):
    applicant = UserFactory(language="en")
    filing = online_draft(applicant, person_in_name="")
    assert [row.key for row in missing(filing)] == ["person_in_name"]
    client.force_login(applicant)
    address = f"/portal/filings/{filing.pk}/parts"
    assert "Does the name hold the name of a person?" in client.get(f"{address}/name/").content.decode()
    assert "name_consent" not in client.get(f"{address}/documents/").content.decode()
    facts = {"name": NAMED["name"], "municipality": filing.municipality_id, "address": "Trg 1"}
    client.post(f"{address}/name/", facts | {"person_in_name": "living", "named_person": "Petar Petrović"})
    filing.refresh_from_db()
    assert [(row.key, row.section) for row in missing(filing)] == [("name_consent", "documents")]
    assert "name_consent" in client.get(f"{address}/documents/").content.decode()
    with pytest.raises(Refused, match="consent of the person"):
        online.submit(filing=filing, at=timezone.now(), by=applicant)
    papers = {"name_consent": stored("saglasnost.pdf")}
    filing = online.enclose(filing=filing, papers=papers, at=timezone.now(), by=applicant)
    assert online.submit(filing=filing, at=timezone.now(), by=applicant).state == "submitted"


def test_a_change_of_name_asks_anew(client, officer, head):
    owner = MembershipFactory(organisation=OrganisationFactory(name="Stari naziv"), user__language="en")
    client.force_login(owner.user)
    room = "/portal/organisation/changes"
    client.post(f"{room}/", {"change_kind": "name"})
    filing = RegisterFiling.objects.get()
    assert "person_in_name" in client.get(f"{room}/{filing.pk}/write/").content.decode()
    client.post(f"{room}/{filing.pk}/write/", NAMED)
    papers = {"change_paper": stored(), "statute": stored()}
    filing = services.attach(filing=filing, papers=papers, by=owner.user)
    assert answers(filing)["name_consent"] == (False, "The file is missing.", True)
    assert "consent of the heirs" in client.get(f"{room}/{filing.pk}/").content.decode()
    filing = services.attach(filing=filing, papers={"name_consent": stored("s.pdf")}, by=owner.user)
    answer = client.get(f"{room}/{filing.pk}/papers/name_consent/")
    assert answer.status_code == 409  # a paper of the change; the file of the test is not on the disk
    filing = services.attach(filing=filing, papers={"application": stored("p.pdf")}, by=owner.user)
    services.save_section(
        filing=filing, section="change", facts={"change_on": timezone.localdate()}, by=owner.user
    )
    filing = services.take(filing=services.submit(filing=filing, by=owner.user), by=officer)
    assert decisions.enter(filing=filing, by=head).organisation.name == NAMED["name"]
    seat = changes.open_change(organisation=filing.organisation, change_kind="seat", by=officer)
    assert answers(seat) == {}


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\u202eObrnuto", "=cmd|' /C calc'!A0", "Ђ\u200bорђе", "O'Brajan"],
)
def test_hostile_names_of_persons_and_both_scripts_are_shown_safely(client, officer, name):
    filing = whole_filing(officer, person_in_name="no")
    client.force_login(officer)
    address = f"/staff/register/filings/{filing.pk}"
    facts = {"name": to_cyrillic(filing.name), "municipality": filing.municipality_id, "address": "Trg 1"}
    client.post(f"{address}/name/", facts | {"person_in_name": "living", "named_person": name})
    filing.refresh_from_db()
    assert (filing.person_in_name, "\u202e" in filing.named_person, "\u200b" in filing.named_person) == (
        "living",
        False,
        False,
    )
    page = client.get(f"{address}/").content.decode()
    assert "<script>alert(1)" not in page and "a living person." in page


def test_a_rule_without_a_source_only_warns(officer, head, monkeypatch):
    known = rules_for(None, timezone.localdate())
    rule = replace(known.register.person_name_consent, confirmed=False)
    rules = replace(known, register=replace(known.register, person_name_consent=rule))
    monkeypatch.setattr("ngo_registry.conditions_of_names.rules_for", lambda body, day: rules)
    filing = in_process(whole_filing(officer, **NAMED), officer)
    assert answers(filing)["name_consent"] == (None, "The file is missing.", True)
    assert filing.complete_at is not None
    assert decisions.enter(filing=filing, by=head).state == "entered"
