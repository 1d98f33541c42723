"""From the papers to the decision: entry, completion, refusal, deletion.

Rules tried: register.completion_days.
"""

import datetime

import pytest
from django.utils import timezone

from ngo_registry.conditions import conditions
from ngo_registry.models import Founder, Organisation, RegisterEntry
from ngo_registry.services import changes, complaints, decisions, letters
from ngo_registry.services import filings as services
from office import jurisdiction
from office.audit import timeline
from office.deadlines import add_days
from office.jobs import run_job
from office.models import IssuedDocument, Job
from office.refusal import Refused
from tests.factories.filings import dismissed, refused, stored, whole_filing
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


ENDS = {
    "deletion_ground": "own_decision",
    "deletion_reason": "odluka skupštine",
    "assets_to": "municipality",
}


@pytest.fixture
def officer():
    """Who writes filings from their papers."""
    return UserFactory(full_name="Milica Službenik", roles=("registry_officer",))


@pytest.fixture
def head():
    """Who signs."""
    return UserFactory(full_name="Petar Načelnik", roles=("registry_head",))


def in_process(officer, **facts):
    """A filing that waits for the decision."""
    filing = services.submit(filing=whole_filing(officer, **facts), by=officer)
    return services.take(filing=filing, by=officer)


def unmet(filing) -> set[str]:
    """Keys of conditions that are not met."""
    return {row.key for row in conditions(filing) if row.met is False}


def test_an_entry_gets_number_book_line_acts_and_people(officer, head):
    filing = in_process(officer)
    assert unmet(filing) == set()
    assert filing.due == add_days(timezone.localdate(), 10, jurisdiction.current().calendar)
    filing = decisions.enter(filing=filing, by=head)
    year, ngo = timezone.localdate().year, filing.organisation
    assert (filing.case_number, filing.decision_number, ngo.number) == (
        f"R-{year}-0001",
        f"O-{year}-0001",
        f"{year}-0001",
    )
    assert (ngo.name, ngo.registered_on, ngo.place) == (
        "Udruženje „Žena danas“",
        timezone.localdate(),
        "Nikšić",
    )
    assert (ngo.founders.count(), ngo.representatives.count(), ngo.areas.count()) == (3, 1, 2)
    entry = RegisterEntry.objects.get()
    assert (entry.number, entry.kind, entry.act_number) == (f"U-{year}-0001", "entry", filing.decision_number)
    run_job(Job.objects.get(kind="ngo_registry.filing_documents").pk)
    assert sorted(IssuedDocument.objects.values_list("kind", "public")) == [
        ("ngo_registry.decision", False),
        ("ngo_registry.extract", True),
    ]
    assert [line.action for line in timeline(filing)] == ["submit", "take", "enter"]


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"goals": ""}, {"goals"}),
        ({"statute_has_goals": False}, {"statute_goals"}),
        ({"acts_agree": False}, {"acts_agree"}),
        ({"minutes": None}, {"minutes"}),
        ({"kind": "foundation", "minutes": None}, set()),
        ({"pib": "02655283"}, {"pib"}),
        ({"iban": "510-123456-19"}, {"iban"}),
        ({"iban": "510-123456-18"}, set()),
        ({"economic_activity": True}, {"economic"}),
        ({"economic_activity": True, "economic_in_statute": True, "economic_code": "94.99"}, set()),
        ({"name": "УДРУЖЕЊЕ - ВЕЋ ПОСТОЈИ!"}, {"name"}),
        ({"address": ""}, {"seat"}),
        ({"kind": "foreign_organisation"}, {"home", "home_proof"}),
    ],
)
def test_each_condition_answers_for_itself(officer, head, facts, broken):
    OrganisationFactory(name="Udruženje „već postoji“")
    filing = in_process(officer, **facts)
    assert unmet(filing) == broken
    if broken:
        with pytest.raises(Refused):
            decisions.enter(filing=filing, by=head)
        assert Organisation.objects.count() == 1


