"""An applicant founds an organisation online: parts, what is missing, sending, completion, acts."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from ngo_registry.conditions_online import missing
from ngo_registry.models import NgoMembership, RegisterFiling
from ngo_registry.queries.filings import all_filings
from ngo_registry.queries.online import name_answer
from ngo_registry.queries.queue import filings
from ngo_registry.services import decisions, letters, online
from ngo_registry.services import filings as staff
from office import jurisdiction
from office.deadlines import add_days
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused
from tests.factories.filings import JMBG, stored
from tests.factories.online import online_draft
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(datetime.datetime(2026, 11, 20, 23, 59, 58))


@pytest.fixture
def ana():
    """Who founds an association."""
    return UserFactory(full_name="Ana Anić", email="ana@example.test", language="en")


@pytest.fixture
def officer():
    """Who reads filings."""
    return UserFactory(roles=("registry_officer",))


@pytest.fixture
def head():
    """Who signs."""
    return UserFactory(roles=("registry_head",))


def lacks(filing) -> set[str]:
    """Keys of what keeps the filing from being sent."""
    return {row.key for row in missing(filing)}


@pytest.mark.parametrize("kind", ["association", "foundation"])
def test_a_whole_draft_is_received_when_the_request_arrived_and_gets_a_receipt(ana, kind):
    filing = online_draft(ana, kind=kind)
    assert lacks(filing) == set()
    filing = online.submit(filing=filing, at=AT, by=ana)
    assert (filing.state, filing.submitted_at, filing.received_on, filing.case_number) == (
        "submitted",
        AT,
        datetime.date(2026, 11, 20),
        "R-2026-0001",
    )
    assert filing.due == add_days(datetime.date(2026, 11, 20), 10, jurisdiction.current().calendar)
    job = Job.objects.get(kind="ngo_registry.filing_receipt")
    run_job(job.pk)
    filing = RegisterFiling.objects.get(pk=filing.pk)
    receipt = filing.online.receipt
    assert (receipt.number, receipt.public) == (filing.case_number, False)
    letter = Email.objects.get()
    assert (letter.to, filing.case_number in letter.subject) == (["ana@example.test"], True)
    with pytest.raises(Refused, match="not possible now"):
        online.submit(filing=filing, at=AT, by=ana)


def test_an_empty_draft_says_everything_that_is_missing_with_its_article(ana):
    filing = online.begin(kind="association", by=ana)
    rows = missing(filing)
    assert {row.key for row in rows} == {
        "name", "person_in_name", "seat", "goals", "founders", "resident", "representative", "representative_resident",
        "application", "founding_act", "minutes", "statute", "identity_papers", "founded_on", "assembly_place",
        "assembly_people", "representative_title", "publicity", "seal", "members", "assets_to",
    }  # fmt: skip
    assert all(row.law for row in rows)
    with pytest.raises(Refused, match="Write the name"):
        online.submit(filing=filing, at=AT, by=ana)


def test_a_foreign_office_files_its_home_registration_and_form_instead(ana):
    filing = online.begin(kind="foreign_organisation", by=ana)
    assert {"home", "home_proof", "office_form", "application", "founding_act"} <= lacks(filing)
    assert not lacks(filing) & {"minutes", "statute", "founders", "seal", "statute_goals", "acts_agree"}
    facts = {
        "home_name": "Helping Hand e.V.",
        "home_seat": "Berlin",
        "home_country": "DE",
        "office_form": "branch",
    }
    whole = online_draft(ana, kind="foreign_organisation", **facts)
    whole.founders.all().delete()
    assert lacks(RegisterFiling.objects.get(pk=whole.pk)) == set()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda row: row.founders.last().delete(), {"founders"}),
        (lambda row: row.founders.update(resident=False), {"resident"}),
        (lambda row: row.representatives.update(resident=False), {"representative_resident"}),
        (lambda row: row.representatives.update(address=""), {"representative_address"}),
        (lambda row: row.founders.filter(jmbg=JMBG[0]).update(jmbg=""), {"numbers"}),
        (
            lambda row: row.founders.filter(jmbg=JMBG[0]).update(
                jmbg="", passport_number="AB12345", passport_country="DE"
            ),
            set(),
        ),
    ],
)
def test_rules_on_people(ana, change, broken):
    filing = online_draft(ana)
    change(filing)
    assert lacks(RegisterFiling.objects.get(pk=filing.pk)) == broken


def test_the_statute_of_ones_own_needs_no_answers(ana):
    filing = online_draft(ana)
    facts = {"own_statute": True, "publicity": "", "seal": "", "members": ""}
    online.save_part(filing=filing, part="statute", facts=facts, at=AT, by=ana)
    assert lacks(RegisterFiling.objects.get(pk=filing.pk)) == set()


def test_two_windows_on_one_part_overwrite_nothing(ana):
    filing = online.begin(kind="association", by=ana)
    facts = {"filing": filing, "part": "goals", "at": AT, "by": ana}
    assert online.save_part(facts={"goals": "A"}, version=0, **facts).version == 1
    with pytest.raises(Refused, match="another window"):
        online.save_part(facts={"goals": "B"}, version=0, **facts)
    assert online.save_part(facts={"goals": "C"}, version=1, **facts).version == 2
    filing.refresh_from_db()
    assert filing.goals == "C"


def test_nobody_else_writes_sends_or_withdraws_and_staff_see_it_only_when_it_is_sent(ana, officer):
    filing = online_draft(ana)
    stranger = UserFactory()
    for person in (stranger, officer):
        with pytest.raises(Refused, match="Only the applicant"):
            online.save_part(filing=filing, part="goals", facts={"goals": "X"}, at=AT, by=person)
        with pytest.raises(Refused, match="Only the applicant"):
            online.submit(filing=filing, at=AT, by=person)
        with pytest.raises(Refused, match="Only the applicant"):
            online.withdraw(filing=filing, note="ne", by=person)
    assert (filings().count(), all_filings().filter(pk=filing.pk).exists()) == (0, False)
    online.submit(filing=filing, at=AT, by=ana)
    assert [row.origin for row in filings()] == ["online"]
    with pytest.raises(Refused, match="not changed any more"):
        online.save_part(filing=filing, part="goals", facts={"goals": "X"}, at=AT, by=ana)


def test_completion_asked_completed_entered_and_the_applicant_is_owner(ana, officer, head):
    filing = online.submit(filing=online_draft(ana), at=timezone.now(), by=ana)
    filing = staff.take(filing=filing, by=officer)
    filing = letters.ask_completion(filing=filing, note="Statut nije potpisan.", by=officer)
    assert filing.due is None
    letters.acknowledge(letter=filing.letters.get(), by=ana)
    filing.refresh_from_db()
    late = timezone.now() + datetime.timedelta(days=60)
    with pytest.raises(Refused, match="term for completion ended"):
        online.enclose(filing=filing, papers={"statute": stored()}, at=late, by=ana)
    filing = online.enclose(filing=filing, papers={"statute": stored("novi.pdf")}, at=timezone.now(), by=ana)
    filing = online.complete(filing=filing, at=timezone.now(), by=ana)
    assert (filing.state, filing.due is not None) == ("in_process", True)
    filing = decisions.enter(filing=filing, by=head)
    membership = NgoMembership.objects.get(user=ana)
    assert (membership.organisation, membership.role) == (filing.organisation, "owner")
    assert filing.organisation.email_of_record == "ana@example.test"


def test_a_name_is_compared_across_scripts_case_punctuation_and_spaces(ana):
    ngo = OrganisationFactory(name="Udruženje „Đak-Prvak“")
    for typed in ("УДРУЖЕЊЕ ЂАК ПРВАК", "udruzenje   djakprvak", "Udruženje: Đak, prvak!"):
        assert name_answer(typed, by=ana).taken == ngo
    assert name_answer("Udruženje Đak drugak", by=ana).free
    assert name_answer(" \x00 ", by=ana) is None
    online.submit(
        filing=online_draft(UserFactory(), name="Čekanje"), at=AT, by=RegisterFiling.objects.get().created_by
    )
    assert name_answer("ЧЕКАЊЕ", by=ana).waiting


def test_a_draft_is_given_up_and_drafts_are_few(ana):
    filing = online.begin(kind="foundation", by=ana)
    assert online.withdraw(filing=filing, note="Predomislili smo se.", by=ana).state == "withdrawn"
    assert not filings("withdrawn").exists()
    for _n in range(10):
        online.begin(kind="foundation", by=ana)
    with pytest.raises(Refused, match="ten drafts"):
        online.begin(kind="foundation", by=ana)
