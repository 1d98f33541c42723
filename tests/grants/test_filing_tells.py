"""What the portal tells before an application is handed in, with article and evidence; which of it refuses.

Rules tried: filing.ban, filing.missing_report, filing.projects_in_year, filing.double_funding, contract.ban_years,
call.max_projects_per_year.
"""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from grants.filing_rules import level_of
from grants.models import Application, Contract, GrantReport
from grants.queries import tells
from grants.queries.past_findings import late_of
from grants.services import applications, contract_ends
from office.refusal import Refused
from office.rulebooks import from_version
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import enter, ready_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in English."""
    with override("en"):
        yield


def told(draft) -> dict[str, tells.Tell]:
    """What is told now, without the two that speak of this draft alone."""
    found = {each.key: each for each in tells.tells_of(Application.objects.get(pk=draft.pk))}
    return {key: each for key, each in found.items() if key not in {"sign_off", "partner_confirmation"}}


def draft_after(contract, **facts):
    """A new draft of the organisation that has the contract."""
    earlier = contract.row.application
    return ready_draft(organisation=earlier.organisation, person=earlier.created_by, **facts)


def test_nothing_is_told_of_an_organisation_without_a_past():
    draft = ready_draft()
    assert told(draft) == {}
    assert {each.key for each in tells.tells_of(draft)} == {"sign_off"}  # not approved yet: a warning


def test_a_broken_contract_refuses_for_two_years_with_the_article(client):
    contract = made.contract()
    draft = draft_after(contract, title="Nešto sasvim drugo")
    officer = made.officer(contract.row.decision.call.body)
    contract_ends.terminate(
        contract=contract,
        ground="breach",
        law="čl. 12 ugovora",
        ended_on=timezone.localdate(),
        note="Sredstva nenamjenski utrošena.",
        by=officer,
    )
    tell = told(draft)["ban"]
    assert (tell.refuses, tell.law) == (True, "Zakon o NVO")
    assert contract.number in tell.lines[0]
    with pytest.raises(Refused, match="broke a contract") as no:
        applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=draft.created_by)
    assert no.value.law == "Zakon o NVO"
    enter(client, draft.created_by)
    page = client.get(reverse("grants_portal:check", args=[draft.pk])).content.decode()
    assert contract.number in page and "cannot be submitted while this stands" in page
    assert Application.objects.get(pk=draft.pk).state == "draft"


def test_a_missing_report_warns_until_it_is_handed_in():
    contract = made.contract()
    draft = draft_after(contract, title="Nešto sasvim drugo")
    assert "missing_report" not in told(draft)
    late = timezone.localdate() - datetime.timedelta(days=1)
    Contract.objects.filter(pk=contract.pk).update(report_due=late)
    tell = told(draft)["missing_report"]
    assert not tell.refuses and contract.number in tell.lines[0]
    report = GrantReport.objects.create(contract=contract, kind="final")
    assert "missing_report" in told(draft)
    GrantReport.objects.filter(pk=report.pk).update(
        state="submitted", submitted_at=timezone.now(), submitted_by=draft.created_by
    )
    assert "missing_report" not in told(draft)


def test_a_late_interim_report_is_missing_too_until_it_or_the_final_one_is_handed_in():
    contract, today = made.contract(), timezone.localdate()
    contract.interim_due = today - datetime.timedelta(days=1)
    assert [(each.kind, each.due) for each in late_of(contract, today)] == [("interim", contract.interim_due)]
    assert late_of(contract, contract.interim_due) == []
    handed_in = {"submitted_at": timezone.now(), "submitted_by": contract.created_by}
    report = GrantReport.objects.create(contract=contract, kind="interim", state="returned", **handed_in)
    assert [each.kind for each in late_of(contract, today)] == ["interim"]
    for kind in ("interim", "final"):
        GrantReport.objects.filter(pk=report.pk).update(state="submitted", kind=kind)
        assert late_of(contract, today) == []


def test_the_same_project_elsewhere_is_shown_with_its_money():
    contract = made.contract()
    earlier = contract.row.application
    Application.objects.filter(pk=earlier.pk).update(title="Čista rijeka 2025")
    draft = draft_after(contract, title="Чиста ријека")  # the other script hides nothing
    tell = told(draft)["double_funding"]
    assert not tell.refuses and len(tell.lines) == 1
    line = tell.lines[0]
    assert earlier.number in line and earlier.call.title in line and str(earlier.call.year) in line
    assert "awarded €5,000.00, paid €5,000.00" in line


@pytest.mark.parametrize(
    ("title", "requested", "same"),
    [
        ("Čista rijeka", 9000, True),
        ("Cista rijeka II", 9000, True),
        ("Čistimo rijeke i jezera", 5000, True),
        ("Čistimo rijeke i jezera", 9000, False),
        ("Škola fotografije", 5000, False),
        ("", 5000, False),
    ],
)
def test_like_titles_with_the_same_sum_are_told(title, requested, same):
    draft = ready_draft(requested=5000)
    other = made.application(
        made.closed_call(), organisation=draft.organisation, title=title, requested=requested
    )
    assert ("double_funding" in told(draft)) is same
    Application.objects.filter(pk=other.pk).update(state="withdrawn")
    assert "double_funding" not in told(draft)


def test_more_projects_in_the_year_than_allowed_warn():
    draft = ready_draft()
    for n in range(3):
        other = made.application(made.closed_call(), organisation=draft.organisation, title=f"{n}" * 9)
        Application.objects.filter(pk=other.pk).update(state="awarded")
        assert ("projects_in_year" in told(draft)) is (n == 2)
    assert told(draft)["projects_in_year"].lines[0].endswith("3; allowed: 3.")


def test_a_rule_without_an_article_refuses_nobody():
    draft = ready_draft()
    rules = from_version(draft.call.rulebook)
    assert level_of(draft.call, rules, "ban") == ("refuse", "Zakon o NVO")
    assert level_of(draft.call, rules, "sign_off") == ("warn", "")
    filing.call_says(draft.call, sign_off="none")
    draft.call.refresh_from_db()
    assert level_of(draft.call, rules, "sign_off")[0] == "none"
    assert "sign_off" not in {each.key for each in tells.tells_of(Application.objects.get(pk=draft.pk))}


def test_what_was_told_is_kept_and_read_by_the_body(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    draft = ready_draft()
    other = made.application(made.closed_call(), organisation=draft.organisation, title=draft.title)
    done = applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=draft.created_by)
    kept = {each["key"]: each for each in done.handed_in.told}
    assert set(kept) == {"sign_off", "double_funding"} and other.number in kept["double_funding"]["lines"][0]
    enter(client, made.officer(draft.call.body))
    page = client.get(reverse("grants_staff:application", args=[draft.pk])).content.decode()
    assert "What the applicant was told before handing in" in page and other.number in page


def test_telling_asks_the_same_for_few_and_many(django_assert_num_queries):
    draft = ready_draft()
    for count in (1, 3):
        while draft.organisation.applications.count() <= count:
            made.application(made.closed_call(), organisation=draft.organisation, title=draft.title)
        fresh = Application.objects.get(pk=draft.pk)
        with django_assert_num_queries(27):
            tells.tells_of(fresh)
