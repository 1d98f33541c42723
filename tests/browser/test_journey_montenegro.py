"""One year of an office in Chromium: every step by the person whose step it is, in Latin and in Cyrillic."""

from pathlib import Path

import pytest
from django.utils import timezone

from council.models import NominationCall
from grants.models import Application, Call
from office.scripts import to_cyrillic
from tests.browser.steps import (
    applications,
    calls,
    checks,
    commission,
    council,
    evaluation,
    money,
    nominations,
    priorities,
    ranking,
    register,
    reports,
)
from tests.browser.steps.calendar import days_pass
from tests.browser.steps.crew import Crew, gather
from tests.browser.steps.papers import Papers

pytestmark = pytest.mark.browser
NEW = register.Association(
    "Udruženje „Zelena obala“", "Tivat", ("Ivana Perović", "Marko Ilić", "Jelena Babić")
)
COAST = applications.Project("Čista obala", 9000, "900")
RIVER = applications.Project("Bistra rijeka", 7000, "700,00")


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
    numbers = the_applications(crew, papers)
    the_check(crew, papers, numbers)
    the_evaluation(crew, numbers)
    the_decision(crew, numbers)
    the_money(crew, papers)
    the_council(crew)
    the_report(crew, tmp_path, year)


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
    days_pass(18, call, *call.proposals.all())
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


def the_applications(crew: Crew, papers: Papers) -> list[str]:
    """Step 4: both NGOs apply; gives the numbers of the receipts."""
    numbers = []
    for ngo, project in ((crew.ngo, COAST), (crew.ngo2, RIVER)):
        applications.ngo_begins(ngo, calls.TITLE)
        applications.ngo_fills_texts(ngo, project)
        applications.ngo_fills_budget(ngo, project)
        applications.ngo_attaches_and_declares(ngo, papers, calls.PAPER)
        numbers.append(applications.ngo_submits(ngo, project))
    applications.ngo_may_not_apply_twice(crew.ngo, calls.TITLE)
    return numbers


def the_check(crew: Crew, papers: Papers, numbers: list[str]) -> None:
    """Step 5: after the deadline; the second application is completed once."""
    days_pass(39, Call.objects.get(), *Application.objects.all())
    checks.official_finds_complete(crew.official, numbers[0])
    checks.official_asks_completion(crew.official, numbers[1])
    checks.ngo_completes(crew.ngo2, papers, RIVER.title, calls.PAPER)
    checks.official_finds_complete(crew.official, numbers[1])
    checks.official_publishes_the_list(crew.official, calls.TITLE)
    checks.citizen_reads_the_check(crew.citizen, calls.TITLE, 2, numbers)


def the_evaluation(crew: Crew, numbers: list[str]) -> None:
    """Step 6: (90 + 80) / 2 and (84 + 86) / 2 make 85 each."""
    both = [crew.evaluator, crew.evaluator2]
    evaluation.officer_makes_the_list(crew.officer, both)
    evaluation.president_picks_two(crew.president, calls.TITLE, both)
    for evaluator, other, totals in ((*both, (90, 84)), (*both[::-1], (80, 86))):
        for number, total in zip(numbers, totals, strict=True):
            evaluation.evaluator_states_no_conflict(evaluator, number)
            evaluation.evaluator_scores(evaluator, total, other)


def the_decision(crew: Crew, numbers: list[str]) -> None:
    """Step 7: of 13,000 the full sums take 7,000 (9,000 no longer fits), 80 % to all take 12,800."""
    ranking.president_ranks(crew.president, calls.TITLE, 85, first=numbers[1])
    ranking.president_compares(crew.president, full=(7000, 6000), floor=(12800, 200))
    ranking.president_drafts_and_signs(crew.president, calls.TITLE, 12800)
    ranking.head_signs_second(crew.head, calls.TITLE)
    number = ranking.president_publishes(crew.president, calls.TITLE)
    given = {COAST.title: 7200, RIVER.title: 5600}
    ranking.citizen_reads_the_results(crew.citizen, calls.TITLE, number, given)


def the_money(crew: Crew, papers: Papers) -> None:
    """Step 8: 7,200 paid in two instalments; the report is returned once; 200 are not spent."""
    number = money.ministry_drafts_the_contract(crew.ministry, COAST.title, 7200)
    money.ministry_plans_and_pays(crew.ministry, ["4.000,00", "3200"])
    money.ngo_reports(crew.ngo, papers, number, "6.900,00", 300)
    money.ministry_returns_the_report(crew.ministry, NEW.name)
    money.ngo_corrects_the_report(crew.ngo, papers, number, "7.000,00", 200)
    money.ministry_accepts_and_closes(crew.ministry, NEW.name, number, 200)


def the_council(crew: Crew) -> None:
    """Step 9."""
    council.officer_enters_the_council(crew.officer)
    seats = {"ministar javne uprave": "Maja Ostojić", "Ministarstvo broj 1": "Igor Đurić"}
    for seat, name in seats.items():
        council.officer_appoints(crew.officer, seat, name)
    council.officer_appoints(crew.officer, "volonterizam", "Tijana Šofranac", crew.organisation.number)
    council.officer_holds_a_session(crew.officer)
    council.officer_adopts_the_minutes(crew.officer)
    names = [*seats.values(), "Tijana Šofranac"]
    council.citizen_reads_the_council(crew.citizen, names, crew.organisation.name)


def the_report(crew: Crew, folder: Path, year: int) -> None:
    """Step 10: 7,200.00 of the portal's own payments and 1,234.50 of a town's file make 8,434.50."""
    total = "8434.50"
    reports.ministry_sends_its_spending(crew.ministry, crew.body.name, 7200)
    reports.officer_imports_a_town(crew.officer, folder, year)
    reports.officer_accepts(crew.officer, [crew.body.name, reports.TOWN], own=reports.TOWN)
    reports.officer_orders_the_report(crew.officer, year)
    number = reports.officer_reads_the_report(crew.officer, total, written="8.434,50")
    reports.head_approves(crew.head, number)
    reports.officer_sends_and_publishes(crew.officer, number)
    reports.citizen_follows_the_sums(crew.citizen, number, total, [NEW.name, "Udruženje „Maslina“"])
    reports.citizen_verifies(crew.citizen, number)
