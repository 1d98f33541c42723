"""The form of a call in Chromium: built with every kind of question, tried, published, answered, corrected, read."""

import pytest
from django.urls import reverse

from grants.models import Application, Call, CommissionMember
from tests.browser.axe import check_page
from tests.browser.steps import applications, form
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person, account
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.registry import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.browser
TITLE = "Podrška starijima"
HELP = applications.Project("Pomoć u kući", 9000, "900")


def person(new_page, url: str, key: str, name: str, *roles: str, of=None) -> Person:
    """Somebody at a window of one's own, signed in."""
    window = Person(new_page(), url, "cnr", account(f"{key}@example.test", name, "cnr", *roles, body=of))
    window.sign_in()
    return window


def drafted(president: Person) -> Call:
    """A draft of the president's commission that lacks nothing but its form."""
    commission = made.commission()
    CommissionMember.objects.filter(commission=commission, role="president").update(user=president.user)
    call = made.draft_call(commission, title=TITLE, total=50_000)
    return call


@pytest.mark.timeout(300)
def test_a_form_from_its_first_question_to_the_evaluator(live, worker, new_page, tmp_path):
    papers = Papers(tmp_path)
    president = person(new_page, live.url, "president", "Ranko Đurović", "commission_member")
    call = drafted(president)
    form.president_opens_the_form(president, TITLE)
    form.president_builds_the_form(president, papers)
    form.president_changes_the_order(president)
    check_page(president.page)
    form.president_tries_the_form(president)
    form.president_publishes(president, TITLE)
    citizen = Person(new_page(), live.url, "cnr")
    form.citizen_checks_and_prints(citizen, TITLE)
    check_page(citizen.page)
    number = the_application(new_page, live.url, papers, president)
    form.staff_reads(president, number)
    the_evaluator(new_page, live.url, call)


def the_application(new_page, url: str, papers: Papers, president: Person) -> str:
    """An NGO answers, is told of a correction, and submits."""
    ngo = person(new_page, url, "ngo", "Ivana Perović")
    organisation = OrganisationFactory(name="Udruženje „Luča“", registered_on="2019-05-02", place="Kolašin")
    MembershipFactory(user=ngo.user, organisation=organisation)
    applications.ngo_begins(ngo, TITLE)
    form.ngo_fills_texts(ngo, HELP)
    form.ngo_answers_the_project(ngo)
    form.ngo_adds_an_activity(ngo)
    applications.ngo_fills_budget(ngo, HELP)
    applications.ngo_attaches_and_declares(ngo, papers, "Statut")
    form.ngo_answers_the_section(ngo, papers)
    form.president_corrects(president, TITLE)
    return form.ngo_is_told_and_submits(ngo)


def the_evaluator(new_page, url: str, call: Call) -> None:
    """Who scores reads the answers beside the criteria."""
    reader = made.evaluator()
    user = account("evaluator@example.test", "Luka Đukić", "cnr", "evaluator")
    type(reader).objects.filter(pk=reader.pk).update(user=user, full_name=user.full_name)
    Application.objects.filter(call=call).update(state="eligible")
    made.evaluators_list(type(reader).objects.get(pk=reader.pk))
    sheet = scoring.accepted(Application.objects.get(call=call), type(reader).objects.get(pk=reader.pk))
    window = Person(new_page(), url, "cnr", user)
    window.sign_in()
    form.evaluator_reads(window, reverse("grants_evaluation:workspace", args=[sheet.pk]))
