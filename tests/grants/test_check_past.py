"""The past of an organisation in the formal check: the same for what came online and on paper, with what it rests on.

Rules tried: filing.ban, filing.missing_report, filing.projects_in_year, filing.double_funding.
"""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from grants.models import Application, Call, Contract
from grants.past_conditions import TEXTS, past_answers
from grants.queries import tells
from grants.services import bans, checks, contract_ends, paper
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import client_of, ready_draft
from tests.reports.test_open_data import spent

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English; the second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False
    with override("en"):
        yield


def on_paper(contract: Contract) -> Application:
    """An application on paper of the organisation of that contract, entered and handed in; the call is over."""
    draft = filing.envelope(made.published_call(), contract.row.application.organisation)
    Application.objects.filter(pk=draft.pk).update(title="Sasvim novo", requested=5000)
    draft.budget_lines.create(
        order=1, group="services", description="Usluge", quantity=1, price=5000, total=5000, requested=5000
    )
    done = paper.hand_in_paper(application=draft, key=uuid.uuid4(), by=draft.created_by)
    return closed(done)


def online(contract: Contract) -> Application:
    """The same, filed in the portal before the ban was known."""
    organisation = contract.row.application.organisation
    return made.application(made.closed_call(), organisation=organisation, title="Sasvim novo")


def closed(application: Application) -> Application:
    """The deadline of the call has passed."""
    Call.objects.filter(pk=application.call_id).update(deadline=timezone.now())
    return Application.objects.get(pk=application.pk)


@pytest.mark.parametrize("way", [on_paper, online])
def test_a_barred_organisation_is_found_by_the_check_whatever_the_way(way):
    contract = made.contract()
    late = made.contract(
        contract.row.decision.rows.filter(outcome="awarded").exclude(pk=contract.row_id).first()
    )
    Application.objects.filter(pk=late.row.application_id).update(
        organisation=contract.row.application.organisation
    )
    Contract.objects.filter(pk=late.pk).update(report_due=timezone.localdate() - DAY)
    Contract.objects.filter(pk=contract.pk).update(signed_on=datetime.date(2024, 1, 1))
    contract_ends.terminate(
        contract=contract, ground="breach", law="čl. 12 ugovora", ended_on=timezone.localdate() - 5 * DAY,
        note="Nije radio.", by=made.officer(contract.row.decision.call.body),
    )  # fmt: skip
    application = way(contract)
    Application.objects.filter(pk=application.pk).update(submitted_at=timezone.now() - DAY)
    president = made.president(application.call.commission)
    items = {each.key: each for each in checks.begin_check(application=application, by=president)}
    assert set(TEXTS) <= set(items)
    found = {key: items[key].automatic for key in TEXTS}
    assert found == {"ban": False, "missing_report": None, "projects_in_year": True, "double_funding": True}
    assert contract.number in items["ban"].evidence and items["ban"].law == "Zakon o NVO"
    page = client_of(president).get(reverse("grants_staff:check", args=[application.pk])).content.decode()
    ban = contract.bans.get()
    assert reverse("grants_staff:ban", args=[ban.pk]) in page and "čl. 12 ugovora" in page
    # the contract is another body's: its public call is shown instead
    assert reverse("grants_public:call", args=[late.row.decision.call.slug]) in page
    assert reverse("grants_staff:contract", args=[late.pk]) not in page
    assert "was not barred from applying" in page


def test_a_ban_that_began_after_the_filing_is_none_for_it():
    contract = made.contract()
    application = online(contract)  # filed the day before the deadline, ten days ago
    bans.ban_for_breach(
        contract, ended_on=timezone.localdate(), law="čl. 12", reason="x", who=made.officer(made.body())
    )
    found = {each.answer.key: each.answer.met for each in past_answers(application)}
    assert found["ban"] is True


def test_what_was_found_on_paper_is_not_said_to_have_been_told():
    contract = made.contract()
    Contract.objects.filter(pk=contract.pk).update(report_due=timezone.localdate() - DAY)
    application = on_paper(contract)
    officer = made.officer(application.call.body)
    page = client_of(officer).get(reverse("grants_staff:application", args=[application.pk])).content.decode()
    assert "the applicant did not see it" in page and contract.number in page
    assert "What the applicant was told before handing in" not in page


def told(draft: Application) -> tuple[str, ...]:
    """Lines on the same project elsewhere."""
    found = {each.key: each.lines for each in tells.tells_of(Application.objects.get(pk=draft.pk))}
    return found.get("double_funding", ())


def test_awards_other_bodies_reported_are_told_to_the_applicant():
    draft = ready_draft(title="Čista rijeka", requested=5000)
    of = made.body(name="Opština Bar")
    year = timezone.localdate().year - 1
    spent(year, of=of, awarded=Decimal(4321), title="Чиста ријека 2", organisation=draft.organisation)
    spent(year, of=of, awarded=Decimal(99), title="Škola plivanja", organisation=draft.organisation)
    spent(year, of=of, awarded=Decimal(98), title="Čista rijeka")  # somebody else's
    spent(year - 9, of=of, awarded=Decimal(97), title="Čista rijeka", organisation=draft.organisation)
    lines = told(draft)
    assert len(lines) == 1 and "Opština Bar" in lines[0] and "€4,321.00" in lines[0]
    page = client_of(draft.created_by).get(reverse("grants_portal:check", args=[draft.pk])).content.decode()
    assert "Opština Bar" in page


def test_projects_as_a_partner_are_told_once_the_partner_knows_of_them():
    draft = ready_draft(title="Čista rijeka")
    lead = ready_draft(title="Čista rijeka", requested=9000)
    named = lead.partners.create(
        organisation=draft.organisation, name=draft.organisation.name, role="Radionice."
    )
    Application.objects.filter(pk=lead.pk).update(
        state="submitted", number="P-900", submitted_at=timezone.now(), submitted_by=lead.created_by
    )
    assert told(draft) == ()  # nobody asked the partner yet, and nothing is published
    Application.objects.filter(pk=lead.pk).update(state="draft")
    question = filing.ask(named)
    filing.confirm(question)
    Application.objects.filter(pk=lead.pk).update(state="submitted")
    (line,) = told(draft)
    assert "P-900" in line and "your organisation is a partner" in line and lead.organisation.name in line
