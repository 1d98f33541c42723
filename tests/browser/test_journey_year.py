"""A year's programming in Chromium: from the opened cycle to the published decision with its three sums."""

import datetime

import pytest
from django.utils import timezone

from grants.models import SectorAnalysis
from office.models import Body
from tests.browser.axe import check_page
from tests.browser.steps import year as steps
from tests.browser.steps.calendar import days_pass
from tests.browser.steps.people import Person, account
from tests.factories.registry import MembershipFactory

pytestmark = pytest.mark.browser
SAID = ["Treba čistiti i rijeke.", "Predvidite manje projekte."]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["cnr-cyrl"])
def test_a_years_programming(live, new_page, language):
    year = timezone.localdate().year + 1
    body = Body.objects.create(code="mek", kind="national", name="Ministarstvo ekologije")
    late = Body.objects.create(code="mod", kind="national", name="Ministarstvo odbrane")

    def person(key: str, name: str, *roles: str, of: Body | None = None) -> Person:
        window = Person(
            new_page(), live.url, language, account(f"{key}@example.test", name, language, *roles, body=of)
        )
        window.sign_in()
        return window

    officer, head = (
        person("officer", "Milica Vukotić", "office_officer"),
        person("head", "Vesna Radović", "office_head"),
    )
    ministry = person("ministry", "Danilo Ćetković", "body_officer", of=body)
    ngo = person("ngo", "Ivana Perović")
    MembershipFactory(user=ngo.user)
    citizen = Person(new_page(), live.url, language)
    citizen.choose_script()

    steps.office_opens_the_year(officer, year)
    steps.ministry_drafts(ministry, year)
    steps.ministry_proposes_a_call(ministry, "60.000,00")
    steps.ministry_asks_the_public(ministry)
    steps.ngo_comments(ngo, SAID[0])
    steps.citizen_comments(citizen, SAID[1])
    check_page(citizen.page)
    steps.ministry_answers(ministry, ["Dodate su rijeke.", "Smanjen je najmanji iznos."])
    analysis = SectorAnalysis.objects.get()
    past = timezone.localdate() - datetime.timedelta(days=20)
    SectorAnalysis.objects.update(
        consultation_from=past, consultation_until=past + datetime.timedelta(days=15)
    )
    days_pass(20, *analysis.comments.all())
    number = steps.ministry_closes_and_hands_in(ministry)
    steps.office_returns(officer, number, "Opišite doprinos organizacija.")
    steps.ministry_completes(ministry, "Opišite doprinos organizacija.")
    steps.office_accepts_and_assembles(officer)
    steps.office_changes_the_sum(officer, "45.000,00", "Manji budžet.")
    steps.office_records_the_opinion(officer, "Savjet predlaže veći iznos.")
    steps.head_adopts_and_publishes(head, year)
    steps.citizen_reads_asked_and_decided(citizen, year, body.name, 60000, 45000, "Manji budžet.")
    check_page(citizen.page)
    steps.citizen_sees_who_is_late(citizen, late.name)
    check_page(citizen.page)