def test_founders_are_three_one_lives_here_and_minors_have_consent(officer):
    filing = in_process(officer)
    founder = filing.founders.first()
    founder.resident = False
    founder.save()
    assert unmet(filing) == {"resident"}
    young = Founder.objects.create(
        filing=filing, name="Mladi", born_on=datetime.date(2011, 1, 1), resident=True
    )
    young.passport_number, young.passport_country = "AB12345", "Albanija"
    young.save()
    assert unmet(filing) == {"minors"}
    young.guardian_consent = stored("saglasnost.pdf")
    young.save()
    assert unmet(filing) == set()
    young.born_on = timezone.localdate() - datetime.timedelta(days=13 * 365)
    young.save()
    assert unmet(filing) == {"minors"}
    filing.founders.exclude(pk=founder.pk).delete()
    assert unmet(filing) == {"founders", "resident"}


def test_a_wrong_personal_number_is_named(officer):
    filing = in_process(officer)
    filing.founders.update(jmbg="0101990210030")
    [row] = [row for row in conditions(filing) if row.key == "numbers"]
    assert row.met is False
    assert "was not issued" in row.evidence


def test_completion_stops_the_term_and_begins_it_anew(officer, head):
    filing = in_process(officer, statute=None)
    assert (filing.complete_at, filing.due) == (None, None)
    with pytest.raises(Refused, match="Write the reason"):
        letters.ask_completion(filing=filing, note=" ", by=officer)
    filing = letters.ask_completion(filing=filing, note="Nedostaje statut.", by=officer)
    with pytest.raises(Refused, match="not served yet"):
        dismissed(filing, head, "Nije dopunjena.")
    letter = filing.letters.get()
    letters.record_service(letter=letter, how="post", on=timezone.localdate(), note="AR 1", by=officer)
    filing.refresh_from_db()
    assert filing.completion_due == add_days(timezone.localdate(), 8, jurisdiction.current().calendar)
    with pytest.raises(Refused, match="may complete the filing until"):
        dismissed(filing, head, "Nije dopunjena.")
    filing = services.attach(filing=filing, papers={"statute": stored()}, by=officer)
    filing = services.complete(filing=filing, by=officer)
    assert filing.due is not None
    assert decisions.enter(filing=filing, by=head).state == "entered"


def test_a_refusal_is_signed_by_a_second_person_with_reasons(officer, head):
    both = UserFactory(roles=("registry_officer", "registry_head"))
    filing = in_process(both)
    with pytest.raises(Refused, match="second person"):
        refused(filing, both, "Nema uslova.")
    with pytest.raises(Refused, match="Only the head"):
        refused(filing, officer, "Nema uslova.")
    filing = refused(filing, head, "Nema uslova.")
    assert (filing.state, filing.decision_reason, Organisation.objects.count()) == (
        "refused",
        "Nema uslova.",
        0,
    )
    complaints.file_complaint(filing=filing, text="Žalba od danas.", by=officer)
    other = UserFactory(roles=("registry_head",))
    assert complaints.uphold(filing=filing, note="Usvojena.", by=other).state == "in_process"


def test_a_decided_filing_is_not_written_any_more(officer, head):
    filing = decisions.enter(filing=in_process(officer), by=head)
    with pytest.raises(Refused, match="is decided"):
        services.save_section(filing=filing, section="name", facts={"name": "Drugo"}, by=officer)


def test_deletion_ends_the_organisation_and_frees_its_name(officer, head):
    ngo = decisions.enter(filing=in_process(officer), by=head).organisation
    filing = changes.open_deletion(organisation=ngo, by=officer)
    with pytest.raises(Refused, match="already in process"):
        changes.open_deletion(organisation=ngo, by=officer)
    filing = services.save_section(filing=filing, section="deletion", facts=ENDS, by=officer)
    filing = services.attach(filing=filing, papers={"deletion_paper": stored()}, by=officer)
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    filing = decisions.enter(filing=filing, by=head)
    ngo.refresh_from_db()
    assert (ngo.status, ngo.deletion_reason, ngo.deletion_act) == (
        "deleted",
        "odluka skupštine",
        filing.decision_number,
    )
    assert [entry.kind for entry in ngo.entries.all()] == ["entry", "deletion"]
    assert unmet(in_process(officer)) == set()
