"""A city's year in Chromium, shorter: plan, call, three members score, the list, the body's decision, the report."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from django.utils import timezone

from grants.models import Application, Call, Ranking
from office.models import Body
from tests import databases, processes
from tests.browser.steps import applications, calls, checks, city, commission, evaluation, reports
from tests.browser.steps.calendar import days_pass
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person, account
from tests.factories.registry import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.browser
OFFICE, LANGUAGE, AREA = "novi_sad", "sr", "kultura"
YOUTH = applications.Project("Omladinski centar", 300_000, "30000")
CHOIR = applications.Project("Gradski hor", 200_000, "20.000,00")
MEMBERS = ("Jelena Popović", "Marko Vasić", "Sanja Ilić")


@pytest.fixture
def live(settings, django_db_setup, django_db_blocker) -> Iterator[processes.Served]:
    """The portal of the city, with its own code lists and rulebooks, served with a real worker."""
    settings.OFFICE_JURISDICTION = OFFICE
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        name = stack.enter_context(databases.clone("city"))
        stack.enter_context(processes.celery_worker(name, OFFICE_JURISDICTION=OFFICE))
        yield stack.enter_context(processes.served(name, OFFICE_JURISDICTION=OFFICE))


@dataclass
class City:
    """Who takes part."""

    body: Body
    officer: Person
    chief: Person
    members: list[Person]
    desk: Person
    head: Person
    ngos: dict[applications.Project, Person]
    citizen: Person


def gather(new_page: Callable, url: str) -> City:
    """A department of the city with its officer and its head, three members, the office, two associations."""
    body = Body.objects.create(code="kultura", kind="department", name="Gradska uprava za kulturu")

    def person(key: str, name: str, *roles: str, of: Body | None = None) -> Person:
        user = account(f"{key}@example.test", name, LANGUAGE, *roles, body=of)
        window = Person(new_page(), url, LANGUAGE, user)
        window.sign_in()
        return window

    ngos = {}
    for project, name in ((YOUTH, "Ana Kovač"), (CHOIR, "Petar Savić")):
        ngos[project] = person(f"ngo{len(ngos)}", name)
        organisation = OrganisationFactory(
            imported=True, name=f"Udruženje „{project.title}“", number=f"0801234{len(ngos)}", place="Novi Sad"
        )
        MembershipFactory(user=ngos[project].user, organisation=organisation)
        ngos[project].open("/portal/")
    citizen = Person(new_page(), url, LANGUAGE)
    citizen.choose_script()
    return City(
        body=body,
        officer=person("officer", "Vera Nikolić", "body_officer", of=body),
        chief=person("chief", "Goran Lukić", "body_head", of=body),
        members=[person(f"member{order}", name) for order, name in enumerate(MEMBERS)],
        desk=person("desk", "Dragana Simić", "office_officer"),
        head=person("head", "Nenad Tasić", "office_head"),
        ngos=ngos,
        citizen=citizen,
    )


@pytest.mark.timeout(900)
def test_a_year_of_the_city(live, new_page, tmp_path):
    """From the plan to the report for the City Council."""
    crew, papers, year = gather(new_page, live.url), Papers(tmp_path), timezone.localdate().year
    the_call(crew, year)
    numbers = the_applications(crew, papers)
    the_sheets(crew, numbers)
    the_decision(crew, numbers)
    the_report(crew, year)


def the_call(crew: City, year: int) -> None:
    """Plan, commission, call."""
    city.absent_from_the_menu(crew.desk, "Priorities", "Evaluators", "Council")
    city.absent_from_the_menu(crew.citizen, "Evaluators", "Council")
    city.officer_plans(crew.officer, crew.body.name, year, AREA, 450_000)
    city.officer_forms_the_commission(crew.officer, crew.body.name, crew.members)
    for member in crew.members:
        commission.member_states_no_conflict(member, city.COMMISSION)
    president = crew.members[0]
    city.president_drafts_under_the_plan(president, AREA, 450_000)
    calls.president_writes_the_texts(president)
    calls.president_publishes_the_call(president, f"KULTURA-K-{year}-0001")


def the_applications(crew: City, papers: Papers) -> list[str]:
    """Two associations apply; both applications are complete."""
    numbers = []
    for project, ngo in crew.ngos.items():
        applications.ngo_begins(ngo, calls.TITLE)
        applications.ngo_fills_texts(ngo, project)
        applications.ngo_fills_budget(ngo, project)
        applications.ngo_attaches_and_declares(ngo, papers, calls.PAPER)
        numbers.append(applications.ngo_submits(ngo, project))
    days_pass(24, Call.objects.get(), *Application.objects.all())
    for number in numbers:
        checks.official_finds_complete(crew.members[1], number)
    checks.official_publishes_the_list(crew.members[1], calls.TITLE)
    return numbers


def the_sheets(crew: City, numbers: list[str]) -> None:
    """Three members score alone: 256 / 3 and 191 / 3."""
    city.president_assigns_all(crew.members[0], calls.TITLE, sheets=6)
    for at, totals in enumerate(((90, 64), (85, 64), (81, 63))):
        other = crew.members[(at + 1) % 3]
        for number, total in zip(numbers, totals, strict=True):
            evaluation.evaluator_states_no_conflict(crew.members[at], number)
            evaluation.evaluator_scores(crew.members[at], total, other)


def the_decision(crew: City, numbers: list[str]) -> None:
    """63.66 is cut, not rounded; the body decides after the time for objections; 200,000 no longer fit."""
    finals = {numbers[0]: "85,33", numbers[1]: "63,66"}
    crew.members[0].room("For staff")
    city.president_lists(crew.members[0], calls.TITLE, finals)
    days_pass(17, Ranking.objects.get())
    city.officer_drafts_and_signs(crew.officer, calls.TITLE, 300_000)
    number = city.body_head_signs_and_officer_publishes(crew.chief, crew.officer, calls.TITLE)
    assert number.startswith("KULTURA-O-")
    city.citizen_reads_the_results(crew.citizen, calls.TITLE, number, YOUTH.title, 300_000, "85,33")
    city.officer_contracts_and_pays(crew.officer, YOUTH.title, 300_000)


def the_report(crew: City, year: int) -> None:
    """Built by the worker from the city's own payments, approved by a second person, sent to the City Council."""
    reports.ministry_sends_its_spending(crew.officer, crew.body.name, 300_000)
    reports.officer_accepts(crew.desk, [crew.body.name], own="")
    reports.officer_orders_the_report(crew.desk, year)
    number = reports.officer_reads_the_report(crew.desk, "300000", written="300.000,00")
    reports.head_approves(crew.head, number)
    reports.officer_sends_and_publishes(crew.desk, number)
    city.council_gets_the_report(crew.head, number, "Градско веће Града Новог Сада")
    names = [f"Udruženje „{YOUTH.title}“"]
    reports.citizen_follows_the_sums(crew.citizen, number, "300000", names)
    reports.citizen_verifies(crew.citizen, number)
