"""One year of an office in Chromium: every step by the person whose step it is, in Latin and in Cyrillic."""

import pytest
from django.utils import timezone

from council.models import NominationCall
from office.scripts import to_cyrillic
from tests.browser.steps import calls, commission, nominations, priorities, register
from tests.browser.steps.calendar import days_pass
from tests.browser.steps.crew import Crew, gather
from tests.browser.steps.papers import Papers

pytestmark = pytest.mark.browser
NEW = register.Association(
    "Udruženje „Zelena obala“", "Tivat", ("Ivana Perović", "Marko Ilić", "Jelena Babić")
)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", ["cnr", "cnr-cyrl"])
def test_a_year_of_the_office(live, worker, new_page, tmp_path, language):
    """From the papers of an association to the annual report."""
    crew, papers = gather(new_page, live.url, language), Papers(tmp_path)
    year = timezone.localdate().year
    the_register(crew, papers)
    the_priorities(crew, year)
    the_commission(crew, papers)
    the_call(crew, year)


def the_register(crew: Crew, papers: Papers) -> None:
    """Step 1."""
    register.officer_enters(crew.officer, papers, NEW)
    number = register.head_signs_the_entry(crew.head, NEW)
    register.citizen_finds_the_organisation(crew.citizen, NEW, number)
    register.ngo_claims_the_organisation(crew.ngo, papers, NEW, number)
    register.officer_lets_in(crew.officer, crew.ngo, NEW)


def the_priorities(crew: Crew, year: int) -> None:
    """Step 2."""
    priorities.officer_drafts_the_decision(crew.officer, year, crew.body.name)
    priorities.head_enters_the_adoption(crew.head, year)
    priorities.citizen_reads_the_decision(crew.citizen, year)


def the_commission(crew: Crew, papers: Papers) -> None:
    """Step 3, first half: two NGOs name the same person, each in its own script."""
    nominations.ministry_calls_for_nominations(crew.ministry, crew.body.name)
    name = crew.member.user.full_name
    receipts = [
        nominations.ngo_proposes(crew.ngo, papers, name),
        nominations.ngo_proposes(crew.ngo2, papers, to_cyrillic(name)),
    ]
    call = NominationCall.objects.get()
    days_pass(11, call, *call.proposals.all())
    nominations.ministry_counts_and_appoints(crew.ministry, name, receipts)
    nominations.citizen_reads_the_list(crew.citizen, name, [NEW.name, crew.organisation.name])
    commission.ministry_begins_the_commission(crew.ministry, crew.body.name)
    commission.ministry_links_the_nominations(crew.ministry, nominations.TITLE, name, count=2)
    for person, role in (
        (crew.president, "president"),
        (crew.official, "official"),
        (crew.member, "ngo_member"),
    ):
        commission.ministry_seats(crew.ministry, person, role)
    assert commission.ministry_forms_the_commission(crew.ministry).startswith("MEK-KO-")
    for person in (crew.president, crew.official, crew.member):
        commission.member_states_no_conflict(person)


def the_call(crew: Crew, year: int) -> None:
    """Step 3, second half."""
    calls.president_drafts_the_call(crew.president, commission.TITLE, year)
    calls.president_writes_the_texts(crew.president)
    calls.president_publishes_the_call(crew.president, f"MEK-K-{year}-0001")
    calls.citizen_sees_the_call(crew.citizen, crew.body.name, f"MEK-K-{year}-0001")
